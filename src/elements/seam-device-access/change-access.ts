import {
  userIdentitiesGrantAccessToDevice,
  userIdentitiesListAccessibleDevices,
  userIdentitiesRevokeAccessToDevice,
  type Device,
} from '../../api/contract.gen.js';
import type { SeamClient } from '../../client/client.js';
import type { WriteResult } from '../data/row-changes.js';

export type AccessAct = 'granting' | 'revoking';
/** `kept`: the direct access was revoked, but the person can still open the device. */
export type AccessRemark = 'kept';

type AccessResult = WriteResult<AccessRemark>;

const endpoints = {
  granting: userIdentitiesGrantAccessToDevice,
  revoking: userIdentitiesRevokeAccessToDevice,
};

/** Grants or revokes access to a device, once. @throws {SeamError} */
export async function changeAccess(
  { call }: SeamClient,
  act: AccessAct,
  user_identity_id: string,
  { device_id }: Device,
): Promise<AccessResult> {
  await call(endpoints[act], { user_identity_id, device_id });
  return { result: 'done' };
}

/** Reads the person's devices, which also tell what became of a request without an answer. */
export async function readAccess(
  { query }: SeamClient,
  act: AccessAct,
  user_identity_id: string,
  { device_id }: Device,
  written: AccessResult,
): Promise<AccessResult> {
  const { result, error } = written;
  // What is to be revoked and cannot be found may have been revoked already.
  const isGone = act === 'revoking' && error?.kind === 'not_found';
  if (result === 'failed' && !isGone) return written;
  // It is being read again since the change: this waits for that.
  const list = await query(userIdentitiesListAccessibleDevices, { user_identity_id }).catch(() => undefined);
  const isListed = list?.some((device) => device.device_id === device_id);
  if (!error) return act === 'revoking' && isListed ? { ...written, remark: 'kept' } : written;
  if (act === 'granting')
    return isListed ? { result: 'done' } : { result: list ? 'failed' : 'unclear', error };
  // That the person can still open it may come from elsewhere: it does not tell whether access was revoked.
  return isListed === false ? { result: 'done' } : { result: 'unclear', error };
}
