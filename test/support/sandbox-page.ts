import type { Authorize, Scope } from '../../src/gateway/index.js';
import type { Sandbox, SandboxOptions } from '../../src/sandbox/index.js';
import { createTestBackend } from '../../src/testing/index.js';
import { frames } from './find.js';

/** A page whose `fetch` is answered by a sandbox: Seam's own address, and a gateway at `/seam`. */
export interface SandboxPage {
  readonly sandbox: Sandbox;
  /** Who is logged in at the gateway, or who decides that; an administrator at first. */
  login: Scope | Authorize | null;
  /** Paths asked for since the start or since it was emptied, of Seam and of the gateway. */
  readonly requests: string[];
  /** Lets elements draw what they are about to, so that `requests` tells all that they send for it. */
  settled(): Promise<void>;
  /** Keeps the gateway from carrying out requests to a path until the function it answers is called. */
  hold(path: string): () => void;
  /** Calls the sandbox with its API key, as a host's server would. */
  asServer(path: string, params: object): Promise<Record<string, never>>;
  /** The id of the person with that key. */
  personCalled(userIdentityKey: string): Promise<string>;
  /** A new client session of a person. */
  sessionFor(userIdentityId: string): Promise<string>;
}

export const gatewayPath = '/seam';

const platformFetch = globalThis.fetch;

/** Call in `beforeEach`: each test has a sandbox of its own. */
export async function openSandboxPage(options: SandboxOptions = {}): Promise<SandboxPage> {
  globalThis.fetch = platformFetch; // what the backend of the test before put there
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
    // Tests name the endpoint.
    hold: (path: string) => hold(gatewayPath + path),
  });
}
