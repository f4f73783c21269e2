import type { Endpoint } from '../api/contract.gen.js';
import type { Caller } from './authenticate.js';

/** One record for every change that an authenticated caller asked for, without personal data or tokens. */
export interface AuditRecord {
  /** ISO 8601. */
  at: string;
  /** The scope's `caller`, else `client_session:<id>`, else the hash that the page sees. */
  caller: string;
  /** The endpoint's path. */
  operation: string;
  /** Ids among the parameters and of what was made, by name. */
  ids: Record<string, string | string[]>;
  /**
   * - `done`: Seam made the change.
   * - `refused`: nothing was changed.
   * - `unknown`: Seam gave no clear answer, so it may have been.
   */
  outcome: 'done' | 'refused' | 'unknown';
  /** HTTP status of the answer. */
  status: number;
  /** Names the request in Seam's logs; null if it did not come that far. */
  requestId: string | null;
}

/** What has become of a change so far. */
export interface Trail {
  outcome: AuditRecord['outcome'];
  ids: AuditRecord['ids'];
}

export const auditRecord = (
  caller: Caller,
  endpoint: Endpoint,
  { outcome, ids }: Trail,
  status: number,
  requestId: string | undefined,
): AuditRecord => ({
  at: new Date().toISOString(),
  caller: caller.name,
  operation: endpoint.path,
  ids,
  outcome,
  status,
  requestId: requestId ?? null,
});

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const isUuid = (value: unknown): value is string => typeof value === 'string' && uuid.test(value);

/** The fields that are ids, and look like one: a host's own key for a person may say who it is. */
export function idsIn(fields: object): AuditRecord['ids'] {
  const ids: AuditRecord['ids'] = {};
  for (const [name, value] of Object.entries(fields)) {
    if (name.endsWith('_id') && isUuid(value)) ids[name] = value;
    if (name.endsWith('_ids') && Array.isArray(value)) ids[name] = value.filter(isUuid);
  }
  return ids;
}
