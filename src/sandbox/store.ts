import type { ClientSession, Device, UserIdentity, Workspace } from '../api/contract.gen.js';
import type { SandboxClock } from './clock.js';
import { createIds } from './random.js';

/** Rows by id, in the order they were made. A row is replaced, never changed: whoever has read it can keep it. */
export type Table<Row> = Map<string, Row>;

/** The devices are counted when the session is shown. */
export type StoredClientSession = Omit<ClientSession, 'device_count'>;

export interface Store {
  readonly workspace: Workspace;
  readonly userIdentities: Table<UserIdentity>;
  readonly devices: Table<Device>;
  readonly clientSessions: Table<StoredClientSession>;
  /** Nothing in a client session says that it was revoked. */
  readonly revokedClientSessionIds: Set<string>;
  /** Device ids by the id of the user identity they were granted to. */
  readonly deviceGrants: Map<string, Set<string>>;
  newId(): string;
  /** The present, as ISO 8601. */
  now(): string;
}

export function createStore(workspace: Workspace, clock: SandboxClock): Store {
  return {
    workspace,
    userIdentities: new Map(),
    devices: new Map(),
    clientSessions: new Map(),
    revokedClientSessionIds: new Set(),
    deviceGrants: new Map(),
    newId: createIds(1),
    now: () => clock.now().toISOString(),
  };
}

/** Like `find`, without an array in between. */
export function findRow<Row>(table: Table<Row>, matches: (row: Row) => boolean): Row | undefined {
  for (const row of table.values()) if (matches(row)) return row;
  return undefined;
}

export function* filterRows<Row>(table: Table<Row>, matches: (row: Row) => boolean): Iterable<Row> {
  for (const row of table.values()) if (matches(row)) yield row;
}
