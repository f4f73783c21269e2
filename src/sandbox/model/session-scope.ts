import type { AcsEntrance, Device } from '../../api/contract.gen.js';
import { entranceIdsOfUserIdentity } from './acs-access.js';
import { ownerOf } from './acs-credential.js';
import { unauthorized } from './errors.js';
import { filterRows, type Store } from '../store/store.js';
import type {
  StoredAcsCredential,
  StoredActionAttempt,
  StoredClientSession,
  StoredEvent,
} from '../store/stored.js';
import { findUserIdentity } from './user-identity.js';

/** The resources that a caller can see. Lists omit all others without an error. */
export interface Scope {
  hasUserIdentity(userIdentityId: string | undefined): boolean;
  hasDevice(device: Device): boolean;
  hasAcsSystem(acsSystemId: string): boolean;
  hasAcsEntrance(acsEntrance: AcsEntrance): boolean;
  hasAcsCredential(credential: StoredAcsCredential): boolean;
  hasActionAttempt(attempt: StoredActionAttempt): boolean;
  hasEvent(event: StoredEvent): boolean;
}

const yes = () => true;

/** The scope of an API key. */
export const everything: Scope = {
  hasUserIdentity: yes,
  hasDevice: yes,
  hasAcsSystem: yes,
  hasAcsEntrance: yes,
  hasAcsCredential: yes,
  hasActionAttempt: yes,
  hasEvent: yes,
};

/**
 * The scope of a client session: its user identity, the devices granted to that user identity, the devices of its
 * connected accounts, and what the user identity has in access systems. Seam does not document how these combine, or
 * when a grant takes effect: here the scope is the union, at the time of the request.
 */
export function sessionScope(store: Store, session: StoredClientSession): Scope {
  const { user_identity_ids, connected_account_ids } = session;
  const granted = new Set(user_identity_ids.flatMap((id) => store.deviceGrants.get(id) ?? []));
  const reachedEntrances = once(
    () => new Set(user_identity_ids.flatMap((id) => [...entranceIdsOfUserIdentity(store, id)])),
  );
  const ownSystems = once(
    () =>
      new Set(
        user_identity_ids
          .flatMap((id) => findUserIdentity(store, id).acs_user_ids)
          .map((id) => store.acsUsers.get(id)?.acs_system_id),
      ),
  );
  const hasUserIdentity = (id: string | undefined) => id !== undefined && user_identity_ids.includes(id);
  const hasDevice = (device: Device) =>
    granted.has(device.device_id) || connected_account_ids.includes(device.connected_account_id);
  const hasDeviceId = (deviceId: string | undefined) => {
    const device = deviceId === undefined ? undefined : store.devices.get(deviceId);
    return device !== undefined && hasDevice(device);
  };
  return {
    hasUserIdentity,
    hasDevice,
    hasAcsSystem: (acsSystemId) => ownSystems().has(acsSystemId),
    hasAcsEntrance: ({ acs_entrance_id }) => reachedEntrances().has(acs_entrance_id),
    hasAcsCredential: (credential) => hasUserIdentity(ownerOf(store, credential)),
    hasActionAttempt: ({ internal }) => hasDeviceId(internal.device_id),
    hasEvent: ({ internal, device_id }) =>
      hasUserIdentity(internal.user_identity_id) || hasDeviceId(device_id),
  };
}

/**
 * Seam documents this error for devices only; here it applies to every resource.
 * @throws {ApiError} 401 if a request names a resource outside the caller's scope
 */
export function refuseOutOfScope(isInScope: boolean, resource: string): void {
  if (!isInScope) throw unauthorized(`Not authorized to view this ${resource}`);
}

export const devicesInScope = (store: Store, scope: Scope): Device[] => [
  ...filterRows(store.devices, (device) => scope.hasDevice(device)),
];

/** Computes a value on first use, because most requests need only a part of a scope. */
function once<Value>(make: () => Value): () => Value {
  let made: { value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}
