import type { Call } from '../api/call.js';
import { asSeamError } from '../api/errors.js';
import {
  removeUserIdentity,
  type RemovalParams,
  type RemovalProgress,
  type RemovalResult,
} from './remove-user-identity.js';
import { isFinal, type OperationOptions } from './operation-run.js';
import type { StepError } from './progress.js';

/** How it goes with one of several people. */
export interface PersonRemoval {
  readonly user_identity_id: string;
  /** `failed`: could not be looked at, `error` says why; the rest as for one person alone. */
  readonly outcome: 'waiting' | 'working' | 'failed' | RemovalResult['outcome'];
  readonly progress?: RemovalProgress;
  readonly error?: StepError;
}

export interface BulkRemovalParams extends Omit<RemovalParams, 'user_identity_id'> {
  user_identity_ids: readonly string[];
}

/**
 * Removes people one after another, as {@link removeUserIdentity} does. One who cannot be removed does not stop the
 * others. Cancelled, or no longer let in, it answers how far it came: nobody after that was touched.
 * @example
 * const controller = new AbortController();
 * const people = await removeUserIdentities(
 *   call,
 *   { user_identity_ids, strategy: 'ordered' },
 *   { signal: controller.signal, onProgress: (all) => draw(JSON.stringify(all)) },
 * );
 * const again = people.filter(({ outcome }) => outcome !== 'removed');
 */
export async function removeUserIdentities(
  call: Call,
  { user_identity_ids, ...params }: BulkRemovalParams,
  { onProgress, ...options }: OperationOptions<readonly PersonRemoval[]> = {},
): Promise<readonly PersonRemoval[]> {
  let people = user_identity_ids.map((user_identity_id): PersonRemoval => ({
    user_identity_id,
    outcome: 'waiting',
  }));
  const change = (id: string, changes: Partial<PersonRemoval>) => {
    people = people.map((person) => (person.user_identity_id === id ? { ...person, ...changes } : person));
    onProgress?.(people);
  };
  for (const user_identity_id of user_identity_ids) {
    if (options.signal?.aborted) break;
    change(user_identity_id, { outcome: 'working' });
    try {
      const { outcome } = await removeUserIdentity(
        call,
        { ...params, user_identity_id },
        { ...options, onProgress: (progress) => change(user_identity_id, { progress }) },
      );
      change(user_identity_id, { outcome });
    } catch (thrown) {
      const error = asSeamError(thrown);
      const { kind, message } = error;
      change(user_identity_id, { outcome: 'failed', error: { kind, message } });
      if (isFinal(error)) break;
    }
  }
  return people;
}
