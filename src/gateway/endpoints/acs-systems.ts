import {
  acsSystemsGet,
  acsSystemsList,
  acsSystemsListCompatibleCredentialManagerAcsSystems,
  userIdentitiesListAcsSystems,
  type AcsSystem,
} from '../../api/contract.gen.js';
import { acsSystems, findInSight, inSight } from '../access/building-resources.js';
import { anyHolds, filtered } from '../access/paginate.js';
import { readRow } from './endpoint-rule.js';
import { listIn } from '../http/seam-upstream.js';

export const get = readRow({
  endpoint: acsSystemsGet,
  permission: 'access_systems.read',
  forLimited: async (errand, { acs_system_id }) => ({
    acs_system: await findInSight(errand, acsSystems, acs_system_id),
  }),
});

export const list = readRow({
  endpoint: acsSystemsList,
  permission: 'access_systems.read',
  onlyForAll: ['customer_key'],
  async forLimited(errand, params) {
    const found =
      errand.caller.reach.acsSystems === 'all'
        ? listIn<AcsSystem>(await errand.ask(acsSystemsList, {}), 'acs_systems')
        : await inSight(errand, acsSystems);
    return {
      acs_systems: filtered(found, params, {
        connected_account_id: (system, id) => system.connected_account_id === id,
        search: ({ name, acs_system_id }, text) => anyHolds([name, acs_system_id], text),
      }),
    };
  },
});

export const listManagers = readRow({
  endpoint: acsSystemsListCompatibleCredentialManagerAcsSystems,
  permission: 'access_systems.read',
  async forLimited(errand, params) {
    await findInSight(errand, acsSystems, params.acs_system_id);
    return errand.ask(acsSystemsListCompatibleCredentialManagerAcsSystems, params);
  },
});

export const listOfUserIdentity = readRow({
  endpoint: userIdentitiesListAcsSystems,
  permission: 'access_systems.read',
  forLimited: 'forward',
});
