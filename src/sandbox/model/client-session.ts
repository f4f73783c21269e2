import type { ParamsOf } from '../../api/contract.gen.js';
import type { Store } from '../store/store.js';
import type { StoredClientSession } from '../store/stored.js';
import { findUserIdentity } from './user-identity.js';

type NewSession = ParamsOf<'/client_sessions/create'>;

export function addClientSession(
  store: Store,
  params: NewSession,
  token = newToken(store),
): StoredClientSession {
  const session: StoredClientSession = {
    client_session_id: store.newId(),
    workspace_id: store.workspace.workspace_id,
    token,
    user_identifier_key: params.user_identifier_key ?? null,
    ...identityFields(store, userIdentityIdOf(params)),
    connected_account_ids: params.connected_account_ids ?? [],
    connect_webview_ids: params.connect_webview_ids ?? [],
    ...(params.customer_key !== undefined && { customer_key: params.customer_key }),
    created_at: store.now(),
    expires_at: params.expires_at === undefined ? inOneYear(store.now()) : instant(params.expires_at),
  };
  store.clientSessions.set(session.client_session_id, session);
  return session;
}

/** Reads the user identity from either parameter; `user_identity_ids` is the older one. */
export const userIdentityIdOf = (params: { user_identity_id?: string; user_identity_ids?: string[] }) =>
  params.user_identity_id ?? params.user_identity_ids?.[0];

export function identityFields(store: Store, userIdentityId: string | undefined) {
  if (userIdentityId === undefined) return { user_identity_ids: [] };
  findUserIdentity(store, userIdentityId);
  return { user_identity_id: userIdentityId, user_identity_ids: [userIdentityId] };
}

const newToken = (store: Store): string => store.keyring.sessionToken(store.newId());

export const instant = (time: string): string => new Date(time).toISOString();

function inOneYear(now: string): string {
  const date = new Date(now);
  date.setUTCFullYear(date.getUTCFullYear() + 1);
  return date.toISOString();
}
