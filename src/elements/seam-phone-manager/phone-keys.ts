import type { AcsCredential, Phone } from '../../api/contract.gen.js';
import {
  credentialStatus,
  type CredentialGroup,
  type CredentialStatus,
} from '../../operations/credential-status.js';
import { isBeingDeleted } from '../../operations/resource-state.js';
import { isOnOnePhone } from '../data/credentials-query.js';

/** A key on a phone, or on its way there. */
export interface PhoneKey {
  /** What it is called after: for a key of all phones that one, else itself. */
  readonly origin: AcsCredential;
  /** The phone's own; undefined as long as there is none. */
  readonly credential: AcsCredential | undefined;
  readonly status: CredentialStatus;
}

/** Whether new phones get it too. */
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
 * The keys of a phone, those to come included.
 * @param carriersOf the phones that carry a credential; undefined where that is not known
 * @returns undefined where something needed for it is not known
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
