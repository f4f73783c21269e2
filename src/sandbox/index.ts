import { createApp } from './app.js';
import { createClock, type ClockKind, type SandboxClock } from './clock.js';
import { credentials, type Credentials } from './credentials.js';
import { answerOfFault, createFaults, type SandboxFaults } from './faults.js';
import { seededStore, type Seed } from './seeds/index.js';
import { catchUp } from './steps.js';
import type { Deletion } from './store.js';
import { aborted, pause } from './waiting.js';

export type { ClockKind, SandboxClock } from './clock.js';
export type { Credentials } from './credentials.js';
export type { Fault, SandboxFaults } from './faults.js';
export type { Seed, SeedSizes } from './seeds/index.js';
export type { Deletion } from './store.js';

export interface SandboxOptions {
  /**
   * What is in it at first: `demo`, a hotel and an office building with their people (the default); `empty`;
   * or as many people and devices as you say.
   */
  seed?: Seed;
  /** Milliseconds every answer takes; 0 if left out. */
  latency?: number;
  /**
   * `held` (the default) starts at a fixed instant and moves only by `clock.advance`, so that everything is the
   * same every time. `real` runs.
   */
  clock?: ClockKind;
  /**
   * `cascade` (the default) as Seam deletes today: whatever hangs on a user identity or an ACS user goes along.
   * `ordered` as it once did: refused until credentials, ACS users, automations, sessions and phones are gone.
   */
  deletion?: Deletion;
}

/** Seam's API, emulated in memory. */
export interface Sandbox {
  /**
   * Answers a request as Seam does; only the path of its URL counts, not the host.
   * @throws {TypeError} where a fault drops the request, as the platform's `fetch` does when the network fails
   * @throws the reason of the request's signal once that is aborted
   */
  fetch(request: Request): Promise<Response>;
  /** Back to how it was made: seed, clock, and no faults. */
  reset(): void;
  readonly clock: SandboxClock;
  /** Makes requests fail on purpose. */
  readonly faults: SandboxFaults;
  readonly credentials: Credentials;
}

/**
 * Makes a sandbox. Nothing in it leaves it, and nothing outlives it.
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
  deletion = 'cascade',
}: SandboxOptions = {}): Sandbox {
  const { reset: resetClock, ...sandboxClock } = createClock(clock);
  const { take: takeFault, ...faults } = createFaults();
  let store = seededStore(seed, sandboxClock, deletion);
  const app = createApp(() => store);

  return {
    async fetch(request) {
      request.signal.throwIfAborted();
      const isPreflight = request.method === 'OPTIONS';
      const fault = isPreflight ? undefined : takeFault(new URL(request.url).pathname);
      if (latency > 0) await pause(latency, request.signal);
      if (fault?.hang) await aborted(request.signal);
      if (fault?.drop) throw new TypeError('Failed to fetch');
      catchUp(store);
      return app.fetch(request, fault ? { answer: answerOfFault(fault) } : {});
    },
    reset() {
      resetClock();
      faults.clear();
      store = seededStore(seed, sandboxClock, deletion);
    },
    clock: sandboxClock,
    faults,
    credentials: { ...credentials },
  };
}
