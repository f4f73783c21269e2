import type { AcsEntrance, AcsSystem } from '../../api/contract.gen.js';
import { vendorOf } from '../model/vendors.js';
import type { Store } from '../store/store.js';
import type { StoredAcsAccessGroup, StoredAcsSystem } from '../store/stored.js';

export interface SystemSeed {
  name: string;
  external_type: NonNullable<AcsSystem['external_type']>;
  time_zone: string | null;
  managers?: StoredAcsSystem[];
  isManager?: boolean;
  /** Only for a Salto KS site. */
  subscriptionLimit?: number;
  error?: { code: AcsSystem['errors'][number]['error_code']; message: string };
}

const visionline_metadata = {
  lan_address: '192.0.2.10',
  mobile_access_uuid: '7d1f0f3e-5c1a-4e0b-9a4e-2f6d8c0b1a35',
  system_id: 'sandbox',
};

/** Adds an access system. If its keys need a credential manager, the first of `managers` is the default. */
export function addSystem(store: Store, seed: SystemSeed): StoredAcsSystem {
  const { external_type, managers = [], error, subscriptionLimit } = seed;
  const { systemName, needsCredentialManager } = vendorOf({ external_type });
  const acs_system_id = store.newId();
  const connected_account_id = store.newId();
  const system: StoredAcsSystem = {
    acs_system_id,
    workspace_id: store.workspace.workspace_id,
    connected_account_id,
    connected_account_ids: [connected_account_id],
    name: seed.name,
    external_type,
    external_type_display_name: systemName,
    system_type: external_type,
    system_type_display_name: systemName,
    is_credential_manager: seed.isManager === true,
    default_credential_manager_acs_system_id:
      needsCredentialManager === true ? (managers[0]?.acs_system_id ?? null) : null,
    location: { time_zone: seed.time_zone },
    // A blank image, because a sandbox must not load anything from another server.
    image_url: `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg"/>')}`,
    image_alt_text: systemName,
    errors: error ? [{ error_code: error.code, message: error.message, created_at: store.now() }] : [],
    warnings: [],
    created_at: store.now(),
    ...(external_type === 'visionline_system' && { visionline_metadata }),
    internal: {
      compatible_credential_manager_ids: managers.map((manager) => manager.acs_system_id),
      ...(subscriptionLimit !== undefined && { subscription_limit: subscriptionLimit }),
    },
  };
  store.acsSystems.set(acs_system_id, system);
  return system;
}

type EntranceDetails = Partial<
  Omit<AcsEntrance, 'acs_entrance_id' | 'acs_system_id' | 'connected_account_id' | 'display_name'>
>;

export function addEntrance(
  store: Store,
  { acs_system_id, connected_account_id }: AcsSystem,
  display_name: string,
  details?: EntranceDetails,
): string {
  const acs_entrance_id = store.newId();
  store.acsEntrances.set(acs_entrance_id, {
    acs_entrance_id,
    acs_system_id,
    connected_account_id,
    display_name,
    can_unlock_with_mobile_key: true,
    can_unlock_with_card: true,
    space_ids: [],
    errors: [],
    warnings: [],
    created_at: store.now(),
    ...details,
  });
  return acs_entrance_id;
}

export function addGroup(
  store: Store,
  system: StoredAcsSystem,
  name: string,
  acs_entrance_ids: readonly string[],
): string {
  const { groupType = '', groupTypeName = '' } = vendorOf(system);
  const group: StoredAcsAccessGroup = {
    acs_access_group_id: store.newId(),
    acs_system_id: system.acs_system_id,
    connected_account_id: system.connected_account_id,
    workspace_id: system.workspace_id,
    name,
    display_name: name,
    access_group_type: groupType,
    access_group_type_display_name: groupTypeName,
    external_type: groupType,
    external_type_display_name: groupTypeName,
    is_managed: true,
    errors: [],
    warnings: [],
    pending_mutations: [],
    created_at: store.now(),
    internal: { acs_entrance_ids },
  };
  store.acsAccessGroups.set(group.acs_access_group_id, group);
  return group.acs_access_group_id;
}
