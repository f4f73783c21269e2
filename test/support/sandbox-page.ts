import type { Authorize, Scope } from '../../src/gateway/index.js';
import type { Sandbox, SandboxOptions } from '../../src/sandbox/index.js';
import { createTestBackend } from '../../src/testing/index.js';
import { frames } from './find.js';

/** A page whose requests go to a sandbox: those to Seam's address directly, those to `/seam` through a gateway. */
export interface SandboxPage {
  readonly sandbox: Sandbox;
  /** The caller of the gateway, or a function that finds it. Default: an administrator. */
  login: Scope | Authorize | null;
  /** Paths of the requests to Seam and to the gateway, since the start or since the list was emptied. */
  readonly requests: string[];
  /** Waits until elements have rendered, so that `requests` contains everything they send for it. */
  settled(): Promise<void>;
  /** Holds back requests to a path at the gateway. @returns a function that lets them continue */
  hold(path: string): () => void;
  /** Calls the sandbox with its API key, as a host's server would. */
  asServer(path: string, params: object): Promise<Record<string, never>>;
  /** Returns the id of the person with this key. */
  personCalled(userIdentityKey: string): Promise<string>;
  /** Creates a client session for a person. @returns its token */
  sessionFor(userIdentityId: string): Promise<string>;
}

export const gatewayPath = '/seam';

const platformFetch = globalThis.fetch;

/** Call this in `beforeEach`, so that each test has its own sandbox. */
export async function openSandboxPage(options: SandboxOptions = {}): Promise<SandboxPage> {
  globalThis.fetch = platformFetch; // removes the `fetch` of the previous test's backend
  const backend = createTestBackend({
    ...options,
    basePath: gatewayPath,
    login: { caller: 'front-desk', userIdentityIds: 'all', permissions: 'all' },
  });
  globalThis.fetch = backend.fetch;
  const { hold } = backend;
  return Object.assign(backend, {
    settled: () => frames(2),
    asServer: backend.seam<Record<string, never>>,
    sessionFor: backend.createClientSession,
    async personCalled(user_identity_key: string) {
      const { user_identity } = await backend.seam<{ user_identity: { user_identity_id: string } }>(
        '/user_identities/get',
        { user_identity_key },
      );
      return user_identity.user_identity_id;
    },
    // Tests give the path of the endpoint, without the gateway's.
    hold: (path: string) => hold(gatewayPath + path),
  });
}
