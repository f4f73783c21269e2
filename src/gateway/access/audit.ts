import type { Caller } from './authenticate.js';

/** The record of one change that an authenticated caller requested, without personal data or tokens. */
export interface AuditRecord {
  /** The time of the record, in ISO 8601. */
  at: string;
  /** The scope's `caller`, or `client_session:<id>`, or the hash that the page sees: the first that is known. */
  caller: string;
  /** The path of the endpoint, or of the gateway's own operation. */
  operation: string;
  /** The ids in the parameters, and the id of the created resource, by dotted name. */
  ids: Record<string, string | string[]>;
  /** Dotted names of the parameters that were `true`, such as `visionline_metadata.override`. */
  switches: string[];
  /**
   * - `done`: Seam made the change.
   * - `started`: the operation runs, and each of its changes gets its own record.
   * - `refused`: nothing was changed.
   * - `unknown`: Seam gave no clear response, so the change may have been made.
   */
  outcome: 'done' | 'started' | 'refused' | 'unknown';
  /** HTTP status of the gateway's response. */
  status: number;
  /** The request's id in Seam's logs; null if no response from Seam had one. */
  requestId: string | null;
}

/** The result of a change so far. */
export interface Trail extends Pick<AuditRecord, 'outcome' | 'ids' | 'switches'> {
  /** From Seam's latest response. */
  requestId?: string | undefined;
}

export const newTrail = (): Trail => ({ outcome: 'refused', ids: {}, switches: [] });

/** Adds the ids and switches in a change's parameters. */
export function noteParams(trail: Trail, params: object): void {
  Object.assign(trail.ids, idsIn(params));
  trail.switches = switchesIn(params);
}

export const auditRecord = (
  caller: Caller,
  operation: string,
  { outcome, ids, switches, requestId }: Trail,
  status: number,
): AuditRecord => ({
  at: new Date().toISOString(),
  caller: caller.name,
  operation,
  ids,
  switches,
  outcome,
  status,
  requestId: requestId ?? null,
});

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const isUuid = (value: unknown): value is string => typeof value === 'string' && uuid.test(value);

/** Takes only ids that are UUIDs, because a key that the host chose may contain personal data. */
export function idsIn(fields: object, prefix = ''): AuditRecord['ids'] {
  const ids: AuditRecord['ids'] = {};
  for (const [name, value] of Object.entries(fields)) {
    if (isFields(value)) Object.assign(ids, idsIn(value, `${prefix}${name}.`));
    if (name.endsWith('_id') && isUuid(value)) ids[prefix + name] = value;
    if (name.endsWith('_ids') && Array.isArray(value)) ids[prefix + name] = value.filter(isUuid);
  }
  return ids;
}

const switchesIn = (fields: object, prefix = ''): string[] =>
  Object.entries(fields).flatMap(([name, value]) =>
    isFields(value) ? switchesIn(value, `${prefix}${name}.`) : value === true ? [prefix + name] : [],
  );

const isFields = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
