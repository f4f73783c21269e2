import type { AcsCredential, AcsUser, ParamsOf } from '../../api/contract.gen.js';
import { isReachable } from './acs-system.js';
import { notFound } from './errors.js';
import { acsCredentialFields, emit } from './events.js';
import { hotelKey, onPhone, override, whenIssued, type HotelKeyParams } from './hotel-keys.js';
import { createDeferred } from './pending-mutations.js';
import { filterRows, findRow, schedule, type Store } from '../store/store.js';
import { told, type StoredAcsCredential, type StoredPhone } from '../store/stored.js';
import { vendorOf, type Vendor } from './vendors.js';

export type NewCredential = Pick<
  ParamsOf<'/acs/credentials/create'>,
  | 'access_method'
  | 'code'
  | 'starts_at'
  | 'ends_at'
  | 'is_multi_phone_sync_credential'
  | 'credential_manager_acs_system_id'
  | 'allowed_acs_entrance_ids'
> &
  HotelKeyParams;

export function findAcsCredential(store: Store, acsCredentialId: string): StoredAcsCredential {
  const credential = store.acsCredentials.get(acsCredentialId);
  if (!credential) throw notFound('acs_credential');
  return credential;
}

export const ownerOf = (store: Store, { acs_user_id }: AcsCredential): string | undefined =>
  acs_user_id === undefined ? undefined : store.acsUsers.get(acs_user_id)?.user_identity_id;

export function shownAcsCredential(store: Store, row: StoredAcsCredential): AcsCredential {
  const user_identity_id = ownerOf(store, row);
  return { ...told(row), ...(user_identity_id !== undefined && { user_identity_id }) };
}

export const childrenOf = (store: Store, parentId: string): StoredAcsCredential[] => [
  ...filterRows(store.acsCredentials, (row) => row.parent_acs_credential_id === parentId),
];

export const isBeingDeleted = ({ warnings }: { warnings: { warning_code: string }[] }): boolean =>
  warnings.some(({ warning_code }) => warning_code === 'being_deleted');

/** Creates a credential. A multi-phone sync credential also gets one child for each phone of its person. */
export function addCredential(store: Store, acsUser: AcsUser, params: NewCredential): StoredAcsCredential {
  const { credential, overriddenRoomIds } = newCredential(store, acsUser, params);
  replaceCredential(store, credential);
  override(store, credential, overriddenRoomIds, (row) => ownerOf(store, row));
  if (credential.is_multi_phone_sync_credential) issueToPhones(store, credential);
  // Only an encoder issues a card, and the sandbox has none.
  else if (params.access_method !== 'card') scheduleIssue(store, credential);
  return credential;
}

/** Builds a credential without storing it, and lists the rooms where it overrides other keys. */
export function newCredential(
  store: Store,
  acsUser: AcsUser,
  params: NewCredential,
): { credential: StoredAcsCredential; overriddenRoomIds: readonly string[] } {
  const system = store.acsSystems.get(acsUser.acs_system_id)!;
  const vendor = vendorOf(system);
  const entranceIds = params.allowed_acs_entrance_ids ?? [];
  const { access_method, is_multi_phone_sync_credential = false } = params;
  const acs_credential_id = store.newId();
  const { fields, overriddenRoomIds } = hotelKey(store, system, entranceIds, params);
  const credential: StoredAcsCredential = {
    acs_credential_id,
    acs_user_id: acsUser.acs_user_id,
    acs_system_id: system.acs_system_id,
    connected_account_id: system.connected_account_id,
    workspace_id: store.workspace.workspace_id,
    display_name: `${methodNames[access_method]} of ${acsUser.display_name}`,
    access_method,
    is_managed: true,
    is_multi_phone_sync_credential,
    is_issued: false,
    issued_at: null,
    is_latest_desired_state_synced_with_provider: false,
    latest_desired_state_synced_with_provider_at: null,
    ...(params.code !== undefined && { code: params.code }),
    ...(!vendor.schedulesUsers && { starts_at: instant(params.starts_at ?? store.now()) }),
    ...endOf(vendor, params),
    ...(vendor.credentialType !== undefined && { external_type: vendor.credentialType }),
    ...(vendor.credentialTypeName !== undefined && { external_type_display_name: vendor.credentialTypeName }),
    ...fields,
    errors: [],
    warnings: [waitingToBeIssued(store)],
    created_at: store.now(),
    internal: {
      acs_entrance_ids: entranceIds,
      ...(params.credential_manager_acs_system_id !== undefined && {
        credential_manager_acs_system_id: params.credential_manager_acs_system_id,
      }),
    },
  };
  return { credential, overriddenRoomIds };
}

const methodNames: Record<NewCredential['access_method'], string> = {
  code: 'Code',
  card: 'Card',
  mobile_key: 'Mobile key',
  cloud_key: 'Cloud key',
};

export function issueToPhones(store: Store, parent: StoredAcsCredential): void {
  const owner = ownerOf(store, parent);
  for (const phone of store.phones.values()) {
    if (phone.internal.owner_user_identity_id === owner) issueToPhone(store, parent, phone);
  }
}

/** Creates the child of a credential for one phone, if the phone can hold keys and does not have this child yet. */
export function issueToPhone(store: Store, parent: StoredAcsCredential, phone: StoredPhone): void {
  const { device_id } = phone;
  if (!isEnrolled(phone) || isBeingDeleted(phone) || isBeingDeleted(parent)) return;
  const children = childrenOf(store, parent.acs_credential_id);
  if (children.some((child) => child.internal.device_id === device_id && !isBeingDeleted(child))) return;
  const child = newChild(store, parent, phone);
  replaceCredential(store, child);
  scheduleIssue(store, child);
}

export function newChild(store: Store, parent: StoredAcsCredential, phone: StoredPhone): StoredAcsCredential {
  return {
    ...parent,
    acs_credential_id: store.newId(),
    parent_acs_credential_id: parent.acs_credential_id,
    is_multi_phone_sync_credential: false,
    display_name: `${parent.display_name} on ${phone.display_name}`,
    is_issued: false,
    issued_at: null,
    is_latest_desired_state_synced_with_provider: false,
    latest_desired_state_synced_with_provider_at: null,
    warnings: [waitingToBeIssued(store)],
    created_at: store.now(),
    ...onPhone(store, parent, phone),
    internal: { ...parent.internal, device_id: phone.device_id },
  };
}

/** Issues a credential. When the first child is issued, its parent becomes issued too. */
export function issueCredential(store: Store, acsCredentialId: string): void {
  const credential = store.acsCredentials.get(acsCredentialId);
  if (!credential || credential.is_issued || isBeingDeleted(credential)) return;
  // While Seam cannot reach the access system, the credential stays unissued.
  if (!isReachable(store, credential.acs_system_id)) return;
  replaceCredential(store, issued(store, credential));
  createDeferred(store, credential.acs_user_id);
  emit(store, 'acs_credential.issued', acsCredentialFields(credential), ownerOf(store, credential));
  if (credential.parent_acs_credential_id !== undefined) {
    issueCredential(store, credential.parent_acs_credential_id);
  }
}

export const issued = (store: Store, credential: StoredAcsCredential): StoredAcsCredential => ({
  ...credential,
  is_issued: true,
  issued_at: store.now(),
  ...inSync(store),
  ...whenIssued(store, credential),
  ...pinFields(store, credential),
  warnings: credential.warnings.filter(({ warning_code }) => warning_code !== 'waiting_to_be_issued'),
});

/** Derives the PIN from the ACS user, so that all phones of a person have the same PIN, as in Latch. */
function pinFields(store: Store, credential: StoredAcsCredential): Pick<AcsCredential, 'code'> {
  const { acs_system_id, acs_user_id, access_method } = credential;
  const system = store.acsSystems.get(acs_system_id);
  if (!system || !vendorOf(system).makesPins || access_method !== 'mobile_key') return {};
  const digits = Number.parseInt((acs_user_id ?? credential.acs_credential_id).slice(0, 8), 16);
  return { code: String(digits % 10_000_000).padStart(7, '0') };
}

export interface CredentialChanges {
  code?: string;
  ends_at?: string;
}

/** Changes a credential and its children, because children have the same times as their parent. */
export function changeCredential(store: Store, row: StoredAcsCredential, changes: CredentialChanges): void {
  const vendor = vendorOf(store.acsSystems.get(row.acs_system_id)!);
  for (const credential of [row, ...childrenOf(store, row.acs_credential_id)]) {
    replaceCredential(store, {
      ...credential,
      ...(changes.code !== undefined && { code: changes.code }),
      ...endOf(vendor, changes),
      is_latest_desired_state_synced_with_provider: false,
    });
    const { acs_credential_id } = credential;
    if (credential.is_issued) schedule(store, { kind: 'reissue_credential', acs_credential_id });
  }
}

export function reissueCredential(store: Store, acsCredentialId: string): void {
  const credential = store.acsCredentials.get(acsCredentialId);
  if (!credential || !isReachable(store, credential.acs_system_id)) return;
  replaceCredential(store, { ...credential, ...inSync(store) });
  emit(store, 'acs_credential.reissued', acsCredentialFields(credential), ownerOf(store, credential));
}

/** Starts to delete a credential and its children. A second request is not an error: a step skips deleted rows. */
export function startCredentialDeletion(store: Store, row: StoredAcsCredential): void {
  for (const credential of [...childrenOf(store, row.acs_credential_id), row]) {
    const { acs_credential_id } = credential;
    replaceCredential(store, withDeletionWarning(store, credential, 'This credential is being deleted.'));
    schedule(store, { kind: 'delete_credential', acs_credential_id });
  }
}

export function deleteCredential(store: Store, acsCredentialId: string): void {
  const credential = store.acsCredentials.get(acsCredentialId);
  if (!credential) return;
  for (const child of childrenOf(store, acsCredentialId)) deleteCredential(store, child.acs_credential_id);
  store.acsCredentials.delete(acsCredentialId);
  emit(store, 'acs_credential.deleted', acsCredentialFields(credential), ownerOf(store, credential));
}

export function replaceCredential(store: Store, credential: StoredAcsCredential): void {
  store.acsCredentials.set(credential.acs_credential_id, credential);
}

/** Adds the warning `being_deleted`, unless the row has it already. */
export const withDeletionWarning = <
  Row extends { warnings: { warning_code: string; message: string; created_at: string }[] },
>(
  store: Store,
  row: Row,
  message: string,
): Row =>
  isBeingDeleted(row)
    ? row
    : {
        ...row,
        warnings: [...row.warnings, { warning_code: 'being_deleted', message, created_at: store.now() }],
      };

export const hasCredentials = (store: Store, acsUserId: string): boolean =>
  findRow(store.acsCredentials, ({ acs_user_id }) => acs_user_id === acsUserId) !== undefined;

const isEnrolled = ({ properties }: StoredPhone): boolean =>
  properties.assa_abloy_credential_service_metadata?.has_active_endpoint === true;

function scheduleIssue(store: Store, { acs_credential_id }: AcsCredential): void {
  schedule(store, { kind: 'issue_credential', acs_credential_id });
}

const waitingToBeIssued = (store: Store) => ({
  warning_code: 'waiting_to_be_issued',
  message: 'This credential is waiting to be issued.',
  created_at: store.now(),
});

const inSync = (store: Store) => ({
  is_latest_desired_state_synced_with_provider: true,
  latest_desired_state_synced_with_provider_at: store.now(),
});

const endOf = (vendor: Vendor, { ends_at }: { ends_at?: string }) =>
  ends_at === undefined || vendor.schedulesUsers ? {} : { ends_at: instant(ends_at) };

const instant = (time: string): string => new Date(time).toISOString();
