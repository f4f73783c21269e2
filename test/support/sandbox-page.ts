import { http } from 'msw';
import { setupWorker, type SetupWorker } from 'msw/browser';
import { createGateway, type Scope } from '../../src/gateway/index.js';
import { sandboxHandlers } from '../../src/sandbox/msw.js';
import { createSandbox, type Sandbox, type SandboxOptions } from '../../src/sandbox/index.js';

/** A page whose real `fetch` is answered by a sandbox: Seam's own address, and a gateway at `/seam`. */
export interface SandboxPage {
  readonly sandbox: Sandbox;
  /** Who is logged in at the gateway; an administrator at first. */
  login: Scope | null;
  /** Paths asked for since the start or since it was emptied, of Seam and of the gateway. */
  readonly requests: string[];
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
const seam = 'https://connect.getseam.com';

let worker: SetupWorker | undefined;

/** Call in `beforeEach`: each test has a sandbox of its own. */
export async function openSandboxPage(options: SandboxOptions = {}): Promise<SandboxPage> {
  if (!worker) {
    worker = setupWorker();
    await worker.start({
      quiet: true,
      onUnhandledFrame: 'bypass',
      serviceWorker: { url: '/mockServiceWorker.js' },
    });
  }
  const sandbox = createSandbox(options);
  const requests: string[] = [];
  const held = new Map<string, Promise<void>>();
  const gateway = createGateway({
    apiKey: sandbox.credentials.apiKey,
    endpoint: seam,
    fetch: sandbox.fetch,
    authorize: () => page.login,
    basePath: gatewayPath,
  });
  worker.resetHandlers();
  worker.use(
    http.all(`${location.origin}${gatewayPath}/*`, async ({ request }) => {
      const { pathname } = new URL(request.url);
      requests.push(pathname);
      await held.get(pathname);
      return gateway.fetch(request);
    }),
    http.all(`${seam}/*`, ({ request }) => {
      requests.push(new URL(request.url).pathname);
    }),
    ...sandboxHandlers(sandbox),
  );

  const asServer: SandboxPage['asServer'] = async (path, params) => {
    const response = await sandbox.fetch(
      new Request(seam + path, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${sandbox.credentials.apiKey}`,
        },
        body: JSON.stringify(params),
      }),
    );
    if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
    return (await response.json()) as Record<string, never>;
  };
  const page: SandboxPage = {
    sandbox,
    requests,
    login: { caller: 'front-desk', userIdentityIds: 'all', permissions: 'all' },
    asServer,
    hold(path) {
      let release = () => {};
      held.set(gatewayPath + path, new Promise((resolve) => (release = resolve)));
      return () => {
        held.delete(gatewayPath + path);
        release();
      };
    },
    async personCalled(user_identity_key) {
      const { user_identity } = (await asServer('/user_identities/get', {
        user_identity_key,
      })) as unknown as { user_identity: { user_identity_id: string } };
      return user_identity.user_identity_id;
    },
    async sessionFor(userIdentityId) {
      const { client_session } = (await asServer('/client_sessions/create', {
        user_identity_id: userIdentityId,
      })) as unknown as { client_session: { token: string } };
      return client_session.token;
    },
  };
  return page;
}
