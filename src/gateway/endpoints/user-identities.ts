import {
  userIdentitiesCreate,
  userIdentitiesDelete,
  userIdentitiesGet,
  userIdentitiesGrantAccessToDevice,
  userIdentitiesList,
  userIdentitiesListAccessibleDevices,
  userIdentitiesRevokeAccessToDevice,
  userIdentitiesUpdate,
  type UserIdentity,
} from '../../api/contract.gen.js';
import type { Errand, Fields } from '../access/request-context.js';
import {
  acsSystems,
  devices,
  entrances,
  requireNoList,
  requireToHandOut,
} from '../access/building-resources.js';
import { requireIdentifiers } from '../access/identifiers.js';
import { ownPage } from '../access/own-page.js';
import { findOwned } from '../access/ownership.js';
import { notPermitted } from '../http/http-error.js';
import { reaches } from '../access/scope.js';
import { objectIn, stringIn } from '../http/seam-upstream.js';
import { changeRow, readRow } from './endpoint-rule.js';
import { unnamed } from '../access/hide-conflict-owner.js';

export const create = changeRow({
  endpoint: userIdentitiesCreate,
  permission: 'user_identities.create',
  // Seam links a person to the access system's user with the same address: that user may be somebody else's.
  onlyForAll: ['acs_system_ids'],
  opens(errand, { acs_system_ids = [] }) {
    if (acs_system_ids.length > 0) requireNoList(errand, [entrances], 'acs_system_ids');
  },
  async forAll(errand, params) {
    const { acs_system_ids = [] } = params;
    if (acs_system_ids.length > 0 && !errand.caller.reach.permissions.has('acs_users.create'))
      throw notPermitted('acs_users.create');
    await requireToHandOut(errand, acsSystems, acs_system_ids);
    return createAndTell(errand, errand.ask(userIdentitiesCreate, params));
  },
  async forLimited(errand, params) {
    // Nobody would know whose the new person is.
    if (!errand.hooks.onUserIdentityCreated) throw notPermitted('user_identities.create');
    await requireIdentifiers(errand, params);
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

export const get = readRow({
  endpoint: userIdentitiesGet,
  permission: 'user_identities.read',
  onlyForAll: ['user_identity_key'],
  forLimited: 'forward',
});

export const list = readRow({
  endpoint: userIdentitiesList,
  permission: 'user_identities.read',
  async forLimited(errand, { limit, page_cursor, user_identity_ids, ...filters }) {
    const { userIdentities } = errand.caller.reach;
    const asked = user_identity_ids ?? [...userIdentities];
    const inScope = asked.filter((id) => reaches(userIdentities, id));
    // To Seam an empty list is no filter.
    if (inScope.length === 0) return { user_identities: [], pagination: noMorePages };
    return ownPage<UserIdentity, '/user_identities/list'>(
      errand,
      userIdentitiesList,
      { ...filters, user_identity_ids: inScope },
      ({ user_identity_id }) => inScope.includes(user_identity_id),
      { limit, page_cursor },
    );
  },
});

const noMorePages = { has_next_page: false, next_page_cursor: null, next_page_url: null };

export const update = changeRow({
  endpoint: userIdentitiesUpdate,
  permission: 'user_identities.update',
  opens: 'nothing',
  async forLimited(errand, params) {
    await requireIdentifiers(errand, params, params.user_identity_id);
    return unnamed(errand.ask(userIdentitiesUpdate, params));
  },
});

// Not `delete`, which is a word of the language. Who is gone has nothing, even while the host still names them.
export const remove = changeRow({
  endpoint: userIdentitiesDelete,
  permission: 'user_identities.delete',
  opens: 'nothing',
  forLimited: 'forward',
});

export const listAccessibleDevices = readRow({
  endpoint: userIdentitiesListAccessibleDevices,
  permission: 'devices.read',
  forLimited: 'forward',
});

export const grantAccessToDevice = changeRow({
  endpoint: userIdentitiesGrantAccessToDevice,
  permission: 'devices.grant',
  opens: (errand, { device_id }) => requireToHandOut(errand, devices, [device_id]),
  forLimited: 'forward',
});

export const revokeAccessToDevice = changeRow({
  endpoint: userIdentitiesRevokeAccessToDevice,
  permission: 'devices.grant',
  opens: 'nothing',
  async forLimited(errand, params) {
    await findOwned(errand, devices, params.device_id, params.user_identity_id);
    return errand.ask(userIdentitiesRevokeAccessToDevice, params);
  },
});
