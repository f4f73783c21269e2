import { randomUUID } from 'node:crypto';
import type { ClientSession, Device, UserIdentity } from '../../src/api/contract.gen.js';
import { permissions } from '../../src/api/permissions.js';
import { createGateway, type GatewayOptions, type Scope } from '../../src/gateway/index.js';
import { createSandbox, type Sandbox } from '../../src/sandbox/index.js';

type Fields = Record<string, unknown>;

export interface Sent {
  path: string;
  headers: Headers;
  params: Fields;
  /** Whether the gateway's own key was used. */
  withKey: boolean;
}

export interface Person {
  id: string;
  /** Which nobody else in the test has. */
  deviceId: string;
  sessionId: string;
  token: string;
  email: string;
  /** What would give this person away. */
  secrets: string[];
}

export interface World {
  sandbox: Sandbox;
  /** Everything the gateway sent to Seam. */
  sent: Sent[];
  /** Asks Seam itself, past the gateway. */
  seam(path: string, params: Fields, token?: string): Promise<Fields>;
  gateway(options?: Partial<GatewayOptions>): Ask;
  a: Person;
  b: Person;
  sharedDeviceId: string;
  /** Everybody but A. */
  othersIds: string[];
}

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  body: Fields & { error?: { type: string; message: string; validation_errors?: Fields } };
}

export interface AskInit {
  headers?: Record<string, string>;
  /** Instead of the parameters as JSON. */
  body?: BodyInit;
  method?: string;
  signal?: AbortSignal;
  origin?: string;
}

export type Ask = ((path: string, params?: Fields, init?: AskInit) => Promise<Answer>) & {
  fetch(request: Request): Promise<Response>;
};

export async function createWorld(): Promise<World> {
  const sandbox = createSandbox({ seed: 'demo' });
  const { apiKey } = sandbox.credentials;
  const sent: Sent[] = [];

  const seam: World['seam'] = async (path, params, token = apiKey) => {
    const response = await sandbox.fetch(
      new Request(`https://connect.getseam.com${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify(params),
      }),
    );
    return (await response.json()) as Fields;
  };

  const { devices } = (await seam('/devices/list', {})) as unknown as { devices: Device[] };
  const [first, second, third] = devices as [Device, Device, Device];
  const person = async (name: string, device: Device): Promise<Person> => {
    const profile = {
      full_name: `${name} Fullname`,
      email_address: `${name}@example.com`.toLowerCase(),
      phone_number: name === 'Aaltje' ? '+15555550101' : '+15555550202',
      user_identity_key: `key-of-${name}`,
    };
    const created = await seam('/user_identities/create', profile);
    const { user_identity_id: id } = created['user_identity'] as UserIdentity;
    for (const { device_id } of [device, third])
      await seam('/user_identities/grant_access_to_device', { user_identity_id: id, device_id });
    const session = (
      await seam('/client_sessions/create', { user_identity_id: id, user_identifier_key: `secret-${name}` })
    )['client_session'] as ClientSession;
    const { client_session_id: sessionId, token } = session;
    const secrets = [id, device.device_id, device.display_name, sessionId, token, `secret-${name}`];
    return {
      id,
      deviceId: device.device_id,
      sessionId,
      token,
      email: profile.email_address,
      secrets: [...secrets, ...Object.values(profile)],
    };
  };
  const a = await person('Aaltje', first);
  const b = await person('Bjarne', second);

  const { user_identities } = (await seam('/user_identities/list', {})) as unknown as {
    user_identities: UserIdentity[];
  };

  return {
    sandbox,
    sent,
    othersIds: user_identities.map(({ user_identity_id }) => user_identity_id).filter((id) => id !== a.id),
    seam,
    a,
    b,
    sharedDeviceId: third.device_id,
    gateway(options = {}) {
      const gateway = createGateway({
        apiKey,
        async fetch(request) {
          sent.push({
            path: new URL(request.url).pathname,
            headers: request.headers,
            params: (await request.clone().json()) as Fields,
            withKey: request.headers.get('authorization') === `Bearer ${apiKey}`,
          });
          return sandbox.fetch(request);
        },
        ...options,
      });
      return asking((request) => gateway.fetch(request));
    },
  };
}

export function asking(fetch: (request: Request) => Promise<Response>): Ask {
  const ask = async (path: string, params: Fields = {}, init: AskInit = {}): Promise<Answer> => {
    const { headers = {}, method = 'POST', origin = 'https://gateway.test' } = init;
    const hasBody = !['GET', 'HEAD'].includes(method);
    const response = await fetch(
      new Request(origin + path, {
        method,
        headers: { 'content-type': 'application/json', 'seam-gateway': '1', ...headers },
        ...(hasBody && { body: init.body ?? JSON.stringify(params) }),
        ...(init.signal && { signal: init.signal }),
        ...(init.body instanceof ReadableStream && { duplex: 'half' }),
      } as RequestInit),
    );
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: parsed(text) };
  };
  return Object.assign(ask, { fetch });
}

const parsed = (text: string) => (text === '' ? {} : (JSON.parse(text) as Answer['body']));

export const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

/** A caller with every permission, within a scope. */
export const scopedTo = (...userIdentityIds: string[]): Scope => ({
  caller: 'limited',
  userIdentityIds,
  permissions: 'all',
});

export const everybody: Scope = { caller: 'administrator', userIdentityIds: 'all', permissions: 'all' };

export const allPermissions = permissions;

/** An id that nothing has. */
export const unknownId = () => randomUUID();

/** What a caller can tell two answers apart by. */
export const seen = ({ status, headers, text }: Answer) => ({
  status,
  text,
  headers: [...headers].filter(([name]) => name !== 'seam-request-id'),
});
