import {
  actionAttemptsGet,
  locksLockDoor,
  locksUnlockDoor,
  type Endpoint,
  type ParamsOf,
} from '../../api/contract.gen.js';

import type { Errand } from '../access/request-context.js';
import { devices, findInSight } from '../access/building-resources.js';
import { notFound } from '../http/http-error.js';
import { changeRow, readRow } from './endpoint-rule.js';
import { startAttempt } from '../access/start-action-attempt.js';

export const lockDoor = acting(locksLockDoor);
export const unlockDoor = acting(locksUnlockDoor);

function acting<Path extends '/locks/lock_door' | '/locks/unlock_door'>(endpoint: Endpoint<Path>) {
  const act = (errand: Errand, params: ParamsOf<Path>) => startAttempt(errand, endpoint, params);
  return changeRow({
    endpoint,
    permission: 'devices.lock',
    // At once, and for nobody later.
    opens: 'nothing',
    forAll: act,
    async forLimited(errand, params) {
      await findInSight(errand, devices, params.device_id);
      return act(errand, params);
    },
  });
}

/** How something went that the caller has started itself, so that whoever may start it may see it too. */
export const getAttempt = readRow({
  endpoint: actionAttemptsGet,
  permission: 'devices.read',
  async forLimited(errand, params) {
    if (!errand.attempts.isOf(errand.caller.tag, params.action_attempt_id)) throw notFound('action_attempt');
    return errand.ask(actionAttemptsGet, params);
  },
});
