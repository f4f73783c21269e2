import {
  acsSystemsGet,
  acsSystemsList,
  acsSystemsListCompatibleCredentialManagerAcsSystems,
  userIdentitiesListAcsSystems,
} from '../../api/contract.gen.js';
import { acsSystems, findInSight, inSight } from '../fixtures.js';
import { anyHolds, filtered } from '../page.js';
import { row } from '../row.js';

/** It counts everybody. */
const hiddenFromLimited = ['acs_user_count'];

export const get = row({
  endpoint: acsSystemsGet,
  permission: 'access_systems.read',
  hiddenFromLimited,
  forLimited: async (errand, { acs_system_id }) => ({
    acs_system: await findInSight(errand, acsSystems, acs_system_id),
  }),
});

export const list = row({
  endpoint: acsSystemsList,
  permission: 'access_systems.read',
  onlyForAll: ['customer_key'],
  hiddenFromLimited,
  async forLimited(errand, params) {
    if (errand.caller.reach.acsSystems === 'all') return errand.ask(acsSystemsList, params);
    return {
      acs_systems: filtered(await inSight(errand, acsSystems), params, {
        connected_account_id: (system, id) => system.connected_account_id === id,
        search: ({ name, acs_system_id }, text) => anyHolds([name, acs_system_id], text),
      }),
    };
  },
});

export const listManagers = row({
  endpoint: acsSystemsListCompatibleCredentialManagerAcsSystems,
  permission: 'access_systems.read',
  hiddenFromLimited,
  async forLimited(errand, params) {
    await findInSight(errand, acsSystems, params.acs_system_id);
    return errand.ask(acsSystemsListCompatibleCredentialManagerAcsSystems, params);
  },
});

export const listOfUserIdentity = row({
  endpoint: userIdentitiesListAcsSystems,
  permission: 'access_systems.read',
  hiddenFromLimited,
  forLimited: 'forward',
});
