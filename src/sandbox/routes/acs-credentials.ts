import type { AcsCredential } from '../../api/contract.gen.js';
import { entranceIdsOfCredential, entrancesOf } from '../model/acs-access.js';
import {
  addCredential,
  changeCredential,
  childrenOf,
  findAcsCredential,
  issueToPhones,
  ownerOf,
  replaceCredential,
  shownAcsCredential,
  startCredentialDeletion,
} from '../model/acs-credential.js';
import { findAcsUser, findOrAddAcsUser, replaceAcsUser } from '../model/acs-user.js';
import type { RoutesUnder } from '../http/context.js';
import {
  credentialManagerFor,
  refuseCode,
  refuseUnfit,
  refuseUniqueDetails,
  refuseWrongTimes,
} from '../model/credential-rules.js';
import { invalidInput } from '../model/errors.js';
import { mapPage, paginate } from '../http/pagination.js';
import { mutationOf, withPending } from '../model/pending-mutations.js';
import { matchesSearch } from '../http/search.js';
import { filterRows, type Store } from '../store/store.js';
import type { StoredAcsCredential } from '../store/stored.js';

export const acsCredentialRoutes: RoutesUnder<`/acs/credentials/${string}`> = {
  '/acs/credentials/create': (params, { given, store }) => {
    const acsUser = findOrAddAcsUser(store, params);
    refuseUnfit(store, acsUser, params, given);
    const managerId =
      params.access_method === 'mobile_key'
        ? credentialManagerFor(store, acsUser, params.credential_manager_acs_system_id)
        : undefined;
    const credential = addCredential(store, acsUser, {
      ...params,
      ...(managerId !== undefined && { credential_manager_acs_system_id: managerId }),
    });
    return shownAcsCredential(store, credential);
  },

  '/acs/credentials/get': ({ acs_credential_id }, { store }) =>
    shownAcsCredential(store, findAcsCredential(store, acs_credential_id)),

  '/acs/credentials/list': (params, { store, scope }) => {
    const { acs_user_id, acs_system_id, user_identity_id, created_before } = params;
    const { is_multi_phone_sync_credential: isParent, search } = params;
    const before = created_before === undefined ? Infinity : Date.parse(created_before);
    const rows = filterRows(
      store.acsCredentials,
      (row) =>
        scope.hasAcsCredential(row) &&
        (acs_user_id === undefined || row.acs_user_id === acs_user_id) &&
        (acs_system_id === undefined || row.acs_system_id === acs_system_id) &&
        (user_identity_id === undefined || ownerOf(store, row) === user_identity_id) &&
        (isParent === undefined || row.is_multi_phone_sync_credential === isParent) &&
        Date.parse(row.created_at) < before &&
        matchesSearch(search, [
          row.display_name,
          row.code,
          row.card_number,
          row.acs_user_id,
          row.acs_credential_id,
        ]),
    );
    const page = paginate(rows, params, ({ acs_credential_id }) => acs_credential_id);
    return mapPage(page, (row) => shownAcsCredential(store, row));
  },

  '/acs/credentials/list_accessible_entrances': ({ acs_credential_id }, { store }) =>
    entrancesOf(store, entranceIdsOfCredential(store, findAcsCredential(store, acs_credential_id))),

  '/acs/credentials/update': ({ acs_credential_id, ...changes }, { store }) => {
    const credential = findAcsCredential(store, acs_credential_id);
    if (credential.is_multi_phone_sync_credential) refuseUniqueDetails(changes);
    if (credential.access_method === 'mobile_key') refuseCode(changes);
    refuseWrongTimes(store, { ...startOf(credential), ...changes });
    changeCredential(store, credential, changes);
    return whole(store, acs_credential_id);
  },

  '/acs/credentials/delete': ({ acs_credential_id }, { store }) =>
    startCredentialDeletion(store, findAcsCredential(store, acs_credential_id)),

  '/acs/credentials/assign': ({ acs_credential_id, ...reference }, { store }) => {
    const credential = findOwnCredential(store, acs_credential_id);
    const { acs_system_id } = credential;
    const acsUser = findOrAddAcsUser(store, { acs_system_id, ...reference });
    if (acsUser.acs_system_id !== acs_system_id) {
      throw invalidInput('The ACS user and the credential belong to different access systems');
    }
    if (credential.acs_user_id !== acsUser.acs_user_id) {
      takeFromPhones(store, credential);
      const assigned = { ...credential, acs_user_id: acsUser.acs_user_id };
      replaceCredential(store, assigned);
      pushAssignment(store, credential.acs_user_id, acs_credential_id, null);
      pushAssignment(store, acsUser.acs_user_id, null, acs_credential_id);
      if (assigned.is_multi_phone_sync_credential) issueToPhones(store, assigned);
    }
    return whole(store, acs_credential_id);
  },

  '/acs/credentials/unassign': ({ acs_credential_id, ...reference }, { store }) => {
    const { acs_user_id, ...credential } = findOwnCredential(store, acs_credential_id);
    const acsUser = findAcsUser(store, { acs_system_id: credential.acs_system_id, ...reference });
    if (acsUser.acs_user_id !== acs_user_id) {
      throw invalidInput('The credential is not assigned to this ACS user');
    }
    takeFromPhones(store, credential);
    replaceCredential(store, credential);
    pushAssignment(store, acs_user_id, acs_credential_id, null);
    return whole(store, acs_credential_id);
  },
};

/**
 * Finds a credential that can be assigned. A child cannot, because it always belongs to the ACS user of its parent.
 * @throws {ApiError} 400 for a child
 */
function findOwnCredential(store: Store, id: string): StoredAcsCredential {
  const credential = findAcsCredential(store, id);
  if (credential.parent_acs_credential_id === undefined) return credential;
  throw invalidInput('The credential of a phone belongs to its multi-phone sync credential');
}

function pushAssignment(
  store: Store,
  acsUserId: string | undefined,
  from: string | null,
  to: string | null,
): void {
  const acsUser = acsUserId === undefined ? undefined : store.acsUsers.get(acsUserId);
  if (!acsUser) return;
  const mutations = mutationOf(
    'updating_credential_assignment',
    { acs_credential_id: from },
    { acs_credential_id: to },
  );
  replaceAcsUser(store, withPending(store, acsUser, ...mutations));
}

function takeFromPhones(store: Store, { acs_credential_id }: AcsCredential): void {
  for (const child of childrenOf(store, acs_credential_id)) startCredentialDeletion(store, child);
}

const whole = (store: Store, id: string) => ({
  acs_credential: shownAcsCredential(store, findAcsCredential(store, id)),
});

const startOf = ({ starts_at }: AcsCredential) => (starts_at === undefined ? {} : { starts_at });
