import type { SeamErrorKind } from '../api/errors.js';

/**
 * - `waiting`: not started; after the end of the operation: unchanged.
 * - `working`: requested, or in progress at Seam.
 * - `done`: completed and confirmed.
 * - `gone`: nothing was left to do.
 * - `failed`: refused, or not completed; calling the operation again retries it.
 * - `skipped`: not changed, because the caller asked to skip it.
 */
export type StepState = 'waiting' | 'working' | 'done' | 'gone' | 'failed' | 'skipped';

/** Why a step failed. The message is the server's, if it sent one. */
export interface StepError {
  /** `access_system`: the access system failed to do what Seam asked. `timeout`: no progress for too long. */
  readonly kind: SeamErrorKind | 'access_system' | 'timeout';
  readonly message: string;
}

/** One step of an operation, as plain data. A step is never changed; a new object replaces it. */
export interface Step<Kind extends string = string> {
  readonly kind: Kind;
  /** The id of the step's resource. Unique among the steps of one kind. */
  readonly id: string;
  /** The display name of the resource, or its creation time if it has no name. */
  readonly name: string;
  readonly state: StepState;
  /** Milliseconds since 1970. */
  readonly startedAt?: number;
  /** Milliseconds since 1970. */
  readonly endedAt?: number;
  readonly error?: StepError;
}

/** The progress of an operation, as plain data that can be stored, compared and written as JSON. */
export interface Progress<Kind extends string = string> {
  /** In the order in which they run. */
  readonly steps: readonly Step<Kind>[];
  /** True while the server is unreachable, fails, or limits the rate. The operation continues on its own. */
  readonly isPaused: boolean;
}

/** Whether a step has ended, with success or not. */
export const isEnded = ({ state }: Step): boolean => state !== 'waiting' && state !== 'working';

/** Whether the resource of a removal step no longer exists. */
export const isOutOfTheWay = ({ state }: Step): boolean => state === 'done' || state === 'gone';

/** The steps of a running operation. */
export interface Steps<Kind extends string> {
  /** Adds a step, unless it exists. */
  add(kind: Kind, id: string, name: string): void;
  get(kind: Kind, id: string): Step<Kind> | undefined;
  set(kind: Kind, id: string, state: StepState, error?: StepError): void;
  setPaused(isPaused: boolean): void;
  all(): readonly Step<Kind>[];
  /** When a step last changed. Milliseconds since 1970. */
  changedAt(): number;
}

export function createSteps<Kind extends string>(
  now: () => number,
  onProgress: (progress: Progress<Kind>) => void = () => {},
): Steps<Kind> {
  const steps = new Map<string, Step<Kind>>();
  let isPaused = false;
  let changedAt = now();
  const keyOf = (kind: Kind, id: string) => `${kind} ${id}`;
  const put = (step: Step<Kind>) => {
    steps.set(keyOf(step.kind, step.id), step);
    changedAt = now();
    report();
  };
  const report = () => onProgress({ steps: [...steps.values()], isPaused });
  return {
    add(kind, id, name) {
      if (!steps.has(keyOf(kind, id))) put({ kind, id, name, state: 'waiting' });
    },
    get: (kind, id) => steps.get(keyOf(kind, id)),
    set(kind, id, state, error) {
      const step = steps.get(keyOf(kind, id));
      if (!step || step.state === state) return;
      const { startedAt, endedAt: _endedAt, error: _error, ...rest } = step;
      put({
        ...rest,
        state,
        ...(state !== 'waiting' && { startedAt: startedAt ?? now() }),
        ...(isEnded({ ...rest, state }) && { endedAt: now() }),
        ...(error && { error }),
      });
    },
    setPaused(paused) {
      if (paused === isPaused) return;
      isPaused = paused;
      report();
    },
    all: () => [...steps.values()],
    changedAt: () => changedAt,
  };
}
