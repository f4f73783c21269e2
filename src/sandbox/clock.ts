/** What the sandbox takes for the present. */
export interface SandboxClock {
  now(): Date;
  /** Moves the present forward by so many milliseconds. */
  advance(milliseconds: number): void;
}

export type ClockKind = 'held' | 'real';

/** Where a held clock starts: a Monday morning. */
const heldStart = Date.parse('2026-11-02T09:00:00.000Z');

export function createClock(kind: ClockKind): SandboxClock & { reset(): void } {
  const time = kind === 'real' ? () => Date.now() : () => heldStart;
  let advanced = 0;
  return {
    now: () => new Date(time() + advanced),
    advance: (milliseconds) => {
      advanced += milliseconds;
    },
    reset: () => {
      advanced = 0;
    },
  };
}
