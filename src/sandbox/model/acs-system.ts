import type { AcsEntrance, AcsSystem } from '../../api/contract.gen.js';
import { notFound } from './errors.js';
import { siteState } from './salto.js';
import { filterRows, schedule, type Store } from '../store/store.js';
import { told, type StoredAcsAccessGroup, type StoredAcsSystem } from '../store/stored.js';

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

/** Whether Seam can reach an access system. If not, Seam cannot change anything in it. */
export const isReachable = (store: Store, acsSystemId: string): boolean =>
  store.acsSystems.get(acsSystemId)?.errors.length === 0;

/** Schedules all changes that waited until Seam could reach the access system again. */
export function resume(store: Store, acsSystemId: string): void {
  const isOfSystem = (row: { acs_system_id: string }) => row.acs_system_id === acsSystemId;
  for (const { acs_user_id, pending_mutations } of filterRows(store.acsUsers, isOfSystem)) {
    const asked = pending_mutations.filter(({ mutation_code }) => mutation_code !== 'deferring_creation');
    const times = new Set(asked.map(({ created_at }) => created_at));
    for (const asked_at of times) schedule(store, { kind: 'sync_acs_user', acs_user_id, asked_at });
  }
  for (const row of filterRows(store.acsCredentials, isOfSystem)) {
    const { acs_credential_id, access_method, is_issued, is_multi_phone_sync_credential: isParent } = row;
    if (!is_issued && !isParent && access_method !== 'card') {
      schedule(store, { kind: 'issue_credential', acs_credential_id });
    }
    if (is_issued && row.is_latest_desired_state_synced_with_provider === false) {
      schedule(store, { kind: 'reissue_credential', acs_credential_id });
    }
  }
}
