import type { UserIdentity } from '../../api/contract.gen.js';
import { entranceIdsOfUserIdentity, entrancesOf } from '../model/acs-access.js';
import { findAcsSystem, shownAcsSystem } from '../model/acs-system.js';
import { findAcsUser, linkAcsUser, shownAcsUser, unlinkAcsUser } from '../model/acs-user.js';
import type { RoutesUnder } from '../http/context.js';
import { invalidInput, notFound } from '../model/errors.js';
import { refuseOutOfScope } from '../model/session-scope.js';
import { findRow, type Store } from '../store/store.js';
import type { StoredAcsUser } from '../store/stored.js';
import { findUserIdentity, newUserIdentity, refuseTaken } from '../model/user-identity.js';

type Verb =
  'add_acs_user' | 'remove_acs_user' | 'list_acs_users' | 'list_acs_systems' | 'list_accessible_entrances';

export const userIdentityAcsUserRoutes: RoutesUnder<`/user_identities/${Verb}`> = {
  '/user_identities/add_acs_user': ({ acs_user_id, user_identity_id, user_identity_key }, { store }) => {
    const acsUser = findAcsUser(store, { acs_user_id });
    if (user_identity_id !== undefined) {
      linkAcsUser(store, findUserIdentity(store, user_identity_id), acsUser);
    } else if (user_identity_key !== undefined) {
      linkAcsUser(store, findOrAddByKey(store, user_identity_key, acsUser), acsUser);
    } else throw invalidInput('Must specify either user_identity_id or user_identity_key');
  },

  '/user_identities/remove_acs_user': ({ acs_user_id, user_identity_id }, { store }) => {
    const userIdentity = findUserIdentity(store, user_identity_id);
    const acsUser = findAcsUser(store, { acs_user_id });
    if (acsUser.user_identity_id !== user_identity_id) throw notFound('acs_user');
    unlinkAcsUser(store, userIdentity, acsUser);
  },

  '/user_identities/list_acs_users': ({ user_identity_id }, { store }) =>
    acsUsersOf(store, user_identity_id).map((row) => shownAcsUser(store, row)),

  '/user_identities/list_acs_systems': ({ user_identity_id }, { store, scope }) => {
    const acsUsers = acsUsersOf(store, user_identity_id);
    refuseOutOfScope(scope.hasUserIdentity(user_identity_id), 'user identity');
    return acsUsers.map(({ acs_system_id }) => shownAcsSystem(store, findAcsSystem(store, acs_system_id)));
  },

  '/user_identities/list_accessible_entrances': ({ user_identity_id }, { store, scope }) => {
    findUserIdentity(store, user_identity_id);
    refuseOutOfScope(scope.hasUserIdentity(user_identity_id), 'user identity');
    return entrancesOf(store, entranceIdsOfUserIdentity(store, user_identity_id));
  },
};

const acsUsersOf = (store: Store, userIdentityId: string): StoredAcsUser[] =>
  findUserIdentity(store, userIdentityId).acs_user_ids.map((acs_user_id) =>
    findAcsUser(store, { acs_user_id }),
  );

/** Finds the user identity with a key. If there is none, creates one with the profile of the ACS user. */
function findOrAddByKey(store: Store, key: string, acsUser: StoredAcsUser): UserIdentity {
  const found = findRow(store.userIdentities, (row) => row.user_identity_key === key);
  if (found) return found;
  const { full_name, email_address = null, phone_number = null } = acsUser;
  const profile = { user_identity_key: key, full_name, email_address, phone_number };
  refuseTaken(store, profile);
  const added = newUserIdentity(store, profile);
  store.userIdentities.set(added.user_identity_id, added);
  return added;
}
