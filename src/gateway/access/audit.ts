import type { Caller } from './authenticate.js';

/** One record for every change that an authenticated caller asked for, without personal data or tokens. */
export interface AuditRecord {
  /** ISO 8601. */
  at: string;
  /** The scope's `caller`, else `client_session:<id>`, else the hash that the page sees. */
  caller: string;
  /** The endpoint's path, or that of an operation of the gateway's own. */
  operation: string;
  /** Ids among the parameters and of what was made, by dotted name. */
  ids: Record<string, string | string[]>;
  /** Dotted names of the parameters that were `true`, such as `visionline_metadata.override`. */
  switches: string[];
  /**
   * - `done`: Seam made the change.
   * - `started`: it goes on, and each of its changes leaves a record of its own.
   * - `refused`: nothing was changed.
   * - `unknown`: Seam gave no clear answer, so it may have been.
   */
  outcome: 'done' | 'started' | 'refused' | 'unknown';
  /** HTTP status of the answer. */
  status: number;
  /** Names the request in Seam's logs; null if it did not come that far. */
  requestId: string | null;
}

/** What has become of a change so far. */
export interface Trail extends Pick<AuditRecord, 'outcome' | 'ids' | 'switches'> {
  /** Of the latest answer of Seam's. */
  requestId?: string | undefined;
}

export const newTrail = (): Trail => ({ outcome: 'refused', ids: {}, switches: [] });

/** Notes what a change is asked with. */
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

/** The fields that are ids, and look like one: a host's own key for a person may say who it is. */
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
