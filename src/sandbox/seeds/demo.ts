import type { Store } from '../store.js';
import { newUserIdentity } from '../user-identity.js';
import { demoLocks } from './demo-devices.js';
import { accessSystemIssue, demoGuest, demoPeople, warningMessages, type DemoPerson } from './demo-people.js';
import { addLock } from './devices.js';
import { spreadOverYear } from './spread.js';

/** A hotel by a harbour and an office building, in one workspace. Answers the id of the demo's guest. */
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

  const cameAt = spreadOverYear(store, demoPeople.length);
  const ids = demoPeople.map((person, index) => {
    const id = addPerson(store, person, cameAt(index));
    const granted = person.devices.flatMap((name) => buildings.get(name) ?? deviceIds.get(name) ?? []);
    if (granted.length > 0) store.deviceGrants.set(id, new Set(granted));
    return id;
  });
  return ids[demoPeople.indexOf(demoGuest)]!;
}

function addPerson(store: Store, person: DemoPerson, created_at: string): string {
  const profile = {
    full_name: person.name,
    email_address: person.email,
    phone_number: person.phone,
    user_identity_key: person.key,
  };
  const userIdentity = {
    ...newUserIdentity(store, profile, created_at),
    errors: person.hasAccessSystemIssue
      ? [{ ...accessSystemIssue, acs_system_id: store.newId(), acs_user_id: store.newId(), created_at }]
      : [],
    warnings: person.warning
      ? [{ warning_code: person.warning, message: warningMessages[person.warning], created_at }]
      : [],
  };
  store.userIdentities.set(userIdentity.user_identity_id, userIdentity);
  return userIdentity.user_identity_id;
}
