import {
  userIdentitiesGrantAccessToDevice,
  userIdentitiesListAccessibleDevices,
  userIdentitiesRevokeAccessToDevice,
  type Device,
} from '../../api/contract.gen.js';
import { asSeamError, mayHaveHappened } from '../../api/errors.js';
import type { SeamClient } from '../../client/client.js';
import type { WriteResult } from '../row-changes.js';

export type AccessAct = 'granting' | 'revoking';
/** `kept`: the direct access was revoked, but the person can still open the device. */
export type AccessRemark = 'kept';

const endpoints = {
  granting: userIdentitiesGrantAccessToDevice,
  revoking: userIdentitiesRevokeAccessToDevice,
};

/**
 * Grants or revokes access to a device, once, and reads the person's devices, which also tell what became of a request
 * without an answer.
 */
export async function changeAccess(
  { call, query }: SeamClient,
  act: AccessAct,
  user_identity_id: string,
  { device_id }: Device,
): Promise<WriteResult<Device, AccessRemark>> {
  const error = await call(endpoints[act], { user_identity_id, device_id }).then(
    () => undefined,
    asSeamError,
  );
  // What is to be revoked and cannot be found may have been revoked already.
  const isUnclear = mayHaveHappened(error) || (act === 'revoking' && error?.kind === 'not_found');
  if (error && !isUnclear) return { result: 'failed', error };
  // It is being read again since the change: this waits for that.
  const list = await query(userIdentitiesListAccessibleDevices, { user_identity_id }).catch(() => undefined);
  const row = list?.find((device) => device.device_id === device_id);
  if (act === 'granting') {
    if (!error || row) return { result: 'done', row };
    return { result: list ? 'failed' : 'unclear', error };
  }
  if (!error) return { result: 'done', row, remark: row && 'kept' };
  // That the person can still open it may come from elsewhere: it does not tell whether access was revoked.
  return list && !row ? { result: 'done' } : { result: 'unclear', error };
}
