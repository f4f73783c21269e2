import { ApiError, invalidInput, unauthorized } from '../model/errors.js';
import type { Fault } from './faults.js';
import type { Sandbox } from '../sandbox.js';
import type { Seed, SeedSizes } from '../seeds/index.js';
import type { Snapshot } from '../store/snapshot.js';

type Params = Record<string, unknown>;

/**
 * The methods of a sandbox over HTTP, for callers in another process: `POST /_sandbox/<name>` with the API key and
 * JSON. Seam's API has none of these.
 */
const controls: Readonly<Record<string, (params: Params, sandbox: Sandbox) => object | void>> = {
  'clock/get': (_params, sandbox) => present(sandbox),
  'clock/advance': (params, sandbox) => {
    sandbox.clock.advance(milliseconds(params));
    return present(sandbox);
  },
  'latency/set': (params, sandbox) => {
    sandbox.latency = milliseconds(params);
  },
  'faults/add': (params, sandbox) => void sandbox.faults.add(params satisfies Fault),
  'faults/clear': (_params, sandbox) => sandbox.faults.clear(),
  'client_sessions/expire': (params, sandbox) => sandbox.sessions.expire(sessionOf(params)),
  'client_sessions/revoke': (params, sandbox) => sandbox.sessions.revoke(sessionOf(params)),
  'resources/add': ({ like, changes }, sandbox) => ({
    id: sandbox.resources.add(idOf('like', like), changesOf(changes)),
  }),
  'resources/change': ({ id, changes }, sandbox) =>
    sandbox.resources.change(idOf('id', id), changesOf(changes)),
  'resources/remove': ({ id }, sandbox) => sandbox.resources.remove(idOf('id', id)),
  'workspaces/add': ({ seed }, sandbox) => {
    const { workspaceId, credentials } = sandbox.addWorkspace(seedOf(seed));
    return {
      workspace_id: workspaceId,
      api_key: credentials.apiKey,
      publishable_key: credentials.publishableKey,
      client_session_token: credentials.clientSessionToken,
      personal_access_token: sandbox.personalAccessToken,
    };
  },
  'snapshot/take': (_params, sandbox) => ({ snapshot: sandbox.snapshot() }),
  'snapshot/restore': ({ snapshot }, sandbox) => {
    if (typeof snapshot !== 'object' || snapshot === null) throw invalidInput('snapshot is required');
    sandbox.restore(snapshot as Snapshot);
  },
  reset: (_params, sandbox) => sandbox.reset(),
};

const controlNames = Object.keys(controls);
export const controlPrefix = '/_sandbox/';

/** @throws {ApiError} 400, 401, 404 or 405 */
export async function control(request: Request, sandbox: Sandbox): Promise<object> {
  const name = new URL(request.url).pathname.slice(controlPrefix.length);
  const run = controls[name];
  if (!run) throw new ApiError(404, 'control_not_found', `There is ${controlNames.join(', ')}`);
  const apiKeys = sandbox.workspaces.map(({ credentials }) => `Bearer ${credentials.apiKey}`);
  if (!apiKeys.includes(request.headers.get('authorization') ?? '')) {
    throw unauthorized('API Key not found');
  }
  if (request.method !== 'POST') throw new ApiError(405, 'method_not_allowed', 'only POST accepted');
  const params = await paramsOf(request);
  try {
    return { ...run(params, sandbox), ok: true };
  } catch (error) {
    throw error instanceof ApiError ? error : invalidInput((error as Error).message);
  }
}

async function paramsOf(request: Request): Promise<Params> {
  const text = await request.text();
  try {
    return text === '' ? {} : (JSON.parse(text) as Params);
  } catch {
    throw invalidInput('Error while parsing input');
  }
}

const present = ({ clock }: Sandbox) => ({ now: clock.now().toISOString() });

function milliseconds({ milliseconds: value }: Params): number {
  if (typeof value === 'number' && value >= 0) return value;
  throw invalidInput('milliseconds must be a number, and not negative');
}

function idOf(name: string, id: unknown): string {
  if (typeof id === 'string') return id;
  throw invalidInput(`${name} is required`);
}

function changesOf(changes: unknown = {}): object {
  if (typeof changes === 'object' && changes !== null) return changes;
  throw invalidInput('changes must be an object');
}

function seedOf(seed: unknown): Seed | undefined {
  if (seed === undefined || seed === 'demo' || seed === 'empty') return seed;
  const { user_identities, ...others } = (seed ?? {}) as Partial<SeedSizes>;
  const isSizes = [user_identities, ...Object.values(others)].every((size) => typeof size === 'number');
  if (isSizes) return seed as SeedSizes;
  throw invalidInput('seed must be demo, empty, or sizes');
}

function sessionOf({ client_session_id, token }: Params): string {
  const given = client_session_id ?? token;
  if (typeof given === 'string') return given;
  throw invalidInput('Must specify either client_session_id or token');
}
