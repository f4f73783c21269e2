import type { Device } from '../api/contract.gen.js';
import { filterRows, type Store, type StoredClientSession } from './store.js';

/** What a caller can see. Lists leave the rest out without a word. */
export interface Scope {
  hasUserIdentity(userIdentityId: string): boolean;
  hasDevice(device: Device): boolean;
}

/** The scope of whoever has the API key. */
export const everything: Scope = { hasUserIdentity: () => true, hasDevice: () => true };

/**
 * A client session reaches its own user identity, the devices granted to that, and those of its connected
 * accounts. Seam does not say how the two add up, nor when a grant takes effect: here it is their union,
 * as of the request.
 */
export function sessionScope(store: Store, session: StoredClientSession): Scope {
  const granted = new Set(session.user_identity_ids.flatMap((id) => [...(store.deviceGrants.get(id) ?? [])]));
  return {
    hasUserIdentity: (userIdentityId) => session.user_identity_ids.includes(userIdentityId),
    hasDevice: (device) =>
      granted.has(device.device_id) || session.connected_account_ids.includes(device.connected_account_id),
  };
}

export const devicesInScope = (store: Store, scope: Scope): Device[] => [
  ...filterRows(store.devices, (device) => scope.hasDevice(device)),
];
