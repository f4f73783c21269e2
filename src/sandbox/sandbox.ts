import type { SandboxClock } from './store/clock.js';
import type { Credentials } from './store/workspace-credentials.js';
import type { SandboxFaults } from './controls/faults.js';
import type { SandboxResources } from './controls/resources.js';
import type { Seed } from './seeds/index.js';
import type { Snapshot } from './store/snapshot.js';

export interface SandboxSessions {
  /**
   * Lets a client session expire.
   * @throws {RangeError} if no client session has that id or token
   */
  expire(idOrToken: string): void;
  /**
   * Revokes a client session.
   * @throws {RangeError} if no client session has that id or token
   */
  revoke(idOrToken: string): void;
}

/** A workspace of a sandbox. All workspaces of a sandbox share address, clock, latency and faults, but no data. */
export interface SandboxWorkspace {
  /** The value for the header `seam-workspace`, which a request with a personal access token needs. */
  readonly workspaceId: string;
  readonly credentials: Credentials;
}

/** Seam's API, emulated in memory. */
export interface Sandbox {
  /**
   * Responds to a request as Seam does. It ignores the host of the URL.
   * @throws {TypeError} if a fault drops the request, as the platform's `fetch` does after a network failure
   * @throws the reason of the request's signal, if the signal is aborted
   */
  fetch(request: Request): Promise<Response>;
  /** Restores the initial state: one workspace with its seed, the initial clock and latency, and no faults. */
  reset(): void;
  /** Returns all present data as plain JSON, without faults and latency. */
  snapshot(): Snapshot;
  /**
   * Restores a snapshot of this sandbox or another one.
   * @throws {TypeError} if the argument is not a snapshot
   * @throws {RangeError} if its clock is more than 100 years ahead
   */
  restore(snapshot: Snapshot): void;
  /** Delay of every response, in milliseconds. */
  latency: number;
  /** Ends client sessions without an API request. */
  readonly sessions: SandboxSessions;
  /** Adds, changes and removes resources without an API request. */
  readonly resources: SandboxResources;
  readonly clock: SandboxClock;
  /** Lets requests fail on purpose. */
  readonly faults: SandboxFaults;
  /** The credentials of the first workspace. */
  readonly credentials: Credentials;
  /** Has the rights of an API key in every workspace. The header `seam-workspace` selects the workspace. */
  readonly personalAccessToken: string;
  /** All workspaces. A sandbox starts with one. */
  readonly workspaces: readonly SandboxWorkspace[];
  /**
   * Adds a workspace with its own credentials.
   * @param seed the sandbox's seed by default
   * @throws {RangeError} if there are 256 workspaces already, or as `createSandbox` does for a wrong seed
   */
  addWorkspace(seed?: Seed): SandboxWorkspace;
}
