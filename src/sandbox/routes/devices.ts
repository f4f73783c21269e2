import type { Device, ParamsOf } from '../../api/contract.gen.js';
import type { RoutesUnder } from '../http/context.js';
import { invalidInput, notFound, unauthorized } from '../model/errors.js';
import { paginate } from '../http/pagination.js';
import { matchesSearch } from '../http/search.js';
import { sessionScope } from '../model/session-scope.js';
import { filterRows, findRow, type Store } from '../store/store.js';

export const deviceRoutes: RoutesUnder<`/devices/${string}`> = {
  '/devices/get': ({ device_id, name }, { store, scope }) => {
    if (!device_id && !name) throw invalidInput("Either 'device_id' or 'name' is required");
    const device = device_id
      ? store.devices.get(device_id)
      : findRow(store.devices, (row) => row.display_name === name);
    if (!device) throw notFound('device');
    if (!scope.hasDevice(device)) throw unauthorized('Not authorized to view this device');
    return device;
  },

  '/devices/list': (params, { store, scope }) => {
    const isOfUser = ofUserFilter(store, params.user_identifier_key);
    const rows = filterRows(
      store.devices,
      (device) =>
        scope.hasDevice(device) &&
        isOfUser(device) &&
        matchesFilters(device, params) &&
        matchesDeviceSearch(device, params.search),
    );
    return paginate(rows, params, ({ device_id }) => device_id);
  },
};

/** A filter for the devices that the client sessions of a `user_identifier_key` can access. */
function ofUserFilter(store: Store, userIdentifierKey: string | undefined): (device: Device) => boolean {
  if (userIdentifierKey === undefined) return () => true;
  const scopes = [
    ...filterRows(store.clientSessions, (session) => session.user_identifier_key === userIdentifierKey),
  ].map((session) => sessionScope(store, session));
  return (device) => scopes.some((scope) => scope.hasDevice(device));
}

type DeviceFilters = ParamsOf<'/devices/list'>;

function matchesFilters(device: Device, filters: DeviceFilters): boolean {
  return (
    isOneOf(device.device_id, filters.device_ids) &&
    isOneOf(device.connected_account_id, filters.connected_account_ids) &&
    isOneOf(device.device_type, filters.device_types) &&
    is(device.connected_account_id, filters.connected_account_id) &&
    is(device.device_type, filters.device_type) &&
    is(device.properties.manufacturer, filters.manufacturer) &&
    (filters.space_id === undefined || device.space_ids.includes(filters.space_id)) &&
    (filters.created_before === undefined ||
      Date.parse(device.created_at) < Date.parse(filters.created_before)) &&
    // No device of a sandbox has a connect webview or a customer key.
    filters.connect_webview_id === undefined &&
    filters.customer_key === undefined &&
    (filters.include_if ?? []).every((capability) => device[capability] === true) &&
    !(filters.exclude_if ?? []).some((capability) => device[capability] === true) &&
    Object.entries(filters.custom_metadata_has ?? {}).every(
      ([key, value]) => device.custom_metadata[key] === value,
    )
  );
}

const is = (value: unknown, wanted: unknown): boolean => wanted === undefined || value === wanted;
const isOneOf = (value: string, wanted: readonly string[] | undefined): boolean =>
  wanted === undefined || wanted.includes(value);

/** Matches an id only by its beginning, from four characters on. */
function matchesDeviceSearch(device: Device, search: string | undefined): boolean {
  if (search && search.length >= 4 && device.device_id.startsWith(search.toLowerCase())) return true;
  return matchesSearch(search, [
    device.connected_account_id,
    device.display_name,
    device.location?.location_name,
    ...Object.values(device.custom_metadata).map(String),
  ]);
}
