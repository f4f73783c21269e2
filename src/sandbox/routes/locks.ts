import { finishActionAttempt, refuseTooMany, startActionAttempt } from '../model/action-attempt.js';
import type { RequestContext, RoutesUnder } from '../http/context.js';
import { notFound } from '../model/errors.js';
import { refuseOutOfScope } from '../model/session-scope.js';
import { told } from '../store/stored.js';
import { findDevice } from '../model/user-identity.js';

export const lockRoutes: RoutesUnder<`/locks/${string}` | `/action_attempts/${string}`> = {
  '/locks/lock_door': (params, context) => attempt('LOCK_DOOR', params, context),
  '/locks/unlock_door': (params, context) => attempt('UNLOCK_DOOR', params, context),

  '/action_attempts/get': ({ action_attempt_id }, { store, scope }) => {
    const found = store.actionAttempts.get(action_attempt_id);
    if (!found) throw notFound('action_attempt', { data: { action_attempt_id } });
    refuseOutOfScope(scope.hasActionAttempt(found), 'action attempt');
    return told(found);
  },
};

function attempt(
  action: 'LOCK_DOOR' | 'UNLOCK_DOOR',
  { device_id, sync = false }: { device_id: string; sync?: boolean },
  { store, scope }: RequestContext,
) {
  refuseOutOfScope(scope.hasDevice(findDevice(store, device_id)), 'device');
  refuseTooMany(store, action, device_id);
  const started = startActionAttempt(store, action, { device_id });
  // Seam waits until the action attempt ends. A held clock would never reach that time, so it ends at once.
  if (sync) finishActionAttempt(store, started.action_attempt_id);
  return told(store.actionAttempts.get(started.action_attempt_id)!);
}
