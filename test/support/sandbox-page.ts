import { HttpResponse, http } from 'msw';
import { setupWorker, type SetupWorker } from 'msw/browser';
import type { Authorize, Scope } from '../../src/gateway/index.js';
import type { Sandbox, SandboxOptions } from '../../src/sandbox/index.js';
import { createTestBackend } from '../../src/testing/index.js';
import { testBackendHandlers } from '../../src/testing/msw.js';

/** A page whose real `fetch` is answered by a sandbox: Seam's own address, and a gateway at `/seam`. */
export interface SandboxPage {
  readonly sandbox: Sandbox;
  /** Who is logged in at the gateway, or who decides that; an administrator at first. */
  login: Scope | Authorize | null;
  /** Paths asked for since the start or since it was emptied, of Seam and of the gateway. */
  readonly requests: string[];
  /** Waits until what the page has sent came to the sandbox, so that `requests` tells all of it. */
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

/** Answered whatever the sandbox, and after what was sent before it. */
const lastPath = '/last';

const settled = async () => void (await fetch(lastPath, { method: 'POST', body: '{}' }));

let worker: SetupWorker | undefined;

/** Call in `beforeEach`: each test has a sandbox of its own. */
export async function openSandboxPage(options: SandboxOptions = {}): Promise<SandboxPage> {
  if (!worker) {
    worker = setupWorker(http.post(lastPath, () => new HttpResponse()));
    await worker.start({
      quiet: true,
      onUnhandledFrame: 'bypass',
      serviceWorker: { url: '/mockServiceWorker.js' },
    });
  }
  // What elements of an earlier test have sent is not the next one's.
  await settled();
  const backend = createTestBackend({
    ...options,
    basePath: gatewayPath,
    login: { caller: 'front-desk', userIdentityIds: 'all', permissions: 'all' },
  });
  worker.resetHandlers();
  worker.use(...testBackendHandlers(backend));
  const { hold } = backend;
  return Object.assign(backend, {
    settled,
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
