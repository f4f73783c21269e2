import type { Call } from '../api/call.js';
import { clear, discover, type Part } from './delete-and-wait.js';
import { createDependents, type RemovalKind } from './removal-targets.js';
import { createRun, type OperationOptions } from './operation-run.js';
import { isOutOfTheWay, type Progress, type Step } from './progress.js';

export type RemovalProgress = Progress<RemovalKind>;
export type RemovalStep = Step<RemovalKind>;

export interface RemovalParams {
  user_identity_id: string;
  /**
   * `ordered` removes everything that belongs to the person, waits for each part, and removes the person last. It works
   * in every workspace and reports the most detail. `cascade` deletes only the person, and Seam deletes the rest.
   */
  strategy: 'ordered' | 'cascade';
  /**
   * Ids of ACS users to unlink instead of delete: they stay in their access system, with their credentials. All other
   * ACS users of the person are deleted there, even those that existed before they were linked. Default none.
   */
  unlink?: readonly string[] | undefined;
  /** Ids of resources to keep, such as those that failed before. Seam may then refuse to delete the person. */
  skip?: readonly string[] | undefined;
  /**
   * The person's client session that the page itself uses, if it uses one. It stays open as long as requests may need
   * it. Seam deletes it together with the person; if the page can then read nothing more, the operation rejects with
   * `session_ended`. Only if Seam refuses to delete the person is this session deleted first. Requests with another
   * login, such as through a gateway, continue.
   */
  ownClientSessionId?: string | undefined;
}

export interface RemovalResult {
  /** `left`: the person still exists; the failed steps say why. Call again, with their ids in `skip` or `unlink`. */
  readonly outcome: 'removed' | 'left';
  /** Everything that was found. `done`: removed by this operation. `gone`: removed by somebody else. */
  readonly steps: readonly RemovalStep[];
  readonly left: readonly RemovalStep[];
}

/**
 * Removes a person permanently: client sessions, credentials, ACS users, enrollment automations, phones, and last the
 * user identity. It reads the current state before it sends a request, so it can be stopped at any point. To continue,
 * call it again with the same id, from any page or server.
 *
 * If a part cannot be removed, only what depends on it stays. The person then stays too, and the outcome is `left`.
 * @throws {SeamError} `cancelled`, `session_ended`, `not_permitted` if the caller may not list what to remove, or the
 * connection failure after `timeout`. The last progress then shows what was done.
 * @example
 * const { outcome, left } = await removeUserIdentity(
 *   call,
 *   { user_identity_id, strategy: 'ordered' },
 *   { onProgress: ({ steps, isPaused }) => draw(JSON.stringify({ steps, isPaused })) },
 * );
 * if (outcome === 'left') {
 *   const failed = left.filter(({ state }) => state === 'failed').map(({ id }) => id);
 *   await removeUserIdentity(call, { user_identity_id, strategy: 'ordered', unlink: failed });
 * }
 */
export async function removeUserIdentity(
  call: Call,
  { user_identity_id, strategy, unlink = [], skip = [], ownClientSessionId }: RemovalParams,
  options: OperationOptions<RemovalProgress> = {},
): Promise<RemovalResult> {
  const run = createRun<RemovalKind>(call, options);
  const { steps } = run;
  const { links, owned, ownClientSession, userIdentity } = createDependents(run, {
    user_identity_id,
    unlink,
    ownClientSessionId,
  });
  const parts = [links, ...owned, ownClientSession, userIdentity];
  const since = run.now();
  const clearAll = async (some: readonly Part<RemovalKind>[]) => {
    for (const part of some) await clear(run, part, { since, skip });
  };
  const clearPerson = async () => {
    if (!steps.all().every((step) => isReadyFor(strategy, step))) return;
    const goingAlong = strategy === 'cascade' ? waitingDependents(steps.all()) : [];
    for (const { kind, id } of goingAlong) steps.set(kind, id, 'working');
    await clearAll([userIdentity]);
    const isThere = !isOutOfTheWay(steps.get('user_identity', user_identity_id)!);
    if (isThere) for (const { kind, id } of goingAlong) steps.set(kind, id, 'waiting');
  };

  for (const part of parts) await discover(run, part);
  steps.add('user_identity', user_identity_id, user_identity_id);
  await clearAll([links]);
  if (strategy === 'ordered') await clearAll(owned);
  await clearPerson();
  if (strategy === 'ordered' && isRefused(steps.get('user_identity', user_identity_id))) {
    steps.set('user_identity', user_identity_id, 'waiting');
    await clearAll([...owned, ownClientSession]);
    await clearPerson();
  }
  if (steps.all().some((step) => !isOutOfTheWay(step))) for (const part of parts) await discover(run, part);
  return accountOf(steps.all());
}

const waitingDependents = (steps: readonly RemovalStep[]) =>
  steps.filter(({ kind, state }) => kind !== 'user_identity' && state === 'waiting');

/** With `cascade` only the links are removed before the person, because Seam would delete linked ACS users too. */
function isReadyFor(strategy: RemovalParams['strategy'], step: RemovalStep): boolean {
  if (step.kind === 'user_identity' || step.kind === 'own_client_session') return true;
  return (
    isOutOfTheWay(step) ||
    step.state === 'skipped' ||
    (strategy === 'cascade' && step.kind !== 'acs_user_link')
  );
}

/** Seam does not publish its error for a person who still has dependent resources, so any refusal may be it. */
const isRefused = (step: RemovalStep | undefined): boolean =>
  step?.error !== undefined &&
  ['conflict', 'refused', 'invalid_input', 'not_permitted'].includes(step.error.kind);

function accountOf(steps: readonly RemovalStep[]): RemovalResult {
  const left = steps.filter((step) => !isOutOfTheWay(step));
  const isThere = left.some(({ kind }) => kind === 'user_identity');
  return { outcome: isThere ? 'left' : 'removed', steps, left };
}
