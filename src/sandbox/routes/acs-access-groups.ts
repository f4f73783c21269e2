import { entrancesOf } from '../model/acs-access.js';
import { findAcsAccessGroup } from '../model/acs-system.js';
import type { RoutesUnder } from '../http/context.js';
import { matchesSearch } from '../http/search.js';
import { filterRows } from '../store/store.js';
import { told } from '../store/stored.js';

export const acsAccessGroupRoutes: RoutesUnder<`/acs/access_groups/${string}`> = {
  '/acs/access_groups/list': (params, { store }) => {
    const { acs_system_id, acs_user_id, user_identity_id, search } = params;
    const membersWanted = filterRows(
      store.acsUsers,
      (row) =>
        (acs_user_id === undefined || row.acs_user_id === acs_user_id) &&
        (user_identity_id === undefined || row.user_identity_id === user_identity_id),
    );
    const ofMembers =
      acs_user_id === undefined && user_identity_id === undefined
        ? undefined
        : new Set([...membersWanted].flatMap(({ internal }) => internal.acs_access_group_ids));
    const rows = filterRows(
      store.acsAccessGroups,
      (row) =>
        (acs_system_id === undefined || row.acs_system_id === acs_system_id) &&
        (!ofMembers || ofMembers.has(row.acs_access_group_id)) &&
        matchesSearch(search, [row.name, row.acs_access_group_id]),
    );
    return [...rows].map(told);
  },

  '/acs/access_groups/list_accessible_entrances': ({ acs_access_group_id }, { store }) =>
    entrancesOf(store, new Set(findAcsAccessGroup(store, acs_access_group_id).internal.acs_entrance_ids)),
};
