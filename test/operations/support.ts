import type { Call } from '../../src/api/call.js';
import { createCall } from '../../src/api/call.js';
import * as endpoints from '../../src/api/contract.gen.js';
import type { EndpointPath } from '../../src/api/contract.gen.js';
import { createSandbox, type Sandbox } from '../../src/sandbox/index.js';

/** A request to the sandbox, and the status of its response. */
export interface Heard {
  readonly path: EndpointPath;
  readonly params: Record<string, unknown>;
  status: number | 'lost';
}

export interface Desk {
  readonly sandbox: Sandbox;
  /** With an administrator's API key, but without retries, so that operations see each failure. */
  readonly call: Call;
  readonly heard: Heard[];
  /** Controls the clock: waiting moves it forward. */
  readonly clock: { wait: (ms: number) => Promise<void>; now: () => number };
  /** Called before each request; a response from here replaces the sandbox's. */
  before: (request: Heard, count: number) => Response | void | Promise<Response | void>;
  /** Called with each response; throws to lose it. */
  after: (request: Heard, count: number) => void;
}

export function createDesk(options: Parameters<typeof createSandbox>[0] = {}, token?: string): Desk {
  const sandbox = createSandbox(options);
  const heard: Heard[] = [];
  const desk: Desk = {
    sandbox,
    heard,
    call: (endpoint, params, callOptions) => send({ ...endpoint, reads: false }, params, callOptions),
    clock: {
      wait: async (ms) => sandbox.clock.advance(ms),
      now: () => sandbox.clock.now().getTime(),
    },
    before: () => {},
    after: () => {},
  };
  const send = createCall({
    url: 'https://connect.getseam.com',
    credentials: 'omit',
    headers: async () => ({ authorization: `Bearer ${token ?? sandbox.credentials.apiKey}` }),
    fetch: async (input, init) => {
      const request = new Request(input, init);
      const params = (await request.clone().json()) as Record<string, unknown>;
      const path = new URL(request.url).pathname as EndpointPath;
      const entry: Heard = { path, params, status: 'lost' };
      const count = heard.push(entry);
      const answer = (await desk.before(entry, count)) ?? (await sandbox.fetch(request));
      entry.status = answer.status;
      desk.after(entry, count);
      return answer;
    },
  });
  return desk;
}

/** The sandbox's response. */
export const answerOf = ({ sandbox }: Desk, path: string, params: object): Promise<Response> =>
  sandbox.fetch(
    new Request(`https://connect.getseam.com${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${sandbox.credentials.apiKey}`,
      },
      body: JSON.stringify(params),
    }),
  );

export const refusal = (status: number, type: string): Response =>
  Response.json({ error: { type, message: 'No' }, ok: false }, { status });

export async function personOf({ call }: Desk, user_identity_key: string): Promise<string> {
  const person = await call(endpoints.userIdentitiesGet, { user_identity_key });
  return person.user_identity_id;
}

/** All remaining resources of the person, by endpoint. */
export async function leftOf({ call }: Desk, user_identity_id: string): Promise<Record<string, number>> {
  const people = await call(endpoints.userIdentitiesList, { user_identity_ids: [user_identity_id] });
  const acsUsers = await call(endpoints.acsUsersList, { user_identity_id });
  const credentials = await call(endpoints.acsCredentialsList, { user_identity_id });
  const phones = await call(endpoints.phonesList, { owner_user_identity_id: user_identity_id });
  const sessions = await call(endpoints.clientSessionsList, { user_identity_id });
  return {
    people: people.items.length,
    acsUsers: acsUsers.items.length,
    credentials: credentials.items.length,
    phones: phones.length,
    sessions: sessions.length,
  };
}

export const nothing = { people: 0, acsUsers: 0, credentials: 0, phones: 0, sessions: 0 };

const removals = /\/(delete|deactivate|remove_acs_user)$/;

/** The successful removals, in order, as `path id`. */
export const removalsIn = (heard: readonly Heard[]): string[] =>
  heard
    .filter(({ path, status }) => removals.test(path) && status === 200)
    .map(({ path, params }) => `${path} ${Object.values(params).join(' ')}`);
