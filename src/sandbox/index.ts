import { createApp } from './app.js';
import { storeFor } from './http/authenticate.js';
import { createClock, type ClockKind } from './store/clock.js';
import { controlPrefix } from './controls/controls.js';
import { keyringOf, type CredentialsKind } from './store/workspace-credentials.js';
import { answerOfFault, createFaults, spoiled } from './controls/faults.js';
import { createResources } from './controls/resources.js';
import type { Sandbox, SandboxWorkspace } from './sandbox.js';
import { seededStore, type Seed } from './seeds/index.js';
import { catchUp } from './model/scheduled-work.js';
import { snapshotOf, storesOf } from './store/snapshot.js';
import { findRow, type Deletion, type Store } from './store/store.js';
import type { StoredClientSession } from './store/stored.js';
import { aborted, pause } from './http/pause.js';

export type { ClockKind, SandboxClock } from './store/clock.js';
export type { Credentials, CredentialsKind } from './store/workspace-credentials.js';
export type { Fault, SandboxFaults } from './controls/faults.js';
export type { SandboxResources } from './controls/resources.js';
export type { Sandbox, SandboxSessions, SandboxWorkspace } from './sandbox.js';
export type { Seed, SeedSizes } from './seeds/index.js';
export type { Snapshot } from './store/snapshot.js';
export type { Deletion } from './store/store.js';

export interface SandboxOptions {
  /**
   * The initial data: `demo` (the default), a hotel and an office building with their people; `empty`; or the number of
   * each resource.
   */
  seed?: Seed;
  /** Delay of every response, in milliseconds; 0 by default. */
  latency?: number;
  /**
   * `held` (the default) starts at a fixed time, and only `clock.advance` moves it, so that every run gives the same
   * result. `real` follows the system clock.
   */
  clock?: ClockKind;
  /**
   * `known` (the default) are the same in every sandbox, so anybody who can reach the sandbox has full access. `random`
   * are different in each sandbox, and so are the tokens of its client sessions: use them if others can reach it, as
   * behind a port.
   */
  credentials?: CredentialsKind;
  /**
   * `cascade` (the default), as Seam works today: deleting a user identity or an ACS user also deletes everything that
   * depends on it. `ordered`, as Seam worked before: a deletion fails with 409 until its credentials, ACS users,
   * enrollment automations, client sessions and phones are deleted.
   */
  deletion?: Deletion;
  /**
   * `true` (the default) rejects parameters that Seam does not document, as the gateway does, because Seam does not
   * publish what it does with them. `false` accepts the names of Seam's older guides, such as `phone_id`, ignores other
   * unknown names, and warns about the first one on the console.
   */
  strict?: boolean;
}

/**
 * Creates a sandbox. It keeps its data only in memory, and sends no request to Seam.
 * @throws {RangeError} if the seed is too big, or lacks a resource that another one needs
 *
 * ```ts
 * const sandbox = createSandbox();
 * const answer = await sandbox.fetch(
 *   new Request('https://connect.getseam.com/devices/list', {
 *     method: 'POST',
 *     headers: { authorization: `Bearer ${sandbox.credentials.clientSessionToken}` },
 *   }),
 * );
 * ```
 */
export function createSandbox({
  seed = 'demo',
  latency = 0,
  clock = 'held',
  credentials = 'known',
  deletion = 'cascade',
  strict = true,
}: SandboxOptions = {}): Sandbox {
  const { reset: resetClock, advanced, ...sandboxClock } = createClock(clock);
  const { take: takeFault, ...faults } = createFaults();
  const keyring = keyringOf(credentials);
  const options = { clock: sandboxClock, keyring, deletion };
  const seededStores = (): [Store, ...Store[]] => [seededStore(seed, { ...options, number: 1 })];
  let stores = seededStores();
  let currentLatency = latency;

  const sandbox: Sandbox = {
    async fetch(request) {
      request.signal.throwIfAborted();
      const { pathname } = new URL(request.url);
      if (pathname.startsWith(controlPrefix)) return app.fetch(request, {});
      const isPreflight = request.method === 'OPTIONS';
      const fault = isPreflight ? undefined : takeFault(pathname);
      if (currentLatency > 0) await pause(currentLatency, request.signal);
      if (fault?.hang) await aborted(request.signal);
      if (fault?.drop) throw new TypeError('Failed to fetch');
      stores.forEach(catchUp);
      const isSpoiled = fault?.truncated === true || fault?.bodyDelay !== undefined;
      if (isSpoiled) return spoiled(await app.fetch(request, {}), fault, request.signal);
      return app.fetch(request, fault ? { answer: answerOfFault(fault) } : {});
    },
    reset() {
      resetClock();
      faults.clear();
      currentLatency = latency;
      stores = seededStores();
    },
    snapshot() {
      stores.forEach(catchUp);
      return snapshotOf(stores, advanced());
    },
    restore(snapshot) {
      const restored = storesOf(snapshot, options);
      resetClock(snapshot.advanced);
      stores = restored;
    },
    get latency() {
      return currentLatency;
    },
    set latency(milliseconds) {
      currentLatency = milliseconds;
    },
    sessions: {
      expire(idOrToken) {
        const { store, session } = findSession(stores, idOrToken);
        store.clientSessions.set(session.client_session_id, { ...session, expires_at: store.now() });
      },
      revoke(idOrToken) {
        const { store, session } = findSession(stores, idOrToken);
        store.revocations.set(session.client_session_id, store.now());
      },
    },
    resources: createResources(() => {
      stores.forEach(catchUp);
      return stores;
    }),
    clock: sandboxClock,
    faults,
    credentials: stores[0].credentials,
    personalAccessToken: keyring.personalAccessToken,
    get workspaces() {
      return stores.map(workspaceOf);
    },
    addWorkspace(itsSeed = seed) {
      const store = seededStore(itsSeed, { ...options, number: stores.length + 1 });
      stores.push(store);
      return workspaceOf(store);
    },
  };
  const app = createApp((request) => storeFor(stores, request), sandbox, strict);
  return sandbox;
}

const workspaceOf = ({ workspace, credentials }: Store): SandboxWorkspace => ({
  workspaceId: workspace.workspace_id,
  credentials,
});

function findSession(
  stores: readonly Store[],
  idOrToken: string,
): { store: Store; session: StoredClientSession } {
  for (const store of stores) {
    const session = findRow(
      store.clientSessions,
      ({ client_session_id, token }) => idOrToken === client_session_id || idOrToken === token,
    );
    if (session) return { store, session };
  }
  throw new RangeError('There is no such client session.');
}
