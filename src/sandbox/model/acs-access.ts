import type { AcsCredential, AcsEntrance } from '../../api/contract.gen.js';
import { isBeingDeleted } from './acs-credential.js';
import { findAcsAccessGroup } from './acs-system.js';
import { vendorOf } from './vendors.js';
import { filterRows, type Store } from '../store/store.js';
import type { StoredAcsCredential, StoredAcsUser } from '../store/stored.js';

/** The entrances that a credential opens: those it names, and in some systems those granted to its ACS user. */
export function entranceIdsOfCredential(store: Store, credential: StoredAcsCredential): Set<string> {
  const acsUser = store.acsUsers.get(credential.acs_user_id ?? '');
  const byUser = namesEntrances(store, credential) || !acsUser ? [] : grantedEntranceIds(store, acsUser);
  return new Set([...credential.internal.acs_entrance_ids, ...byUser]);
}

export function entranceIdsOfAcsUser(store: Store, acsUser: StoredAcsUser): Set<string> {
  const own = filterRows(
    store.acsCredentials,
    (row) => row.acs_user_id === acsUser.acs_user_id && !isBeingDeleted(row),
  );
  return new Set([
    ...grantedEntranceIds(store, acsUser),
    ...[...own].flatMap(({ internal }) => internal.acs_entrance_ids),
  ]);
}

export function entranceIdsOfUserIdentity(store: Store, userIdentityId: string): Set<string> {
  const own = filterRows(store.acsUsers, ({ user_identity_id }) => user_identity_id === userIdentityId);
  return new Set([...own].flatMap((acsUser) => [...entranceIdsOfAcsUser(store, acsUser)]));
}

export const entrancesOf = (store: Store, ids: { has(id: string): boolean }): AcsEntrance[] => [
  ...filterRows(store.acsEntrances, ({ acs_entrance_id }) => ids.has(acs_entrance_id)),
];

const grantedEntranceIds = (store: Store, { internal }: StoredAcsUser): string[] => [
  ...internal.acs_entrance_ids,
  ...internal.acs_access_group_ids.flatMap((id) => findAcsAccessGroup(store, id).internal.acs_entrance_ids),
];

const namesEntrances = (store: Store, { acs_system_id }: AcsCredential): boolean => {
  const system = store.acsSystems.get(acs_system_id);
  return system !== undefined && vendorOf(system).credentialsNameEntrances === true;
};
