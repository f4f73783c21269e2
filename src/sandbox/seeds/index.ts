import type { SandboxClock } from '../clock.js';
import { credentials } from '../credentials.js';
import { createStore, type Store } from '../store.js';
import { seedDemo } from './demo.js';
import { seedSizes, type SeedSizes } from './sized.js';
import { workspace } from './workspace.js';

export type { SeedSizes } from './sized.js';

/** What a sandbox holds at first. */
export type Seed = 'demo' | 'empty' | SeedSizes;

export function seededStore(seed: Seed, clock: SandboxClock): Store {
  const store = createStore(workspace, clock);
  const guestId = seedPeople(store, seed);
  addGuestSession(store, guestId);
  return store;
}

/** Answers the id of the person whom the sandbox's client session token belongs to, if there is anyone. */
function seedPeople(store: Store, seed: Seed): string | undefined {
  if (seed === 'empty') return undefined;
  return seed === 'demo' ? seedDemo(store) : seedSizes(store, seed);
}

function addGuestSession(store: Store, guestId: string | undefined): void {
  const inOneYear = new Date(store.now());
  inOneYear.setUTCFullYear(inOneYear.getUTCFullYear() + 1);
  const clientSessionId = store.newId();
  store.clientSessions.set(clientSessionId, {
    client_session_id: clientSessionId,
    workspace_id: store.workspace.workspace_id,
    token: credentials.clientSessionToken,
    user_identifier_key: null,
    ...(guestId !== undefined && { user_identity_id: guestId }),
    user_identity_ids: guestId === undefined ? [] : [guestId],
    connected_account_ids: [],
    connect_webview_ids: [],
    created_at: store.now(),
    expires_at: inOneYear.toISOString(),
  });
}
