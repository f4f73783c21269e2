/** The clock of a sandbox. All times in its data come from here. */
export interface SandboxClock {
  now(): Date;
  /**
   * Moves the clock forward by a number of milliseconds.
   * @throws {RangeError} if the sum of all moves exceeds 100 years
   */
  advance(milliseconds: number): void;
}

export type ClockKind = 'held' | 'real';

/** The start of a held clock: a Monday morning. */
const heldStart = Date.parse('2026-11-02T09:00:00.000Z');

/** A limit, because a JavaScript `Date` cannot represent every number of milliseconds. */
const mostAdvanced = 100 * 365 * 24 * 3_600_000;

interface Clock extends SandboxClock {
  /** The sum of all moves, in milliseconds. */
  advanced(): number;
  /** @throws {RangeError} as in `advance` */
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
