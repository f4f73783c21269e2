import { createGateway, type Authorize, type Scope } from '../gateway/index.js';
import { aborted } from '../sandbox/http/pause.js';
import { createSandbox, type Sandbox, type SandboxOptions } from '../sandbox/index.js';

export type { Permission, Scope } from '../gateway/index.js';
export type { Fault, Sandbox, SandboxOptions } from '../sandbox/index.js';
export { shadowQueries, type TestingLibrary } from './shadow-queries.js';

export interface TestBackendOptions extends SandboxOptions {
  /** Who is logged in at first; if left out, an administrator who may do everything for everybody. */
  login?: Scope | Authorize | null;
  /** Where the page finds the gateway. Default `/seam`. */
  basePath?: string;
}

/** What stands behind a page: a gateway that lets in whoever is logged in, and a sandbox in Seam's place. */
export interface TestBackend {
  /** Its clock, faults, sessions and resources are the test's to move, and its credentials to use. */
  readonly sandbox: Sandbox;
  /**
   * Who is logged in at the gateway, or a function that tells by the request. With null the login has ended, and calls
   * answer 401.
   */
  login: Scope | Authorize | null;
  readonly basePath: string;
  /** Base URL of the Seam API, as the page believes. */
  readonly endpoint: string;
  /**
   * In the place of the platform's `fetch`: answers what goes to the gateway or to Seam, and lets the platform's do
   * the rest.
   * @throws {TypeError} where a fault drops the request, as the platform's does when the network fails
   * @throws the reason of the request's signal once that is aborted
   */
  readonly fetch: typeof fetch;
  /** Paths that were asked for, of the gateway and of Seam, since the start or since it was emptied. */
  readonly requests: string[];
  /** Keeps requests to a path waiting, such as `/seam/devices/list`, until the function it answers is called. */
  hold(path: string): () => void;
  /**
   * Calls Seam with the API key, as a server of yours would.
   * @throws {Error} where Seam refuses
   */
  seam<Answer extends object>(path: string, params?: object): Promise<Answer>;
  /** @returns the token of a new client session of a person */
  createClientSession(userIdentityId: string): Promise<string>;
}

const administrator: Scope = { caller: 'administrator', userIdentityIds: 'all', permissions: 'all' };
const endpoint = 'https://connect.getseam.com';

/**
 * Makes what a page with our elements needs behind it, in memory.
 *
 * `testing/msw` puts it behind Mock Service Worker, `testing/playwright` behind a page of Playwright's; elsewhere its
 * `fetch` takes the place of the platform's.
 *
 * @example
 * const backend = createTestBackend({ login: { userIdentityIds: 'all', permissions: ['devices.read'] } });
 * const response = await backend.fetch('/seam/devices/list', {
 *   method: 'POST',
 *   headers: { 'content-type': 'application/json', 'seam-gateway': '1' },
 *   body: '{}',
 * });
 * console.log(response.status); // 200
 */
export function createTestBackend({
  login = administrator,
  basePath = '/seam',
  ...options
}: TestBackendOptions = {}): TestBackend {
  const sandbox = createSandbox(options);
  const held = new Map<string, Promise<void>>();
  const platformFetch = globalThis.fetch;
  const gateway = createGateway({
    apiKey: sandbox.credentials.apiKey,
    endpoint,
    fetch: sandbox.fetch,
    authorize: (...given) => (typeof backend.login === 'function' ? backend.login(...given) : backend.login),
    basePath,
    // A test lets an hour pass in a moment.
    limits: { requestsPerMinute: Infinity },
  });

  /** Who answers a request; undefined for what is not ours. */
  function answererOf({ origin, pathname }: URL): ((request: Request) => Promise<Response>) | undefined {
    if (origin === endpoint) return sandbox.fetch;
    return pathname.startsWith(`${basePath}/`) ? gateway.fetch : undefined;
  }

  const backend: TestBackend = {
    sandbox,
    login,
    basePath,
    endpoint,
    requests: [],
    async fetch(input, init) {
      const url = input instanceof Request ? new URL(input.url) : absolute(input);
      const answer = answererOf(url);
      if (!answer) return platformFetch(input, init);
      const { pathname } = url;
      const request = new Request(input instanceof Request ? input : url, init);
      backend.requests.push(pathname);
      return Promise.race([
        Promise.resolve(held.get(pathname)).then(() => answer(request)),
        aborted(request.signal),
      ]);
    },
    hold(path) {
      let release = () => {};
      held.set(path, new Promise((resolve) => (release = resolve)));
      return () => {
        held.delete(path);
        release();
      };
    },
    async seam(path, params = {}) {
      const response = await sandbox.fetch(
        new Request(endpoint + path, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            authorization: `Bearer ${sandbox.credentials.apiKey}`,
          },
          body: JSON.stringify(params),
        }),
      );
      if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
      return response.json();
    },
    async createClientSession(userIdentityId) {
      const { client_session } = await backend.seam<{ client_session: { token: string } }>(
        '/client_sessions/create',
        { user_identity_id: userIdentityId },
      );
      return client_session.token;
    },
  };
  return backend;
}

/** Pages name the gateway by its path alone, which outside of them means nothing. */
const absolute = (url: string | URL): URL =>
  new URL(url, (globalThis.location as Location | undefined)?.href ?? 'http://localhost/');
