import { knownKeyring } from './workspace-credentials.js';
import { createStore, type Store, type StoreOptions, type Table, type Tables } from './store.js';
import type { StoredClientSession } from './stored.js';

/** All data of a sandbox as plain JSON. Use it only with `restore`, because its format may change. */
export interface Snapshot {
  workspaces: {
    tables: Record<string, [id: string, row: unknown][]>;
    idsDrawn: number;
  }[];
  /** How far the clock was ahead of its start, in milliseconds. */
  advanced: number;
}

export const snapshotOf = (stores: readonly Store[], advanced: number): Snapshot => ({
  workspaces: stores.map((store) => ({
    tables: {
      ...Object.fromEntries(tableNames(store).map((name) => [name, [...tableOf(store, name)]])),
      clientSessions: [
        ...withToken(store, store.credentials.clientSessionToken, knownGuestToken(store.number)),
      ],
    },
    idsDrawn: store.idsDrawn(),
  })),
  advanced,
});

/** Replaces the sandbox's own token in every snapshot, so that a sandbox with another token can restore it. */
const knownGuestToken = (number: number): string => knownKeyring.credentialsOf(number).clientSessionToken;

/** The client sessions of a store, with one token replaced by another. */
function* withToken(
  { clientSessions }: Store,
  from: string,
  to: string,
): Iterable<[id: string, StoredClientSession]> {
  for (const [id, session] of clientSessions) {
    yield [id, session.token === from ? { ...session, token: to } : session];
  }
}

/** @throws {TypeError} if the argument is not a snapshot */
export function storesOf(
  { workspaces }: Snapshot,
  options: Omit<StoreOptions, 'number' | 'idsDrawn'>,
): [Store, ...Store[]] {
  if (!Array.isArray(workspaces)) throw new TypeError('The snapshot has no workspaces.');
  const [first, ...others] = workspaces.map(({ tables, idsDrawn }, index) => {
    const store = createStore({ ...options, number: index + 1, idsDrawn });
    for (const name of tableNames(store)) {
      const rows = tables[name];
      if (!Array.isArray(rows)) throw new TypeError(`The snapshot has no ${name}.`);
      for (const [id, row] of rows) tableOf(store, name).set(id, row);
    }
    const { clientSessionToken } = store.credentials;
    for (const [id, session] of withToken(store, knownGuestToken(store.number), clientSessionToken)) {
      store.clientSessions.set(id, session);
    }
    return store;
  });
  if (!first) throw new TypeError('The snapshot has no workspaces.');
  return [first, ...others];
}

const tableNames = (store: Store) =>
  Object.entries(store).flatMap(([name, value]) => (value instanceof Map ? [name as keyof Tables] : []));

const tableOf = (store: Store, name: keyof Tables): Table<unknown> => store[name];
