import type { AcsCredential, Phone } from '../../api/contract.gen.js';
import {
  credentialStatus,
  type CredentialGroup,
  type CredentialStatus,
} from '../../operations/credential-status.js';
import { isBeingDeleted } from '../../operations/resource-state.js';
import { isOnOnePhone } from '../data/credentials-query.js';

/** A credential on a phone, or on its way to the phone. */
export interface PhoneKey {
  /** The credential that gives the name: the multi-phone one, or else the phone's own. */
  readonly origin: AcsCredential;
  /** The phone's own credential; `undefined` if it does not exist yet. */
  readonly credential: AcsCredential | undefined;
  readonly status: CredentialStatus;
}

/** Statuses in which new phones still get the credential. */
const stillSpreads: ReadonlySet<CredentialStatus> = new Set([
  'attention',
  'scheduled',
  'waiting_for_phone',
  'issuing',
  'active',
]);

export const spreads = ({ credential, children }: CredentialGroup, now: number): boolean =>
  credential.is_multi_phone_sync_credential === true &&
  stillSpreads.has(credentialStatus(credential, { children, now }));

/**
 * The credentials of a phone, including those that will still arrive.
 * @param carriersOf returns the phones that hold a credential; `undefined` if that is not known
 * @returns `undefined` if required data is not known
 */
export function keysOf(
  phone: Phone,
  groups: readonly CredentialGroup[],
  carriersOf: (credential: AcsCredential) => readonly Phone[] | undefined,
  now: number,
): PhoneKey[] | undefined {
  const found: PhoneKey[] = [];
  for (const group of groups) {
    const { credential: origin, children } = group;
    let isThere = false;
    for (const credential of [origin, ...children].filter(isOnOnePhone)) {
      const carriers = carriersOf(credential);
      if (!carriers) return undefined;
      if (!carriers.some(({ device_id }) => device_id === phone.device_id)) continue;
      isThere = true;
      found.push({ origin, credential, status: credentialStatus(credential, { now }) });
    }
    if (!isThere && !isBeingDeleted(phone) && spreads(group, now))
      found.push({ origin, credential: undefined, status: 'issuing' });
  }
  return found;
}
