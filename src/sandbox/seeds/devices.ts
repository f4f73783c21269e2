import type { Device } from '../../api/contract.gen.js';
import type { Store } from '../store/store.js';

/** The properties in which locks differ. */
export interface LockSeed {
  name: string;
  model: LockModel;
  connectedAccountId: string;
  location: { location_name: string; time_zone: string };
  /** Undefined if the lock does not report its state. */
  locked?: boolean;
  /** From 0 to 1; undefined for a lock on mains power. */
  battery?: number;
  online?: boolean;
  errors?: ErrorCode[];
  warnings?: { code: string; message: string }[];
  custom_metadata?: Record<string, string | boolean>;
  createdAt: string;
}

export interface LockModel {
  device_type: Device['device_type'];
  manufacturer: string;
  manufacturerName: string;
  modelName: string;
  /** Whether the host can lock it remotely. Other locks lock automatically. */
  canLock: boolean;
  canUnlock: boolean;
  hasKeypad: boolean;
}

export const lockModels = {
  august: lock('august_lock', 'august', 'August', 'Wi-Fi Smart Lock', { hasKeypad: false }),
  schlage: lock('schlage_lock', 'schlage', 'Schlage', 'Encode Smart Wi-Fi Deadbolt'),
  yale: lock('yale_lock', 'yale', 'Yale', 'Assure Lock 2'),
  salto: lock('salto_lock', 'salto', 'Salto', 'XS4 One', { canLock: false }),
  ttlock: lock('ttlock_lock', 'ttlock', 'TTLock', 'S31 Hotel Lock'),
  nuki: lock('nuki_lock', 'nuki', 'Nuki', 'Smart Lock Pro', { hasKeypad: false }),
  kwikset: lock('kwikset_lock', 'kwikset', 'Kwikset', 'Halo Touchscreen'),
  igloohome: lock('igloohome_lock', 'igloohome', 'igloohome', 'Smart Mortise 2+', {
    canLock: false,
    canUnlock: false,
  }),
  tedee: lock('tedee_lock', 'tedee', 'tedee', 'GO', { hasKeypad: false }),
  brivo: lock('brivo_access_point', 'brivo', 'Brivo', 'ACS300 Door', { canLock: false, hasKeypad: false }),
} satisfies Record<string, LockModel>;

function lock(
  device_type: Device['device_type'],
  manufacturer: string,
  manufacturerName: string,
  modelName: string,
  differences: Partial<LockModel> = {},
): LockModel {
  const usual = { canLock: true, canUnlock: true, hasKeypad: true };
  return { device_type, manufacturer, manufacturerName, modelName, ...usual, ...differences };
}

type ErrorCode = keyof typeof errorMessages;
const errorMessages = {
  device_offline: 'The device has not been reachable for some time. Check its power and its connection.',
  hub_disconnected: 'The hub that the device depends on is disconnected.',
} as const;

export function addLock(store: Store, seed: LockSeed): Device {
  const { model, online = true, errors = [], warnings = [] } = seed;
  const device: Device = {
    device_id: store.newId(),
    workspace_id: store.workspace.workspace_id,
    connected_account_id: seed.connectedAccountId,
    device_type: model.device_type,
    display_name: seed.name,
    device_manufacturer: { manufacturer: model.manufacturer, display_name: model.manufacturerName },
    device_provider: {
      device_provider_name: model.manufacturer,
      display_name: model.manufacturerName,
      provider_category: 'stable',
    },
    capabilities_supported: [
      'lock',
      ...(model.hasKeypad ? (['access_code'] as const) : []),
      ...(seed.battery === undefined ? [] : (['battery'] as const)),
    ],
    can_remotely_lock: model.canLock,
    can_remotely_unlock: model.canUnlock,
    can_unlock_with_code: model.hasKeypad,
    can_program_online_access_codes: model.hasKeypad,
    location: { ...seed.location, timezone: seed.location.time_zone },
    properties: {
      name: seed.name,
      appearance: { name: seed.name },
      manufacturer: model.manufacturer,
      model: { display_name: model.modelName, manufacturer_display_name: model.manufacturerName },
      online,
      ...(seed.locked !== undefined && { locked: seed.locked }),
      ...(seed.battery !== undefined && batteryOf(seed.battery)),
    },
    errors: errors.map((code) => ({
      error_code: code,
      is_device_error: true as const,
      message: errorMessages[code],
      created_at: store.now(),
    })),
    warnings: warnings.map(({ code, message }) => ({
      warning_code: code,
      message,
      created_at: store.now(),
    })),
    is_managed: true,
    custom_metadata: seed.custom_metadata ?? {},
    space_ids: [],
    created_at: seed.createdAt,
  };
  store.devices.set(device.device_id, device);
  return device;
}

function batteryOf(level: number): Pick<Device['properties'], 'battery' | 'battery_level'> {
  const status = level < 0.1 ? 'critical' : level < 0.25 ? 'low' : level < 0.75 ? 'good' : 'full';
  return { battery: { level, status }, battery_level: level };
}
