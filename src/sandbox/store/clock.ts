/** What the sandbox takes for the present. */
export interface SandboxClock {
  now(): Date;
  /**
   * Moves the present forward by so many milliseconds.
   * @throws {RangeError} where it has then been moved by more than a hundred years
   */
  advance(milliseconds: number): void;
}

export type ClockKind = 'held' | 'real';

/** Where a held clock starts: a Monday morning. */
const heldStart = Date.parse('2026-11-02T09:00:00.000Z');

/** Far beyond it there are no dates. */
const mostAdvanced = 100 * 365 * 24 * 3_600_000;

interface Clock extends SandboxClock {
  /** How far it was moved, in milliseconds. */
  advanced(): number;
  /** @throws {RangeError} as `advance` does */
  reset(advanced?: number): void;
}

export function createClock(kind: ClockKind): Clock {
  const time = kind === 'real' ? () => Date.now() : () => heldStart;
  let advanced = 0;
  return {
    now: () => new Date(time() + advanced),
    advance: (milliseconds) => {
      advanced = checked(advanced + milliseconds);
    },
    advanced: () => advanced,
    reset: (to = 0) => {
      advanced = checked(to);
    },
  };
}

function checked(advanced: number): number {
  if (advanced <= mostAdvanced) return advanced;
  throw new RangeError('The clock can be moved by a hundred years at most.');
}
