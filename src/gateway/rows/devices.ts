import { devicesGet, devicesList, type Device, type ParamsOf } from '../../api/contract.gen.js';
import { devicesInSight } from '../ownership.js';
import { invalidInput, mismatchedPage, notFound } from '../refusal.js';
import { row } from '../row.js';

export const get = row({
  endpoint: devicesGet,
  permission: 'devices.read',
  onlyForAll: ['name'],
  async forLimited(errand, params) {
    const { device_id } = params;
    if (device_id === undefined) throw invalidInput({ path: ['device_id'], message: 'Required' });
    if (errand.caller.reach.devices === 'all') return errand.ask(devicesGet, params);
    const device = (await devicesInSight(errand)).find((one) => one.device_id === device_id);
    if (!device) throw notFound('device');
    return { device };
  },
});

type ListParams = ParamsOf<'/devices/list'>;

export const list = row({
  endpoint: devicesList,
  permission: 'devices.read',
  // What is not among the filters below, and cannot be seen in a device.
  onlyForAll: [
    'connect_webview_id',
    'custom_metadata_has',
    'customer_key',
    'exclude_if',
    'include_if',
    'space_id',
    'unstable_location_id',
    'user_identifier_key',
  ],
  async forLimited(errand, params) {
    if (errand.caller.reach.devices === 'all') return errand.ask(devicesList, params);
    const devices = (await devicesInSight(errand)).filter((device) => matches(device, params));
    return pageOf(devices.sort(newestFirst), params);
  },
});

const filters: { [Name in keyof ListParams]?: (device: Device, value: ListParams[Name] & {}) => boolean } = {
  connected_account_id: (device, id) => device.connected_account_id === id,
  connected_account_ids: (device, ids) => ids.includes(device.connected_account_id),
  created_before: (device, date) => Date.parse(device.created_at) < Date.parse(date),
  device_ids: (device, ids) => ids.includes(device.device_id),
  device_type: (device, type) => device.device_type === type,
  device_types: (device, types) => types.some((type) => type === device.device_type),
  manufacturer: (device, name) => device.device_manufacturer?.manufacturer === name,
  search: (device, text) => searchable(device).some((value) => value.includes(text.toLowerCase())),
};

const matches = (device: Device, params: ListParams): boolean =>
  Object.entries(params).every(([name, value]) => {
    const filter = filters[name as keyof ListParams] as
      ((device: Device, value: unknown) => boolean) | undefined;
    return filter?.(device, value) ?? true;
  });

const searchable = (device: Device): string[] =>
  [
    device.device_id,
    device.connected_account_id,
    device.display_name,
    device.location?.location_name ?? '',
    ...Object.values(device.custom_metadata).map(String),
  ].map((text) => text.toLowerCase());

/** By place rather than number, so that a device which comes or goes shifts no page. */
type Place = readonly [created_at: string, device_id: string];

const placeOf = ({ created_at, device_id }: Device): Place => [created_at, device_id];

const newestFirst = (a: Device, b: Device): number => comparePlaces(placeOf(a), placeOf(b));

const comparePlaces = (a: Place, b: Place): number =>
  a[0] === b[0] ? (a[1] < b[1] ? -1 : a[1] > b[1] ? 1 : 0) : a[0] > b[0] ? -1 : 1;

function pageOf(devices: Device[], { limit = 500, page_cursor }: ListParams) {
  const after = page_cursor == null ? undefined : readPlace(page_cursor);
  const rest = after ? devices.filter((device) => comparePlaces(placeOf(device), after) > 0) : devices;
  const page = rest.slice(0, limit);
  const has_next_page = rest.length > limit;
  return {
    devices: page,
    pagination: {
      has_next_page,
      next_page_cursor: has_next_page ? JSON.stringify(placeOf(page.at(-1)!)) : null,
      next_page_url: null,
    },
  };
}

function readPlace(cursor: string): Place {
  try {
    return JSON.parse(cursor) as Place;
  } catch {
    throw mismatchedPage();
  }
}
