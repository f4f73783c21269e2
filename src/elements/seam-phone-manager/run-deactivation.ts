import type { Call } from '../../api/call.js';
import { clientSessionsGet } from '../../api/contract.gen.js';
import type { SessionOptions } from '../../client/session.js';
import {
  deactivatePhone,
  type DeactivationParams,
  type DeactivationProgress,
  type DeactivationResult,
} from '../../operations/deactivate-phone.js';
import type { OperationOptions } from '../../operations/run.js';

/** Deactivates a phone, and leaves the session open that the page itself runs on. @throws {SeamError} */
export async function runDeactivation(
  call: Call,
  session: SessionOptions,
  params: DeactivationParams,
  options: OperationOptions<DeactivationProgress>,
): Promise<DeactivationResult> {
  // An administrator's login is no client session.
  const hasOwn = session.clientSessionToken || session.getClientSessionToken || session.publishableKey;
  const own = params.endClientSessions && hasOwn ? await call(clientSessionsGet, {}) : undefined;
  return deactivatePhone(call, { ...params, ownClientSessionId: own?.client_session_id }, options);
}
