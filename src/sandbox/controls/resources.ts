import type { AcsEntrance, AcsSystem, Device } from '../../api/contract.gen.js';
import { deleteCredential } from '../model/acs-credential.js';
import { resume } from '../model/acs-system.js';
import { deleteAcsUser } from '../model/acs-user.js';
import { deviceFields, emit } from '../model/events.js';
import { deactivatePhone } from '../model/phone.js';
import {
  deleteClientSession,
  deleteEnrollmentAutomation,
  deleteInstantKey,
  deleteUserIdentity,
} from '../model/removal.js';
import type { Store, Table, Tables } from '../store/store.js';

/**
 * Changes resources without an API request, as when somebody installs a lock, disconnects a hub, or deletes users in an
 * access system. Changes apply at once, with the events that Seam has for them.
 */
export interface SandboxResources {
  /**
   * Adds a copy of a device or an entrance, with changes.
   * @returns the id of the copy
   * @throws {RangeError} if no device or entrance has that id
   */
  add(likeId: string, changes?: object): string;
  /**
   * Changes fields of a resource. If a field is an object, only the given keys change. Seam cannot reach an access
   * system while it has `errors`; when it has none, Seam continues the waiting changes.
   * @throws {RangeError} if no resource has that id
   */
  change(id: string, changes: object): void;
  /**
   * Removes a resource and everything that depends on it.
   * @throws {RangeError} if no resource has that id, or it is an access system or an access group
   */
  remove(id: string): void;
}

export const createResources = (stores: () => readonly Store[]): SandboxResources => ({
  add(likeId, changes = {}) {
    const { store, name, row } = locate(stores(), likeId);
    const id = store.newId();
    if (name === 'devices') {
      const device = { ...merged(row as Device, changes), device_id: id, created_at: store.now() };
      store.devices.set(id, device);
      emit(store, 'device.added', deviceFields(device));
    } else if (name === 'acsEntrances') {
      const entrance = {
        ...merged(row as AcsEntrance, changes),
        acs_entrance_id: id,
        created_at: store.now(),
      };
      store.acsEntrances.set(id, entrance);
      emit(store, 'acs_entrance.added', entranceFields(entrance));
    } else throw new RangeError('Only devices and entrances can be added like this.');
    return id;
  },

  change(id, changes) {
    const { store, name, row } = locate(stores(), id);
    const changed = merged(row, changes);
    (store[name] as Table<object>).set(id, changed);
    if (name === 'devices') announceDevice(store, row as Device, changed as Device);
    if (name === 'acsSystems') announceSystem(store, row as AcsSystem, changed as AcsSystem);
  },

  remove(id) {
    const { store, name } = locate(stores(), id);
    const remove = removals[name];
    if (!remove) throw new RangeError('Access systems and their groups cannot be removed.');
    remove(store, id);
  },
});

type Name = Exclude<keyof Tables, 'deviceGrants' | 'revocations' | 'actionAttempts' | 'events' | 'steps'>;

const removals: Readonly<Record<Name, ((store: Store, id: string) => void) | undefined>> = {
  userIdentities: deleteUserIdentity,
  devices: removeDevice,
  clientSessions: deleteClientSession,
  acsSystems: undefined,
  acsAccessGroups: undefined,
  acsEntrances: removeEntrance,
  acsUsers: deleteAcsUser,
  acsCredentials: deleteCredential,
  phones: deactivatePhone,
  enrollmentAutomations: deleteEnrollmentAutomation,
  instantKeys: deleteInstantKey,
};

function locate(stores: readonly Store[], id: string): { store: Store; name: Name; row: object } {
  for (const store of stores) {
    for (const name of Object.keys(removals) as Name[]) {
      const row = store[name].get(id);
      if (row) return { store, name, row };
    }
  }
  throw new RangeError(`There is nothing with the id ${id}.`);
}

function merged<Row extends object>(row: Row, changes: object): Row {
  const old = row as Record<string, unknown>;
  const entries = Object.entries(changes).map(([key, value]: [string, unknown]) => [
    key,
    isObject(value) && isObject(old[key]) ? { ...old[key], ...value } : value,
  ]);
  return { ...row, ...(Object.fromEntries(entries) as Partial<Row>) };
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function removeDevice(store: Store, deviceId: string): void {
  const device = store.devices.get(deviceId)!;
  store.devices.delete(deviceId);
  for (const [userIdentityId, ids] of [...store.deviceGrants]) {
    if (ids.includes(deviceId)) {
      store.deviceGrants.set(
        userIdentityId,
        ids.filter((id) => id !== deviceId),
      );
    }
  }
  emit(store, 'device.removed', deviceFields(device));
}

function removeEntrance(store: Store, acsEntranceId: string): void {
  const entrance = store.acsEntrances.get(acsEntranceId)!;
  store.acsEntrances.delete(acsEntranceId);
  emit(store, 'acs_entrance.removed', entranceFields(entrance));
}

const entranceFields = ({ acs_entrance_id, acs_system_id, connected_account_id }: AcsEntrance) => ({
  acs_entrance_id,
  acs_system_id,
  connected_account_id,
});

function announceDevice(store: Store, before: Device, { properties, ...after }: Device): void {
  const fields = deviceFields({ ...after, properties });
  if (before.properties.online && !properties.online) {
    emit(store, 'device.disconnected', {
      ...fields,
      error_code: 'device_disconnected',
      device_errors: after.errors,
      device_warnings: after.warnings,
      ...noAccountIssues,
    });
  }
  if (!before.properties.online && properties.online) emit(store, 'device.connected', fields);
  if (before.display_name !== after.display_name) {
    emit(store, 'device.name_changed', { ...fields, device_name: after.display_name });
  }
  if (properties.locked !== undefined && before.properties.locked !== properties.locked) {
    emit(store, properties.locked ? 'lock.locked' : 'lock.unlocked', { ...fields, method: 'manual' });
  }
}

function announceSystem(store: Store, before: AcsSystem, after: AcsSystem): void {
  const { acs_system_id, connected_account_id, errors, warnings } = after;
  const fields = { acs_system_id, connected_account_id };
  if (before.errors.length === 0 && errors.length > 0) {
    emit(store, 'acs_system.disconnected', {
      ...fields,
      acs_system_errors: errors,
      acs_system_warnings: warnings,
      ...noAccountIssues,
    });
  }
  if (before.errors.length > 0 && errors.length === 0) {
    emit(store, 'acs_system.connected', fields);
    resume(store, acs_system_id);
  }
}

const noAccountIssues = { connected_account_errors: [], connected_account_warnings: [] };
