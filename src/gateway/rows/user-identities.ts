import {
  userIdentitiesCreate,
  userIdentitiesDelete,
  userIdentitiesGet,
  userIdentitiesGrantAccessToDevice,
  userIdentitiesList,
  userIdentitiesListAccessibleDevices,
  userIdentitiesRevokeAccessToDevice,
  userIdentitiesUpdate,
  type ParamsOf,
} from '../../api/contract.gen.js';
import type { Errand, Fields } from '../errand.js';
import { acsSystems, devices, requireToHandOut } from '../fixtures.js';
import { findOwned } from '../ownership.js';
import { notPermitted } from '../refusal.js';
import { reaches } from '../scope.js';
import { objectIn, stringIn } from '../upstream.js';
import { row } from '../row.js';
import { unnamed } from '../unnamed.js';

export const create = row({
  endpoint: userIdentitiesCreate,
  permission: 'user_identities.create',
  // Seam links a person to the access system's user with the same address: that user may be somebody else's.
  onlyForAll: ['acs_system_ids'],
  async forAll(errand, params) {
    const { acs_system_ids = [] } = params;
    if (acs_system_ids.length > 0 && !errand.caller.reach.permissions.has('acs_users.create'))
      throw notPermitted('acs_users.create');
    await requireToHandOut(errand, acsSystems, acs_system_ids);
    return createAndTell(errand, errand.ask(userIdentitiesCreate, params));
  },
  forLimited(errand, params) {
    // Nobody would know whose the new person is.
    if (!errand.hooks.onUserIdentityCreated) throw notPermitted('user_identities.create');
    return createAndTell(errand, unnamed(errand.ask(userIdentitiesCreate, params)));
  },
});

async function createAndTell({ caller, hooks }: Errand, created: Promise<Fields>): Promise<Fields> {
  const body = await created;
  const id = stringIn(objectIn(body, 'user_identity'), 'user_identity_id');
  await hooks.onUserIdentityCreated?.(caller.name, id);
  if (caller.reach.userIdentities !== 'all') caller.reach.userIdentities.add(id);
  return body;
}

export const get = row({
  endpoint: userIdentitiesGet,
  permission: 'user_identities.read',
  onlyForAll: ['user_identity_key'],
  forLimited: 'forward',
});

export const list = row({
  endpoint: userIdentitiesList,
  permission: 'user_identities.read',
  async forLimited(errand, params) {
    const { userIdentities } = errand.caller.reach;
    const asked = params.user_identity_ids ?? [...userIdentities];
    const inScope = asked.filter((id) => reaches(userIdentities, id));
    // To Seam an empty list is no filter.
    if (inScope.length === 0) return { user_identities: [], pagination: noMorePages };
    return errand.ask(userIdentitiesList, { ...params, user_identity_ids: inScope });
  },
});

const noMorePages = { has_next_page: false, next_page_cursor: null, next_page_url: null };

export const update = row({
  endpoint: userIdentitiesUpdate,
  permission: 'user_identities.update',
  forLimited: (errand, params) => unnamed(errand.ask(userIdentitiesUpdate, params)),
});

// Not `delete`, which is a word of the language.
export const remove = row({
  endpoint: userIdentitiesDelete,
  permission: 'user_identities.delete',
  async forLimited(errand, params) {
    const body = await errand.ask(userIdentitiesDelete, params);
    if (errand.caller.reach.userIdentities !== 'all')
      errand.caller.reach.userIdentities.delete(params.user_identity_id);
    return body;
  },
});

export const listAccessibleDevices = row({
  endpoint: userIdentitiesListAccessibleDevices,
  permission: 'devices.read',
  forLimited: 'forward',
});

export const grantAccessToDevice = row({
  endpoint: userIdentitiesGrantAccessToDevice,
  permission: 'devices.grant',
  forAll: grant,
  forLimited: grant,
});

async function grant(
  errand: Errand,
  params: ParamsOf<'/user_identities/grant_access_to_device'>,
): Promise<Fields> {
  await requireToHandOut(errand, devices, [params.device_id]);
  return errand.ask(userIdentitiesGrantAccessToDevice, params);
}

export const revokeAccessToDevice = row({
  endpoint: userIdentitiesRevokeAccessToDevice,
  permission: 'devices.grant',
  async forLimited(errand, params) {
    await findOwned(errand, devices, params.device_id, params.user_identity_id);
    return errand.ask(userIdentitiesRevokeAccessToDevice, params);
  },
});
