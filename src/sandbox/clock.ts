/** What the sandbox takes for the present. */
export interface SandboxClock {
  now(): Date;
  /** Moves the present forward by so many milliseconds. */
  advance(milliseconds: number): void;
}

export type ClockKind = 'held' | 'real';

/** Where a held clock starts: a Monday morning. */
const heldStart = Date.parse('2026-11-02T09:00:00.000Z');

interface Clock extends SandboxClock {
  /** How far it was moved, in milliseconds. */
  advanced(): number;
  reset(advanced?: number): void;
}

export function createClock(kind: ClockKind): Clock {
  const time = kind === 'real' ? () => Date.now() : () => heldStart;
  let advanced = 0;
  return {
    now: () => new Date(time() + advanced),
    advance: (milliseconds) => {
      advanced += milliseconds;
    },
    advanced: () => advanced,
    reset: (to = 0) => {
      advanced = to;
    },
  };
}
