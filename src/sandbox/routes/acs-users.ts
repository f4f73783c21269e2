import type { AcsUser } from '../../api/contract.gen.js';
import { entranceIdsOfAcsUser, entrancesOf } from '../model/acs-access.js';
import { findAcsAccessGroup, findAcsSystem } from '../model/acs-system.js';
import {
  addAcsUser,
  findAcsUser,
  linkAcsUser,
  replaceAcsUser,
  shownAcsUser,
  startAcsUserDeletion,
  type AcsUserReference,
} from '../model/acs-user.js';
import type { RoutesUnder } from '../http/context.js';
import { mutationOf, withPending } from '../model/pending-mutations.js';
import { invalidInput, notFound } from '../model/errors.js';
import { mapPage, paginate } from '../http/pagination.js';
import { matchesSearch } from '../http/search.js';
import { refuseOutOfScope } from '../model/session-scope.js';
import { filterRows, type Store } from '../store/store.js';
import type { StoredAcsAccessGroup, StoredAcsUser } from '../store/stored.js';

export const acsUserRoutes: RoutesUnder<`/acs/users/${string}`> = {
  '/acs/users/create': (params, { store }) => {
    const { acs_system_id, user_identity_id, access_schedule: schedule, acs_access_group_ids = [] } = params;
    const system = findAcsSystem(store, acs_system_id);
    const userIdentity = store.userIdentities.get(user_identity_id ?? '');
    if (user_identity_id !== undefined && !userIdentity) throw notFound('user_identity', { status: 400 });
    acs_access_group_ids.forEach((id) => groupOfSystem(store, id, acs_system_id));
    const acsUser = addAcsUser(store, system, {
      full_name: params.full_name,
      email_address: params.email_address ?? params.email,
      phone_number: params.phone_number,
      acs_access_group_ids,
      ...(schedule && {
        access_schedule: {
          starts_at: schedule.starts_at ?? store.now(),
          ends_at: schedule.ends_at ?? null,
        },
      }),
    });
    return shownAcsUser(store, userIdentity ? linkAcsUser(store, userIdentity, acsUser) : acsUser);
  },

  '/acs/users/get': (params, { store }) => shownAcsUser(store, findAcsUser(store, params)),

  '/acs/users/list': (params, { store, scope }) => {
    const { acs_system_id, user_identity_id, created_before, search } = params;
    const before = created_before === undefined ? Infinity : Date.parse(created_before);
    const rows = filterRows(store.acsUsers, (row) => {
      const owner = store.userIdentities.get(row.user_identity_id ?? '');
      return (
        scope.hasUserIdentity(row.user_identity_id) &&
        (acs_system_id === undefined || row.acs_system_id === acs_system_id) &&
        (user_identity_id === undefined || row.user_identity_id === user_identity_id) &&
        is(owner?.email_address, params.user_identity_email_address) &&
        is(owner?.phone_number, params.user_identity_phone_number) &&
        Date.parse(row.created_at) < before &&
        matchesSearch(search, [
          row.full_name,
          row.phone_number,
          row.email_address,
          row.acs_user_id,
          row.user_identity_id,
          owner?.full_name,
          owner?.phone_number,
        ])
      );
    });
    const page = paginate(rows, params, ({ acs_user_id }) => acs_user_id);
    return mapPage(page, (row) => shownAcsUser(store, row));
  },

  '/acs/users/list_accessible_entrances': (params, { store, scope }) => {
    const acsUser = findAcsUser(store, params);
    refuseOutOfScope(scope.hasUserIdentity(acsUser.user_identity_id), 'ACS user');
    return entrancesOf(store, entranceIdsOfAcsUser(store, acsUser));
  },

  '/acs/users/update': (params, { store }) => {
    const before = findAcsUser(store, params);
    const { access_schedule: oldSchedule, ...acsUser } = before;
    const { full_name, email_address = params.email, phone_number, access_schedule } = params;
    const schedule = access_schedule === undefined ? oldSchedule : access_schedule;
    const after = {
      ...acsUser,
      ...(full_name !== undefined && { full_name, display_name: full_name }),
      ...(email_address !== undefined && { email_address, email: email_address }),
      ...(phone_number !== undefined && { phone_number }),
      ...(schedule && { access_schedule: schedule }),
    };
    const mutations = [
      ...mutationOf('updating_user_information', informationOf(before), informationOf(after)),
      ...mutationOf('updating_access_schedule', scheduleOf(before), scheduleOf(after)),
    ];
    replaceAcsUser(store, withPending(store, after, ...mutations));
  },

  '/acs/users/delete': (params, { store }) => startAcsUserDeletion(store, findAcsUser(store, params)),

  '/acs/users/suspend': (params, { store }) => setSuspended(store, params, true),
  '/acs/users/unsuspend': (params, { store }) => setSuspended(store, params, false),

  '/acs/users/add_to_access_group': ({ acs_user_id, acs_access_group_id }, { store }) => {
    const acsUser = findAcsUser(store, { acs_user_id });
    groupOfSystem(store, acs_access_group_id, acsUser.acs_system_id);
    const others = withoutGroup(acsUser, acs_access_group_id);
    setAccess(store, acsUser, { acs_access_group_ids: [...others, acs_access_group_id] });
  },

  '/acs/users/remove_from_access_group': ({ acs_access_group_id, ...reference }, { store }) => {
    const { acs_system_id } = findAcsAccessGroup(store, acs_access_group_id);
    const acsUser = findAcsUser(store, { acs_system_id, ...reference });
    setAccess(store, acsUser, { acs_access_group_ids: withoutGroup(acsUser, acs_access_group_id) });
  },

  // Seam does not document whether credentials keep their entrances. Here they do: a caller deletes them separately.
  '/acs/users/revoke_access_to_all_entrances': (params, { store }) => {
    setAccess(store, findAcsUser(store, params), { acs_access_group_ids: [], acs_entrance_ids: [] });
  },
};

function groupOfSystem(store: Store, groupId: string, acsSystemId: string): StoredAcsAccessGroup {
  const group = findAcsAccessGroup(store, groupId);
  if (group.acs_system_id !== acsSystemId) {
    throw invalidInput('The ACS user and the access group belong to different access systems');
  }
  return group;
}

const withoutGroup = ({ internal }: StoredAcsUser, groupId: string): string[] =>
  internal.acs_access_group_ids.filter((id) => id !== groupId);

function setAccess(
  store: Store,
  acsUser: StoredAcsUser,
  access: Pick<StoredAcsUser['internal'], 'acs_access_group_ids'> & Partial<StoredAcsUser['internal']>,
): void {
  const { acs_access_group_ids: before } = acsUser.internal;
  const { acs_access_group_ids: after } = access;
  const changed = { ...acsUser, internal: { ...acsUser.internal, ...access } };
  const membership = (from: string | null, to: string | null) =>
    mutationOf('updating_group_membership', { acs_access_group_id: from }, { acs_access_group_id: to });
  const mutations = [
    ...before.filter((id) => !after.includes(id)).flatMap((id) => membership(id, null)),
    ...after.filter((id) => !before.includes(id)).flatMap((id) => membership(null, id)),
  ];
  replaceAcsUser(store, withPending(store, changed, ...mutations));
}

function setSuspended(store: Store, reference: AcsUserReference, is_suspended: boolean): void {
  const acsUser = findAcsUser(store, reference);
  const from = { is_suspended: acsUser.is_suspended === true };
  const mutations = mutationOf('updating_suspension_state', from, { is_suspended });
  replaceAcsUser(store, withPending(store, { ...acsUser, is_suspended }, ...mutations));
}

const informationOf = ({ full_name, email_address, phone_number }: StoredAcsUser) => ({
  full_name,
  email_address: email_address ?? null,
  phone_number: phone_number ?? null,
});

const scheduleOf = ({ access_schedule: schedule }: AcsUser) => ({
  starts_at: schedule?.starts_at ?? null,
  ends_at: schedule?.ends_at ?? null,
});

const is = (value: unknown, wanted: unknown): boolean => wanted === undefined || value === wanted;
