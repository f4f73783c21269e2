import { eventsList, type ParamsOf, type SeamEvent } from '../api/contract.gen.js';
import { isSeamError, type SeamError } from '../api/errors.js';
import { isFinal, isTransient, orNull, type Run } from './operation-run.js';
import { isOutOfTheWay, type StepError } from './progress.js';

/** A resource to remove. */
export interface Target<Kind extends string> {
  readonly kind: Kind;
  readonly id: string;
  readonly name: string;
  /** Whether Seam already reports it as being deleted. */
  readonly isBeingDeleted: boolean;
  /** Sends the request to remove it. Omitted if it is only removed together with another target. */
  readonly remove?: () => Promise<unknown>;
  /** Id of the target that is removed together with this one. While that target exists, this one gets no request. */
  readonly goesWith?: string | undefined;
  /** Ids of the targets that must be removed first. */
  readonly after?: readonly string[];
  /** The access system's error when it could not delete this target, now or in an earlier attempt. */
  readonly failure?: { readonly message: string; readonly created_at: string } | undefined;
}

/** How to list the targets of some kinds. */
export interface Part<Kind extends string> {
  /** The kinds in the list. A known target of these kinds that is no longer listed has been removed. */
  readonly kinds: readonly Kind[];
  readonly look: () => Promise<Target<Kind>[]>;
}

export interface ClearOptions {
  /** When the operation started. Milliseconds since 1970. */
  since: number;
  /** Ids of targets that must not be removed. */
  skip?: readonly string[];
}

/** Allows for differences between clocks, and for events that arrive before the operation waits for them. */
const skewMs = 60_000;
/** Maximum number of requests for one target while the server fails without a reason. */
const mostTries = 5;

type EventType = NonNullable<ParamsOf<'/events/list'>['event_type']>;

/** By kind: the event which reports that a target was removed, and the field with its id. */
const goneEvents: Readonly<Record<string, { type: EventType; idKey: keyof SeamEvent } | undefined>> = {
  acs_credential: { type: 'acs_credential.deleted', idKey: 'acs_credential_id' },
  acs_user: { type: 'acs_user.deleted', idKey: 'acs_user_id' },
  client_session: { type: 'client_session.deleted', idKey: 'client_session_id' },
  enrollment_automation: { type: 'enrollment_automation.deleted', idKey: 'enrollment_automation_id' },
  phone: { type: 'phone.deactivated', idKey: 'device_id' },
};

/**
 * Lists the targets, requests the removal of each when its turn comes, and waits until all are removed. It notices a
 * removal by an event or in the next list, whichever comes first. It always lists before it sends a request, so it can
 * be stopped and restarted at any point, and changes by others at the same time do no harm.
 * @throws {SeamError} if the targets cannot be listed, or a retry cannot help
 */
export async function clear<Kind extends string>(
  run: Run<Kind>,
  part: Part<Kind>,
  { since, skip = [] }: ClearOptions,
): Promise<void> {
  const { steps } = run;
  const asked = new Set<string>();
  const tries = new Map<string, number>();
  /** By target: when its failure from an earlier attempt was created. Only a different failure is a new one. */
  const oldFailures = new Map<string, string | undefined>();
  const seenLeaving = new Set<string>();

  for (;;) {
    const targets = await discover(run, part);
    const before = steps.all();
    let lost: SeamError | undefined;
    for (const target of targets) lost = await advance(target, targets, lost);
    const isWorking = targets.some((target) => stateOf(target) === 'working');
    if (!isWorking && !lost && isSame(before, steps.all())) return;
    // A target may be removed as soon as it is requested, so list once more before waiting.
    if (!lost && !isSame(before, steps.all())) continue;
    if (!(await run.wait(lost?.retryAfter))) return giveUp(targets, lost);
    await noteEvents(run, targets, since);
  }

  function stateOf({ kind, id }: Target<Kind>) {
    return steps.get(kind, id)?.state;
  }

  /** Steps one target forward. @returns the failure that stops further requests in this round */
  async function advance(
    target: Target<Kind>,
    targets: readonly Target<Kind>[],
    lost: SeamError | undefined,
  ): Promise<SeamError | undefined> {
    const { kind, id, failure } = target;
    if (!oldFailures.has(id)) oldFailures.set(id, failure?.created_at);
    const state = stateOf(target);
    if (state !== 'waiting' && state !== 'working') return lost;
    const set = (next: 'working' | 'gone' | 'failed' | 'skipped', error?: StepError) =>
      steps.set(kind, id, next, error);

    const leader = targets.find((other) => other.id === target.goesWith);
    const leaderState = leader && stateOf(leader);
    if (skip.includes(id) || leaderState === 'skipped') set('skipped');
    else if (target.isBeingDeleted) {
      seenLeaving.add(id);
      set('working');
    } else if (failure && hasFailedAgain(target)) {
      set('failed', { kind: 'access_system', message: failure.message });
    } else if (leader && leaderState !== 'done') {
      if (leaderState === 'working') set('working');
    } else if (!asked.has(id) && target.remove && !lost && isItsTurn(target, targets)) {
      return ask(target, target.remove);
    } else if (!target.remove) set('working');
    return lost;
  }

  async function ask(
    { kind, id }: Target<Kind>,
    remove: () => Promise<unknown>,
  ): Promise<SeamError | undefined> {
    steps.set(kind, id, 'working');
    try {
      await remove();
      asked.add(id);
    } catch (error) {
      if (isFinal(error) || !isSeamError(error)) throw error;
      const count = (tries.get(id) ?? 0) + 1;
      tries.set(id, count);
      if (error.kind === 'not_found') steps.set(kind, id, 'gone');
      else if (isTransient(error) && (error.kind !== 'server' || count < mostTries)) return error;
      else steps.set(kind, id, 'failed', { kind: error.kind, message: error.message });
    }
    return undefined;
  }

  /** The failure of an earlier attempt stays visible while the next attempt runs, so it alone proves nothing. */
  function hasFailedAgain({ id, failure }: Target<Kind>): boolean {
    return seenLeaving.has(id) || (asked.has(id) && failure?.created_at !== oldFailures.get(id));
  }

  function isItsTurn({ after = [] }: Target<Kind>, targets: readonly Target<Kind>[]): boolean {
    return targets
      .filter(({ id }) => after.includes(id))
      .every((other) => {
        const step = steps.get(other.kind, other.id);
        return step !== undefined && (isOutOfTheWay(step) || step.state === 'skipped');
      });
  }

  function giveUp(targets: readonly Target<Kind>[], lost: SeamError | undefined): void {
    const error: StepError = lost
      ? { kind: lost.kind, message: lost.message }
      : { kind: 'timeout', message: 'Nothing came of it for too long.' };
    for (const target of targets) {
      if (stateOf(target) === 'working') steps.set(target.kind, target.id, 'failed', error);
    }
  }
}

/**
 * Lists the targets and adds a step for each. A target that is no longer listed becomes `done` if this operation
 * requested its removal, and `gone` if not.
 * @throws {SeamError}
 */
export async function discover<Kind extends string>(
  { steps }: Run<Kind>,
  { kinds, look }: Part<Kind>,
): Promise<Target<Kind>[]> {
  const targets = await look();
  for (const { kind, id, name } of targets) steps.add(kind, id, name);
  const present = new Set(targets.map(({ kind, id }) => `${kind} ${id}`));
  for (const { kind, id, state } of steps.all()) {
    if (!kinds.includes(kind) || present.has(`${kind} ${id}`)) continue;
    if (state === 'waiting') steps.set(kind, id, 'gone');
    else if (state !== 'gone') steps.set(kind, id, 'done');
  }
  return targets;
}

/**
 * Reads the events of all waiting targets with one request. In a busy workspace the list may be too short, and the
 * caller may not be allowed to see events. The next list of targets then shows the same.
 */
async function noteEvents<Kind extends string>(
  run: Run<Kind>,
  targets: readonly Target<Kind>[],
  since: number,
): Promise<void> {
  const working = targets.filter(({ kind, id }) => run.steps.get(kind, id)?.state === 'working');
  const event_types = [...new Set(working.flatMap(({ kind }) => goneEvents[kind]?.type ?? []))];
  if (event_types.length === 0) return;
  const params = { since: new Date(since - skewMs).toISOString(), event_types };
  const events = (await orNull(run.read(eventsList, params))) ?? [];
  for (const { kind, id } of working) {
    const sign = goneEvents[kind];
    const isGone = (event: SeamEvent) => event.event_type === sign?.type && event[sign.idKey] === id;
    if (events.some(isGone)) run.steps.set(kind, id, 'done');
  }
}

/** Compares by identity, because a step is replaced when it changes. */
const isSame = (before: readonly unknown[], after: readonly unknown[]): boolean =>
  before.length === after.length && before.every((step, index) => step === after[index]);
