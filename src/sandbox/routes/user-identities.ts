import type { UserIdentity } from '../../api/contract.gen.js';
import type { Routes } from '../context.js';
import { notFound } from '../errors.js';
import { paginate } from '../pagination.js';
import { matchesSearch } from '../search.js';
import { filterRows, findRow } from '../store.js';
import {
  accessibleDevices,
  changedUserIdentity,
  findDevice,
  findUserIdentity,
  newUserIdentity,
  refuseTaken,
} from '../user-identity.js';

export const userIdentityRoutes: Routes = {
  '/user_identities/create': ({ acs_system_ids = [], ...profile }, { store }) => {
    // None exists here.
    if (acs_system_ids.length > 0) throw notFound('acs_system');
    refuseTaken(store, profile);
    const userIdentity = newUserIdentity(store, profile);
    store.userIdentities.set(userIdentity.user_identity_id, userIdentity);
    return userIdentity;
  },

  '/user_identities/get': ({ user_identity_id, user_identity_key }, { store }) => {
    if (user_identity_id) return findUserIdentity(store, user_identity_id);
    const found = findRow(store.userIdentities, (row) => row.user_identity_key === user_identity_key);
    if (!found) throw notFound('user_identity');
    return found;
  },

  '/user_identities/list': (params, { store, scope }) => {
    const { user_identity_ids, created_before, credential_manager_acs_system_id, search } = params;
    const wanted = user_identity_ids && new Set(user_identity_ids);
    const before = created_before === undefined ? Infinity : Date.parse(created_before);
    const rows = filterRows(
      store.userIdentities,
      (row) =>
        scope.hasUserIdentity(row.user_identity_id) &&
        (!wanted || wanted.has(row.user_identity_id)) &&
        (before === Infinity || Date.parse(row.created_at) < before) &&
        // Nobody is enrolled with a credential manager here.
        credential_manager_acs_system_id === undefined &&
        matchesSearch(search, searchedFields(row)),
    );
    return paginate(rows, params, ({ user_identity_id }) => user_identity_id);
  },

  '/user_identities/update': ({ user_identity_id, ...changes }, { store }) => {
    const userIdentity = findUserIdentity(store, user_identity_id);
    refuseTaken(store, changes, user_identity_id);
    store.userIdentities.set(user_identity_id, changedUserIdentity(userIdentity, changes));
  },

  '/user_identities/grant_access_to_device': ({ user_identity_id, device_id }, { store }) => {
    findUserIdentity(store, user_identity_id);
    findDevice(store, device_id);
    const granted = store.deviceGrants.get(user_identity_id) ?? new Set();
    store.deviceGrants.set(user_identity_id, granted.add(device_id));
  },

  '/user_identities/revoke_access_to_device': ({ user_identity_id, device_id }, { store }) => {
    findUserIdentity(store, user_identity_id);
    findDevice(store, device_id);
    store.deviceGrants.get(user_identity_id)?.delete(device_id);
  },

  '/user_identities/list_accessible_devices': ({ user_identity_id }, { store }) => {
    findUserIdentity(store, user_identity_id);
    const devices = accessibleDevices(store, user_identity_id);
    return { devices, accessible_devices: devices };
  },
};

const searchedFields = (row: UserIdentity) => [
  row.full_name,
  row.phone_number,
  row.email_address,
  row.user_identity_id,
];
