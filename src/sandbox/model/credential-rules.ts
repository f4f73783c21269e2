import type { AcsUser, ParamsOf } from '../../api/contract.gen.js';
import { findAcsCredential } from './acs-credential.js';
import { findAcsEntrance } from './acs-system.js';
import { ApiError, invalidInput, notFound } from './errors.js';
import type { Store } from '../store/store.js';
import { vendorOf } from './vendors.js';

type CreateParams = ParamsOf<'/acs/credentials/create'>;

/**
 * Details that belong to a single card or phone. Seam copies a multi-phone sync credential to every phone, so its
 * documentation says to omit them. Seam does not publish an error for them: this one is the sandbox's own.
 */
const uniqueDetails = /^(code|card_?number|card_?id|credential_?id|serial(_?number)?|.*_?uid)$/i;

/** @throws {ApiError} 400 */
export function refuseUniqueDetails(given: unknown): void {
  const name = findUniqueDetail(given);
  if (name !== undefined) {
    throw invalidInput(`${name} is unique to one card, and cannot be shared across phones`);
  }
}

function findUniqueDetail(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [name, inner] of Object.entries(value)) {
    if (uniqueDetails.test(name) && inner !== null && inner !== undefined) return name;
    const found = findUniqueDetail(inner);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** @throws {ApiError} 400 if the parameters do not fit together; 404 if a resource they name does not exist */
export function refuseUnfit(store: Store, acsUser: AcsUser, params: CreateParams, given: unknown): void {
  const { access_method, is_multi_phone_sync_credential, allowed_acs_entrance_ids = [] } = params;
  const system = store.acsSystems.get(acsUser.acs_system_id)!;
  if (is_multi_phone_sync_credential) {
    if (access_method !== 'mobile_key') {
      throw invalidInput('A multi-phone sync credential must have the access method mobile_key');
    }
    refuseUniqueDetails(given);
  } else if (access_method === 'mobile_key' && system.external_type === 'visionline_system') {
    throw invalidInput('A Visionline mobile key must be a multi-phone sync credential');
  }
  if (access_method === 'mobile_key') refuseCode(params);
  refuseWrongTimes(store, params);
  for (const id of allowed_acs_entrance_ids) {
    if (findAcsEntrance(store, id).acs_system_id !== system.acs_system_id) {
      throw invalidInput('The entrances and the ACS user belong to different access systems');
    }
  }
  const joined = params.visionline_metadata?.joiner_acs_credential_ids ?? [];
  joined.forEach((id) => findAcsCredential(store, id));
}

/**
 * If a mobile key has a PIN, as in Latch, the access system creates it.
 * @throws {ApiError} 400
 */
export function refuseCode({ code }: { code?: string }): void {
  if (code !== undefined) throw invalidInput('A mobile key cannot have a code');
}

/** @throws {ApiError} 400 */
export function refuseWrongTimes(store: Store, times: { starts_at?: string; ends_at?: string }): void {
  if (times.ends_at === undefined) return;
  const end = Date.parse(times.ends_at);
  if (end <= Date.parse(store.now())) throw invalidInput('ends_at must be in the future');
  if (times.starts_at !== undefined && end <= Date.parse(times.starts_at)) {
    throw invalidInput('ends_at must be after starts_at');
  }
}

/**
 * Finds the credential manager that issues a mobile key: the requested one, or the default of the access system.
 * @throws {ApiError} if no credential manager is compatible. Seam does not publish that error.
 */
export function credentialManagerFor(store: Store, acsUser: AcsUser, wanted?: string): string | undefined {
  const system = store.acsSystems.get(acsUser.acs_system_id)!;
  if (wanted !== undefined) {
    if (!store.acsSystems.has(wanted)) throw notFound('credential_manager_acs_system');
    if (system.internal.compatible_credential_manager_ids.includes(wanted)) return wanted;
    throw invalidInput('The credential manager is not compatible with the access system');
  }
  const usual = system.default_credential_manager_acs_system_id ?? undefined;
  if (usual === undefined && vendorOf(system).needsCredentialManager) {
    throw new ApiError(
      400,
      'no_credential_manager',
      'Connect a credential manager to the access system first',
    );
  }
  return usual;
}
