import type { SeamErrorKind } from '../api/errors.js';

/**
 * - `waiting`: not begun; at the end of an operation, left as it was.
 * - `working`: asked for, or going on without us.
 * - `done`: happened, and was seen to have.
 * - `gone`: there was nothing to do any more.
 * - `failed`: refused, or not brought about; asking again tries it once more.
 * - `skipped`: left alone on request.
 */
export type StepState = 'waiting' | 'working' | 'done' | 'gone' | 'failed' | 'skipped';

/** Why a step failed. The message is the server's own where there is one. */
export interface StepError {
  /** `access_system`: Seam tried, and the access system did not; `timeout`: nothing came of it for too long. */
  readonly kind: SeamErrorKind | 'access_system' | 'timeout';
  readonly message: string;
}

/** One thing of an operation, as plain data. Steps are replaced and never changed. */
export interface Step<Kind extends string = string> {
  readonly kind: Kind;
  /** What it is about: a resource, or for `user_identity` the person. Unique among steps of one kind. */
  readonly id: string;
  /** The display name of what it is about. What has none is known by when it was created. */
  readonly name: string;
  readonly state: StepState;
  /** Milliseconds since 1970. */
  readonly startedAt?: number;
  /** Milliseconds since 1970. */
  readonly endedAt?: number;
  readonly error?: StepError;
}

/** How far an operation has come, as plain data that can be kept, compared and written as JSON. */
export interface Progress<Kind extends string = string> {
  /** In the order they are taken. */
  readonly steps: readonly Step<Kind>[];
  /** Whether the connection is lost, or the server does not answer as it should. It goes on by itself. */
  readonly isPaused: boolean;
}

/** Whether a step is over, for better or worse. */
export const isEnded = ({ state }: Step): boolean => state !== 'waiting' && state !== 'working';

/** Whether what a step was to take away is no longer there. */
export const isOutOfTheWay = ({ state }: Step): boolean => state === 'done' || state === 'gone';

/** What an operation knows of its steps while it runs. */
export interface Steps<Kind extends string> {
  /** Adds a step, unless there is one. */
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
