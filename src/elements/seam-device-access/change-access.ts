import {
  userIdentitiesGrantAccessToDevice,
  userIdentitiesListAccessibleDevices,
  userIdentitiesRevokeAccessToDevice,
  type Device,
} from '../../api/contract.gen.js';
import type { SeamClient } from '../../client/client.js';
import type { WriteResult } from '../data/row-changes.js';

export type AccessAct = 'granting' | 'revoking';
/** `kept`: the direct access was revoked, but the user identity can still open the device. */
export type AccessRemark = 'kept';

type AccessResult = WriteResult<AccessRemark>;

const endpoints = {
  granting: userIdentitiesGrantAccessToDevice,
  revoking: userIdentitiesRevokeAccessToDevice,
};

/** Sends one request to grant or revoke access to a device. @throws {SeamError} */
export async function changeAccess(
  { call }: SeamClient,
  act: AccessAct,
  user_identity_id: string,
  { device_id }: Device,
): Promise<AccessResult> {
  await call(endpoints[act], { user_identity_id, device_id });
  return { result: 'done' };
}

/** Reads the accessible devices. They also show the effect of a request without a response. */
export async function readAccess(
  { query }: SeamClient,
  act: AccessAct,
  user_identity_id: string,
  { device_id }: Device,
  written: AccessResult,
): Promise<AccessResult> {
  const { result, error } = written;
  // A device that a revoke request cannot find may have been revoked already.
  const isGone = act === 'revoking' && error?.kind === 'not_found';
  if (result === 'failed' && !isGone) return written;
  // The query is read again after each change, and this waits for the new data.
  const list = await query(userIdentitiesListAccessibleDevices, { user_identity_id }).catch(() => undefined);
  const isListed = list?.some((device) => device.device_id === device_id);
  if (!error) return act === 'revoking' && isListed ? { ...written, remark: 'kept' } : written;
  if (act === 'granting')
    return isListed ? { result: 'done' } : { result: list ? 'failed' : 'unclear', error };
  // A listed device may be accessible in another way, so it does not show whether the access was revoked.
  return isListed === false ? { result: 'done' } : { result: 'unclear', error };
}
