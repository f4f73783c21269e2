import { userIdentitiesGet } from '../../api/contract.gen.js';
import type { Errand, Fields } from './request-context.js';
import { notPermitted } from '../http/http-error.js';
import { objectIn } from '../http/seam-upstream.js';

/** The fields by which other systems find a person. `email` is the old name of an ACS user's address. */
const identifiers = {
  user_identity_key: 'user_identity_key',
  email_address: 'email_address',
  email: 'email_address',
  phone_number: 'phone_number',
} as const;

/**
 * For a limited scope. Seam links resources with the same address, so a caller who sets an address can take over
 * another person's access. This needs the permission `identifiers.update`.
 * @param person the person of the ACS user, if the change is about one; the person's own values are always allowed
 * @throws {Refusal} unless the caller may set what the parameters set
 */
export async function requireIdentifiers(errand: Errand, params: object, person?: string): Promise<void> {
  if (errand.caller.reach.permissions.has('identifiers.update')) return;
  const given = Object.entries(params as Fields).filter(([name]) => Object.hasOwn(identifiers, name));
  if (given.length === 0) return;
  if (person === undefined) throw notPermitted('identifiers.update');
  const body = await errand.ask(userIdentitiesGet, { user_identity_id: person });
  const profile = objectIn(body, 'user_identity');
  const isNew = ([name, value]: [string, unknown]) =>
    value !== profile[identifiers[name as keyof typeof identifiers]];
  if (given.some(isNew)) throw notPermitted('identifiers.update');
}
