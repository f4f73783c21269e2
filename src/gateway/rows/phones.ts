import {
  phonesDeactivate,
  phonesGet,
  phonesList,
  phonesSimulateCreateSandboxPhone,
  type Phone,
} from '../../api/contract.gen.js';
import { credentials, phones } from '../kinds.js';
import { findOwned, ownedBy, requireUserIdentity } from '../ownership.js';
import { row } from '../row.js';
import { listIn } from '../upstream.js';

export const get = row({
  endpoint: phonesGet,
  permission: 'phones.read',
  forLimited: async (errand, { device_id }) => ({ phone: await findOwned(errand, phones, device_id) }),
});

export const list = row({
  endpoint: phonesList,
  permission: 'phones.read',
  async forLimited(errand, { owner_user_identity_id, acs_credential_id }) {
    if (owner_user_identity_id !== undefined) requireUserIdentity(errand, owner_user_identity_id);
    const own = await ownedBy(errand, phones, owner_user_identity_id);
    if (acs_credential_id === undefined) return { phones: own };
    await findOwned(errand, credentials, acs_credential_id);
    const carrying = listIn<Phone>(await errand.ask(phonesList, { acs_credential_id }), 'phones');
    const ids = new Set(carrying.map(({ device_id }) => device_id));
    return { phones: own.filter(({ device_id }) => ids.has(device_id)) };
  },
});

export const deactivate = row({
  endpoint: phonesDeactivate,
  permission: 'phones.deactivate',
  async forLimited(errand, params) {
    await findOwned(errand, phones, params.device_id);
    return errand.ask(phonesDeactivate, params);
  },
});

export const createSandboxPhone = row({
  endpoint: phonesSimulateCreateSandboxPhone,
  permission: 'phones.simulate',
  forLimited: 'forward',
});
