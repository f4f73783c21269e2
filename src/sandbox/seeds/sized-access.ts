import { issued, newChild, newCredential } from '../model/acs-credential.js';
import { newAcsUser, replaceAcsUser } from '../model/acs-user.js';
import { enrolled, newPhone } from '../model/phone.js';
import type { Store } from '../store/store.js';
import type { StoredAcsSystem, StoredAcsUser, StoredPhone } from '../store/stored.js';
import { vendorOf } from '../model/vendors.js';
import { addEntrance, addGroup, addSystem, type SystemSeed } from './access-systems.js';
import { yearAgo } from './spread.js';

/** The number of resources in access systems and on phones; each is 0 by default. */
export interface AccessSizes {
  /** Of several vendors in turn, each with ten doors. A needed credential manager is added and not counted. */
  acs_systems?: number;
  /** One for each person in the first access system, then in the second, and so on; the rest has no user identity. */
  acs_users?: number;
  /** One for each ACS user, then a second one, and so on. Children on phones are added and not counted. */
  acs_credentials?: number;
  /** One for each person, then a second one, and so on. */
  phones?: number;
}

interface Building {
  system: StoredAcsSystem;
  doorIds: string[];
  groupIds: string[];
}

/**
 * Creates resources in their final state, without scheduled steps, because there may be very many.
 * @throws {RangeError} if a resource needs another one that is missing
 */
export function seedAccess(store: Store, sizes: AccessSizes, personIds: readonly string[]): void {
  const { acs_systems = 0, acs_users = 0, acs_credentials = 0, phones = 0 } = sizes;
  refuse(acs_users > 0 && acs_systems === 0, 'ACS users need an access system.');
  refuse(acs_credentials > 0 && acs_users === 0, 'Credentials need an ACS user.');
  refuse(phones > 0 && personIds.length === 0, 'Phones need a user identity.');
  store.asOf(yearAgo(store), () => {
    const buildings = times(acs_systems, (index) => addBuilding(store, index));
    const phonesByOwner = addPhones(store, phones, personIds);
    const acsUsers = times(acs_users, (index) => addUser(store, buildings, personIds, index));
    const doorsOf = new Map(buildings.map(({ system, doorIds }) => [system.acs_system_id, doorIds]));
    times(acs_credentials, (index) => {
      const acsUser = acsUsers[index % acs_users]!;
      const doorIds = doorsOf.get(acsUser.acs_system_id)!;
      const door = doorIds[index % doorIds.length]!;
      addKey(store, acsUser, door, phonesByOwner.get(acsUser.user_identity_id ?? '') ?? []);
    });
  });
}

function refuse(isWrong: boolean, message: string): void {
  if (isWrong) throw new RangeError(message);
}

const times = <Value>(count: number, make: (index: number) => Value): Value[] =>
  Array.from({ length: count }, (_, index) => make(index));

type ExternalType = SystemSeed['external_type'];
const vendors: readonly { type: ExternalType; manager?: ExternalType }[] = [
  { type: 'visionline_system', manager: 'assa_abloy_credential_service' },
  { type: 'salto_space_system' },
  { type: 'latch_building' },
  { type: 'salto_ks_site' },
  { type: 'assa_abloy_vostio', manager: 'assa_abloy_vostio_credential_service' },
  { type: 'hotek_site' },
];

/** The metadata of a door, by vendor. */
const doorMetadata: Partial<Record<ExternalType, (door_name: string) => Parameters<typeof addEntrance>[3]>> =
  {
    visionline_system: (door_name) => ({ visionline_metadata: { door_name, door_category: 'guest' } }),
    salto_space_system: (door_name) => ({ salto_space_metadata: { door_name } }),
    latch_building: (door_name) => ({ latch_metadata: { door_name } }),
    salto_ks_site: (door_name) => ({ salto_ks_metadata: { door_name, online: true } }),
    assa_abloy_vostio: (door_name) => ({
      assa_abloy_vostio_metadata: { door_name, door_type: 'GuestDoor' },
    }),
    hotek_site: (room_number) => ({ can_unlock_with_mobile_key: false, hotek_metadata: { room_number } }),
  };

function addBuilding(store: Store, index: number): Building {
  const { type: external_type, manager } = vendors[index % vendors.length]!;
  const name = `Building ${index + 1}`;
  const seed = { external_type, time_zone: 'Europe/Dublin' };
  const managers = manager
    ? [addSystem(store, { ...seed, external_type: manager, name: `${name} Mobile Access`, isManager: true })]
    : [];
  const system = addSystem(store, { ...seed, name, managers });
  const doorIds = times(10, (door) => {
    const doorName = `${name} Room ${101 + door}`;
    return addEntrance(store, system, doorName, doorMetadata[external_type]?.(doorName));
  });
  const groupIds = hasGroups(system) ? [addGroup(store, system, `${name} Everybody`, doorIds)] : [];
  return { system, doorIds, groupIds };
}

const hasGroups = (system: StoredAcsSystem): boolean => vendorOf(system).groupType !== undefined;

function addPhones(store: Store, count: number, personIds: readonly string[]): Map<string, StoredPhone[]> {
  const byOwner = new Map<string, StoredPhone[]>();
  for (let index = 0; index < count; index++) {
    const owner = personIds[index % personIds.length]!;
    const isIphone = index % 2 === 0;
    const phone = enrolled(
      store,
      newPhone(store, owner, {
        device_model: isIphone ? 'iPhone 17' : 'Galaxy S25',
        operating_system: isIphone ? 'ios' : 'android',
      }),
    );
    store.phones.set(phone.device_id, phone);
    byOwner.set(owner, [...(byOwner.get(owner) ?? []), phone]);
  }
  return byOwner;
}

function addUser(
  store: Store,
  buildings: readonly Building[],
  personIds: readonly string[],
  index: number,
): StoredAcsUser {
  const linkedCount = personIds.length * buildings.length;
  const isLinked = index < linkedCount;
  const building = buildings[isLinked ? Math.floor(index / personIds.length) : index % buildings.length]!;
  const person = isLinked ? store.userIdentities.get(personIds[index % personIds.length]!) : undefined;
  const acsUser = newAcsUser(store, building.system, {
    full_name: person?.display_name ?? `Resident ${index + 1}`,
    email_address: person?.email_address ?? undefined,
    phone_number: person?.phone_number ?? undefined,
    acs_access_group_ids: building.groupIds,
  });
  if (person) {
    const acs_user_ids = [...person.acs_user_ids, acsUser.acs_user_id];
    store.userIdentities.set(person.user_identity_id, { ...person, acs_user_ids });
  }
  return replaceAcsUser(store, {
    ...acsUser,
    ...(person && { user_identity_id: person.user_identity_id }),
    pending_mutations: [],
    last_successful_sync_at: store.now(),
  });
}

function addKey(store: Store, acsUser: StoredAcsUser, doorId: string, phones: readonly StoredPhone[]): void {
  const system = store.acsSystems.get(acsUser.acs_system_id)!;
  const isCard = system.external_type === 'hotek_site';
  const { default_credential_manager_acs_system_id: managerId } = system;
  const { credential } = newCredential(store, acsUser, {
    access_method: isCard ? 'card' : 'mobile_key',
    is_multi_phone_sync_credential: !isCard,
    ...(managerId && { credential_manager_acs_system_id: managerId }),
    allowed_acs_entrance_ids: hasGroups(system) ? [] : [doorId],
  });
  const isOnPhones = !isCard && phones.length > 0;
  const row = isOnPhones ? issued(store, credential) : credential;
  store.acsCredentials.set(row.acs_credential_id, row);
  for (const phone of isOnPhones ? phones : []) {
    const child = issued(store, newChild(store, credential, phone));
    store.acsCredentials.set(child.acs_credential_id, child);
  }
}
