import type { Call } from '../../api/call.js';
import {
  clientSessionsDelete,
  clientSessionsList,
  clientSessionsRevoke,
  type ClientSession,
} from '../../api/contract.gen.js';
import type { SeamClient } from '../../client/client.js';
import { deleteOnce } from '../../operations/write-once.js';
import type { WriteResult } from '../data/row-changes.js';

export type End = 'revoke' | 'delete';

const endpoints = { revoke: clientSessionsRevoke, delete: clientSessionsDelete };

/** Seam may still list a revoked client session as active, so this page remembers which ones it revoked. */
const revokedOf = new WeakMap<SeamClient, Set<string>>();

export const isRevoked = (client: SeamClient | undefined, { client_session_id }: ClientSession): boolean =>
  Boolean(client && revokedOf.get(client)?.has(client_session_id));

/**
 * Ends a client session.
 * @param call its requests are aborted when the caller changes
 * @param client the client for which revoked sessions are remembered
 * @throws {SeamError}
 */
export async function endSession(
  call: Call,
  client: SeamClient,
  end: End,
  user_identity_id: string,
  { client_session_id }: ClientSession,
): Promise<WriteResult> {
  /** The sessions that are left. The list is read again after each change. */
  const look = () => client.query(clientSessionsList, { user_identity_id });
  await deleteOnce(
    () => call(endpoints[end], { client_session_id }),
    async () => (await look()).every((other) => other.client_session_id !== client_session_id),
  );
  if (end === 'revoke') revokedOf.set(client, (revokedOf.get(client) ?? new Set()).add(client_session_id));
  return { result: 'done' };
}
