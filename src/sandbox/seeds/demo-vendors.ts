import { addCredential, type NewCredential } from '../model/acs-credential.js';
import { addAcsUser, linkAcsUser, type AcsUserProfile } from '../model/acs-user.js';
import { catchUp } from '../model/scheduled-work.js';
import { findRow, type Store } from '../store/store.js';
import type { StoredAcsSystem, StoredAcsUser } from '../store/stored.js';
import { addEntrance, addGroup, addSystem } from './access-systems.js';
import { yearAgo } from './spread.js';

const hourMs = 60 * 60 * 1000;

/** ACS users of the studios without a schedule. With the present tenant they exceed the subscriptions by one. */
const withoutSchedule = [
  ...['Cleaning team', 'Letting agent', 'Fire service', 'Alarm company', 'Gardener'],
  'Cleaning team, weekends',
];

/**
 * Adds one access system of each vendor that the demo's buildings do not have. This runs last, so that all other ids in
 * the demo stay the same when more vendors are added.
 */
export function seedVendors(store: Store): void {
  const [vostio, hotek, saltoKs] = store.asOf(yearAgo(store), () => [
    addVostio(store),
    addHotek(store),
    addSaltoKs(store),
  ]);
  const now = Date.parse(store.now());
  const hoursFromNow = (hours: number) => new Date(now + hours * hourMs).toISOString();

  store.asOf(hoursFromNow(-200), () => {
    // The last ACS user waits for a subscription, and the tenant for the start of the schedule.
    for (const full_name of withoutSchedule) addAcsUser(store, saltoKs.system, { full_name });
    const startsLater = { access_schedule: { starts_at: hoursFromNow(72), ends_at: null } };
    addPerson(store, saltoKs.system, 'mill-303', { ...startsLater, acs_access_group_ids: saltoKs.groupIds });
  });
  const tenant = store.asOf(hoursFromNow(-300), () => {
    const access_schedule = { starts_at: hoursFromNow(-300), ends_at: hoursFromNow(5000) };
    const profile = { access_schedule, acs_access_group_ids: saltoKs.groupIds };
    return addPerson(store, saltoKs.system, 'mill-302', profile);
  });
  catchUp(store);

  const times = { starts_at: hoursFromNow(-20), ends_at: hoursFromNow(60) };
  const phoneKey = { access_method: 'mobile_key', is_multi_phone_sync_credential: true } as const;
  const doors = (hotel: Hotel): Pick<NewCredential, 'allowed_acs_entrance_ids'> => ({
    allowed_acs_entrance_ids: [...hotel.roomIds.slice(0, 1), ...hotel.commonIds],
  });
  store.asOf(hoursFromNow(-20), () => {
    addCredential(store, tenant, phoneKey);
    const manager = { credential_manager_acs_system_id: vostio.managerId };
    const vostioKey = { ...phoneKey, ...times, ...manager, ...doors(vostio) };
    const assa_abloy_vostio_metadata = { override_all_guest_acs_entrances: true };
    addCredential(store, addPerson(store, vostio.system, 'staff-02'), {
      ...vostioKey,
      assa_abloy_vostio_metadata,
    });
    addCredential(store, addPerson(store, vostio.system, 'staff-03'), {
      ...vostioKey,
      assa_abloy_vostio_metadata: { auto_join: true },
    });
    addCredential(store, addPerson(store, hotek.system, 'room-211'), {
      access_method: 'card',
      ...times,
      ...doors(hotek),
      hotek_metadata: { override: true },
    });
  });
  catchUp(store);
}

interface Hotel {
  system: StoredAcsSystem;
  roomIds: string[];
  commonIds: string[];
}

function addVostio(store: Store): Hotel & { managerId: string } {
  const manager = addSystem(store, {
    name: 'Lighthouse Vostio Credentials',
    external_type: 'assa_abloy_vostio_credential_service',
    time_zone: null,
    isManager: true,
  });
  const system = addSystem(store, {
    name: 'Lighthouse Hotel',
    external_type: 'assa_abloy_vostio',
    time_zone: 'Europe/Lisbon',
    managers: [manager],
  });
  const door = (door_name: string, door_type: string, door_number: number) =>
    addEntrance(store, system, door_name, {
      can_belong_to_reservation: door_type === 'GuestDoor',
      assa_abloy_vostio_metadata: {
        door_name,
        door_number,
        door_type,
        pms_id: String(door_number),
        stand_open: door_type === 'CommonDoor',
      },
    });
  return {
    system,
    managerId: manager.acs_system_id,
    commonIds: [
      door('Lighthouse Entrance', 'EntranceDoor', 1),
      door('Lighthouse Lift', 'Elevator', 2),
      door('Lighthouse Sauna', 'CommonDoor', 3),
    ],
    roomIds: [11, 12, 13, 14].map((number) => door(`Lighthouse ${number}`, 'GuestDoor', number)),
  };
}

function addHotek(store: Store): Hotel {
  const system = addSystem(store, {
    name: 'Canal Hostel',
    external_type: 'hotek_site',
    time_zone: 'Europe/Amsterdam',
  });
  // These doors have only card readers.
  const reader = { can_unlock_with_mobile_key: false };
  const common = ['Canal Door', 'Canal Kitchen'].map((common_area_name, index) => {
    const hotek_metadata = { common_area_name, common_area_number: String(index + 1) };
    return addEntrance(store, system, common_area_name, { ...reader, hotek_metadata });
  });
  const rooms = ['1', '2', '3'].map((room_number) =>
    addEntrance(store, system, `Canal Dormitory ${room_number}`, {
      ...reader,
      can_belong_to_reservation: true,
      hotek_metadata: { room_number },
    }),
  );
  return { system, commonIds: common, roomIds: rooms };
}

function addSaltoKs(store: Store): { system: StoredAcsSystem; groupIds: string[] } {
  const system = addSystem(store, {
    name: 'Boathouse Studios',
    external_type: 'salto_ks_site',
    time_zone: 'Europe/Dublin',
    subscriptionLimit: 6,
  });
  const doors = ['Boathouse Gate', 'Studio 1', 'Studio 2'].map((door_name, index) =>
    addEntrance(store, system, door_name, {
      is_locked: true,
      salto_ks_metadata: {
        door_name,
        battery_level: index === 2 ? 'low' : 'fresh',
        lock_type: 'wall_reader',
        locked_state: 'locked',
        online: true,
        privacy_mode: false,
        intrusion_alarm: false,
        left_open_alarm: false,
      },
    }),
  );
  return { system, groupIds: [addGroup(store, system, 'Boathouse tenants', doors)] };
}

function addPerson(
  store: Store,
  system: StoredAcsSystem,
  key: string,
  profile: Partial<AcsUserProfile> = {},
): StoredAcsUser {
  const person = findRow(store.userIdentities, (row) => row.user_identity_key === key)!;
  const { display_name: full_name, email_address, phone_number } = person;
  const acsUser = addAcsUser(store, system, {
    full_name,
    email_address,
    phone_number,
    ...profile,
  });
  return linkAcsUser(store, person, acsUser);
}
