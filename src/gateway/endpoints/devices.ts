import { devicesGet, devicesList, type Device, type ParamsOf } from '../../api/contract.gen.js';
import { buildingDeviceTypes, devices, findInSight, inSight } from '../access/building-resources.js';
import { ownPage } from '../access/own-page.js';
import { anyHolds, filtered, isBefore, pageOf, passes, type Filters } from '../access/paginate.js';
import { invalidInput } from '../http/http-error.js';
import { readRow } from './endpoint-rule.js';

export const get = readRow({
  endpoint: devicesGet,
  permission: 'devices.read',
  onlyForAll: ['name'],
  async forLimited(errand, { device_id }) {
    if (device_id === undefined) throw invalidInput({ path: ['device_id'], message: 'Required' });
    return { device: await findInSight(errand, devices, device_id) };
  },
});

export const list = readRow({
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
    if (errand.caller.reach.devices === 'all')
      return ownPage<Device, '/devices/list'>(
        errand,
        devicesList,
        { device_types: buildingDeviceTypes as ParamsOf<'/devices/list'>['device_types'] & {} },
        (device) => devices.isOfBuilding(device) && passes(device, params, filters),
        params,
      );
    return pageOf('devices', filtered(await inSight(errand, devices), params, filters), 'device_id', params);
  },
});

const filters: Filters<ParamsOf<'/devices/list'>, Device> = {
  connected_account_id: (device, id) => device.connected_account_id === id,
  connected_account_ids: (device, ids) => ids.includes(device.connected_account_id),
  created_before: isBefore,
  device_ids: (device, ids) => ids.includes(device.device_id),
  device_type: (device, type) => device.device_type === type,
  device_types: (device, types) => types.some((type) => type === device.device_type),
  manufacturer: (device, name) => device.device_manufacturer?.manufacturer === name,
  // In what is shown alone: to find something by what is hidden would show it.
  search: ({ device_id, connected_account_id, display_name, location }, text) =>
    anyHolds([device_id, connected_account_id, display_name, location?.location_name], text),
};
