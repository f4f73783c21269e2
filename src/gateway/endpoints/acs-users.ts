import {
  acsUsersAddToAccessGroup,
  acsUsersCreate,
  acsUsersDelete,
  acsUsersGet,
  acsUsersList,
  acsUsersListAccessibleEntrances,
  acsUsersRemoveFromAccessGroup,
  acsUsersRevokeAccessToAllEntrances,
  acsUsersSuspend,
  acsUsersUnsuspend,
  acsUsersUpdate,
  type AcsUser,
  type Endpoint,
  type ParamsOf,
} from '../../api/contract.gen.js';
import { acsUserNamed, requireGroupsToJoin, unlinkedIn } from '../access/acs-users.js';
import type { Errand, Fields } from '../access/request-context.js';
import { entrancesOfAcsUser, entrancesOfGroup } from '../access/doors.js';
import {
  acsSystems,
  entrances,
  handsOutAll,
  requireListed,
  requireNoList,
  requireToHandOut,
} from '../access/building-resources.js';
import { requireIdentifiers } from '../access/identifiers.js';
import { accessGroups, acsUsers } from '../access/owned-resources.js';
import { findById, ownedBy } from '../access/ownership.js';
import { anyHolds, filtered, isBefore, pageOf, type Filters } from '../access/paginate.js';
import { invalidInput } from '../http/http-error.js';
import { changeRow, readRow } from './endpoint-rule.js';
import { unnamed } from '../access/hide-conflict-owner.js';
import { objectIn, stringIn } from '../http/seam-upstream.js';

export const get = readRow({
  endpoint: acsUsersGet,
  permission: 'acs_users.read',
  forLimited: async (errand, params) => ({ acs_user: await acsUserNamed(errand, params) }),
});

export const list = readRow({
  endpoint: acsUsersList,
  permission: 'acs_users.read',
  onlyForAll: ['user_identity_email_address', 'user_identity_phone_number'],
  async forLimited(errand, params) {
    const { user_identity_id, acs_system_id } = params;
    const own = await ownedBy(errand, acsUsers, user_identity_id);
    const isAboutSystem = acs_system_id !== undefined && user_identity_id === undefined;
    const others = isAboutSystem ? await unlinkedIn(errand, acs_system_id) : [];
    return pageOf('acs_users', filtered([...own, ...others], params, filters), 'acs_user_id', params);
  },
});

const filters: Filters<ParamsOf<'/acs/users/list'>, AcsUser> = {
  acs_system_id: (acsUser, id) => acsUser.acs_system_id === id,
  created_before: isBefore,
  search: (acsUser, text) =>
    anyHolds(
      [
        acsUser.full_name,
        acsUser.phone_number,
        acsUser.email_address,
        acsUser.acs_user_id,
        acsUser.user_identity_id,
        acsUser.user_identity_full_name,
        acsUser.user_identity_phone_number,
      ],
      text,
    ),
};

export const create = changeRow({
  endpoint: acsUsersCreate,
  permission: 'acs_users.create',
  opens: (errand, { acs_access_group_ids = [] }) => requireGroupsListed(errand, acs_access_group_ids),
  async forAll(errand, params) {
    await requirePlace(errand, params);
    return errand.ask(acsUsersCreate, params);
  },
  async forLimited(errand, params) {
    // It would be nobody's.
    if (params.user_identity_id === undefined)
      throw invalidInput({ path: ['user_identity_id'], message: 'Required' });
    await requireIdentifiers(errand, params, params.user_identity_id);
    await requirePlace(errand, params);
    return unnamed(errand.ask(acsUsersCreate, params));
  },
});

const requireGroupsListed = (errand: Errand, groupIds: readonly string[]): Promise<void> =>
  requireListed(errand, entrances, async () =>
    (await Promise.all(groupIds.map((id) => entrancesOfGroup(errand, id)))).flat(),
  );

async function requirePlace(errand: Errand, params: ParamsOf<'/acs/users/create'>): Promise<void> {
  await requireToHandOut(errand, acsSystems, [params.acs_system_id]);
  await requireGroupsToJoin(errand, params.acs_system_id, params.acs_access_group_ids ?? []);
}

export const update = changeRow({
  endpoint: acsUsersUpdate,
  permission: 'acs_users.update',
  // Another time opens the same doors once more.
  async opens(errand, { access_schedule, acs_user_id }) {
    if (access_schedule === undefined) return;
    if (acs_user_id === undefined) requireNoList(errand, [entrances], 'access_schedule');
    else await requireListed(errand, entrances, () => entrancesOfAcsUser(errand, acs_user_id));
  },
  onlyForAll: ['hid_acs_system_id'],
  async forLimited(errand, { user_identity_id, acs_system_id, ...changes }) {
    const reference = { acs_user_id: changes.acs_user_id, user_identity_id, acs_system_id };
    const acsUser = await acsUserNamed(errand, reference);
    await requireIdentifiers(errand, changes, acsUser.user_identity_id ?? undefined);
    return unnamed(errand.ask(acsUsersUpdate, { ...changes, acs_user_id: acsUser.acs_user_id }));
  },
});

// Not `delete`, which is a word of the language.
export const remove = changeRow({
  endpoint: acsUsersDelete,
  permission: 'acs_users.delete',
  opens: 'nothing',
  forLimited: byOwnId(acsUsersDelete),
});

export const suspend = changeRow({
  endpoint: acsUsersSuspend,
  permission: 'acs_users.update',
  opens: 'nothing',
  forLimited: byOwnId(acsUsersSuspend),
});

export const unsuspend = changeRow({
  endpoint: acsUsersUnsuspend,
  permission: 'acs_users.update',
  async opens(errand, { acs_user_id }) {
    if (acs_user_id === undefined) requireNoList(errand, [entrances], 'acs_user_id');
    else await requireListed(errand, entrances, () => entrancesOfAcsUser(errand, acs_user_id));
  },
  forLimited: byOwnId(acsUsersUnsuspend),
});

export const revokeAccess = changeRow({
  endpoint: acsUsersRevokeAccessToAllEntrances,
  permission: 'acs_users.update',
  opens: 'nothing',
  forLimited: byOwnId(acsUsersRevokeAccessToAllEntrances),
});

export const listEntrances = readRow({
  endpoint: acsUsersListAccessibleEntrances,
  permission: 'access_systems.read',
  forLimited: byOwnId(acsUsersListAccessibleEntrances),
});

function byOwnId<
  Path extends
    | '/acs/users/delete'
    | '/acs/users/list_accessible_entrances'
    | '/acs/users/revoke_access_to_all_entrances'
    | '/acs/users/suspend'
    | '/acs/users/unsuspend',
>(endpoint: Endpoint<Path>) {
  return async (errand: Errand, params: ParamsOf<Path>): Promise<Fields> => {
    const { acs_user_id } = await acsUserNamed(errand, params);
    return errand.ask(endpoint, { acs_user_id } as ParamsOf<Path>);
  };
}

export const addToAccessGroup = changeRow({
  endpoint: acsUsersAddToAccessGroup,
  permission: 'acs_users.update',
  opens: (errand, { acs_access_group_id }) => requireGroupsListed(errand, [acs_access_group_id]),
  async forAll(errand, params) {
    if (!handsOutAll(errand.caller.reach, acsSystems)) {
      const body = await errand.ask(acsUsersGet, { acs_user_id: params.acs_user_id });
      const acsSystemId = stringIn(objectIn(body, 'acs_user'), 'acs_system_id');
      await requireGroupsToJoin(errand, acsSystemId, [params.acs_access_group_id]);
    }
    return errand.ask(acsUsersAddToAccessGroup, params);
  },
  async forLimited(errand, params) {
    const { acs_system_id } = await acsUserNamed(errand, { acs_user_id: params.acs_user_id });
    await requireGroupsToJoin(errand, acs_system_id, [params.acs_access_group_id]);
    return errand.ask(acsUsersAddToAccessGroup, params);
  },
});

export const removeFromAccessGroup = changeRow({
  endpoint: acsUsersRemoveFromAccessGroup,
  permission: 'acs_users.update',
  opens: 'nothing',
  async forLimited(errand, { acs_access_group_id, ...reference }) {
    const groups = await ownedBy(errand, accessGroups, reference.user_identity_id);
    const { acs_system_id } = findById(accessGroups, groups, acs_access_group_id);
    const { acs_user_id } = await acsUserNamed(errand, { ...reference, acs_system_id });
    return errand.ask(acsUsersRemoveFromAccessGroup, { acs_access_group_id, acs_user_id });
  },
});
