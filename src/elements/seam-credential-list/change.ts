import type { Call } from '../../api/call.js';
import {
  acsCredentialsDelete,
  acsCredentialsGet,
  acsCredentialsUpdate,
  type AcsCredential,
} from '../../api/contract.gen.js';
import { isSeamError, mayHaveHappened } from '../../api/errors.js';
import { isBeingDeleted } from '../../operations/resources.js';

/** Setting the same end twice does no harm. @throws {SeamError} */
export async function changeEnd(
  call: Call,
  acs_credential_id: string,
  ends_at: string,
): Promise<AcsCredential> {
  await call(acsCredentialsUpdate, { acs_credential_id, ends_at });
  return call(acsCredentialsGet, { acs_credential_id });
}

/** Looks how it is after an answer that was not clear. @throws {SeamError} where it is not on its way out */
export async function deleteCredential(call: Call, acs_credential_id: string): Promise<true> {
  try {
    await call(acsCredentialsDelete, { acs_credential_id });
  } catch (error) {
    if (!isSeamError(error)) throw error;
    const isGone =
      error.kind === 'not_found' || (mayHaveHappened(error) && (await isLeaving(call, acs_credential_id)));
    if (!isGone) throw error;
  }
  return true;
}

const isLeaving = (call: Call, acs_credential_id: string): Promise<boolean> =>
  call(acsCredentialsGet, { acs_credential_id }).then(
    isBeingDeleted,
    (error: unknown) => isSeamError(error) && error.kind === 'not_found',
  );
