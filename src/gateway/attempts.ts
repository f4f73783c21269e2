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
  const callers = new Map<string, string>();
  return {
    remember(caller, actionAttemptId) {
      callers.set(actionAttemptId, caller);
      if (callers.size > rememberedAttempts) callers.delete(callers.keys().next().value!);
    },
    isOf: (caller, actionAttemptId) => callers.get(actionAttemptId) === caller,
  };
}
