import {
  phonesDeactivate,
  phonesGet,
  phonesList,
  phonesSimulateCreateSandboxPhone,
  type Phone,
} from '../../api/contract.gen.js';
import { credentials, phones } from '../access/owned-resources.js';
import { findOwned, ownedBy, requireUserIdentity } from '../access/ownership.js';
import { changeRow, readRow } from './endpoint-rule.js';
import { listIn, objectIn } from '../http/seam-upstream.js';

export const get = readRow({
  endpoint: phonesGet,
  permission: 'phones.read',
  forLimited: async (errand, { device_id }) => ({ phone: await findOwned(errand, phones, device_id) }),
});

export const list = readRow({
  endpoint: phonesList,
  permission: 'phones.read',
  async forLimited(errand, { owner_user_identity_id, acs_credential_id }) {
    if (owner_user_identity_id !== undefined) await requireUserIdentity(errand, owner_user_identity_id);
    const own = await ownedBy(errand, phones, owner_user_identity_id);
    if (acs_credential_id === undefined) return { phones: own };
    await findOwned(errand, credentials, acs_credential_id);
    const carrying = listIn<Phone>(await errand.ask(phonesList, { acs_credential_id }), 'phones');
    const ids = new Set(carrying.map(({ device_id }) => device_id));
    return { phones: own.filter(({ device_id }) => ids.has(device_id)) };
  },
});

export const deactivate = changeRow({
  endpoint: phonesDeactivate,
  permission: 'phones.deactivate',
  opens: 'nothing',
  async forLimited(errand, params) {
    await findOwned(errand, phones, params.device_id);
    return errand.ask(phonesDeactivate, params);
  },
});

export const createSandboxPhone = changeRow({
  endpoint: phonesSimulateCreateSandboxPhone,
  permission: 'phones.simulate',
  opens: 'nothing',
  async forLimited(errand, params) {
    const body = await errand.ask(phonesSimulateCreateSandboxPhone, params);
    // A phone does not say whose it is; this one was made for somebody in scope.
    errand.proven.add('phone', objectIn(body, 'phone')['device_id']);
    return body;
  },
});
