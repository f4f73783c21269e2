import type { ClientSession, ParamsOf } from '../../api/contract.gen.js';
import { addClientSession, identityFields, instant, userIdentityIdOf } from '../model/client-session.js';
import type { Caller, RoutesUnder } from '../http/context.js';
import { ApiError, invalidInput, notFound } from '../model/errors.js';
import { deleteClientSession } from '../model/removal.js';
import { devicesInScope, sessionScope } from '../model/session-scope.js';
import { filterRows, findRow, type Store } from '../store/store.js';
import type { StoredClientSession } from '../store/stored.js';

export const clientSessionRoutes: RoutesUnder<`/client_sessions/${string}`> = {
  '/client_sessions/create': (params, { method, caller, store }) => {
    refuseReachByPublishableKey(caller, params);
    const existing = findByUserIdentifierKey(store, params.user_identifier_key);
    if (!existing) return shown(store, addClientSession(store, params));
    if (method === 'PUT') return shown(store, existing);
    throw new ApiError(
      400,
      'client_session_token_already_exists',
      'A client session token already exists for this user, try using /client_session_tokens/get_or_create',
    );
  },

  '/client_sessions/get_or_create': (params, { caller, store }) => {
    refuseReachByPublishableKey(caller, params);
    const existing = findLike(store, params);
    if (!existing) return shown(store, addClientSession(store, params));
    if (params.expires_at === undefined) return shown(store, existing);
    return shown(store, replace(store, { ...existing, expires_at: instant(params.expires_at) }));
  },

  '/client_sessions/get': (params, { caller, store }) => {
    const { client_session_id, user_identifier_key } = params;
    if (caller.kind !== 'client_session') {
      return shown(store, findSession(store, client_session_id, user_identifier_key));
    }
    if (client_session_id !== undefined && user_identifier_key !== undefined) {
      throw new ApiError(
        400,
        'invalid_options',
        'Cannot send client_session_id or user_identifier_key params when using a client session token',
      );
    }
    return shown(store, caller.session);
  },

  // Revoked client sessions are omitted: no field shows the revocation, so a caller would take them for valid.
  '/client_sessions/list': (params, { store }) => {
    const { client_session_id, connect_webview_id, user_identifier_key, user_identity_id } = params;
    const rows = filterRows(
      store.clientSessions,
      (row) =>
        !isRevoked(store, row) &&
        (client_session_id === undefined || row.client_session_id === client_session_id) &&
        (connect_webview_id === undefined || row.connect_webview_ids.includes(connect_webview_id)) &&
        (user_identifier_key === undefined || row.user_identifier_key === user_identifier_key) &&
        (user_identity_id === undefined || row.user_identity_ids.includes(user_identity_id)) &&
        (!params.without_user_identifier_key || row.user_identifier_key === null),
    );
    return [...rows].map((row) => shown(store, row));
  },

  '/client_sessions/grant_access': (params, { store }) => {
    const { client_session_id, user_identifier_key } = params;
    if (client_session_id === undefined && user_identifier_key === undefined) {
      throw invalidInput('Must specify either client_session_id or user_identifier_key');
    }
    const session = findSession(store, client_session_id, user_identifier_key);
    const widened = {
      ...session,
      ...identityFields(store, userIdentityIdOf(params) ?? session.user_identity_id),
      connected_account_ids: union(session.connected_account_ids, params.connected_account_ids),
      connect_webview_ids: union(session.connect_webview_ids, params.connect_webview_ids),
    };
    return { client_session: shown(store, replace(store, widened)) };
  },

  '/client_sessions/revoke': ({ client_session_id }, { store }) => {
    findSession(store, client_session_id);
    store.revocations.set(client_session_id, store.now());
  },

  '/client_sessions/delete': ({ client_session_id }, { store }) => {
    findSession(store, client_session_id);
    deleteClientSession(store, client_session_id);
  },
};

type NewSession = ParamsOf<'/client_sessions/create'>;

function replace(store: Store, session: StoredClientSession): StoredClientSession {
  store.clientSessions.set(session.client_session_id, session);
  return session;
}

const shown = (store: Store, session: StoredClientSession): ClientSession => ({
  ...session,
  device_count: devicesInScope(store, sessionScope(store, session)).length,
});

/** Finds the usable client session of a key. After this session ends, another one can have the key. */
const findByUserIdentifierKey = (store: Store, key: string | undefined): StoredClientSession | undefined =>
  key === undefined
    ? undefined
    : findRow(store.clientSessions, (row) => row.user_identifier_key === key && isUsable(store, row));

/** Finds a usable client session that matches all parameters. */
function findLike(store: Store, params: NewSession): StoredClientSession | undefined {
  const { user_identifier_key, connected_account_ids, connect_webview_ids } = params;
  const userIdentityId = userIdentityIdOf(params);
  const wanted = [user_identifier_key, userIdentityId, connected_account_ids, connect_webview_ids];
  if (wanted.every((value) => value === undefined)) return undefined;
  return findRow(
    store.clientSessions,
    (row) =>
      isUsable(store, row) &&
      (user_identifier_key === undefined || row.user_identifier_key === user_identifier_key) &&
      (userIdentityId === undefined || row.user_identity_id === userIdentityId) &&
      isSameSet(row.connected_account_ids, connected_account_ids) &&
      isSameSet(row.connect_webview_ids, connect_webview_ids),
  );
}

function findSession(store: Store, id?: string, userIdentifierKey?: string): StoredClientSession {
  const session =
    id === undefined ? findByUserIdentifierKey(store, userIdentifierKey) : store.clientSessions.get(id);
  if (!session) throw notFound('client_session');
  return session;
}

const isUsable = (store: Store, session: StoredClientSession): boolean =>
  !isRevoked(store, session) && session.expires_at > store.now();

const isRevoked = (store: Store, session: StoredClientSession): boolean =>
  store.revocations.has(session.client_session_id);

/**
 * Every visitor of a page can read its publishable key, so this key must not give access to anything.
 * @throws {ApiError} 403
 */
function refuseReachByPublishableKey(caller: Caller, params: NewSession): void {
  const reaches = [
    params.connect_webview_ids,
    params.connected_account_ids,
    userIdentityIdOf(params),
    params.customer_key,
  ];
  if (caller.kind === 'publishable_key' && reaches.some((value) => value !== undefined)) {
    throw new ApiError(
      403,
      'publishable_keys_must_create_empty_client_sessions',
      'You cannot specify connect_webview_ids or connected_account_ids when using a publishable key',
    );
  }
}

const union = (present: string[], added: string[] = []): string[] => [...new Set([...present, ...added])];

const isSameSet = (present: string[], wanted: string[] | undefined): boolean =>
  wanted === undefined || (present.length === wanted.length && wanted.every((id) => present.includes(id)));
