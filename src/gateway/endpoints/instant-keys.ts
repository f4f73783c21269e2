import {
  instantKeysDelete,
  instantKeysGet,
  instantKeysList,
  userIdentitiesGenerateInstantKey,
} from '../../api/contract.gen.js';
import { instantKeys } from '../access/owned-resources.js';
import { findOwned, ownedBy } from '../access/ownership.js';
import { invalidInput } from '../http/http-error.js';
import { changeRow, readRow } from './endpoint-rule.js';

export const get = readRow({
  endpoint: instantKeysGet,
  permission: 'instant_keys.read',
  onlyForAll: ['instant_key_url'],
  async forLimited(errand, { instant_key_id }) {
    if (instant_key_id === undefined) throw invalidInput({ path: ['instant_key_id'], message: 'Required' });
    return { instant_key: await findOwned(errand, instantKeys, instant_key_id) };
  },
});

export const list = readRow({
  endpoint: instantKeysList,
  permission: 'instant_keys.read',
  forLimited: async (errand, { user_identity_id }) => ({
    instant_keys: await ownedBy(errand, instantKeys, user_identity_id),
  }),
});

export const generate = changeRow({
  endpoint: userIdentitiesGenerateInstantKey,
  permission: 'instant_keys.create',
  handsOut: 'instant_key_url',
  // No more than the person has already.
  opens: 'nothing',
  // Whose look it is cannot be found out.
  onlyForAll: ['customization_profile_id'],
  forLimited: 'forward',
});

// Not `delete`, which is a word of the language.
export const remove = changeRow({
  endpoint: instantKeysDelete,
  permission: 'instant_keys.delete',
  opens: 'nothing',
  async forLimited(errand, params) {
    await findOwned(errand, instantKeys, params.instant_key_id);
    return errand.ask(instantKeysDelete, params);
  },
});
