import { randomUUID } from 'node:crypto';
import type {
  AcsAccessGroup,
  AcsCredential,
  AcsEntrance,
  AcsSystem,
  AcsUser,
  ActionAttempt,
  ClientSession,
  Device,
  EnrollmentAutomation,
  InstantKey,
  Phone,
  SeamEvent,
  UserIdentity,
} from '../../src/api/contract.gen.js';
import { permissions } from '../../src/api/permissions.js';
import { createGateway, type GatewayOptions, type Scope } from '../../src/gateway/index.js';
import { createSandbox, type Sandbox, type Snapshot } from '../../src/sandbox/index.js';

type Fields = Record<string, unknown>;

interface Sent {
  path: string;
  headers: Headers;
  params: Fields;
  /** Whether the gateway's own key was used. */
  withKey: boolean;
}

/** The resources of one person. Only entrances and systems that are marked as shared belong to others too. */
export interface Person {
  id: string;
  deviceId: string;
  sessionId: string;
  token: string;
  email: string;
  phoneId: string;
  /** In the hotel's system. */
  acsUserId: string;
  officeAcsUserId: string;
  credentialId: string;
  /** The child credential on the phone. */
  childId: string;
  entranceId: string;
  groupId: string;
  automationId: string;
  instantKeyId: string;
  instantKeyUrl: string;
  /** The action attempt for a door that was unlocked directly at Seam. */
  attemptId: string;
  eventId: string;
  /** Texts that would identify this person. */
  secrets: string[];
}

export interface World {
  sandbox: Sandbox;
  /** All requests of the gateway to Seam. */
  sent: Sent[];
  /** Sends a request directly to Seam, without the gateway. */
  seam(path: string, params: Fields, token?: string): Promise<Fields>;
  gateway(options?: Partial<GatewayOptions>): Ask;
  a: Person;
  b: Person;
  sharedDeviceId: string;
  /** The access systems of both people, and one of B only. */
  hotelId: string;
  officeId: string;
  apartmentsId: string;
  /** The credential manager of the hotel. */
  managerId: string;
  /** The credential manager of the office. Neither person has an enrollment automation with it yet. */
  officeManagerId: string;
  /** An entrance of the hotel that both can open, and one of the office. */
  frontDoorId: string;
  officeDoorId: string;
  /** An ACS user of the hotel without a person. */
  strangerId: string;
  /** Everybody except A. */
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
  /** Replaces the JSON parameters. */
  body?: BodyInit;
  method?: string;
  signal?: AbortSignal;
  origin?: string;
}

export type Ask = ((path: string, params?: Fields, init?: AskInit) => Promise<Answer>) & {
  fetch(request: Request): Promise<Response>;
};

type Built = Omit<World, 'sandbox' | 'sent' | 'seam' | 'gateway'>;

/** Built once per process; each world is a copy. */
let built: Promise<{ parts: Built; snapshot: Snapshot }> | undefined;

export async function createWorld(): Promise<World> {
  const { parts, snapshot } = await (built ??= build());
  const sandbox = createSandbox({ seed: 'empty' });
  sandbox.restore(structuredClone(snapshot));
  const { apiKey } = sandbox.credentials;
  const sent: Sent[] = [];
  return {
    ...structuredClone(parts),
    sandbox,
    sent,
    seam: seamOf(sandbox),
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

const seamOf =
  (sandbox: Sandbox): World['seam'] =>
  async (path, params, token = sandbox.credentials.apiKey) => {
    const response = await sandbox.fetch(
      new Request(`https://connect.getseam.com${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify(params),
      }),
    );
    return (await response.json()) as Fields;
  };

async function build(): Promise<{ parts: Built; snapshot: Snapshot }> {
  const sandbox = createSandbox({ seed: 'demo' });
  const seam = seamOf(sandbox);
  const make = async <Item>(path: string, key: string, params: Fields): Promise<Item> => {
    const body = await seam(path, params);
    if (body['ok'] !== true) throw new Error(`${path}: ${JSON.stringify(body)}`);
    return body[key] as Item;
  };
  const list = <Item>(path: string, key: string, params: Fields = {}) => make<Item[]>(path, key, params);
  const named = <Item extends { display_name?: string; name?: string }>(items: Item[], name: string): Item =>
    items.find((item) => (item.display_name ?? item.name) === name)!;

  const [first, second, third] = (await list<Device>('/devices/list', 'devices')).filter(
    ({ can_remotely_lock, properties }) => can_remotely_lock === true && properties.online === true,
  ) as [Device, Device, Device];
  const systems = await list<AcsSystem>('/acs/systems/list', 'acs_systems');
  const { acs_system_id: hotelId } = named(systems, 'Harbour House');
  const { acs_system_id: officeId } = named(systems, 'Mill Court');
  const { acs_system_id: apartmentsId } = named(systems, 'Quay Apartments');
  const { acs_system_id: managerId } = named(systems, 'Harbour House Mobile Access');
  const { acs_system_id: officeManagerId } = named(systems, 'Mill Court HID Origo');
  const entrances = await list<AcsEntrance>('/acs/entrances/list', 'acs_entrances');
  const { acs_entrance_id: frontDoorId } = named(entrances, 'Front Door');
  const { acs_entrance_id: officeDoorId } = named(entrances, 'Main Entrance');
  const groups = await list<AcsAccessGroup>('/acs/access_groups/list', 'acs_access_groups');
  const strangers = await list<AcsUser>('/acs/users/list', 'acs_users', { search: 'Night Porter' });

  const person = async (
    name: string,
    traits: { device: Device; room: string; group: string; model: string },
  ) => {
    const profile = {
      full_name: `${name} Fullname`,
      email_address: `${name}@example.com`.toLowerCase(),
      phone_number: name === 'Aaltje' ? '+15555550101' : '+15555550202',
      user_identity_key: `key-of-${name}`,
    };
    const { user_identity_id: id } = await make<UserIdentity>(
      '/user_identities/create',
      'user_identity',
      profile,
    );
    const { device_id: deviceId } = traits.device;
    for (const device_id of [deviceId, third.device_id])
      await make('/user_identities/grant_access_to_device', 'ok', { user_identity_id: id, device_id });
    const { client_session_id: sessionId, token } = await make<ClientSession>(
      '/client_sessions/create',
      'client_session',
      { user_identity_id: id, user_identifier_key: `secret-${name}` },
    );

    const { acs_entrance_id: entranceId } = named(entrances, traits.room);
    const { acs_access_group_id: groupId } = named(groups, traits.group);
    const asAcsUser = (acs_system_id: string, more: Fields = {}) =>
      make<AcsUser>('/acs/users/create', 'acs_user', {
        acs_system_id,
        user_identity_id: id,
        full_name: profile.full_name,
        ...more,
      });
    const { acs_user_id: acsUserId } = await asAcsUser(hotelId);
    const inOffice = await asAcsUser(officeId, { acs_access_group_ids: [groupId] });
    const phone = await make<Phone>('/phones/simulate/create_sandbox_phone', 'phone', {
      user_identity_id: id,
      phone_metadata: { device_model: traits.model },
    });
    sandbox.clock.advance(10_000);
    const credential = await make<AcsCredential>('/acs/credentials/create', 'acs_credential', {
      acs_user_id: acsUserId,
      access_method: 'mobile_key',
      is_multi_phone_sync_credential: true,
      allowed_acs_entrance_ids: [entranceId, frontDoorId],
      visionline_metadata: { card_format: 'rfid48' },
    });
    sandbox.clock.advance(10_000);
    const [child] = (
      await list<AcsCredential>('/acs/credentials/list', 'acs_credentials', { user_identity_id: id })
    ).filter(({ parent_acs_credential_id }) => parent_acs_credential_id === credential.acs_credential_id);
    const automation = await make<EnrollmentAutomation>(
      '/user_identities/enrollment_automations/launch',
      'enrollment_automation',
      { user_identity_id: id, credential_manager_acs_system_id: managerId },
    );
    const instantKey = await make<InstantKey>('/user_identities/generate_instant_key', 'instant_key', {
      user_identity_id: id,
    });
    const attempt = await make<ActionAttempt>('/locks/lock_door', 'action_attempt', { device_id: deviceId });
    sandbox.clock.advance(10_000);
    const events = await list<SeamEvent>('/events/list', 'events', {
      user_identity_id: id,
      since: '2000-01-01',
    });
    const ids = {
      id,
      deviceId,
      sessionId,
      phoneId: phone.device_id,
      acsUserId,
      officeAcsUserId: inOffice.acs_user_id,
      credentialId: credential.acs_credential_id,
      childId: child!.acs_credential_id,
      entranceId,
      groupId,
      automationId: automation.enrollment_automation_id,
      instantKeyId: instantKey.instant_key_id,
      attemptId: attempt.action_attempt_id,
      eventId: events.at(-1)!.event_id,
    };
    const others = [
      token,
      `secret-${name}`,
      traits.device.display_name,
      traits.model,
      traits.room,
      traits.group,
    ];
    return {
      ...ids,
      token,
      email: profile.email_address,
      instantKeyUrl: instantKey.instant_key_url,
      secrets: [
        ...Object.values(ids),
        ...others,
        ...Object.values(profile),
        instantKey.client_session_id,
        instantKey.instant_key_url,
      ],
    };
  };
  const a = await person('Aaltje', {
    device: first,
    room: 'Room 216',
    group: 'Tenants',
    model: 'Nokia 3310',
  });
  const b = await person('Bjarne', {
    device: second,
    room: 'Room 217',
    group: 'Facilities',
    model: 'Jolla C2',
  });
  await make('/acs/users/create', 'acs_user', {
    acs_system_id: apartmentsId,
    user_identity_id: b.id,
    full_name: 'Bjarne Fullname',
  });
  b.secrets.push(apartmentsId);
  sandbox.clock.advance(10_000);
  const people = await list<UserIdentity>('/user_identities/list', 'user_identities');
  return {
    parts: {
      a,
      b,
      sharedDeviceId: third.device_id,
      hotelId,
      officeId,
      apartmentsId,
      managerId,
      officeManagerId,
      frontDoorId,
      officeDoorId,
      strangerId: strangers[0]!.acs_user_id,
      othersIds: people.map(({ user_identity_id }) => user_identity_id).filter((id) => id !== a.id),
    },
    snapshot: sandbox.snapshot(),
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
/** Lists every permission, because `'all'` does not include `identifiers.update` in a limited scope. */
export const scopedTo = (...userIdentityIds: string[]): Scope => ({
  caller: 'limited',
  userIdentityIds,
  permissions,
});

export const everybody: Scope = { caller: 'administrator', userIdentityIds: 'all', permissions: 'all' };

/** Limits that a generated test never reaches. */
export const unlimited = {
  requestsPerMinute: Infinity,
  concurrent: Infinity,
  seamRequestsPerMinute: Infinity,
};

export const allPermissions = permissions;

/** An id of no resource. */
export const unknownId = () => randomUUID();

/** Everything in a response that a caller can compare. */
export const seen = ({ status, headers, text }: Answer) => ({
  status,
  text,
  headers: [...headers].filter(([name]) => name !== 'seam-request-id'),
});
