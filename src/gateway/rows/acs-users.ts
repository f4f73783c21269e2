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
import type { Permission } from '../../api/permissions.js';
import { acsUserNamed, requireGroupsToJoin, unlinkedIn } from '../acs-user.js';
import type { Errand } from '../errand.js';
import { acsSystems, handsOutAll, requireToHandOut } from '../fixtures.js';
import { accessGroups, acsUsers } from '../kinds.js';
import { findById, ownedBy } from '../ownership.js';
import { anyHolds, filtered, isBefore, pageOf, type Filters } from '../page.js';
import { invalidInput } from '../refusal.js';
import { row } from '../row.js';
import { unnamed } from '../unnamed.js';
import { objectIn, stringIn } from '../upstream.js';

export const get = row({
  endpoint: acsUsersGet,
  permission: 'acs_users.read',
  forLimited: async (errand, params) => ({ acs_user: await acsUserNamed(errand, params) }),
});

export const list = row({
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

export const create = row({
  endpoint: acsUsersCreate,
  permission: 'acs_users.create',
  async forAll(errand, params) {
    await requirePlace(errand, params);
    return errand.ask(acsUsersCreate, params);
  },
  async forLimited(errand, params) {
    // It would be nobody's.
    if (params.user_identity_id === undefined)
      throw invalidInput({ path: ['user_identity_id'], message: 'Required' });
    await requirePlace(errand, params);
    return unnamed(errand.ask(acsUsersCreate, params));
  },
});

async function requirePlace(errand: Errand, params: ParamsOf<'/acs/users/create'>): Promise<void> {
  await requireToHandOut(errand, acsSystems, [params.acs_system_id]);
  await requireGroupsToJoin(errand, params.acs_system_id, params.acs_access_group_ids ?? []);
}

export const update = row({
  endpoint: acsUsersUpdate,
  permission: 'acs_users.update',
  onlyForAll: ['hid_acs_system_id'],
  async forLimited(errand, { user_identity_id, acs_system_id, ...changes }) {
    const reference = { acs_user_id: changes.acs_user_id, user_identity_id, acs_system_id };
    const { acs_user_id } = await acsUserNamed(errand, reference);
    return unnamed(errand.ask(acsUsersUpdate, { ...changes, acs_user_id }));
  },
});

// Not `delete`, which is a word of the language.
export const remove = toAcsUser(acsUsersDelete, 'acs_users.delete');
export const suspend = toAcsUser(acsUsersSuspend, 'acs_users.update');
export const unsuspend = toAcsUser(acsUsersUnsuspend, 'acs_users.update');
export const revokeAccess = toAcsUser(acsUsersRevokeAccessToAllEntrances, 'acs_users.update');
export const listEntrances = toAcsUser(acsUsersListAccessibleEntrances, 'access_systems.read');

function toAcsUser<
  Path extends
    | '/acs/users/delete'
    | '/acs/users/list_accessible_entrances'
    | '/acs/users/revoke_access_to_all_entrances'
    | '/acs/users/suspend'
    | '/acs/users/unsuspend',
>(endpoint: Endpoint<Path>, permission: Permission) {
  return row({
    endpoint,
    permission,
    async forLimited(errand, params) {
      const { acs_user_id } = await acsUserNamed(errand, params);
      return errand.ask(endpoint, { acs_user_id } as ParamsOf<Path>);
    },
  });
}

export const addToAccessGroup = row({
  endpoint: acsUsersAddToAccessGroup,
  permission: 'acs_users.update',
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

export const removeFromAccessGroup = row({
  endpoint: acsUsersRemoveFromAccessGroup,
  permission: 'acs_users.update',
  async forLimited(errand, { acs_access_group_id, ...reference }) {
    const groups = await ownedBy(errand, accessGroups, reference.user_identity_id);
    const { acs_system_id } = findById(accessGroups, groups, acs_access_group_id);
    const { acs_user_id } = await acsUserNamed(errand, { ...reference, acs_system_id });
    return errand.ask(acsUsersRemoveFromAccessGroup, { acs_access_group_id, acs_user_id });
  },
});
