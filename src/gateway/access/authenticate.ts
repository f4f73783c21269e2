import { clientSessionPermissions } from '../../api/permissions.js';
import { tokenKind, type TokenKind } from '../../api/token-kind.js';
import { timed } from '../http/host-function.js';
import type { Keys } from './crypto.js';
import { createPlaces } from '../http/rate-limit.js';
import { loginRequired, Refusal } from '../http/http-error.js';
import { reachOf, type Reach, type Scope } from './scope.js';
import type { KnownSession, Sessions } from './client-sessions.js';

/**
 * Finds a caller's scope, from the host's own login or from the client session. The gateway waits 10 seconds at most,
 * and then responds with 503.
 * @param request without its body, and without the client session token
 * @param clientSession null if the request has no client session token
 * @returns null if the caller is not logged in; the gateway then responds with 401
 */
export type Authorize = (
  request: Request,
  clientSession: KnownSession | null,
) => Scope | null | Promise<Scope | null>;

export interface Caller {
  /** The caller's name for the host, in audit records. */
  readonly name: string;
  /** A hash for the page, which only needs to notice that the caller has changed. */
  readonly tag: string;
  /** The key for rate limits: the scope's `caller`, independent of the client session; without one, the tag. */
  readonly account: string;
  readonly reach: Reach;
  readonly session: KnownSession | null;
}

/** Finds the network address of a request, from the connection or from the host's `clientKey`. */
export type AddressOf = (request: Request) => string;

const mostAtHost = 1000;

/** @throws {Refusal} 401; 429 or 503 if there are too many requests */
export type Authenticate = (request: Request, options: { fresh: boolean }) => Promise<Caller>;

export function createAuthenticate(
  sessions: Sessions,
  keys: Keys,
  authorize: Authorize | undefined,
  addressOf: AddressOf,
): Authenticate {
  const askHost = authorize && asking(authorize);
  return async (request, { fresh }) => {
    const { token } = credentialOf(request);
    const found =
      token === null ? null : await sessions.find(token, { fresh, address: () => addressOf(request) });
    const session = found?.session ?? null;
    if (!askHost && !session) throw loginRequired();
    // A copy, because the host may change the object, and the gateway keeps the original.
    const scope = askHost
      ? await askHost(session ? withoutLogin(request) : forHost(request), structuredClone(session))
      : scopeOf(session!);
    if (!scope) throw loginRequired();

    const person = session && (identityOf(session) ?? session.client_session_id);
    const identifying = scope.caller === undefined && person === null ? scope : null;
    const tag = await keys.tag(JSON.stringify([scope.caller ?? null, person, identifying]));
    const name = scope.caller ?? (session ? `client_session:${session.client_session_id}` : tag);
    const account = scope.caller === undefined ? tag : `caller:${scope.caller}`;
    const reach = reachOf(scope);
    // With a publishable key anybody can create any number of sessions without a person, so these stay unknown.
    if (scope.caller !== undefined || scope.userIdentityIds.length > 0) found?.admit(account);
    return { name, tag, account, reach, session };
  };
}

/** `authorize` may be slow or hang, so this limits the waiting time and the number of waiting requests. */
function asking(authorize: Authorize) {
  const takePlace = createPlaces(mostAtHost, loginUnavailable);
  const timedAuthorize = timed(authorize, loginUnavailable);
  return async (...args: Parameters<Authorize>): Promise<Scope | null> => {
    const leave = takePlace();
    try {
      return await timedAuthorize(...args);
    } finally {
      leave();
    }
  };
}

const loginUnavailable = () =>
  new Refusal(503, 'login_unavailable', 'Your login could not be checked in time. Try again in a moment.', {
    retryAfter: 5,
  });

/** The characters that RFC 6750 allows in a token. Of Seam's format it requires only the prefix. */
const clientSessionToken = /^seam_cst[\w.~+/=-]{1,504}$/;
/** Only at the start of a token: the host's own token, such as a JWT, may have the same letters in the middle. */
const tokenOfSeam = /(?<![\w.~+/-])seam_[\w-]*/i;

/** The client session token of a request; null if the header may be the host's own login. */
function credentialOf({ headers }: Request): { token: string | null } {
  const header = headers.get('authorization');
  if (header === null) return { token: null };
  const token = /^Bearer +(\S+)$/i.exec(header)?.[1];
  if (token !== undefined && clientSessionToken.test(token)) return { token };
  const misplaced = tokenOfSeam.exec(header)?.[0];
  if (misplaced !== undefined) throw misplacedToken(tokenKind(misplaced.toLowerCase()));
  return { token: null };
}

const misplacedToken = (kind: TokenKind) => new Refusal(401, 'unauthorized', misplacedMessages[kind]);

const notForPages = 'It opens the whole workspace, so no page may hold it: take it out, and revoke it.';

const misplacedMessages: Readonly<Record<TokenKind, string>> = {
  api_key: `The Authorization header holds an API key. ${notForPages}`,
  personal_access_token: `The Authorization header holds a personal access token. ${notForPages}`,
  console_session_token: `The Authorization header holds a console session. ${notForPages}`,
  publishable_key:
    'The Authorization header holds a publishable key; the gateway takes client session tokens.',
  client_session_token:
    'The Authorization header holds more than one client session token, or one that cannot be read.',
  unknown: 'The Authorization header cannot be read.',
};

/** Copies a request without its body, so that the host can read headers and cookies but cannot consume the body. */
function forHost(request: Request): Request {
  const headers = new Headers(request.headers);
  headers.delete('content-length');
  return new Request(request.url, { method: request.method, headers });
}

/** The same, also without the Authorization header, so that the host cannot log the token. */
export function withoutLogin(request: Request): Request {
  const copy = forHost(request);
  copy.headers.delete('authorization');
  return copy;
}

const scopeOf = (session: KnownSession): Scope => {
  const identity = identityOf(session);
  return { userIdentityIds: identity === null ? [] : [identity], permissions: clientSessionPermissions };
};

/** The person of a client session, if its fields agree on one. */
function identityOf({ user_identity_id, user_identity_ids = [] }: KnownSession): string | null {
  const [identity, ...others] = new Set(
    [user_identity_id, ...user_identity_ids].filter((id) => id !== undefined && id !== null),
  );
  return others.length === 0 ? (identity ?? null) : null;
}
