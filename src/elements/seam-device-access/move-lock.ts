import type { Call } from '../../api/call.js';
import { locksLockDoor, locksUnlockDoor, type Device } from '../../api/contract.gen.js';
import { asSeamError } from '../../api/errors.js';
import type { WriteResult } from '../data/row-changes.js';
import { isOver, settled } from './poll-action-attempt.js';

export type LockAction = 'lock' | 'unlock';
/** `unconfirmed`: done, but the device did not confirm it. `slow`: still running, which is not a failure. */
export type LockRemark = 'unconfirmed' | 'slow';

const endpoints = { lock: locksLockDoor, unlock: locksUnlockDoor };

/**
 * Locks or unlocks a device remotely, and waits for the result.
 * @param signal stops the waiting; the device may still act
 * @throws {SeamError} if the action did not start, or it is not known whether it did
 */
export async function moveLock(
  call: Call,
  action: LockAction,
  { device_id }: Device,
  signal: AbortSignal,
): Promise<WriteResult<LockRemark>> {
  const started = await call(endpoints[action], { device_id });
  try {
    const attempt = await settled(call, started, { signal });
    if (!isOver(attempt)) return { result: 'unclear', remark: 'slow' };
    if (attempt.status === 'error') return { result: 'failed', message: attempt.error?.message };
    const isConfirmed = attempt.result?.was_confirmed_by_device !== false;
    return { result: 'done', remark: isConfirmed ? undefined : 'unconfirmed' };
  } catch (error) {
    return { result: 'unclear', error: asSeamError(error) };
  }
}
