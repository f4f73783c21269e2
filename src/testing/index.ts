import { createGateway, type Authorize, type Scope } from '../gateway/index.js';
import { aborted } from '../sandbox/http/pause.js';
import { createSandbox, type Sandbox, type SandboxOptions } from '../sandbox/index.js';

export type { Permission, Scope } from '../gateway/index.js';
export type { Fault, Sandbox, SandboxOptions } from '../sandbox/index.js';
export { shadowQueries, type TestingLibrary } from './shadow-queries.js';

export interface TestBackendOptions extends SandboxOptions {
  /** The initial login; by default an administrator with every permission for all user identities. */
  login?: Scope | Authorize | null;
  /** The path of the gateway; `/seam` by default. */
  basePath?: string;
}

/** A backend for the page under test: a gateway with the present login, and a sandbox in place of Seam. */
export interface TestBackend {
  /** A test can control its clock, faults, sessions and resources, and use its credentials. */
  readonly sandbox: Sandbox;
  /**
   * The scope of the user who is logged in at the gateway, or a function that returns it for a request. With null
   * nobody is logged in, and the gateway responds with 401.
   */
  login: Scope | Authorize | null;
  readonly basePath: string;
  /** The base URL that the page uses for the Seam API. */
  readonly endpoint: string;
  /**
   * Replaces the platform's `fetch`. It responds to requests for the gateway or Seam, and passes all others to the
   * platform's `fetch`.
   * @throws {TypeError} if a fault drops the request, as the platform's `fetch` does after a network failure
   * @throws the reason of the request's signal, if the signal is aborted
   */
  readonly fetch: typeof fetch;
  /** The paths of all requests to the gateway and to Seam, in order. A test may empty the array. */
  readonly requests: string[];
  /**
   * Lets requests to a path wait, such as `/seam/devices/list`.
   * @returns a function that ends the wait
   */
  hold(path: string): () => void;
  /**
   * Calls Seam with the API key, as your server does.
   * @returns the body of the response
   * @throws {Error} if the response is not successful
   */
  seam<Answer extends object>(path: string, params?: object): Promise<Answer>;
  /**
   * Creates a client session for a user identity.
   * @returns its token
   */
  createClientSession(userIdentityId: string): Promise<string>;
}

const administrator: Scope = { caller: 'administrator', userIdentityIds: 'all', permissions: 'all' };
const endpoint = 'https://connect.getseam.com';

/**
 * Creates an in-memory backend for a page with our elements.
 *
 * `testing/msw` connects it to Mock Service Worker, `testing/playwright` to a Playwright page. Otherwise use its
 * `fetch` in place of the platform's.
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
    // No limit: a test sends many requests in one real minute.
    limits: { requestsPerMinute: Infinity },
  });

  /** Finds the handler of a URL; undefined if it belongs to neither the gateway nor Seam. */
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

/** Resolves a URL. A page uses only the path of the gateway, which has no base URL outside a browser. */
const absolute = (url: string | URL): URL =>
  new URL(url, (globalThis.location as Location | undefined)?.href ?? 'http://localhost/');
