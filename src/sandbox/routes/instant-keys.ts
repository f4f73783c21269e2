import type { InstantKey } from '../../api/contract.gen.js';
import { addClientSession } from '../model/client-session.js';
import type { RoutesUnder } from '../http/context.js';
import { invalidInput, notFound } from '../model/errors.js';
import { deleteInstantKey } from '../model/removal.js';
import { filterRows, findRow, type Store } from '../store/store.js';
import { findUserIdentity } from '../model/user-identity.js';

export const instantKeyRoutes: RoutesUnder<
  `/instant_keys/${string}` | '/user_identities/generate_instant_key'
> = {
  // Uses of an instant key are not counted, because the sandbox has no client that uses one.
  '/user_identities/generate_instant_key': ({ user_identity_id, customization_profile_id }, { store }) => {
    findUserIdentity(store, user_identity_id);
    const expires_at = tomorrow(store.now());
    const { client_session_id } = addClientSession(store, { user_identity_id, expires_at });
    const instant_key_id = store.newId();
    const instantKey: InstantKey = {
      instant_key_id,
      // As short as a real URL, and in the same format.
      instant_key_url: `https://ik.seam.co/${instant_key_id.slice(0, 6).toUpperCase()}`,
      user_identity_id,
      client_session_id,
      workspace_id: store.workspace.workspace_id,
      expires_at,
      created_at: store.now(),
      ...(customization_profile_id !== undefined && { customization_profile_id }),
    };
    store.instantKeys.set(instant_key_id, instantKey);
    return instantKey;
  },

  '/instant_keys/get': ({ instant_key_id, instant_key_url }, { store }) => {
    if (instant_key_id === undefined && instant_key_url === undefined) {
      throw invalidInput('Must specify either instant_key_id or instant_key_url');
    }
    return findInstantKey(store, instant_key_id, instant_key_url);
  },

  '/instant_keys/list': ({ user_identity_id }, { store }) => [
    ...filterRows(
      store.instantKeys,
      (row) => user_identity_id === undefined || row.user_identity_id === user_identity_id,
    ),
  ],

  '/instant_keys/delete': ({ instant_key_id }, { store }) => {
    findInstantKey(store, instant_key_id);
    deleteInstantKey(store, instant_key_id);
  },
};

function findInstantKey(store: Store, id?: string, url?: string): InstantKey {
  const found =
    id === undefined
      ? findRow(store.instantKeys, (row) => row.instant_key_url === url)
      : store.instantKeys.get(id);
  if (!found) throw notFound('instant_key');
  return found;
}

const dayMs = 24 * 60 * 60 * 1000;
const tomorrow = (now: string): string => new Date(Date.parse(now) + dayMs).toISOString();
