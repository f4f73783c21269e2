import {
  userIdentitiesAddAcsUser,
  userIdentitiesListAcsUsers,
  userIdentitiesRemoveAcsUser,
} from '../../api/contract.gen.js';
import { requireAcsUserToLink } from '../access/acs-users.js';
import { entrancesOfAcsUser } from '../access/doors.js';
import { entrances, requireListed } from '../access/building-resources.js';
import { acsUsers } from '../access/owned-resources.js';
import { findOwned } from '../access/ownership.js';
import { invalidInput, notPermitted } from '../http/http-error.js';
import { changeRow, readRow } from './endpoint-rule.js';
import { unnamed } from '../access/hide-conflict-owner.js';

export const add = changeRow({
  endpoint: userIdentitiesAddAcsUser,
  permission: 'acs_users.link',
  opens: (errand, { acs_user_id }) =>
    requireListed(errand, entrances, () => entrancesOfAcsUser(errand, acs_user_id)),
  onlyForAll: ['user_identity_key'],
  forAll(errand, params) {
    // A key that nobody has makes a new person.
    const isByKey = params.user_identity_key !== undefined;
    if (isByKey && !errand.caller.reach.permissions.has('user_identities.create'))
      throw notPermitted('user_identities.create');
    return errand.ask(userIdentitiesAddAcsUser, params);
  },
  async forLimited(errand, params) {
    if (params.user_identity_id === undefined)
      throw invalidInput({ path: ['user_identity_id'], message: 'Required' });
    await requireAcsUserToLink(errand, params.acs_user_id);
    return unnamed(errand.ask(userIdentitiesAddAcsUser, params));
  },
});

export const remove = changeRow({
  endpoint: userIdentitiesRemoveAcsUser,
  permission: 'acs_users.link',
  opens: 'nothing',
  async forLimited(errand, params) {
    await findOwned(errand, acsUsers, params.acs_user_id, params.user_identity_id);
    return errand.ask(userIdentitiesRemoveAcsUser, params);
  },
});

export const list = readRow({
  endpoint: userIdentitiesListAcsUsers,
  permission: 'acs_users.read',
  forLimited: async (errand, { user_identity_id }) => ({
    acs_users: await acsUsers.of(errand, user_identity_id),
  }),
});
