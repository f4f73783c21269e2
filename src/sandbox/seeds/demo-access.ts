import { addAcsUser, linkAcsUser, replaceAcsUser } from '../model/acs-user.js';
import { catchUp } from '../model/scheduled-work.js';
import type { Store } from '../store/store.js';
import type { StoredAcsSystem } from '../store/stored.js';
import { findUserIdentity } from '../model/user-identity.js';
import { addEntrance, addGroup, addSystem } from './access-systems.js';

/** The access systems of the demo, with the ids that its keys need. */
export interface DemoAccess {
  hotel: StoredAcsSystem;
  office: StoredAcsSystem;
  apartments: StoredAcsSystem;
  /** Entrance ids by name. */
  entrances: ReadonlyMap<string, string>;
  /** Access group ids by name. */
  groups: ReadonlyMap<string, string>;
}

export function seedAccessSystems(store: Store): DemoAccess {
  const mobileAccess = addSystem(store, {
    name: 'Harbour House Mobile Access',
    external_type: 'assa_abloy_credential_service',
    time_zone: null,
    isManager: true,
  });
  const origo = addSystem(store, {
    name: 'Mill Court HID Origo',
    external_type: 'hid_credential_manager_organization',
    time_zone: null,
    isManager: true,
  });
  const hotel = addSystem(store, {
    name: 'Harbour House',
    external_type: 'visionline_system',
    time_zone: 'Europe/Dublin',
    managers: [mobileAccess],
  });
  const office = addSystem(store, {
    name: 'Mill Court',
    external_type: 'salto_space_system',
    time_zone: 'America/New_York',
    managers: [origo],
  });
  const apartments = addSystem(store, {
    name: 'Quay Apartments',
    external_type: 'latch_building',
    time_zone: 'America/New_York',
    error: {
      code: 'acs_system_disconnected',
      message: 'The access system is disconnected. Seam cannot change anything in it.',
    },
  });

  const entrances = new Map<string, string>();
  const commonDoors = ['Front Door', 'Pool & Spa', 'Car Park'];
  for (const name of commonDoors) {
    entrances.set(
      name,
      addEntrance(store, hotel, name, { visionline_metadata: { door_name: name, door_category: 'common' } }),
    );
  }
  for (let room = 201; room <= 217; room++) {
    const name = `Room ${room}`;
    const visionline_metadata = { door_name: String(room), door_category: 'guest' };
    entrances.set(
      name,
      addEntrance(store, hotel, name, { can_belong_to_reservation: true, visionline_metadata }),
    );
  }
  const officeDoors = ['Main Entrance', 'Lifts', 'Meeting Rooms', 'Third Floor', 'Server Room'];
  for (const name of officeDoors) {
    const salto_space_metadata = { door_name: name, audit_on_keys: false };
    entrances.set(name, addEntrance(store, office, name, { salto_space_metadata }));
  }
  for (const name of ['Quay Lobby', 'Quay Bicycles']) {
    const latch_metadata = { door_name: name, is_connected: false };
    entrances.set(name, addEntrance(store, apartments, name, { can_unlock_with_code: true, latch_metadata }));
  }
  // This door has only a card reader, so no phone opens it.
  entrances.set(
    'Goods Lift',
    addEntrance(store, office, 'Goods Lift', { can_unlock_with_mobile_key: false }),
  );

  const of = (...names: string[]) => names.map((name) => entrances.get(name)!);
  const groups = new Map([
    ['Tenants', addGroup(store, office, 'Tenants', of('Main Entrance', 'Lifts', 'Third Floor'))],
    ['Meeting rooms', addGroup(store, office, 'Meeting rooms', of('Main Entrance', 'Meeting Rooms'))],
    ['Facilities', addGroup(store, office, 'Facilities', of(...officeDoors, 'Goods Lift'))],
  ]);
  return { hotel, office, apartments, entrances, groups };
}

/** The people in each access system, by user identity key. */
const inHotel = [
  ...['staff-01', 'staff-02', 'staff-03', 'staff-04', 'room-201', 'room-202', 'room-203', 'room-204'],
  ...['room-205', 'room-206', 'room-208', 'room-209', 'room-210', 'room-212', 'room-213', 'room-214'],
  'room-215',
];
const inOffice: Readonly<Record<string, string[]>> = {
  'staff-01': ['Facilities'],
  'staff-05': ['Facilities'],
  'staff-06': ['Facilities', 'Meeting rooms'],
  'staff-08': ['Facilities'],
  'mill-301': ['Tenants', 'Meeting rooms'],
  'mill-302': ['Tenants'],
  'mill-303': ['Tenants'],
  'mill-304': ['Tenants'],
  'mill-305': ['Tenants'],
  'mill-306': ['Tenants'],
  'mill-307': ['Meeting rooms'],
};
const inApartments = ['staff-07', 'staff-08', 'mill-306', 'room-214'];

/** People whose ACS users have an outdated email address. */
const movedKeys = new Set(['mill-304', 'room-215']);
/** The person whose last change failed in the access system. */
const failedKey = 'staff-07';

/** ACS users without a user identity: they were in the access system before Seam. */
const strangers = {
  hotel: ['Night Porter', 'Aoife Byrne', 'Key card 0417'],
  office: ['Visitor badge 1', 'Dorothy Vaughan', 'Katherine Johnson'],
  apartments: ['Resident 4B'],
} as const;

export function seedAcsUsers(store: Store, access: DemoAccess, idsByKey: ReadonlyMap<string, string>): void {
  store.asOf(access.hotel.created_at, () => {
    for (const system of ['hotel', 'office', 'apartments'] as const) {
      for (const full_name of strangers[system]) addAcsUser(store, access[system], { full_name });
    }
  });
  catchUp(store);
  for (const [key, userIdentityId] of idsByKey) {
    const { created_at } = findUserIdentity(store, userIdentityId);
    store.asOf(created_at, () => {
      if (inHotel.includes(key)) addLinked(store, access.hotel, key, userIdentityId);
      const groupNames = inOffice[key];
      if (groupNames) {
        const groupIds = groupNames.map((name) => access.groups.get(name)!);
        addLinked(store, access.office, key, userIdentityId, groupIds);
      }
      if (inApartments.includes(key)) addLinked(store, access.apartments, key, userIdentityId);
    });
    catchUp(store);
  }
}

function addLinked(
  store: Store,
  system: StoredAcsSystem,
  key: string,
  userIdentityId: string,
  acs_access_group_ids: string[] = [],
): void {
  const userIdentity = findUserIdentity(store, userIdentityId);
  const { display_name: full_name, email_address, phone_number } = userIdentity;
  const acsUser = addAcsUser(store, system, {
    full_name,
    email_address: movedKeys.has(key) ? `${key}@old.example` : email_address,
    phone_number,
    acs_access_group_ids,
  });
  const linked = linkAcsUser(store, userIdentity, acsUser);
  if (key !== failedKey) return;
  replaceAcsUser(store, {
    ...linked,
    errors: [
      {
        error_code: 'failed_to_update_on_acs_system',
        message: 'Failed to update the user on the access system.',
        created_at: store.now(),
      },
    ],
  });
}
