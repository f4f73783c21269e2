import type { UserIdentity } from '../../api/contract.gen.js';
import { ownerOf } from '../model/acs-credential.js';
import type { RoutesUnder } from '../http/context.js';
import { notFound } from '../model/errors.js';
import { findAcsSystem } from '../model/acs-system.js';
import { linkOrAddAcsUser } from '../model/acs-user.js';
import { mapPage, paginate } from '../http/pagination.js';
import { startUserIdentityDeletion } from '../model/removal.js';
import { matchesSearch } from '../http/search.js';
import { filterRows, findRow, type Store } from '../store/store.js';
import {
  accessibleDevices,
  changedUserIdentity,
  findDevice,
  findUserIdentity,
  newUserIdentity,
  refuseTaken,
  shownUserIdentity,
} from '../model/user-identity.js';

type Verb =
  | 'create'
  | 'delete'
  | 'get'
  | 'grant_access_to_device'
  | 'list'
  | 'list_accessible_devices'
  | 'revoke_access_to_device'
  | 'update';

export const userIdentityRoutes: RoutesUnder<`/user_identities/${Verb}`> = {
  '/user_identities/create': ({ acs_system_ids = [], ...profile }, { store }) => {
    const systems = acs_system_ids.map((id) => findAcsSystem(store, id));
    refuseTaken(store, profile);
    const { user_identity_id, ...userIdentity } = newUserIdentity(store, profile);
    store.userIdentities.set(user_identity_id, { user_identity_id, ...userIdentity });
    for (const system of systems) linkOrAddAcsUser(store, findUserIdentity(store, user_identity_id), system);
    return shownUserIdentity(store, findUserIdentity(store, user_identity_id));
  },

  '/user_identities/get': ({ user_identity_id, user_identity_key }, { store }) => {
    const found = user_identity_id
      ? store.userIdentities.get(user_identity_id)
      : findRow(store.userIdentities, (row) => row.user_identity_key === user_identity_key);
    if (!found) throw notFound('user_identity');
    return shownUserIdentity(store, found);
  },

  '/user_identities/list': (params, { store, scope }) => {
    const { user_identity_ids, created_before, credential_manager_acs_system_id: managerId, search } = params;
    const wanted = user_identity_ids && new Set(user_identity_ids);
    const before = created_before === undefined ? Infinity : Date.parse(created_before);
    const ofManager = managerId === undefined ? undefined : idsWithManager(store, managerId);
    const rows = filterRows(
      store.userIdentities,
      (row) =>
        scope.hasUserIdentity(row.user_identity_id) &&
        (!wanted || wanted.has(row.user_identity_id)) &&
        (before === Infinity || Date.parse(row.created_at) < before) &&
        (!ofManager || ofManager.has(row.user_identity_id)) &&
        matchesSearch(search, searchedFields(row)),
    );
    const page = paginate(rows, params, ({ user_identity_id }) => user_identity_id);
    return mapPage(page, (row) => shownUserIdentity(store, row));
  },

  '/user_identities/update': ({ user_identity_id, ...changes }, { store }) => {
    const userIdentity = findUserIdentity(store, user_identity_id);
    refuseTaken(store, changes, user_identity_id);
    store.userIdentities.set(user_identity_id, changedUserIdentity(userIdentity, changes));
  },

  '/user_identities/delete': ({ user_identity_id }, { store }) =>
    startUserIdentityDeletion(store, user_identity_id),

  '/user_identities/grant_access_to_device': ({ user_identity_id, device_id }, { store }) => {
    findUserIdentity(store, user_identity_id);
    findDevice(store, device_id);
    const granted = store.deviceGrants.get(user_identity_id) ?? [];
    store.deviceGrants.set(user_identity_id, [...granted.filter((id) => id !== device_id), device_id]);
  },

  '/user_identities/revoke_access_to_device': ({ user_identity_id, device_id }, { store }) => {
    findUserIdentity(store, user_identity_id);
    findDevice(store, device_id);
    const granted = store.deviceGrants.get(user_identity_id) ?? [];
    store.deviceGrants.set(
      user_identity_id,
      granted.filter((id) => id !== device_id),
    );
  },

  '/user_identities/list_accessible_devices': ({ user_identity_id }, { store }) => {
    findUserIdentity(store, user_identity_id);
    const devices = accessibleDevices(store, user_identity_id);
    return { devices, accessible_devices: devices };
  },
};

/**
 * The people of a credential manager. Seam does not document who belongs to one. Here a person does with an enrollment
 * automation or a credential of the credential manager.
 */
const idsWithManager = (store: Store, managerId: string): Set<string | undefined> =>
  new Set([
    ...[
      ...filterRows(store.enrollmentAutomations, (row) => row.credential_manager_acs_system_id === managerId),
    ].map((row) => row.user_identity_id),
    ...[
      ...filterRows(
        store.acsCredentials,
        ({ internal }) => internal.credential_manager_acs_system_id === managerId,
      ),
    ].map((row) => ownerOf(store, row)),
  ]);

const searchedFields = (row: UserIdentity) => [
  row.full_name,
  row.phone_number,
  row.email_address,
  row.user_identity_id,
];
