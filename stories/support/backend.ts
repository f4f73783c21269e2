import { http } from 'msw';
import { setupWorker } from 'msw/browser';
import type { UserIdentity } from '../../src/api/contract.gen.js';
import { permissions, type Permission } from '../../src/api/permissions.js';
import { createGateway, type Gateway } from '../../src/gateway/index.js';
import { createSandbox, type Sandbox, type Seed } from '../../src/sandbox/index.js';

/** The toolbar's settings for the server. */
export interface Circumstances {
  /** Milliseconds that a response takes; `forever` for no response. */
  latency: string;
  outage: 'none' | 'unavailable' | 'offline';
  permissions: 'all' | 'reading' | 'few';
  /** When the login ends. */
  session: 'lasts' | 'ends' | 'over';
}

/** The data that a story starts with: `parameters.data`. */
export interface Data {
  seed?: Seed;
  /** Key of the story's person. */
  person?: string;
  /** Creates data that no seed has. */
  prepare?: (call: ServerCall, userIdentityId: string) => Promise<void>;
}

/** Calls the sandbox with its API key, as a server would. */
export type ServerCall = <Answer>(path: string, params: object) => Promise<Answer>;

/** The server of one story: a gateway in front of a sandbox. */
export interface Backend {
  gateway: string;
  userIdentityId: string | undefined;
  /** Can be changed while the story runs. */
  circumstances: Circumstances;
}

const gateways = new Map<string, Gateway>();
const few: readonly Permission[] = [
  'user_identities.read',
  'phones.read',
  'credentials.read',
  'devices.read',
];
const granted: Record<Circumstances['permissions'], readonly Permission[]> = {
  all: permissions,
  reading: permissions.filter((permission) => permission.endsWith('.read')),
  few,
};

/** Tabs with the same gateway and caller share their responses. This id keeps the tabs of Storybook apart. */
const tab = crypto.randomUUID();
let number = 0;

/** The server of the story that is being rendered. */
export const backendOf = ({ loaded }: { loaded: Record<string, unknown> }) => loaded['backend'] as Backend;

export async function createBackend(circumstances: Circumstances, data: Data = {}): Promise<Backend> {
  const sandbox = createSandbox({ seed: data.seed ?? 'demo', clock: 'real' });
  const call = async <Answer>(path: string, params: object): Promise<Answer> => {
    const response = await sandbox.fetch(
      new Request(`https://connect.getseam.com${path}`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${sandbox.credentials.apiKey}`,
        },
        body: JSON.stringify(params),
      }),
    );
    if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
    return (await response.json()) as Answer;
  };
  const userIdentityId = data.person && (await idOf(call, data.person));
  if (userIdentityId) await data.prepare?.(call, userIdentityId);
  return { gateway: serve(sandbox, circumstances), userIdentityId, circumstances };
}

/** Serves under its own path, so that several stories on one page share nothing. */
function serve(sandbox: Sandbox, circumstances: Circumstances): string {
  const path = `/seam/${tab}-${++number}`;
  const ends = Date.now() + 5_000;
  const gateway = createGateway({
    apiKey: sandbox.credentials.apiKey,
    fetch: sandbox.fetch,
    authorize: () =>
      isLoggedIn(circumstances, ends)
        ? {
            caller: 'front-desk',
            userIdentityIds: 'all',
            permissions: [...granted[circumstances.permissions]],
          }
        : null,
    basePath: path,
    limits: { requestsPerMinute: Infinity, concurrent: Infinity },
  });
  gateways.set(path, { fetch: (request) => hamper(circumstances, () => gateway.fetch(request)) });
  return path;
}

const isLoggedIn = ({ session }: Circumstances, ends: number) =>
  session === 'lasts' || (session === 'ends' && Date.now() < ends);

async function hamper(
  { latency, outage }: Circumstances,
  answer: () => Promise<Response>,
): Promise<Response> {
  await new Promise((resolve) => {
    if (latency !== 'forever') setTimeout(resolve, Number(latency));
  });
  if (outage === 'offline') return Response.error();
  if (outage === 'unavailable') return new Response(null, { status: 503 });
  return answer();
}

async function idOf(call: ServerCall, user_identity_key: string): Promise<string> {
  const { user_identity } = await call<{ user_identity: UserIdentity }>('/user_identities/get', {
    user_identity_key,
  });
  return user_identity.user_identity_id;
}

export const startWorker = () =>
  setupWorker(
    http.all(`${location.origin}/seam/:name/*`, ({ request, params }) =>
      gateways.get(`/seam/${String(params['name'])}`)?.fetch(request),
    ),
  ).start({
    quiet: true,
    onUnhandledFrame: 'bypass',
    serviceWorker: { url: new URL('mockServiceWorker.js', document.baseURI).pathname },
  });
