import type { Call, CallOptions } from '../../api/call.js';
import { clientSessionsGet, type ClientSession } from '../../api/contract.gen.js';
import type { SessionOptions } from '../../client/session.js';

/**
 * Returns the client session that the page itself uses, which must not be ended before everything else; undefined for
 * an administrator's login, which has no client session.
 * @throws {SeamError}
 */
export async function ownSession(
  call: Call,
  { clientSessionToken, getClientSessionToken, publishableKey }: SessionOptions,
  options: CallOptions = {},
): Promise<ClientSession | undefined> {
  if (!clientSessionToken && !getClientSessionToken && !publishableKey) return undefined;
  return call(clientSessionsGet, {}, options);
}
