import { userIdentitiesGet } from '../../api/contract.gen.js';
import type { PersonElement } from '../base/person-element.js';

/**
 * Reads the name of an element's person, to make a question clearer.
 * @returns undefined if the caller may not read it, the request failed, or the element now shows another person
 */
export async function readPersonName(host: PersonElement): Promise<string | undefined> {
  const { userIdentityId: user_identity_id, session, scope } = host;
  const { signal } = scope;
  if (!user_identity_id || host.whyNot('user_identities.read') !== null) return undefined;
  const person = await session.client!.query(userIdentitiesGet, { user_identity_id }).catch(() => undefined);
  return signal.aborted ? undefined : person?.display_name;
}
