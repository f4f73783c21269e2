import type { AcsEntrance, AcsSystem } from '../api/contract.gen.js';
import { notFound } from './errors.js';
import { siteState } from './salto.js';
import { filterRows, type Store } from './store.js';
import { told, type StoredAcsAccessGroup, type StoredAcsSystem } from './stored.js';

export function findAcsSystem(store: Store, acsSystemId: string): StoredAcsSystem {
  const acsSystem = store.acsSystems.get(acsSystemId);
  if (!acsSystem) throw notFound('acs_system');
  return acsSystem;
}

export function findAcsEntrance(store: Store, acsEntranceId: string): AcsEntrance {
  const acsEntrance = store.acsEntrances.get(acsEntranceId);
  if (!acsEntrance) throw notFound('acs_entrance');
  return acsEntrance;
}

export function findAcsAccessGroup(store: Store, acsAccessGroupId: string): StoredAcsAccessGroup {
  const group = store.acsAccessGroups.get(acsAccessGroupId);
  if (!group) throw notFound('acs_access_group');
  return group;
}

export const shownAcsSystem = (store: Store, row: StoredAcsSystem): AcsSystem => {
  const isOfSystem = ({ acs_system_id }: { acs_system_id: string }) => acs_system_id === row.acs_system_id;
  return {
    ...told(row),
    ...siteState(store, row),
    acs_user_count: [...filterRows(store.acsUsers, isOfSystem)].length,
    acs_access_group_count: [...filterRows(store.acsAccessGroups, isOfSystem)].length,
  };
};

/** Nothing can be changed in a system that Seam does not reach. */
export const isReachable = (store: Store, acsSystemId: string): boolean =>
  store.acsSystems.get(acsSystemId)?.errors.length === 0;
