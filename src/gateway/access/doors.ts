import {
  acsAccessGroupsListAccessibleEntrances,
  acsCredentialsListAccessibleEntrances,
  acsUsersListAccessibleEntrances,
  type AcsEntrance,
} from '../../api/contract.gen.js';
import type { Errand } from './request-context.js';
import { listIn } from '../http/seam-upstream.js';

/** What a credential, an ACS user or an access group opens. */

export const openedByCredential = async (errand: Errand, acs_credential_id: string): Promise<AcsEntrance[]> =>
  listIn(await errand.ask(acsCredentialsListAccessibleEntrances, { acs_credential_id }), 'acs_entrances');

export const entrancesOfCredential = async (errand: Errand, acsCredentialId: string): Promise<string[]> =>
  idsOf(await openedByCredential(errand, acsCredentialId));

export const entrancesOfAcsUser = async (errand: Errand, acs_user_id: string): Promise<string[]> =>
  idsOf(listIn(await errand.ask(acsUsersListAccessibleEntrances, { acs_user_id }), 'acs_entrances'));

export const entrancesOfGroup = async (errand: Errand, acs_access_group_id: string): Promise<string[]> =>
  idsOf(
    listIn(
      await errand.ask(acsAccessGroupsListAccessibleEntrances, { acs_access_group_id }),
      'acs_entrances',
    ),
  );

const idsOf = (entrances: AcsEntrance[]): string[] => entrances.map(({ acs_entrance_id }) => acs_entrance_id);
