import { createStore, type Store, type StoreOptions, type Table, type Tables } from './store.js';

/** All that a sandbox holds, as plain JSON. Read it with nothing but `restore`: what is in it may change. */
export interface Snapshot {
  tables: Record<string, [id: string, row: unknown][]>;
  idsDrawn: number;
  /** How far its clock was ahead of where it started, in milliseconds. */
  advanced: number;
}

export const snapshotOf = (store: Store, advanced: number): Snapshot => ({
  tables: Object.fromEntries(tableNames(store).map((name) => [name, [...tableOf(store, name)]])),
  idsDrawn: store.idsDrawn(),
  advanced,
});

/** @throws {TypeError} where it is not a snapshot */
export function storeOf(snapshot: Snapshot, options: Omit<StoreOptions, 'idsDrawn'>): Store {
  const store = createStore({ ...options, idsDrawn: snapshot.idsDrawn });
  for (const name of tableNames(store)) {
    const rows = snapshot.tables[name];
    if (!Array.isArray(rows)) throw new TypeError(`The snapshot has no ${name}.`);
    for (const [id, row] of rows) tableOf(store, name).set(id, row);
  }
  return store;
}

const tableNames = (store: Store) =>
  Object.entries(store).flatMap(([name, value]) => (value instanceof Map ? [name as keyof Tables] : []));

const tableOf = (store: Store, name: keyof Tables): Table<unknown> => store[name];
