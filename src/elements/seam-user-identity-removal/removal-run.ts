import type { Call } from '../../api/call.js';
import { type ClientSession } from '../../api/contract.gen.js';
import { SeamError, asSeamError } from '../../api/errors.js';
import { removeUserIdentities, type PersonRemoval } from '../../operations/remove-user-identities.js';
import {
  removeUserIdentity,
  type RemovalParams,
  type RemovalStep,
} from '../../operations/remove-user-identity.js';
import type { OperationOptions } from '../../operations/operation-run.js';
import { isOutOfTheWay } from '../../operations/progress.js';
import { Ticker } from '../../ui/progress.js';
import type { SeamElement } from '../base/seam-element.js';
import { ownSession } from '../data/own-client-session.js';
import { emit } from '../base/events.js';

/** The time source; tests control it. */
export type Clock = Pick<OperationOptions, 'wait' | 'now'>;

type Params = Omit<RemovalParams, 'user_identity_id' | 'ownClientSessionId'>;

/** The removal of one or several user identities: its progress and its result. */
export class RemovalRun {
  /** In the order of removal; empty before the first run. */
  people: readonly PersonRemoval[] = [];
  /** Why it stopped. */
  error: SeamError | undefined = undefined;
  isRunning = false;
  isStopping = false;
  /** The client session that the page itself uses, if any. */
  own: ClientSession | undefined;
  /** Milliseconds since 1970. */
  startedAt = 0;
  /** Milliseconds since 1970; undefined while it runs. */
  endedAt: number | undefined;
  private controller = new AbortController();
  /** Steps of earlier runs, by user identity: a later run does not find resources that are already gone. */
  private stepsBefore = new Map<string, readonly RemovalStep[]>();

  constructor(private readonly host: SeamElement) {
    new Ticker(host, () => this.isRunning);
  }

  get isSingle(): boolean {
    return this.people.length === 1;
  }

  /** Whether the removal waits because the connection is lost. */
  get isPaused(): boolean {
    return this.people.some(({ outcome, progress }) => outcome === 'working' && progress?.isPaused === true);
  }

  /** Whether the page's own session was removed with its user identity, as the user confirmed. */
  get hasEndedWithPage(): boolean {
    const person = this.people.find(({ user_identity_id }) => isOf(this.own, user_identity_id));
    const last = person?.progress?.steps.find(({ kind }) => kind === 'user_identity');
    return this.error?.kind === 'session_ended' && last?.state === 'working';
  }

  idsOf(outcome: PersonRemoval['outcome']): string[] {
    return this.people
      .filter((person) => person.outcome === outcome)
      .map(({ user_identity_id }) => user_identity_id);
  }

  /** All steps for a user identity, of this run and of earlier runs. */
  stepsOf({ user_identity_id, progress }: PersonRemoval): readonly RemovalStep[] {
    const now = progress?.steps ?? [];
    const before = (this.stepsBefore.get(user_identity_id) ?? []).filter(
      (step) => !now.some((other) => isSameThing(step, other)),
    );
    // The user identity is found last. When it is found, earlier steps that this run did not find are gone.
    const hasFoundAll = now.some(({ kind }) => kind === 'user_identity');
    return [...(hasFoundAll ? before.map(asGone) : before), ...now];
  }

  /** Removes all given user identities. After an earlier run, continues with those that are left. */
  async start(call: Call, ids: readonly string[], params: Params, clock: Clock): Promise<void> {
    if (this.isRunning) return;
    const controller = new AbortController();
    const { signal } = controller;
    const now = clock.now ?? Date.now;
    this.controller = controller;
    this.isRunning = true;
    this.isStopping = false;
    this.error = undefined;
    this.startedAt = now();
    this.endedAt = undefined;
    if (this.people.length === 0)
      this.people = ids.map((user_identity_id) => ({ user_identity_id, outcome: 'waiting' }));
    for (const person of this.people) this.stepsBefore.set(person.user_identity_id, this.stepsOf(person));
    this.host.requestUpdate();
    try {
      const own = await ownSession(call, this.host.session.options, { signal });
      if (this.controller !== controller) return;
      this.own = own;
      const all = { ...params, ownClientSessionId: own?.client_session_id };
      const options = { ...clock, signal };
      const note = (people: readonly PersonRemoval[]) => {
        if (this.controller === controller) this.note(people);
      };
      if (this.isSingle) await removeOne(call, { ...all, user_identity_id: ids[0]! }, options, note);
      else {
        const user_identity_ids = [...ids].sort((a, b) => Number(isOf(own, a)) - Number(isOf(own, b)));
        await removeUserIdentities(call, { ...all, user_identity_ids }, { ...options, onProgress: note });
      }
    } catch (thrown) {
      const error = asSeamError(thrown);
      if (this.controller === controller) this.fail(error);
    } finally {
      if (this.controller === controller) {
        this.isRunning = false;
        this.endedAt = now();
        this.host.requestUpdate();
      }
    }
  }

  /** Stops after the current user identity; for a single one, or on the second call, after the request. */
  stop(): void {
    if (this.isSingle || this.isStopping) this.controller.abort();
    this.isStopping = true;
    this.host.requestUpdate();
  }

  /** Stops after the current request, and clears all state. */
  forget(): void {
    this.controller.abort();
    this.controller = new AbortController();
    this.people = [];
    this.stepsBefore.clear();
    this.error = this.own = undefined;
    this.isRunning = this.isStopping = false;
    this.host.requestUpdate();
  }

  private note(people: readonly PersonRemoval[]) {
    const before = this.people;
    this.people = before.map(
      (person) => people.find(({ user_identity_id: id }) => id === person.user_identity_id) ?? person,
    );
    this.people.forEach((person, index) => {
      if (person.outcome !== before[index]!.outcome) this.tell(person);
    });
    if (this.isStopping && !people.some(({ outcome }) => outcome === 'working')) this.controller.abort();
    this.host.requestUpdate();
  }

  private tell({ user_identity_id: userIdentityId, outcome, error }: PersonRemoval) {
    if (outcome === 'removed') emit(this.host, 'seam-user-identity-deleted', { userIdentityId });
    if (!error || error.kind === 'access_system' || error.kind === 'timeout') return;
    const failure = new SeamError(error.kind, error.message);
    if (error.kind === 'session_ended') this.fail(failure);
    else if (error.kind !== 'cancelled') emit(this.host, 'seam-error', failure);
  }

  private fail(error: SeamError) {
    this.error = error;
    if (error.kind !== 'cancelled') emit(this.host, 'seam-error', error);
  }
}

/** Removes one user identity with the same progress reports as several, but throws its error. */
async function removeOne(
  call: Call,
  params: RemovalParams,
  options: OperationOptions,
  note: (people: readonly PersonRemoval[]) => void,
): Promise<void> {
  const { user_identity_id } = params;
  let person: PersonRemoval = { user_identity_id, outcome: 'working' };
  const change = (changes: Partial<PersonRemoval>) => note([(person = { ...person, ...changes })]);
  change({});
  try {
    const { outcome } = await removeUserIdentity(call, params, {
      ...options,
      onProgress: (progress) => change({ progress }),
    });
    change({ outcome });
  } catch (error) {
    change({ outcome: 'failed' });
    throw error;
  }
}

const isOf = (session: ClientSession | undefined, userIdentityId: string): boolean =>
  session?.user_identity_id === userIdentityId;

const isSameThing = (one: RemovalStep, other: RemovalStep): boolean =>
  one.kind === other.kind && one.id === other.id;

/** A resource that is gone was removed by this removal if its step was running, or else by somebody else. */
const asGone = (step: RemovalStep): RemovalStep =>
  isOutOfTheWay(step) ? step : { ...step, state: step.state === 'working' ? 'done' : 'gone' };
