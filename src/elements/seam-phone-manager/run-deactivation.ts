import type { Call } from '../../api/call.js';
import type { SessionOptions } from '../../client/session.js';
import {
  deactivatePhone,
  type DeactivationParams,
  type DeactivationProgress,
  type DeactivationResult,
} from '../../operations/deactivate-phone.js';
import type { OperationOptions } from '../../operations/operation-run.js';
import { ownSession } from '../data/own-client-session.js';

/** Deactivates a phone, but keeps the client session that the page itself uses. @throws {SeamError} */
export async function runDeactivation(
  call: Call,
  session: SessionOptions,
  params: DeactivationParams,
  options: OperationOptions<DeactivationProgress>,
): Promise<DeactivationResult> {
  const own = params.endClientSessions ? await ownSession(call, session) : undefined;
  return deactivatePhone(call, { ...params, ownClientSessionId: own?.client_session_id }, options);
}
