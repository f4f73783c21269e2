import { userIdentitiesGet } from '../../api/contract.gen.js';
import type { Errand, Fields } from './request-context.js';
import { notPermitted } from '../http/http-error.js';
import { objectIn } from '../http/seam-upstream.js';

/** What other systems find somebody by. `email` is the older name of an ACS user's address. */
const identifiers = {
  user_identity_key: 'user_identity_key',
  email_address: 'email_address',
  email: 'email_address',
  phone_number: 'phone_number',
} as const;

/**
 * For a limited scope. A caller who may set an address takes over what Seam links by it, so that has a permission of its own.
 * @param person whose ACS user it is, if it is about one: what that person has already is nothing new
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
