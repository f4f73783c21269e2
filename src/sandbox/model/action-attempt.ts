import type { Device } from '../../api/contract.gen.js';
import { deviceFields, emit } from './events.js';
import { ApiError } from './errors.js';
import { filterRows, schedule, type Store } from '../store/store.js';
import type { StoredActionAttempt } from '../store/stored.js';

type Target = Pick<StoredActionAttempt['internal'], 'device_id' | 'acs_entrance_id'>;
type ActionType = 'LOCK_DOOR' | 'UNLOCK_DOOR';

/** Seam's limit per device and minute, for locking and for unlocking separately. */
const mostAMinute = 15;

/**
 * Seam documents the limit and the status; the error type is the sandbox's own.
 * @throws {ApiError} 429
 */
export function refuseTooMany(store: Store, actionType: ActionType, deviceId: string): void {
  const aMinuteAgo = Date.parse(store.now()) - 60_000;
  const recent = filterRows(
    store.actionAttempts,
    ({ action_type, internal }) =>
      action_type === actionType &&
      internal.device_id === deviceId &&
      Date.parse(internal.started_at) > aMinuteAgo,
  );
  if ([...recent].length >= mostAMinute) {
    throw new ApiError(429, 'too_many_requests', 'Too many requests for this device');
  }
}

/** Starts an action attempt. A scheduled step ends it with success or an error. */
export function startActionAttempt(
  store: Store,
  action_type: ActionType,
  target: Target,
): StoredActionAttempt {
  const action_attempt_id = store.newId();
  const attempt: StoredActionAttempt = {
    action_attempt_id,
    action_type,
    status: 'pending',
    result: null,
    error: null,
    internal: { ...target, started_at: store.now() },
  };
  store.actionAttempts.set(action_attempt_id, attempt);
  schedule(store, { kind: 'finish_action_attempt', action_attempt_id });
  return attempt;
}

export function finishActionAttempt(store: Store, actionAttemptId: string): void {
  const attempt = store.actionAttempts.get(actionAttemptId);
  if (attempt?.status !== 'pending') return;
  const error = reasonToFail(store, attempt);
  const finished: StoredActionAttempt = error
    ? { ...attempt, status: 'error', error }
    : { ...attempt, status: 'success', result: { was_confirmed_by_device: true } };
  store.actionAttempts.set(actionAttemptId, finished);
  if (!error) act(store, attempt);
  const verb = attempt.action_type === 'LOCK_DOOR' ? 'lock_door' : 'unlock_door';
  emit(store, `action_attempt.${verb}.${error ? 'failed' : 'succeeded'}`, {
    action_attempt_id: actionAttemptId,
    action_type: attempt.action_type,
    status: finished.status,
    ...targetFields(store, attempt.internal),
  });
}

function reasonToFail(store: Store, attempt: StoredActionAttempt): StoredActionAttempt['error'] {
  const { device_id, acs_entrance_id } = attempt.internal;
  if (device_id === undefined) {
    return store.acsEntrances.has(acs_entrance_id!)
      ? null
      : { type: 'entrance_removed', message: 'The entrance was removed' };
  }
  const device = store.devices.get(device_id);
  if (!device) return { type: 'device_removed', message: 'The device was removed' };
  if (!device.properties.online) return { type: 'device_offline', message: 'The device is offline' };
  const isAble = attempt.action_type === 'LOCK_DOOR' ? device.can_remotely_lock : device.can_remotely_unlock;
  return isAble === true
    ? null
    : { type: 'action_not_supported', message: 'The device cannot do that from afar' };
}

function act(store: Store, attempt: StoredActionAttempt): void {
  const locked = attempt.action_type === 'LOCK_DOOR';
  const { device_id = '', acs_entrance_id } = attempt.internal;
  const device = store.devices.get(device_id);
  if (device) {
    store.devices.set(device_id, {
      ...device,
      properties: { ...device.properties, locked } satisfies Device['properties'],
    });
  }
  emit(store, locked ? 'lock.locked' : 'lock.unlocked', {
    method: 'remote',
    action_attempt_id: attempt.action_attempt_id,
    ...(acs_entrance_id !== undefined && { acs_entrance_id }),
    ...targetFields(store, attempt.internal),
  });
}

function targetFields(store: Store, { device_id = '', acs_entrance_id = '' }: Target) {
  const device = store.devices.get(device_id);
  if (device) return deviceFields(device);
  const entrance = store.acsEntrances.get(acs_entrance_id);
  return entrance ? { connected_account_id: entrance.connected_account_id } : {};
}
