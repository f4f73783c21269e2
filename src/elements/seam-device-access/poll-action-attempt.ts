import type { Call } from '../../api/call.js';
import { actionAttemptsGet, type ActionAttempt } from '../../api/contract.gen.js';
import { sleep, type Wait } from '../../operations/sleep.js';

/** Seam's own clients ask as often. */
const pauseMs = 1_000;
/** A battery lock may wake up only now and then. */
const limitMs = 30_000;

export interface AttemptOptions {
  signal: AbortSignal;
  /** A timer, unless given. */
  wait?: Wait;
}

/**
 * Asks how an action attempt goes until it is over.
 * @returns the attempt as it is then; not over yet when half a minute has gone by, which is no failure
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
    await wait(pauseMs, signal).catch(() => undefined); // where it was aborted, the call says so
    latest = await call(actionAttemptsGet, { action_attempt_id }, { signal });
  }
  return latest;
}

export const isOver = ({ status }: ActionAttempt): boolean => status === 'success' || status === 'error';
