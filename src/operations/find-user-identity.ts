import type { Call, CallOptions } from '../api/call.js';
import { userIdentitiesGet, userIdentitiesList, type UserIdentity } from '../api/contract.gen.js';
import { isSeamError } from '../api/errors.js';

/** Values that are unique within a workspace. */
export interface UniqueValues {
  user_identity_key?: string | null | undefined;
  email_address?: string | null | undefined;
  phone_number?: string | null | undefined;
}

/**
 * Finds the person who has one of these values. Values must be equal; only the case of an email address is ignored.
 * @returns undefined if nobody in the caller's scope has one of them
 * @throws {SeamError}
 */
export async function findUserIdentity(
  call: Call,
  { user_identity_key, email_address, phone_number }: UniqueValues,
  options: CallOptions = {},
): Promise<UserIdentity | undefined> {
  const found = user_identity_key && (await withKey(call, user_identity_key, options));
  if (found) return found;
  if (email_address) {
    const sameAddress = ({ email_address: other }: UserIdentity) =>
      other?.toLowerCase() === email_address.toLowerCase();
    const people = await search(call, email_address, options);
    const person = people.find(sameAddress);
    if (person) return person;
  }
  if (!phone_number) return undefined;
  const people = await search(call, phone_number, options);
  return people.find((person) => person.phone_number === phone_number);
}

const search = async (call: Call, text: string, options: CallOptions): Promise<UserIdentity[]> =>
  (await call(userIdentitiesList, { search: text }, options)).items;

/** `search` in `/user_identities/list` ignores keys, so a key needs `/user_identities/get`. */
async function withKey(call: Call, user_identity_key: string, options: CallOptions) {
  try {
    return await call(userIdentitiesGet, { user_identity_key }, options);
  } catch (error) {
    // A gateway refuses look-ups by key in a limited scope. Then nobody is found.
    if (isSeamError(error) && (error.kind === 'not_found' || error.kind === 'invalid_input'))
      return undefined;
    throw error;
  }
}
