import type { SandboxClock } from './store/clock.js';
import type { Credentials } from './store/workspace-credentials.js';
import type { SandboxFaults } from './controls/faults.js';
import type { SandboxResources } from './controls/resources.js';
import type { Seed } from './seeds/index.js';
import type { Snapshot } from './store/snapshot.js';

export interface SandboxSessions {
  /** @throws {RangeError} where there is no client session with that id or token */
  expire(idOrToken: string): void;
  /** @throws {RangeError} where there is no client session with that id or token */
  revoke(idOrToken: string): void;
}

/** One of several that share a sandbox's address, clock, latency and faults, and nothing else. */
export interface SandboxWorkspace {
  /** What the header `seam-workspace` says beside a personal access token. */
  readonly workspaceId: string;
  readonly credentials: Credentials;
}

/** Seam's API, emulated in memory. */
export interface Sandbox {
  /**
   * Answers a request as Seam does; only the path of its URL counts, not the host.
   * @throws {TypeError} where a fault drops the request, as the platform's `fetch` does when the network fails
   * @throws the reason of the request's signal once that is aborted
   */
  fetch(request: Request): Promise<Response>;
  /** Back to how it was made: one workspace with its seed, clock, latency, and no faults. */
  reset(): void;
  /** All that is in it now, as plain JSON; faults and latency are not. */
  snapshot(): Snapshot;
  /**
   * Back to a snapshot, of this sandbox or another.
   * @throws {TypeError} where it is not a snapshot
   * @throws {RangeError} where its clock is too far ahead
   */
  restore(snapshot: Snapshot): void;
  /** Milliseconds every answer takes. */
  latency: number;
  /** Ends client sessions behind their holders' backs. */
  readonly sessions: SandboxSessions;
  /** Adds, changes and removes things behind everybody's back. */
  readonly resources: SandboxResources;
  readonly clock: SandboxClock;
  /** Makes requests fail on purpose. */
  readonly faults: SandboxFaults;
  /** Those of the first workspace. */
  readonly credentials: Credentials;
  /** Does what an API key does, in the workspace that the header `seam-workspace` names. */
  readonly personalAccessToken: string;
  /** All there are; a sandbox starts with one. */
  readonly workspaces: readonly SandboxWorkspace[];
  /**
   * Adds a workspace with credentials of its own. It has the sandbox's seed if none is given.
   * @throws {RangeError} where there are 256 already, the seed is too big, or names things that need others
   */
  addWorkspace(seed?: Seed): SandboxWorkspace;
}
