import { findAcsSystem, shownAcsSystem } from '../model/acs-system.js';
import type { RoutesUnder } from '../http/context.js';
import { matchesSearch } from '../http/search.js';
import { filterRows } from '../store/store.js';

export const acsSystemRoutes: RoutesUnder<`/acs/systems/${string}`> = {
  '/acs/systems/get': ({ acs_system_id }, { store }) =>
    shownAcsSystem(store, findAcsSystem(store, acs_system_id)),

  '/acs/systems/list': ({ connected_account_id, customer_key, search }, { store, scope }) =>
    [
      ...filterRows(
        store.acsSystems,
        (row) =>
          scope.hasAcsSystem(row.acs_system_id) &&
          (connected_account_id === undefined || row.connected_account_id === connected_account_id) &&
          // No access system of a sandbox has a customer key.
          customer_key === undefined &&
          matchesSearch(search, [row.name, row.acs_system_id]),
      ),
    ].map((row) => shownAcsSystem(store, row)),

  '/acs/systems/list_compatible_credential_manager_acs_systems': ({ acs_system_id }, { store }) =>
    findAcsSystem(store, acs_system_id).internal.compatible_credential_manager_ids.map((id) =>
      shownAcsSystem(store, findAcsSystem(store, id)),
    ),
};
