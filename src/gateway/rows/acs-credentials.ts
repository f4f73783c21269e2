import {
  acsCredentialsAssign,
  acsCredentialsCreate,
  acsCredentialsDelete,
  acsCredentialsGet,
  acsCredentialsList,
  acsCredentialsListAccessibleEntrances,
  acsCredentialsUnassign,
  acsCredentialsUpdate,
  type AcsCredential,
  type Endpoint,
  type ParamsOf,
} from '../../api/contract.gen.js';
import type { Permission } from '../../api/permissions.js';
import { acsUserNamed, requireToAddAcsUsers } from '../acs-user.js';
import { requireManagerOf } from '../credential-manager.js';
import type { Errand } from '../errand.js';
import { entrances, requireToHandOut } from '../fixtures.js';
import { credentials } from '../kinds.js';
import { findById, findOwned, ownedBy } from '../ownership.js';
import { anyHolds, filtered, isBefore, pageOf, type Filters } from '../page.js';
import { invalidInput } from '../refusal.js';
import { row } from '../row.js';

/** Credentials that share a door may be other people's. */
export const hiddenFromLimited = ['joiner_acs_credential_ids'];

export const get = row({
  endpoint: acsCredentialsGet,
  permission: 'credentials.read',
  hiddenFromLimited,
  forLimited: async (errand, { acs_credential_id }) => ({
    acs_credential: await findOwned(errand, credentials, acs_credential_id),
  }),
});

export const list = row({
  endpoint: acsCredentialsList,
  permission: 'credentials.read',
  hiddenFromLimited,
  async forLimited(errand, params) {
    const own = await ownedBy(errand, credentials, params.user_identity_id);
    return pageOf('acs_credentials', filtered(own, params, filters), 'acs_credential_id', params);
  },
});

const filters: Filters<ParamsOf<'/acs/credentials/list'>, AcsCredential> = {
  acs_system_id: (credential, id) => credential.acs_system_id === id,
  acs_user_id: (credential, id) => credential.acs_user_id === id,
  created_before: isBefore,
  is_multi_phone_sync_credential: (credential, is) =>
    (credential.is_multi_phone_sync_credential === true) === is,
  search: (credential, text) =>
    anyHolds(
      [
        credential.display_name,
        credential.code,
        credential.card_number,
        credential.acs_user_id,
        credential.acs_credential_id,
      ],
      text,
    ),
};

type CreateParams = ParamsOf<'/acs/credentials/create'>;

export const create = row({
  endpoint: acsCredentialsCreate,
  permission: 'credentials.issue',
  hiddenFromLimited,
  async forAll(errand, params) {
    requireToAddAcsUsers(errand, params);
    await requireToHandOut(errand, entrances, params.allowed_acs_entrance_ids ?? []);
    return errand.ask(acsCredentialsCreate, params);
  },
  async forLimited(errand, { user_identity_id, acs_system_id, ...params }) {
    refuseWhatInvalidatesOthers(params);
    const reference = { acs_user_id: params.acs_user_id, user_identity_id, acs_system_id };
    const acsUser = await acsUserNamed(errand, reference);
    await requireToHandOut(errand, entrances, params.allowed_acs_entrance_ids ?? []);
    await requireJoined(errand, params);
    if (params.credential_manager_acs_system_id !== undefined)
      await requireManagerOf(errand, [acsUser], params.credential_manager_acs_system_id);
    return errand.ask(acsCredentialsCreate, { ...params, acs_user_id: acsUser.acs_user_id });
  },
});

/** Overriding ends the keys of whoever else has one to the same doors; joining all opens more than was asked for. */
function refuseWhatInvalidatesOthers(params: CreateParams): void {
  const { visionline_metadata, assa_abloy_vostio_metadata: vostio, hotek_metadata } = params;
  const beyond = {
    'visionline_metadata.override': visionline_metadata?.override,
    'visionline_metadata.is_override_key': visionline_metadata?.is_override_key,
    // Of one phone, which does not say whose it is.
    'visionline_metadata.assa_abloy_credential_service_mobile_endpoint_id':
      visionline_metadata?.assa_abloy_credential_service_mobile_endpoint_id,
    'assa_abloy_vostio_metadata.override_all_guest_acs_entrances': vostio?.override_all_guest_acs_entrances,
    'assa_abloy_vostio_metadata.override_guest_acs_entrance_ids':
      vostio?.override_guest_acs_entrance_ids?.length,
    'assa_abloy_vostio_metadata.join_all_guest_acs_entrances': vostio?.join_all_guest_acs_entrances,
    'hotek_metadata.override': hotek_metadata?.override,
  };
  const faults = Object.entries(beyond).filter(([, value]) => Boolean(value));
  if (faults.length > 0)
    throw invalidInput(
      ...faults.map(([path]) => ({ path: path.split('.'), message: 'Not allowed within a limited scope' })),
    );
}

async function requireJoined(errand: Errand, { visionline_metadata }: CreateParams): Promise<void> {
  const joined = visionline_metadata?.joiner_acs_credential_ids ?? [];
  if (joined.length === 0) return;
  const own = await ownedBy(errand, credentials);
  joined.forEach((id) => findById(credentials, own, id));
}

export const update = toCredential(acsCredentialsUpdate, 'credentials.update');
// Not `delete`, which is a word of the language.
export const remove = toCredential(acsCredentialsDelete, 'credentials.delete');
export const listEntrances = toCredential(acsCredentialsListAccessibleEntrances, 'access_systems.read');

function toCredential<
  Path extends
    '/acs/credentials/delete' | '/acs/credentials/list_accessible_entrances' | '/acs/credentials/update',
>(endpoint: Endpoint<Path>, permission: Permission) {
  return row({
    endpoint,
    permission,
    hiddenFromLimited,
    async forLimited(errand, params) {
      await findOwned(errand, credentials, params.acs_credential_id);
      return errand.ask(endpoint, params);
    },
  });
}

export const assign = reassigning(acsCredentialsAssign);
export const unassign = reassigning(acsCredentialsUnassign);

/** Between the ACS users of the scope, or away from one of them. */
function reassigning<Path extends '/acs/credentials/assign' | '/acs/credentials/unassign'>(
  endpoint: Endpoint<Path>,
) {
  return row({
    endpoint,
    permission: 'credentials.update',
    hiddenFromLimited,
    forAll(errand, params) {
      requireToAddAcsUsers(errand, params);
      return errand.ask(endpoint, params);
    },
    async forLimited(errand, { acs_credential_id, ...reference }) {
      const { acs_system_id } = await findOwned(errand, credentials, acs_credential_id);
      const { acs_user_id } = await acsUserNamed(errand, { ...reference, acs_system_id });
      return errand.ask(endpoint, { acs_credential_id, acs_user_id } as ParamsOf<Path>);
    },
  });
}
