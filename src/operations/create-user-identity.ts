import type { Call, CallOptions } from '../api/call.js';
import {
  userIdentitiesCreate,
  userIdentitiesList,
  type ParamsOf,
  type UserIdentity,
} from '../api/contract.gen.js';
import { findUserIdentity } from './find-user-identity.js';
import { writeOnce } from './write-once.js';

export type NewUserIdentity = ParamsOf<'/user_identities/create'>;

/**
 * Creates a person once. If Seam gives no clear response, it looks for the new person instead of sending the request
 * again.
 *
 * Seam may also create the person later. So if this fails with `unreachable` or `server`, call {@link findCreated} with
 * the same `known` before you try again.
 * @param options `known`: ids of the people who had the same values before, from {@link findAlike}. By default this
 *   function reads them.
 * @returns the new user identity
 * @throws {SeamError}
 * @example
 * const person = await createUserIdentity(call, { full_name: 'Jean Doe', email_address: 'jean@example.com' });
 */
export async function createUserIdentity(
  call: Call,
  params: NewUserIdentity,
  { known, ...options }: CallOptions & { known?: ReadonlySet<string> } = {},
): Promise<UserIdentity> {
  const before = known ?? (await findAlike(call, params, options));
  return writeOnce(
    () => call(userIdentitiesCreate, params, options),
    () => findCreated(call, params, before, options),
  );
}

/**
 * Finds the person whom an earlier attempt has created: somebody with the same values who is not in `known`.
 * @throws {SeamError}
 */
export async function findCreated(
  call: Call,
  params: NewUserIdentity,
  known: ReadonlySet<string>,
  options: CallOptions = {},
): Promise<UserIdentity | undefined> {
  const people = await alike(call, params, options);
  return people.find(({ user_identity_id }) => !known.has(user_identity_id));
}

/**
 * Finds the ids of all people with exactly these values. With them, {@link findCreated} can recognize a new person
 * without comparing clocks.
 * @throws {SeamError}
 */
export const findAlike = async (
  call: Call,
  params: NewUserIdentity,
  options: CallOptions = {},
): Promise<ReadonlySet<string>> =>
  new Set((await alike(call, params, options)).map(({ user_identity_id }) => user_identity_id));

async function alike(call: Call, params: NewUserIdentity, options: CallOptions): Promise<UserIdentity[]> {
  const { full_name, user_identity_key, email_address, phone_number } = params;
  if (user_identity_key || email_address || phone_number) {
    const person = await findUserIdentity(call, { user_identity_key, email_address, phone_number }, options);
    return person && hasJust(params, person) ? [person] : [];
  }
  if (!full_name) return [];
  const { items } = await call(userIdentitiesList, { search: full_name }, options);
  return items.filter((person) => hasJust(params, person));
}

const hasJust = (params: NewUserIdentity, person: UserIdentity): boolean =>
  (['full_name', 'user_identity_key', 'email_address', 'phone_number'] as const).every(
    (name) => (params[name] ?? null) === person[name],
  );
