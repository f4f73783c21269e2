import { clientSessionPermissions } from '../api/permissions.js';
import { tokenKind, type TokenKind } from '../api/tokens.js';
import type { Keys } from './keys.js';
import { loginRequired, Refusal } from './refusal.js';
import { reachOf, type Reach, type Scope } from './scope.js';
import type { KnownSession, Sessions } from './sessions.js';

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
  readonly reach: Reach;
  readonly session: KnownSession | null;
}

/** @throws {Refusal} 401 */
export type Authenticate = (request: Request, options: { fresh: boolean }) => Promise<Caller>;

export function createAuthenticate(
  sessions: Sessions,
  keys: Keys,
  authorize: Authorize | undefined,
): Authenticate {
  return async (request, options) => {
    const credential = credentialOf(request);
    const session = credential.token === null ? null : await sessions.find(credential.token, options);
    if (!authorize && !session) throw loginRequired();
    // A copy: what the host did to it would otherwise be remembered.
    const scope = authorize
      ? await authorize(forHost(request, session), structuredClone(session))
      : scopeOf(session!);
    if (!scope) throw loginRequired();

    const person = session && (identityOf(session) ?? session.client_session_id);
    const identifying = scope.caller === undefined && person === null ? scope : null;
    const tag = await keys.tag(JSON.stringify([scope.caller ?? null, person, identifying]));
    const name = scope.caller ?? (session ? `client_session:${session.client_session_id}` : tag);
    return { name, tag, reach: reachOf(scope), session };
  };
}

/** A client session's token; null for what may be the host's own login. */
function credentialOf({ headers }: Request): { token: string | null } {
  const header = headers.get('authorization');
  if (header === null) return { token: null };
  const token = /^Bearer +(seam_cst[\w-]*)$/i.exec(header)?.[1];
  if (token) return { token };
  const misplaced = /seam_[\w-]*/i.exec(header)?.[0];
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
  client_session_token: 'The Authorization header holds more than one client session token.',
  unknown: 'The Authorization header cannot be read.',
};

/** The host may read headers and cookies, but neither use up the body nor come across a token to log. */
function forHost(request: Request, session: KnownSession | null): Request {
  const headers = new Headers(request.headers);
  if (session) headers.delete('authorization');
  headers.delete('content-length');
  return new Request(request.url, { method: request.method, headers });
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
