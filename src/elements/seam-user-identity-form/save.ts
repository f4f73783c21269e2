import type { Call } from '../../api/call.js';
import { mayHaveHappened } from '../../api/errors.js';
import {
  userIdentitiesCreate,
  userIdentitiesGet,
  userIdentitiesUpdate,
  type UserIdentity,
} from '../../api/contract.gen.js';
import { findAlike, findCreated, type NewUserIdentity } from '../../operations/create-user-identity.js';
import { findUserIdentity } from '../../operations/find-user-identity.js';
import { writeOnce } from '../../operations/write-once.js';
import { uniqueNames, type Changes, type UniqueName } from './form-values.js';

/** For each unique field whose value is taken: the user identity that has it. */
export type Taken = Partial<Record<UniqueName, UserIdentity>>;

export type Saved = { person: UserIdentity } | { taken: Taken };

/** An attempt that ended without a clear response. */
export interface Unclear {
  /** The parameters of the request. */
  readonly params: NewUserIdentity;
  /** Ids of the user identities that had the same values before the attempt. */
  readonly known: ReadonlySet<string>;
}

/**
 * Creates a user identity. Passes an attempt without a clear response to `onUnclear`; the caller gives it to
 * the next attempt as `before`.
 * @throws {SeamError}
 */
export async function create(
  call: Call,
  params: NewUserIdentity,
  before: Unclear | undefined,
  onUnclear: (attempt: Unclear) => void,
): Promise<Saved> {
  const isAgain = before !== undefined && JSON.stringify(before.params) === JSON.stringify(params);
  const known = isAgain ? before.known : await findAlike(call, params);
  try {
    return await writeOnce<Saved>(
      async () => {
        const taken = await findTaken(call, params);
        return taken ? { taken } : { person: await call(userIdentitiesCreate, params) };
      },
      async () => {
        const person = await findCreated(call, params, known);
        return person && { person };
      },
      { looksFirst: isAgain },
    );
  } catch (error) {
    if (mayHaveHappened(error)) onUnclear({ params, known });
    throw error;
  }
}

export async function change(call: Call, user_identity_id: string, changes: Changes): Promise<Saved> {
  const taken = await findTaken(call, changes, user_identity_id);
  if (taken) return { taken };
  // The same values twice have no effect, so a retry needs no check of the last attempt.
  if (Object.keys(changes).length > 0) await call(userIdentitiesUpdate, { user_identity_id, ...changes });
  return { person: await call(userIdentitiesGet, { user_identity_id }) };
}

/** Checks again on save, because another user may have taken a value since it was typed. */
async function findTaken(call: Call, values: Changes, ownId?: string): Promise<Taken | undefined> {
  const taken: Taken = {};
  await Promise.all(
    uniqueNames.map(async (name) => {
      const found = values[name] && (await findUserIdentity(call, { [name]: values[name] }));
      if (found && found.user_identity_id !== ownId) taken[name] = found;
    }),
  );
  return Object.keys(taken).length > 0 ? taken : undefined;
}
