import type { Call } from '../../api/call.js';
import {
  acsCredentialsDelete,
  acsCredentialsGet,
  acsCredentialsUpdate,
  type AcsCredential,
} from '../../api/contract.gen.js';
import { isSeamError } from '../../api/errors.js';
import { isBeingDeleted } from '../../operations/resource-state.js';
import { deleteOnce } from '../../operations/write-once.js';

/** Changes the end. A retry is safe: the same end twice has no effect. @throws {SeamError} */
export async function changeEnd(
  call: Call,
  acs_credential_id: string,
  ends_at: string,
): Promise<AcsCredential> {
  await call(acsCredentialsUpdate, { acs_credential_id, ends_at });
  return call(acsCredentialsGet, { acs_credential_id });
}

/** @throws {SeamError} if Seam did not accept the deletion */
export const deleteCredential = (call: Call, acs_credential_id: string): Promise<true> =>
  deleteOnce(
    () => call(acsCredentialsDelete, { acs_credential_id }),
    () => isLeaving(call, acs_credential_id),
  );

const isLeaving = (call: Call, acs_credential_id: string): Promise<boolean> =>
  call(acsCredentialsGet, { acs_credential_id }).then(
    isBeingDeleted,
    (error: unknown) => isSeamError(error) && error.kind === 'not_found',
  );
