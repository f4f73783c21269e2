import { acsAccessGroupsList, acsAccessGroupsListAccessibleEntrances } from '../../api/contract.gen.js';
import { acsUserNamed, groupsInSight, groupsOf } from '../access/acs-users.js';
import { accessGroups } from '../access/owned-resources.js';
import { findById, ownedBy } from '../access/ownership.js';
import { anyHolds, filtered } from '../access/paginate.js';
import { readRow } from './endpoint-rule.js';

export const list = readRow({
  endpoint: acsAccessGroupsList,
  permission: 'access_systems.read',
  async forLimited(errand, params) {
    const { acs_user_id, user_identity_id } = params;
    const found =
      acs_user_id !== undefined
        ? await groupsOf(errand, await acsUserNamed(errand, { acs_user_id, user_identity_id }))
        : user_identity_id !== undefined
          ? await ownedBy(errand, accessGroups, user_identity_id)
          : await groupsInSight(errand);
    return {
      acs_access_groups: filtered(found, params, {
        acs_system_id: (group, id) => group.acs_system_id === id,
        search: ({ name, acs_access_group_id }, text) => anyHolds([name, acs_access_group_id], text),
      }),
    };
  },
});

export const listEntrances = readRow({
  endpoint: acsAccessGroupsListAccessibleEntrances,
  permission: 'access_systems.read',
  async forLimited(errand, params) {
    findById(accessGroups, await groupsInSight(errand), params.acs_access_group_id);
    return errand.ask(acsAccessGroupsListAccessibleEntrances, params);
  },
});
