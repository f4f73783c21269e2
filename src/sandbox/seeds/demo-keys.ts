import type { AcsCredential } from '../../api/contract.gen.js';
import {
  addCredential,
  childrenOf,
  findAcsCredential,
  replaceCredential,
  type NewCredential,
} from '../model/acs-credential.js';
import { acsUserIn } from '../model/acs-user.js';
import { addPhone } from '../model/phone.js';
import { catchUp } from '../model/scheduled-work.js';
import type { Store } from '../store/store.js';
import type { StoredAcsSystem } from '../store/stored.js';
import { findUserIdentity } from '../model/user-identity.js';
import type { DemoAccess } from './demo-access.js';

const hourMs = 60 * 60 * 1000;

/** The phones of the demo, with the user identity key of their owners. */
const phones: readonly (readonly [key: string, model: string, system: 'ios' | 'android'])[] = [
  ['staff-01', 'iPhone 16 Pro', 'ios'],
  ['staff-01', 'Galaxy Z Fold7', 'android'],
  ['staff-01', 'iPhone SE', 'ios'],
  ['staff-02', 'Pixel 10', 'android'],
  ['staff-03', 'iPhone 15', 'ios'],
  ['mill-301', 'Fairphone 6', 'android'],
  ['mill-302', 'Xiaomi 15', 'android'],
  ['room-201', 'iPhone 14', 'ios'],
  ['room-202', 'Galaxy S25', 'android'],
  ['room-203', 'Galaxy A56', 'android'],
  ['room-204', 'Moto G86', 'android'],
  ['room-205', 'iPhone 17', 'ios'],
  ['room-208', 'iPhone 13 mini', 'ios'],
  ['room-210', 'Xperia 1 VII', 'android'],
  ['room-214', 'iPhone 17 Pro', 'ios'],
  ['room-214', 'Pixel 9a', 'android'],
];

/** Creates a key in each possible state, each for another person. */
export function seedKeys(store: Store, access: DemoAccess, idsByKey: ReadonlyMap<string, string>): void {
  const now = Date.parse(store.now());
  const hoursFromNow = (hours: number) => new Date(now + hours * hourMs).toISOString();
  const idOf = (key: string) => idsByKey.get(key)!;

  const issue = (key: string, system: StoredAcsSystem, params: Partial<NewCredential> = {}) => {
    const acsUser = acsUserIn(store, findUserIdentity(store, idOf(key)), system.acs_system_id)!;
    return addCredential(store, acsUser, {
      access_method: 'mobile_key',
      is_multi_phone_sync_credential: true,
      ...params,
    });
  };
  const roomKey = (room: number, params: Partial<NewCredential> = {}) =>
    issue(`room-${room}`, access.hotel, {
      credential_manager_acs_system_id: access.hotel.default_credential_manager_acs_system_id!,
      allowed_acs_entrance_ids: [`Room ${room}`, 'Front Door', 'Pool & Spa'].map((name) =>
        access.entrances.get(name)!,
      ),
      visionline_metadata: { card_function_type: 'guest', card_format: 'rfid48' },
      starts_at: hoursFromNow(-40),
      ends_at: hoursFromNow(72),
      ...params,
    });

  store.asOf(hoursFromNow(-48), () => {
    for (const [key, device_model, operating_system] of phones) {
      addPhone(store, idOf(key), { device_model, operating_system });
    }
  });
  catchUp(store);

  store.asOf(hoursFromNow(-40), () => {
    roomKey(214);
    roomKey(201);
    roomKey(202, { ends_at: hoursFromNow(-2) });
    roomKey(203, { starts_at: hoursFromNow(24) });
    roomKey(206);
    issue('staff-01', access.office);
    issue('mill-301', access.office);
    issue('mill-302', access.office, { access_method: 'card', is_multi_phone_sync_credential: false });
    issue('room-214', access.apartments, {
      allowed_acs_entrance_ids: [access.entrances.get('Quay Lobby')!],
    });
  });
  const overridden = store.asOf(hoursFromNow(-30), () => roomKey(204));
  const [failed, outdated, deleting] = store.asOf(
    hoursFromNow(-20),
    () => [roomKey(205), roomKey(208), roomKey(210)] as const,
  );
  catchUp(store);

  const created_at = hoursFromNow(-4);
  const change = ({ acs_credential_id: id }: AcsCredential, changes: Partial<AcsCredential>) => {
    for (const row of [findAcsCredential(store, id), ...childrenOf(store, id)]) {
      replaceCredential(store, { ...row, ...changes });
    }
  };
  change(overridden, { visionline_metadata: { ...overridden.visionline_metadata, is_valid: false } });
  change(failed, {
    errors: [{ error_code: 'failed_to_issue', message: 'The phone did not take the key.', created_at }],
  });
  change(outdated, {
    warnings: [
      {
        warning_code: 'needs_to_be_reissued',
        message: 'Access permissions have changed. Reissue the credential.',
        created_at,
      },
    ],
  });
  // No step ends this deletion, so that the demo always shows one.
  change(deleting, {
    warnings: [{ warning_code: 'being_deleted', message: 'This credential is being deleted.', created_at }],
  });
}
