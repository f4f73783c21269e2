import type { EndpointPath } from '../../api/contract.gen.js';
import { endpointSchemas } from '../../api/schemas.gen.js';
import { tokenKind, type TokenKind } from '../../api/token-kind.js';
import type { Caller } from './context.js';
import { ApiError, unauthorized } from '../model/errors.js';
import { findRow, type Store } from '../store/store.js';
import type { StoredClientSession } from '../store/stored.js';

interface Attempt {
  path: EndpointPath;
  headers: Headers;
  /** Not validated yet. A publishable key is valid only with the parameter `user_identifier_key`. */
  params: unknown;
  store: Store;
}

/** Finds the workspace that a request's credential belongs to. The first workspace rejects unknown credentials. */
export function storeFor(stores: readonly [Store, ...Store[]], { headers }: Request): Store {
  const [first, ...others] = stores;
  return others.find((store) => isMeantFor(store, headers)) ?? first;
}

function isMeantFor({ credentials, keyring, clientSessions, workspace }: Store, headers: Headers): boolean {
  const bearer = bearerToken(headers);
  if (bearer === keyring.personalAccessToken) return headers.get('seam-workspace') === workspace.workspace_id;
  if (bearer === undefined && headers.get('seam-publishable-key') === credentials.publishableKey) return true;
  const tokens = [...sessionTokenHeaders.map((name) => headers.get(name)), bearer];
  return (
    bearer === credentials.apiKey ||
    findRow(clientSessions, ({ token }) => tokens.includes(token)) !== undefined
  );
}

/**
 * Identifies the caller with the first authentication scheme that the endpoint accepts and the request uses.
 * @throws {ApiError} 401, or 400 for a malformed client session token
 */
export function authenticate(attempt: Attempt): Caller {
  for (const scheme of endpointSchemas[attempt.path].auth) {
    const caller = schemes[scheme](attempt);
    if (caller) return caller;
  }
  throw unauthorized('No authentication methods succeeded');
}

/** Each scheme returns undefined if the request does not use it, so that the next scheme is tried. */
const schemes: Readonly<Record<Caller['kind'], (attempt: Attempt) => Caller | undefined>> = {
  api_key({ headers, store }) {
    const token = bearerToken(headers);
    if (token === store.keyring.personalAccessToken) return personInWorkspace(headers, store);
    if (token === undefined || otherTokens.has(tokenKind(token))) return undefined;
    if (token !== store.credentials.apiKey) throw unauthorized('API Key not found');
    return { kind: 'api_key' };
  },

  client_session({ headers, store }) {
    const token = sessionTokenHeader(headers) ?? bearerToken(headers);
    if (token === undefined || tokenKind(token) !== 'client_session_token') return undefined;
    return { kind: 'client_session', session: liveSession(store, token) };
  },

  publishable_key({ headers, params, path, store }) {
    const key = headers.get('seam-publishable-key');
    if (key === null || headers.has('authorization')) return undefined;
    // Seam checks the key later in this endpoint, and responds with a different status.
    const status = path === '/client_sessions/get_or_create' ? 400 : 401;
    if (!hasUserIdentifierKey(params)) {
      throw new ApiError(
        status,
        'publishable_key_requires_user_identifier_key',
        'user_identifier_key is required with publishable_key',
      );
    }
    if (key !== store.credentials.publishableKey) {
      throw new ApiError(
        status,
        'workspace_not_found',
        'Cannot find workspace associated with this publishable_key',
      );
    }
    return { kind: 'publishable_key' };
  },
};

/**
 * The caller of a request with a personal access token. A header names its workspace, because the token does not. The
 * contract accepts this token wherever it accepts an API key.
 */
function personInWorkspace(headers: Headers, { workspace }: Store): Caller | undefined {
  const workspaceId = headers.get('seam-workspace');
  if (workspaceId === null) return undefined;
  if (workspaceId === workspace.workspace_id) return { kind: 'api_key' };
  throw unauthorized('Workspace was not found', 'workspace_not_found');
}

/** Bearer tokens of other schemes. Any other bearer token is treated as an API key. */
const otherTokens: ReadonlySet<TokenKind> = new Set([
  'client_session_token',
  'personal_access_token',
  'console_session_token',
]);

const bearerToken = (headers: Headers): string | undefined =>
  /^Bearer (.+)$/.exec(headers.get('authorization') ?? '')?.[1];

const sessionTokenHeaders = ['seam-client-session-token', 'client-session-token'];

function sessionTokenHeader(headers: Headers): string | undefined {
  const [token] = sessionTokenHeaders.flatMap((name) => headers.get(name) ?? []);
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
