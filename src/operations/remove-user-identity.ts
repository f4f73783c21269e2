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
   * `ordered` removes everything that hangs on the person, waiting for each, and the person last; it works in every
   * workspace, and tells most. `cascade` deletes the person alone and lets Seam take the rest along.
   */
  strategy: 'ordered' | 'cascade';
  /**
   * Ids of ACS users that only lose their link to the person: they stay in their access system, with their
   * credentials. All others are deleted there, even those who were in it before.
   */
  unlink?: readonly string[] | undefined;
  /** Ids of what to leave alone, such as what failed before. Seam may refuse to delete the person then. */
  skip?: readonly string[] | undefined;
  /**
   * The client session of the person that the page itself runs on, if it does. It is left open as long as calls
   * may need it: Seam takes it along with the person, and nothing more can be seen then, so the operation rejects
   * as `session_ended`. Only where Seam refuses to delete the person it is deleted before: calls that run on
   * another login, as through a gateway, go on.
   */
  ownClientSessionId?: string | undefined;
}

export interface RemovalResult {
  /** `left`: the person is still there; failed steps say why. Call again to go on, with `skip` or `unlink` for those. */
  readonly outcome: 'removed' | 'left';
  /** All there was. `done`: removed; `gone`: went without us. */
  readonly steps: readonly RemovalStep[];
  readonly left: readonly RemovalStep[];
}

/**
 * Removes a person for good: client sessions, credentials, ACS users, enrollment automations, phones, and at last
 * the user identity. It looks before it asks, so it can be stopped anywhere and called again, by anyone and from
 * anywhere, with nothing but the id: it goes on with what is left.
 *
 * Something that cannot be removed stops only what depends on it; the person stays then, and the result says so.
 * @throws {SeamError} `cancelled`, `session_ended`, `not_permitted` where it may not even look, or the failure of
 * the connection once that has lasted too long. The last progress is the account then.
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

/** Under `cascade` the person goes first, but for links, without which ACS users would go along. */
function isReadyFor(strategy: RemovalParams['strategy'], step: RemovalStep): boolean {
  if (step.kind === 'user_identity' || step.kind === 'own_client_session') return true;
  return (
    isOutOfTheWay(step) ||
    step.state === 'skipped' ||
    (strategy === 'cascade' && step.kind !== 'acs_user_link')
  );
}

/** Seam does not publish the error for a person on whom something still hangs: any refusal may be it. */
const isRefused = (step: RemovalStep | undefined): boolean =>
  step?.error !== undefined &&
  ['conflict', 'refused', 'invalid_input', 'not_permitted'].includes(step.error.kind);

function accountOf(steps: readonly RemovalStep[]): RemovalResult {
  const left = steps.filter((step) => !isOutOfTheWay(step));
  const isThere = left.some(({ kind }) => kind === 'user_identity');
  return { outcome: isThere ? 'left' : 'removed', steps, left };
}
