import { addClientSession } from '../model/client-session.js';
import { createStore, type Store, type StoreOptions } from '../store/store.js';
import { seedDemo } from './demo.js';
import { seedVendors } from './demo-vendors.js';
import { seedSizes, type SeedSizes } from './sized.js';

export type { SeedSizes } from './sized.js';

/** The initial data of a sandbox. */
export type Seed = 'demo' | 'empty' | SeedSizes;

export function seededStore(seed: Seed, options: Omit<StoreOptions, 'idsDrawn'>): Store {
  const store = createStore(options);
  const guestId = seedPeople(store, seed);
  addGuestSession(store, guestId);
  if (seed === 'demo') seedVendors(store);
  sortEvents(store);
  return store;
}

/** @returns the id of the person with the sandbox's client session token; undefined if the seed has no people */
function seedPeople(store: Store, seed: Seed): string | undefined {
  if (seed === 'empty') return undefined;
  return seed === 'demo' ? seedDemo(store) : seedSizes(store, seed);
}

/** Sorts events by time, because a seed does not create them in that order, and lists return the order of rows. */
function sortEvents({ events }: Store): void {
  const sorted = [...events].sort(([, a], [, b]) => Date.parse(a.created_at) - Date.parse(b.created_at));
  events.clear();
  for (const [id, event] of sorted) events.set(id, event);
}

function addGuestSession(store: Store, guestId: string | undefined): void {
  const params = guestId === undefined ? {} : { user_identity_id: guestId };
  addClientSession(store, params, store.credentials.clientSessionToken);
}
