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

/** Makes a credential, and one child for each phone of the person if it is to be on all of them. */
export function addCredential(store: Store, acsUser: AcsUser, params: NewCredential): StoredAcsCredential {
  const { credential, overriddenRoomIds } = newCredential(store, acsUser, params);
  replaceCredential(store, credential);
  override(store, credential, overriddenRoomIds, (row) => ownerOf(store, row));
  if (credential.is_multi_phone_sync_credential) issueToPhones(store, credential);
  // A card is issued by an encoder, and nothing here is one.
  else if (params.access_method !== 'card') scheduleIssue(store, credential);
  return credential;
}

/** A credential that nobody has heard of yet, and the rooms that it takes over. */
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

/** Each phone that can carry keys gets one child of the credential, once. */
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

/** The first key on a phone makes the parent an issued one as well. */
export function issueCredential(store: Store, acsCredentialId: string): void {
  const credential = store.acsCredentials.get(acsCredentialId);
  if (!credential || credential.is_issued || isBeingDeleted(credential)) return;
  // Until the system is reached, it keeps waiting.
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

/** One for each person: what opens the door of a phone that is lost opens it still. */
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

/** Children have their times from their parent. */
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

/** Children go together with their parent. Whoever asks again is not refused: steps find out what is left. */
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

/** What goes on in the background is told by a warning, once. */
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
