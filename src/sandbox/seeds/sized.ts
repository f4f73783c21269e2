import { createRandom } from '../store/ids.js';
import type { Store } from '../store/store.js';
import { newUserIdentity } from '../model/user-identity.js';
import { addLock, lockModels } from './devices.js';
import { familyNames, givenNames } from './names.js';
import { seedAccess, type AccessSizes } from './sized-access.js';
import { spreadOverYear } from './spread.js';

/** The number of each resource; 0 by default, except for devices. At most 100,000 each, and 1,000 access systems. */
export interface SeedSizes extends AccessSizes {
  user_identities: number;
  /** 20 by default. */
  devices?: number;
}

const most = 100_000;
/** Lower, because each access system also has ten doors and other resources. */
const mostSystems = 1000;

/**
 * Creates the given number of each resource. The first person has up to five devices, every third of the others one.
 * @returns the id of the first person
 * @throws {RangeError} if a size is not a whole number, or too big
 */
export function seedSizes(store: Store, sizes: SeedSizes): string | undefined {
  for (const [name, size] of Object.entries(sizes))
    checkSize(name, size, name === 'acs_systems' ? mostSystems : most);
  const { user_identities, devices = 20 } = sizes;
  const deviceIds = addLocks(store, devices);
  const personIds = addPeople(store, user_identities);
  personIds.forEach((id, index) => {
    const [first, end] = index === 0 ? [0, 5] : [index % devices, (index % devices) + 1];
    const granted = deviceIds.slice(first, end);
    if (index % 3 === 0 && granted.length > 0) store.deviceGrants.set(id, granted);
  });
  seedAccess(store, sizes, personIds);
  return personIds[0];
}

function checkSize(name: string, size: number, limit: number): void {
  if (Number.isInteger(size) && size >= 0 && size <= limit) return;
  throw new RangeError(`${name} must be a whole number from 0 to ${limit.toLocaleString('en')}.`);
}

function addLocks(store: Store, count: number): string[] {
  const createdAt = spreadOverYear(store, count);
  const models = Object.values(lockModels);
  const accounts = models.map(() => store.newId());
  return Array.from({ length: count }, (_, index) => {
    const modelIndex = index % models.length;
    const { device_id } = addLock(store, {
      name: `Room ${101 + index}`,
      model: models[modelIndex]!,
      connectedAccountId: accounts[modelIndex]!,
      location: { location_name: 'Grand Hotel', time_zone: 'Europe/Dublin' },
      locked: index % 4 !== 0,
      battery: ((index * 37) % 100) / 100,
      createdAt: createdAt(index),
    });
    return device_id;
  });
}

function addPeople(store: Store, count: number): string[] {
  const random = createRandom(3);
  const pick = (names: readonly string[]) => names[random() % names.length]!;
  const createdAt = spreadOverYear(store, count);
  return Array.from({ length: count }, (_, index) => {
    const number = index + 1;
    const profile = {
      full_name: `${pick(givenNames)} ${pick(familyNames)}`,
      email_address: `person${number}@example.com`,
      // No person has a number with +1 555, and there are enough numbers for a million people.
      phone_number: `+1555${String(number).padStart(7, '0')}`,
      user_identity_key: `person-${number}`,
    };
    const userIdentity = newUserIdentity(store, profile, createdAt(index));
    store.userIdentities.set(userIdentity.user_identity_id, userIdentity);
    return userIdentity.user_identity_id;
  });
}
