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
 * Creates a person, and never twice: where no clear answer comes, it looks whether the person is there.
 *
 * A person who is not there may still be on the way. So when it fails with `unreachable` or `server`, give its
 * `known` to {@link findCreated} before you try again.
 * @param options `known`: who had the same values before, from {@link findAlike}; found out if left out
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
 * The person that an attempt to create one has left behind: with the same values, and not there before.
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
 * The ids of those who have just these values: who was made anew can be told from them, whatever clocks say.
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
