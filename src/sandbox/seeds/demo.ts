import type { Store } from '../store/store.js';
import { newUserIdentity } from '../model/user-identity.js';
import { demoLocks } from './demo-devices.js';
import { seedAccessSystems, seedAcsUsers } from './demo-access.js';
import { seedKeys } from './demo-keys.js';
import { demoGuestKey, demoPeople, type DemoPerson } from './demo-people.js';
import { addLock } from './devices.js';
import { spreadOverYear, yearAgo } from './spread.js';

/**
 * Creates a hotel at a harbour and an office building in one workspace.
 * @returns the id of the demo's guest
 */
export function seedDemo(store: Store): string {
  const accounts = new Map<string, string>();
  const deviceIds = new Map<string, string>();
  const buildings = new Map<string, string[]>([
    ['*hotel', []],
    ['*office', []],
  ]);

  const installedAt = spreadOverYear(store, demoLocks.length);
  demoLocks.forEach(({ building, ...seed }, index) => {
    const account = `${seed.model.manufacturer} ${building}`;
    if (!accounts.has(account)) accounts.set(account, store.newId());
    const connectedAccountId = accounts.get(account)!;
    const { device_id } = addLock(store, { ...seed, connectedAccountId, createdAt: installedAt(index) });
    deviceIds.set(seed.name, device_id);
    buildings.get(building)!.push(device_id);
  });

  const access = store.asOf(yearAgo(store), () => seedAccessSystems(store));

  const cameAt = spreadOverYear(store, demoPeople.length);
  const idsByKey = new Map<string, string>();
  demoPeople.forEach((person, index) => {
    const id = addPerson(store, person, cameAt(index));
    if (person.key !== null) idsByKey.set(person.key, id);
    const granted = person.devices.flatMap((name) => buildings.get(name) ?? deviceIds.get(name)!);
    if (granted.length > 0) store.deviceGrants.set(id, [...new Set(granted)]);
  });
  seedAcsUsers(store, access, idsByKey);
  seedKeys(store, access, idsByKey);
  return idsByKey.get(demoGuestKey)!;
}

function addPerson(store: Store, person: DemoPerson, created_at: string): string {
  const profile = {
    full_name: person.name,
    email_address: person.email,
    phone_number: person.phone,
    user_identity_key: person.key,
  };
  const userIdentity = newUserIdentity(store, profile, created_at);
  // No step ends this deletion, so that the demo always shows one.
  const warnings = person.isBeingDeleted
    ? [{ warning_code: 'being_deleted', message: 'This user identity is being deleted.', created_at }]
    : [];
  store.userIdentities.set(userIdentity.user_identity_id, { ...userIdentity, warnings });
  return userIdentity.user_identity_id;
}
