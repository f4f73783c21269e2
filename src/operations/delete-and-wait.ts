import { eventsList, type ParamsOf, type SeamEvent } from '../api/contract.gen.js';
import { isSeamError, type SeamError } from '../api/errors.js';
import { isFinal, isTransient, orNull, type Run } from './operation-run.js';
import { isOutOfTheWay, type StepError } from './progress.js';

/** Something that is to go away. */
export interface Target<Kind extends string> {
  readonly kind: Kind;
  readonly id: string;
  readonly name: string;
  /** Whether it says itself that it is on its way out. */
  readonly isBeingDeleted: boolean;
  /** Asks for it to go. Left out where it only goes along with something else. */
  readonly remove?: () => Promise<unknown>;
  /** Id of the target it goes along with; it is not asked for as long as that is there. */
  readonly goesWith?: string | undefined;
  /** Ids of the targets that must be out of the way first. */
  readonly after?: readonly string[];
  /** What the access system said when it failed to let go of it, now or at an earlier try. */
  readonly failure?: { readonly message: string; readonly created_at: string } | undefined;
}

/** Where to look for targets. */
export interface Part<Kind extends string> {
  /** Of which kinds: what is not there any more is gone. */
  readonly kinds: readonly Kind[];
  readonly look: () => Promise<Target<Kind>[]>;
}

export interface ClearOptions {
  /** When the operation began. Milliseconds since 1970. */
  since: number;
  /** Ids of what to leave alone. */
  skip?: readonly string[];
}

/** Clocks differ, and an event can be there before anyone waits for it. */
const skewMs = 60_000;
/** How often something is asked for that fails at the other side without a word. */
const mostTries = 5;

type EventType = NonNullable<ParamsOf<'/events/list'>['event_type']>;

/** What tells that something is gone, where anything does. */
const goneEvents: Readonly<Record<string, { type: EventType; idKey: keyof SeamEvent } | undefined>> = {
  acs_credential: { type: 'acs_credential.deleted', idKey: 'acs_credential_id' },
  acs_user: { type: 'acs_user.deleted', idKey: 'acs_user_id' },
  client_session: { type: 'client_session.deleted', idKey: 'client_session_id' },
  enrollment_automation: { type: 'enrollment_automation.deleted', idKey: 'enrollment_automation_id' },
  phone: { type: 'phone.deactivated', idKey: 'device_id' },
};

/**
 * Looks what is there, asks each thing to go once that is its turn, and waits until it has gone: by event or by
 * looking, whichever comes first. As it always looks before it asks, it can be stopped anywhere and begun again,
 * and what others add or take away meanwhile makes no difference.
 * @throws {SeamError} where nothing can be seen, or going on is in vain
 */
export async function clear<Kind extends string>(
  run: Run<Kind>,
  part: Part<Kind>,
  { since, skip = [] }: ClearOptions,
): Promise<void> {
  const { steps } = run;
  const asked = new Set<string>();
  const tries = new Map<string, number>();
  /** The failure that something came with, from an earlier try: only another one is news. */
  const oldFailures = new Map<string, string | undefined>();
  const seenLeaving = new Set<string>();

  for (;;) {
    const targets = await discover(run, part);
    const before = steps.all();
    let lost: SeamError | undefined;
    for (const target of targets) lost = await advance(target, targets, lost);
    const isWorking = targets.some((target) => stateOf(target) === 'working');
    if (!isWorking && !lost && isSame(before, steps.all())) return;
    // What was asked just now may be gone at once.
    if (!lost && !isSame(before, steps.all())) continue;
    if (!(await run.wait(lost?.retryAfter))) return giveUp(targets, lost);
    await noteEvents(run, targets, since);
  }

  function stateOf({ kind, id }: Target<Kind>) {
    return steps.get(kind, id)?.state;
  }

  /** Takes one target one step on. @returns the failure after which nothing more is to be asked for now */
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

  /** A failure of an earlier try stays there while the next goes on. */
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
 * Adds steps for what is there. What is no longer there is over: by us if we were at it, else without us.
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
 * One request for all that is waited for. In a busy workspace it may not reach far enough, or the caller may not
 * see events at all: looking finds out as well.
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

/** Steps are replaced when they change. */
const isSame = (before: readonly unknown[], after: readonly unknown[]): boolean =>
  before.length === after.length && before.every((step, index) => step === after[index]);
