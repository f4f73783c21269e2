import type { AcsCredential, Phone } from '../api/contract.gen.js';
import { isBeingDeleted } from './resource-state.js';

/**
 * What a credential comes to for whoever manages it. Seam has no such field.
 *
 * - `deleting`: on its way out.
 * - `failed`: it has errors.
 * - `expired`: its end is past.
 * - `invalid`: the access system no longer takes it, such as after another guest's override.
 * - `attention`: somebody should look at it; its warnings say why.
 * - `scheduled`: its start is yet to come.
 * - `waiting_for_phone`: the person has no phone that it could go to.
 * - `issuing`: on its way to the phone, or to some of several.
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

/** A credential with the ones that were made of it, one for each phone. */
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
 * The status of one credential: its own, whether it is a parent, a phone's, or neither. Warnings that are not
 * known here change nothing: show their messages beside the status.
 * @param context.children of a multi-phone sync credential, see {@link groupCredentials}
 * @param context.phones of the person; left out or null where they are not known, which is not the same as none
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

/** A phone on its way out gets nothing any more. Of phones that are not known there is at least one to come. */
function isMissingOnPhones(
  children: readonly AcsCredential[],
  phones: readonly Phone[] | null | undefined,
): boolean {
  const staying = phones?.filter((phone) => !isBeingDeleted(phone)).length ?? 1;
  return children.filter((child) => !isBeingDeleted(child)).length < staying;
}

/**
 * Puts each phone's credential with the multi-phone sync credential it was made of. One whose parent is not in
 * the list stands for itself. The order is kept.
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
