import type { ParamsOf, Phone } from '../../api/contract.gen.js';
import {
  deleteCredential,
  isBeingDeleted,
  issueToPhone,
  ownerOf,
  replaceCredential,
  withDeletionWarning,
} from './acs-credential.js';
import { notFound } from './errors.js';
import { emit } from './events.js';
import { filterRows, schedule, type Store } from '../store/store.js';
import type { StoredAcsCredential, StoredPhone } from '../store/stored.js';

export function findPhone(store: Store, deviceId: string): StoredPhone {
  const phone = store.phones.get(deviceId);
  if (!phone) throw notFound('phone');
  return phone;
}

type PhoneMetadata = ParamsOf<'/phones/simulate/create_sandbox_phone'>['phone_metadata'];

/** Adds a phone, as when a person signs in on it. It can hold keys after its enrollment. */
export function addPhone(store: Store, userIdentityId: string, metadata: PhoneMetadata): StoredPhone {
  const phone = newPhone(store, userIdentityId, metadata);
  const { device_id } = phone;
  store.phones.set(device_id, phone);
  schedule(store, { kind: 'enroll_phone', device_id });
  return phone;
}

export function newPhone(store: Store, userIdentityId: string, metadata: PhoneMetadata): StoredPhone {
  const { device_model = 'Samsung Galaxy S10', operating_system = 'android' } = metadata ?? {};
  const device_id = store.newId();
  return {
    device_id,
    workspace_id: store.workspace.workspace_id,
    device_type: `${operating_system}_phone`,
    display_name: device_model,
    custom_metadata: {},
    properties: readiness(store, false),
    errors: [],
    warnings: [],
    created_at: store.now(),
    internal: { owner_user_identity_id: userIdentityId },
  };
}

export const enrolled = (store: Store, phone: StoredPhone): StoredPhone => ({
  ...phone,
  properties: readiness(store, true),
});

function readiness(store: Store, isReady: boolean): Phone['properties'] {
  return {
    assa_abloy_credential_service_metadata: {
      has_active_endpoint: isReady,
      endpoints: isReady ? [{ endpoint_id: store.newId(), is_active: true }] : [],
    },
    salto_space_credential_service_metadata: { has_active_phone: isReady },
  };
}

/** Enrolls a phone, and issues all multi-phone sync credentials of its person to it. */
export function enrollPhone(store: Store, deviceId: string): void {
  const phone = store.phones.get(deviceId);
  if (!phone || isBeingDeleted(phone)) return;
  const ready = enrolled(store, phone);
  store.phones.set(deviceId, ready);
  const owner = phone.internal.owner_user_identity_id;
  const parents = filterRows(
    store.acsCredentials,
    (row) => row.is_multi_phone_sync_credential === true && ownerOf(store, row) === owner,
  );
  for (const parent of [...parents]) issueToPhone(store, parent, ready);
}

/** Marks a phone and its credentials as being deleted. A scheduled step deletes them later. */
export function startPhoneDeactivation(store: Store, phone: StoredPhone): void {
  const { device_id } = phone;
  store.phones.set(device_id, withDeletionWarning(store, phone, 'This phone is being deactivated.'));
  for (const credential of credentialsOn(store, device_id)) {
    replaceCredential(store, withDeletionWarning(store, credential, 'This credential is being deleted.'));
  }
  schedule(store, { kind: 'deactivate_phone', device_id });
}

export function deactivatePhone(store: Store, deviceId: string): void {
  const phone = store.phones.get(deviceId);
  if (!phone) return;
  for (const { acs_credential_id } of credentialsOn(store, deviceId))
    deleteCredential(store, acs_credential_id);
  store.phones.delete(deviceId);
  emit(
    store,
    'phone.deactivated',
    { device_id: deviceId, device_custom_metadata: phone.custom_metadata },
    phone.internal.owner_user_identity_id,
  );
}

const credentialsOn = (store: Store, deviceId: string): StoredAcsCredential[] => [
  ...filterRows(store.acsCredentials, ({ internal }) => internal.device_id === deviceId),
];
