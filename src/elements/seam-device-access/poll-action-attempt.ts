import type { Call } from '../../api/call.js';
import { actionAttemptsGet, type ActionAttempt } from '../../api/contract.gen.js';
import { sleep, type Wait } from '../../operations/sleep.js';

/** Seam's own clients poll at this interval. */
const pauseMs = 1_000;
/** A lock that runs on a battery may need this long to wake up. */
const limitMs = 30_000;

export interface AttemptOptions {
  signal: AbortSignal;
  /** Waits between two polls. Default: a timer. */
  wait?: Wait;
}

/**
 * Polls an action attempt until it has ended.
 * @returns the last state of the attempt; still pending after 30 seconds, which is not a failure
 * @throws {SeamError}
 */
export async function settled(
  call: Call,
  attempt: ActionAttempt,
  { signal, wait = sleep }: AttemptOptions,
): Promise<ActionAttempt> {
  const { action_attempt_id } = attempt;
  let latest = attempt;
  for (let waited = 0; !isOver(latest) && waited < limitMs; waited += pauseMs) {
    await wait(pauseMs, signal).catch(() => undefined); // if it was aborted, the call below throws
    latest = await call(actionAttemptsGet, { action_attempt_id }, { signal });
  }
  return latest;
}

export const isOver = ({ status }: ActionAttempt): boolean => status === 'success' || status === 'error';
