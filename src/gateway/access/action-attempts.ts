import { Recent } from '../http/recent.js';

/**
 * Remembers which caller started which action attempt, because an action attempt does not name its caller. Each copy of
 * the gateway knows only its own, so a load balancer should send a caller to the same copy until the attempt ends.
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
