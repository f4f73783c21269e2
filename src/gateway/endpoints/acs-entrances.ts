import {
  acsEntrancesGet,
  acsEntrancesGrantAccess,
  acsEntrancesList,
  acsEntrancesListCredentialsWithAccess,
  acsEntrancesUnlock,
  userIdentitiesListAccessibleEntrances,
  type AcsCredential,
  type AcsEntrance,
  type ParamsOf,
} from '../../api/contract.gen.js';
import { acsUserNamed, requireAcsUserIfListed, requireToAddAcsUsers } from '../access/acs-users.js';
import { openedByCredential } from '../access/doors.js';
import type { Fields } from '../access/request-context.js';
import { entrances, findInSight, inSight, requireToHandOut } from '../access/building-resources.js';
import { credentials } from '../access/owned-resources.js';
import { findById, findOwned, ownedBy } from '../access/ownership.js';
import { anyHolds, filtered, pageOf, passes, type Filters } from '../access/paginate.js';
import { ownPage } from '../access/own-page.js';
import { changeRow, readRow } from './endpoint-rule.js';
import { startAttempt } from '../access/start-action-attempt.js';
import { listIn } from '../http/seam-upstream.js';

export const get = readRow({
  endpoint: acsEntrancesGet,
  permission: 'access_systems.read',
  forLimited: async (errand, { acs_entrance_id }) => ({
    acs_entrance: await findInSight(errand, entrances, acs_entrance_id),
  }),
});

export const list = readRow({
  endpoint: acsEntrancesList,
  permission: 'access_systems.read',
  onlyForAll: ['customer_key', 'location_id', 'space_id'],
  async forLimited(errand, params) {
    const { acs_credential_id } = params;
    if (acs_credential_id !== undefined) await findOwned(errand, credentials, acs_credential_id);
    if (acs_credential_id === undefined && errand.caller.reach.acsEntrances === 'all')
      return ownPage<AcsEntrance, '/acs/entrances/list'>(
        errand,
        acsEntrancesList,
        {},
        (entrance) => passes(entrance, params, filters),
        params,
      );
    const found =
      acs_credential_id === undefined
        ? await inSight(errand, entrances)
        : await openedByCredential(errand, acs_credential_id);
    return pageOf('acs_entrances', filtered(found, params, filters), 'acs_entrance_id', params);
  },
});

const filters: Filters<ParamsOf<'/acs/entrances/list'>, AcsEntrance> = {
  acs_entrance_ids: (entrance, ids) => ids.includes(entrance.acs_entrance_id),
  acs_system_id: (entrance, id) => entrance.acs_system_id === id,
  connected_account_id: (entrance, id) => entrance.connected_account_id === id,
  search: ({ display_name }, text) => anyHolds([display_name], text),
};

export const listOfUserIdentity = readRow({
  endpoint: userIdentitiesListAccessibleEntrances,
  permission: 'access_systems.read',
  forLimited: 'forward',
});

/** Seam names everybody who may enter. */
export const listCredentials = readRow({
  endpoint: acsEntrancesListCredentialsWithAccess,
  permission: 'credentials.read',
  async forLimited(errand, params) {
    await findInSight(errand, entrances, params.acs_entrance_id);
    const own = new Set((await ownedBy(errand, credentials)).map((one) => one.acs_credential_id));
    const body = await errand.ask(acsEntrancesListCredentialsWithAccess, params);
    const found = listIn<AcsCredential>(body, 'acs_credentials');
    return { acs_credentials: found.filter(({ acs_credential_id }) => own.has(acs_credential_id)) };
  },
});

/** It issues nothing: it changes what an ACS user may open, as access groups do. */
export const grantAccess = changeRow({
  endpoint: acsEntrancesGrantAccess,
  permission: 'acs_users.update',
  async opens(errand, params) {
    await requireToHandOut(errand, entrances, [params.acs_entrance_id]);
    requireAcsUserIfListed(errand, params);
  },
  forAll(errand, params) {
    requireToAddAcsUsers(errand, params);
    return errand.ask(acsEntrancesGrantAccess, params);
  },
  async forLimited(errand, { acs_entrance_id, ...reference }): Promise<Fields> {
    const { acs_system_id } = await findInSight(errand, entrances, acs_entrance_id);
    const { acs_user_id } = await acsUserNamed(errand, { ...reference, acs_system_id });
    return errand.ask(acsEntrancesGrantAccess, { acs_entrance_id, acs_user_id });
  },
});

export const unlock = changeRow({
  endpoint: acsEntrancesUnlock,
  permission: 'entrances.unlock',
  // At once, and only what the credential opens already.
  opens: 'nothing',
  forAll: (errand, params) => startAttempt(errand, acsEntrancesUnlock, params),
  async forLimited(errand, params) {
    await findOwned(errand, credentials, params.acs_credential_id);
    findById(entrances, await openedByCredential(errand, params.acs_credential_id), params.acs_entrance_id);
    return startAttempt(errand, acsEntrancesUnlock, params);
  },
});
