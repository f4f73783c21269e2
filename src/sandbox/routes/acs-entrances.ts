import { entranceIdsOfCredential } from '../model/acs-access.js';
import { findAcsCredential, isBeingDeleted, shownAcsCredential } from '../model/acs-credential.js';
import { findAcsEntrance, findAcsSystem } from '../model/acs-system.js';
import { findAcsUser, findOrAddAcsUser, replaceAcsUser } from '../model/acs-user.js';
import { startActionAttempt } from '../model/action-attempt.js';
import type { RoutesUnder } from '../http/context.js';
import { ApiError, invalidInput } from '../model/errors.js';
import { paginate } from '../http/pagination.js';
import { matchesSearch } from '../http/search.js';
import { refuseOutOfScope } from '../model/session-scope.js';
import { filterRows } from '../store/store.js';
import { told } from '../store/stored.js';
import { vendorOf } from '../model/vendors.js';

export const acsEntranceRoutes: RoutesUnder<`/acs/entrances/${string}`> = {
  '/acs/entrances/get': ({ acs_entrance_id }, { store, scope }) => {
    const entrance = findAcsEntrance(store, acs_entrance_id);
    refuseOutOfScope(scope.hasAcsEntrance(entrance), 'entrance');
    return entrance;
  },

  '/acs/entrances/list': (params, { store, scope }) => {
    const { acs_credential_id, acs_entrance_ids, acs_system_id, connected_account_id } = params;
    const ofCredential =
      acs_credential_id === undefined
        ? undefined
        : entranceIdsOfCredential(store, findAcsCredential(store, acs_credential_id));
    const rows = filterRows(
      store.acsEntrances,
      (row) =>
        scope.hasAcsEntrance(row) &&
        (!ofCredential || ofCredential.has(row.acs_entrance_id)) &&
        (!acs_entrance_ids || acs_entrance_ids.includes(row.acs_entrance_id)) &&
        (acs_system_id === undefined || row.acs_system_id === acs_system_id) &&
        (connected_account_id === undefined || row.connected_account_id === connected_account_id) &&
        (params.space_id === undefined || row.space_ids.includes(params.space_id)) &&
        // No entrance of a sandbox has a location id or a customer key.
        !params.location_id &&
        params.customer_key === undefined &&
        matchesSearch(params.search, [row.display_name]),
    );
    return paginate(rows, params, ({ acs_entrance_id }) => acs_entrance_id);
  },

  '/acs/entrances/list_credentials_with_access': ({ acs_entrance_id, include_if }, { store, scope }) => {
    refuseOutOfScope(scope.hasAcsEntrance(findAcsEntrance(store, acs_entrance_id)), 'entrance');
    const rows = filterRows(
      store.acsCredentials,
      (row) =>
        scope.hasAcsCredential(row) &&
        !isBeingDeleted(row) &&
        (!include_if?.length || row.visionline_metadata?.is_valid === true) &&
        entranceIdsOfCredential(store, row).has(acs_entrance_id),
    );
    return [...rows].map((row) => shownAcsCredential(store, row));
  },

  '/acs/entrances/grant_access': ({ acs_entrance_id, ...reference }, { store }) => {
    const { acs_system_id } = findAcsEntrance(store, acs_entrance_id);
    // Which systems can do this is not published: here those where credentials do not name their entrances.
    if (vendorOf(findAcsSystem(store, acs_system_id)).credentialsNameEntrances) {
      throw new ApiError(
        400,
        'not_supported',
        'This access system does not support granting access directly',
      );
    }
    const acsUser =
      reference.acs_user_id === undefined
        ? findOrAddAcsUser(store, { ...reference, acs_system_id })
        : findAcsUser(store, reference);
    if (acsUser.acs_system_id !== acs_system_id) {
      throw invalidInput('The ACS user and the entrance belong to different access systems');
    }
    const acs_entrance_ids = [...new Set([...acsUser.internal.acs_entrance_ids, acs_entrance_id])];
    replaceAcsUser(store, { ...acsUser, internal: { ...acsUser.internal, acs_entrance_ids } });
  },

  '/acs/entrances/unlock': ({ acs_credential_id, acs_entrance_id }, { store }) => {
    const credential = findAcsCredential(store, acs_credential_id);
    findAcsEntrance(store, acs_entrance_id);
    if (!entranceIdsOfCredential(store, credential).has(acs_entrance_id)) {
      throw invalidInput('The credential does not open this entrance');
    }
    return told(startActionAttempt(store, 'UNLOCK_DOOR', { acs_entrance_id }));
  },
};
