import { Recent } from '../http/recent.js';

/**
 * Which action attempts a caller has started: nothing in one says whose it is. Each copy of the gateway remembers
 * its own, so behind several a caller should come back to the same one until its attempt is over.
 */
export interface Attempts {
  remember(caller: string, actionAttemptId: string): void;
  isOf(caller: string, actionAttemptId: string): boolean;
}

const rememberedAttempts = 10_000;

export function createAttempts(): Attempts {
  const callers = new Recent<string, string>(rememberedAttempts);
  return {
    remember: (caller, actionAttemptId) => void callers.set(actionAttemptId, caller),
    isOf: (caller, actionAttemptId) => callers.get(actionAttemptId) === caller,
  };
}
