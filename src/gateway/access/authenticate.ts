import { clientSessionPermissions } from '../../api/permissions.js';
import { tokenKind, type TokenKind } from '../../api/token-kind.js';
import { timed } from '../http/host-function.js';
import type { Keys } from './crypto.js';
import { createPlaces } from '../http/rate-limit.js';
import { loginRequired, Refusal } from '../http/http-error.js';
import { reachOf, type Reach, type Scope } from './scope.js';
import type { KnownSession, Sessions } from './client-sessions.js';

/**
 * Decides what a caller may do, by the host's own login or by the client session.
 * @param request without its body, and without the client session's token
 * @param clientSession null where the caller brings none
 * @returns null where it does not know the caller
 */
export type Authorize = (
  request: Request,
  clientSession: KnownSession | null,
) => Scope | null | Promise<Scope | null>;

export interface Caller {
  /** For the host, in audit records. */
  readonly name: string;
  /** For the page, which only needs to notice when it becomes another one. */
  readonly tag: string;
  /** What limits count by: the scope's `caller`, with whatever session it comes; else the tag. */
  readonly account: string;
  readonly reach: Reach;
  readonly session: KnownSession | null;
}

/** Names where a request comes from, by what the connection or the host says. */
export type AddressOf = (request: Request) => string;

const mostAtHost = 1000;

/** @throws {Refusal} 401; 429 or 503 where too many ask */
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
    // A copy: what the host did to it would otherwise be remembered.
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
    // Anybody with a publishable key can make sessions of nobody, as many as they like: these stay strangers.
    if (scope.caller !== undefined || scope.userIdentityIds.length > 0) found?.admit(account);
    return { name, tag, account, reach, session };
  };
}

/** The host may be slow or hang: neither may requests wait for ever, nor any number of them. */
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

/** What RFC 6750 lets a token be made of, and no more of Seam's than its first letters. */
const clientSessionToken = /^seam_cst[\w.~+/=-]{1,504}$/;
/** At the start of a token: the middle of the host's own, such as a JWT, can be any letters. */
const tokenOfSeam = /(?<![\w.~+/-])seam_[\w-]*/i;

/** A client session's token; null for what may be the host's own login. */
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

/** The host may read headers and cookies, but not use up the body. */
function forHost(request: Request): Request {
  const headers = new Headers(request.headers);
  headers.delete('content-length');
  return new Request(request.url, { method: request.method, headers });
}

/** The same where the host must not come across a token to log. */
export function withoutLogin(request: Request): Request {
  const copy = forHost(request);
  copy.headers.delete('authorization');
  return copy;
}

const scopeOf = (session: KnownSession): Scope => {
  const identity = identityOf(session);
  return { userIdentityIds: identity === null ? [] : [identity], permissions: clientSessionPermissions };
};

/** Whose session it is, if its fields agree on one person. */
function identityOf({ user_identity_id, user_identity_ids = [] }: KnownSession): string | null {
  const [identity, ...others] = new Set(
    [user_identity_id, ...user_identity_ids].filter((id) => id !== undefined && id !== null),
  );
  return others.length === 0 ? (identity ?? null) : null;
}
