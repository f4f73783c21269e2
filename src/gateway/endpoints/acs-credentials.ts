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
import { acsUserNamed, requireAcsUserIfListed, requireToAddAcsUsers } from '../access/acs-users.js';
import { requireManagerOf } from '../access/credential-managers.js';
import { entrancesOfCredential } from '../access/doors.js';
import type { Errand, Fields } from '../access/request-context.js';
import { entrances, requireListed, requireNoList, requireToHandOut } from '../access/building-resources.js';
import { credentials } from '../access/owned-resources.js';
import { findById, findOwned, ownedBy } from '../access/ownership.js';
import { anyHolds, filtered, isBefore, pageOf, type Filters } from '../access/paginate.js';
import { invalidInput } from '../http/http-error.js';
import { changeRow, readRow } from './endpoint-rule.js';

export const get = readRow({
  endpoint: acsCredentialsGet,
  permission: 'credentials.read',
  forLimited: async (errand, { acs_credential_id }) => ({
    acs_credential: await findOwned(errand, credentials, acs_credential_id),
  }),
});

export const list = readRow({
  endpoint: acsCredentialsList,
  permission: 'credentials.read',
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
    anyHolds([credential.display_name, credential.acs_user_id, credential.acs_credential_id], text),
};

type CreateParams = ParamsOf<'/acs/credentials/create'>;

export const create = changeRow({
  endpoint: acsCredentialsCreate,
  permission: 'credentials.issue',
  async opens(errand, params) {
    await requireToHandOut(errand, entrances, params.allowed_acs_entrance_ids ?? []);
    const { visionline_metadata, assa_abloy_vostio_metadata } = params;
    for (const id of visionline_metadata?.joiner_acs_credential_ids ?? [])
      await requireListed(errand, entrances, () => entrancesOfCredential(errand, id));
    if (assa_abloy_vostio_metadata?.join_all_guest_acs_entrances === true)
      requireNoList(errand, [entrances], 'assa_abloy_vostio_metadata.join_all_guest_acs_entrances');
    requireAcsUserIfListed(errand, params);
  },
  forAll(errand, params) {
    requireToAddAcsUsers(errand, params);
    return errand.ask(acsCredentialsCreate, params);
  },
  async forLimited(errand, { user_identity_id, acs_system_id, ...params }) {
    refuseUnknownSwitches(params);
    const reference = { acs_user_id: params.acs_user_id, user_identity_id, acs_system_id };
    const acsUser = await acsUserNamed(errand, reference);
    await requireJoined(errand, params);
    if (params.credential_manager_acs_system_id !== undefined)
      await requireManagerOf(errand, [acsUser], params.credential_manager_acs_system_id);
    return errand.ask(acsCredentialsCreate, { ...params, acs_user_id: acsUser.acs_user_id });
  },
});

/**
 * What a limited scope may ask of each vendor; `true` allows any value. Overriding ends the keys of others who have one
 * to the same doors, joining all opens more than was asked for, a staff key outlives the next guest's, and an endpoint
 * is one phone, which does not say whose it is.
 */
const vendorSwitches: Readonly<Record<string, Readonly<Record<string, true | readonly unknown[]>>>> = {
  assa_abloy_vostio_metadata: { auto_join: true },
  hotek_metadata: { auto_join: true },
  salto_space_metadata: { assign_new_key: true, update_current_key: true },
  visionline_metadata: {
    auto_join: true,
    card_format: true,
    card_function_type: ['guest'],
    joiner_acs_credential_ids: true,
    label: true,
  },
};

/** A switch that is off, or a list with nothing in it, asks for nothing. */
const asksForNothing = (value: unknown): boolean =>
  value === false || (Array.isArray(value) && value.length === 0);

function refuseUnknownSwitches(params: CreateParams): void {
  const faults = Object.entries(params)
    .filter(([block]) => block.endsWith('_metadata'))
    .flatMap(([block, fields]) =>
      Object.entries(fields as object).map(([name, value]) => ({ block, name, value })),
    )
    .filter(({ block, name, value }) => {
      const allowed = vendorSwitches[block]?.[name];
      return allowed !== true && !allowed?.includes(value) && !asksForNothing(value);
    });
  if (faults.length > 0)
    throw invalidInput(
      ...faults.map(({ block, name }) => ({
        path: [block, name],
        message: 'Not allowed within a limited scope',
      })),
    );
}

async function requireJoined(errand: Errand, { visionline_metadata }: CreateParams): Promise<void> {
  const joined = visionline_metadata?.joiner_acs_credential_ids ?? [];
  if (joined.length === 0) return;
  const own = await ownedBy(errand, credentials);
  joined.forEach((id) => findById(credentials, own, id));
}

export const update = changeRow({
  endpoint: acsCredentialsUpdate,
  permission: 'credentials.update',
  // A later end opens the same doors once more.
  opens: (errand, { acs_credential_id, ends_at }) =>
    ends_at === undefined
      ? undefined
      : requireListed(errand, entrances, () => entrancesOfCredential(errand, acs_credential_id)),
  forLimited: ofOwnCredential(acsCredentialsUpdate),
});

// Not `delete`, which is a word of the language.
export const remove = changeRow({
  endpoint: acsCredentialsDelete,
  permission: 'credentials.delete',
  opens: 'nothing',
  forLimited: ofOwnCredential(acsCredentialsDelete),
});

export const listEntrances = readRow({
  endpoint: acsCredentialsListAccessibleEntrances,
  permission: 'access_systems.read',
  forLimited: ofOwnCredential(acsCredentialsListAccessibleEntrances),
});

function ofOwnCredential<
  Path extends
    '/acs/credentials/delete' | '/acs/credentials/list_accessible_entrances' | '/acs/credentials/update',
>(endpoint: Endpoint<Path>) {
  return async (errand: Errand, params: ParamsOf<Path>): Promise<Fields> => {
    await findOwned(errand, credentials, params.acs_credential_id);
    return errand.ask(endpoint, params);
  };
}

export const assign = changeRow({
  endpoint: acsCredentialsAssign,
  permission: 'credentials.update',
  async opens(errand, params) {
    await requireListed(errand, entrances, () => entrancesOfCredential(errand, params.acs_credential_id));
    requireAcsUserIfListed(errand, params);
  },
  forAll(errand, params) {
    requireToAddAcsUsers(errand, params);
    return errand.ask(acsCredentialsAssign, params);
  },
  forLimited: reassigning(acsCredentialsAssign),
});

export const unassign = changeRow({
  endpoint: acsCredentialsUnassign,
  permission: 'credentials.update',
  opens: 'nothing',
  forLimited: reassigning(acsCredentialsUnassign),
});

/** Between the ACS users of the scope, or away from one of them. */
function reassigning<Path extends '/acs/credentials/assign' | '/acs/credentials/unassign'>(
  endpoint: Endpoint<Path>,
) {
  return async (errand: Errand, { acs_credential_id, ...reference }: ParamsOf<Path>): Promise<Fields> => {
    const { acs_system_id } = await findOwned(errand, credentials, acs_credential_id);
    const { acs_user_id } = await acsUserNamed(errand, { ...reference, acs_system_id });
    return errand.ask(endpoint, { acs_credential_id, acs_user_id } as ParamsOf<Path>);
  };
}
