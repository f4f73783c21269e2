import type { EndpointPath } from '../api/contract.gen.js';
import { endpointSchemas } from '../api/schemas.gen.js';
import { tokenKind, type TokenKind } from '../api/tokens.js';
import type { Caller } from './context.js';
import { credentials } from './credentials.js';
import { ApiError, unauthorized } from './errors.js';
import { findRow, type Store } from './store.js';
import type { StoredClientSession } from './stored.js';

interface Attempt {
  path: EndpointPath;
  headers: Headers;
  /** Not yet checked; a publishable key counts only together with one of them. */
  params: unknown;
  store: Store;
}

/**
 * Who is asking, by the first way of authentication that the endpoint takes and the request uses.
 * @throws {ApiError} 401, or 400 for a malformed client session token
 */
export function authenticate(attempt: Attempt): Caller {
  for (const scheme of endpointSchemas[attempt.path].auth) {
    const caller = schemes[scheme](attempt);
    if (caller) return caller;
  }
  throw unauthorized('No authentication methods succeeded');
}

/** Each answers undefined where the request does not use it, so that another gets its turn. */
const schemes: Readonly<Record<Caller['kind'], (attempt: Attempt) => Caller | undefined>> = {
  api_key({ headers }) {
    const token = bearerToken(headers);
    if (token === undefined || otherTokens.has(tokenKind(token))) return undefined;
    if (token !== credentials.apiKey) throw unauthorized('API Key not found');
    return { kind: 'api_key' };
  },

  client_session({ headers, store }) {
    const token = sessionTokenHeader(headers) ?? bearerToken(headers);
    if (token === undefined || tokenKind(token) !== 'client_session_token') return undefined;
    return { kind: 'client_session', session: liveSession(store, token) };
  },

  publishable_key({ headers, params, path }) {
    const key = headers.get('seam-publishable-key');
    if (key === null || headers.has('authorization')) return undefined;
    // Seam checks the key a little later in this endpoint, and says so with another status.
    const status = path === '/client_sessions/get_or_create' ? 400 : 401;
    if (!hasUserIdentifierKey(params)) {
      throw new ApiError(
        status,
        'publishable_key_requires_user_identifier_key',
        'user_identifier_key is required with publishable_key',
      );
    }
    if (key !== credentials.publishableKey) {
      throw new ApiError(
        status,
        'workspace_not_found',
        'Cannot find workspace associated with this publishable_key',
      );
    }
    return { kind: 'publishable_key' };
  },
};

/** What also comes as a bearer token, and is not for this scheme. Anything else is taken for an API key. */
const otherTokens: ReadonlySet<TokenKind> = new Set([
  'client_session_token',
  'personal_access_token',
  'console_session_token',
]);

const bearerToken = (headers: Headers): string | undefined =>
  /^Bearer (.+)$/.exec(headers.get('authorization') ?? '')?.[1];

function sessionTokenHeader(headers: Headers): string | undefined {
  const token = headers.get('seam-client-session-token') ?? headers.get('client-session-token') ?? undefined;
  if (token !== undefined && tokenKind(token) !== 'client_session_token') {
    throw new ApiError(400, 'invalid_client_session_token', 'Invalid client session token');
  }
  return token;
}

function liveSession(store: Store, token: string): StoredClientSession {
  const session = findRow(store.clientSessions, (row) => row.token === token);
  if (!session) throw endedSession('not_found');
  if (store.revocations.has(session.client_session_id)) throw endedSession('revoked');
  if (session.expires_at <= store.now()) throw endedSession('expired');
  return session;
}

const endedSession = (how: 'not_found' | 'revoked' | 'expired'): ApiError =>
  unauthorized(`Unauthorized (client session ${how.replace('_', ' ')})`, `client_session_${how}`);

function hasUserIdentifierKey(params: unknown): boolean {
  const { user_identifier_key: key } = (params ?? {}) as { user_identifier_key?: unknown };
  return typeof key === 'string' && key.trim() !== '';
}
