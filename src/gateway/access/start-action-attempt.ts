import type { Endpoint, ParamsOf } from '../../api/contract.gen.js';
import type { Errand, Fields } from './request-context.js';
import { objectIn, stringIn } from '../http/seam-upstream.js';

/** Asks for what takes its time, and remembers whose asking it was. */
export async function startAttempt<
  Path extends '/acs/entrances/unlock' | '/locks/lock_door' | '/locks/unlock_door',
>(errand: Errand, endpoint: Endpoint<Path>, params: ParamsOf<Path>): Promise<Fields> {
  const body = await errand.ask(endpoint, params);
  const attemptId = stringIn(objectIn(body, 'action_attempt'), 'action_attempt_id');
  errand.attempts.remember(errand.caller.tag, attemptId);
  return body;
}
