import type { AcsCredential, Phone } from '../api/contract.gen.js';
import { isBeingDeleted } from './resource-state.js';

/**
 * The status of a credential, as an administrator needs it. Seam has no such field.
 *
 * - `deleting`: Seam is deleting it.
 * - `failed`: it has errors.
 * - `expired`: its end is in the past.
 * - `invalid`: the access system no longer accepts it, for example after another guest's key has overridden it.
 * - `attention`: an administrator should check it; its warnings say why.
 * - `scheduled`: its start is in the future.
 * - `waiting_for_phone`: the person has no phone that can receive it.
 * - `issuing`: at least one phone has not received it yet.
 * - `active`: it works.
 */
export type CredentialStatus =
  | 'deleting'
  | 'failed'
  | 'expired'
  | 'invalid'
  | 'attention'
  | 'scheduled'
  | 'waiting_for_phone'
  | 'issuing'
  | 'active';

/** A credential and its child credentials, one for each phone. */
export interface CredentialGroup {
  readonly credential: AcsCredential;
  readonly children: readonly AcsCredential[];
}

const attentionCodes = [
  'unknown_issue_with_acs_credential',
  'needs_to_be_reissued',
  'requested_code_unavailable',
];

/**
 * Finds the status of one credential: a multi-phone sync credential, the child credential of one phone, or any other.
 * Unknown warnings do not change the status, so show their messages next to it.
 * @param context.children the child credentials of a multi-phone sync credential, from {@link groupCredentials}
 * @param context.phones the person's phones; undefined or null if they are unknown, and an empty list if there are none
 * @param context.now milliseconds since 1970
 * @example
 * const { items } = await call(acsCredentialsList, { user_identity_id });
 * const phones = await call(phonesList, { owner_user_identity_id: user_identity_id });
 * const statuses = groupCredentials(items).map(({ credential, children }) =>
 *   credentialStatus(credential, { children, phones, now: Date.now() }),
 * );
 */
export function credentialStatus(
  credential: AcsCredential,
  {
    children = [],
    phones,
    now,
  }: { children?: readonly AcsCredential[]; phones?: readonly Phone[] | null | undefined; now: number },
): CredentialStatus {
  const { errors, warnings, starts_at, ends_at, visionline_metadata } = credential;
  const has = (...codes: string[]) => warnings.some(({ warning_code }) => codes.includes(warning_code));
  const isParent = credential.is_multi_phone_sync_credential === true;
  if (isBeingDeleted(credential)) return 'deleting';
  if (errors.length > 0) return 'failed';
  if (ends_at !== undefined && Date.parse(ends_at) <= now) return 'expired';
  if (visionline_metadata?.is_valid === false) return 'invalid';
  if (has(...attentionCodes)) return 'attention';
  if (starts_at !== undefined && Date.parse(starts_at) > now) return 'scheduled';
  if (isParent && children.length === 0 && phones?.length === 0) return 'waiting_for_phone';
  if (has('waiting_to_be_issued')) return 'issuing';
  if (isParent && isMissingOnPhones(children, phones)) return 'issuing';
  return credential.is_latest_desired_state_synced_with_provider === false ? 'issuing' : 'active';
}

/** Phones that are being deleted do not count. If the phones are unknown, it expects at least one child. */
function isMissingOnPhones(
  children: readonly AcsCredential[],
  phones: readonly Phone[] | null | undefined,
): boolean {
  const staying = phones?.filter((phone) => !isBeingDeleted(phone)).length ?? 1;
  return children.filter((child) => !isBeingDeleted(child)).length < staying;
}

/**
 * Groups the child credentials under their multi-phone sync credential. A child whose parent is not in the list forms
 * its own group. The order stays the same.
 */
export function groupCredentials(credentials: readonly AcsCredential[]): CredentialGroup[] {
  const ids = new Set(credentials.map(({ acs_credential_id }) => acs_credential_id));
  return credentials
    .filter(({ parent_acs_credential_id: parent }) => parent === undefined || !ids.has(parent))
    .map((credential) => ({
      credential,
      children: credentials.filter(
        ({ parent_acs_credential_id: parent }) => parent === credential.acs_credential_id,
      ),
    }));
}
