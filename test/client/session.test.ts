// What a page can rely on about its session: how it is renewed, how it ends, and how it continues. The clock is held.
import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';
import * as endpoints from '../../src/api/contract.gen.js';
import type { Device } from '../../src/api/contract.gen.js';
import type { WatchState } from '../../src/client/cache.js';
import { createSeamClient, type SeamClient } from '../../src/client/client.js';
import type { SessionOptions } from '../../src/client/session.js';
import { createSandbox } from '../../src/sandbox/index.js';

const seam = 'https://connect.getseam.com';
const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

let sandbox = createSandbox();
let sent: { path: string; token: string | null }[] = [];
let underWay = 0;
let isNetworkDown = false;
/** How far the page's clock is ahead of Seam's, in milliseconds. */
let skew = 0;
const clients: SeamClient[] = [];

beforeEach(() => {
  sandbox = createSandbox();
  sent = [];
  isNetworkDown = false;
  mock.method(globalThis, 'fetch', async (input: RequestInfo, init?: RequestInit) => {
    const request = new Request(input, init);
    const token = request.headers.get('authorization')?.replace('Bearer ', '') ?? null;
    sent.push({ path: new URL(request.url).pathname, token });
    underWay++;
    try {
      if (isNetworkDown) throw new TypeError('Failed to fetch');
      return await sandbox.fetch(request);
    } finally {
      underWay--;
    }
  });
  setSkew(0);
});

afterEach(() => {
  clients.splice(0).forEach((client) => client.close());
  mock.timers.reset();
  mock.restoreAll();
});

function setSkew(milliseconds: number) {
  skew = milliseconds;
  mock.timers.reset();
  mock.timers.enable({ apis: ['setTimeout', 'Date'], now: sandbox.clock.now().getTime() + skew });
}

/** Waits until no request is running and none is about to start. */
async function settle(): Promise<void> {
  for (let quiet = 0; quiet < 25; quiet = underWay > 0 ? 0 : quiet + 1) {
    mock.timers.tick(0);
    await new Promise(setImmediate);
  }
}

async function pass(milliseconds: number, step = 500): Promise<void> {
  await settle();
  for (let passed = 0; passed < milliseconds; passed += step) {
    sandbox.clock.advance(step);
    mock.timers.tick(step);
    await settle();
  }
}

/** Time passes, but the page's timers do not run. */
function sleep(milliseconds: number): void {
  sandbox.clock.advance(milliseconds);
  mock.timers.setTime(Date.now() + milliseconds);
}

async function asServer(path: string, params: object): Promise<Record<string, Record<string, string>>> {
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
  return (await response.json()) as Record<string, Record<string, string>>;
}

/** Creates Anna, who may open one device, and a host's server that returns tokens for her. */
async function newHost(life = hour) {
  const { user_identity } = await asServer('/user_identities/create', { full_name: 'Anna' });
  const id = user_identity!['user_identity_id']!;
  const { devices } = (await asServer('/devices/list', {})) as unknown as { devices: Device[] };
  const grant = (place: number) =>
    asServer('/user_identities/grant_access_to_device', {
      user_identity_id: id,
      device_id: devices[place]!.device_id,
    });
  await grant(0);
  const given: string[] = [];
  const host = {
    given,
    grant,
    deviceId: devices[0]!.device_id,
    answer: 'new' as 'new' | 'the same' | 'nothing',
    getClientSessionToken: async () => {
      if (host.answer === 'nothing' || isNetworkDown) throw new Error('502 from the host');
      if (host.answer === 'the same') {
        given.push(given.at(-1)!);
        return given.at(-1)!;
      }
      const { client_session } = await asServer('/client_sessions/create', {
        user_identity_id: id,
        expires_at: new Date(sandbox.clock.now().getTime() + life).toISOString(),
      });
      given.push(client_session!['token']!);
      return given.at(-1)!;
    },
  };
  return host;
}

function open(options: SessionOptions): SeamClient {
  const client = createSeamClient(options);
  clients.push(client);
  return client;
}

function followDevices(client: SeamClient) {
  const states: WatchState<Device[]>[] = [];
  client.watch(endpoints.devicesList, {}, (state) => states.push(state));
  return { states, last: () => states.at(-1)! };
}

const requestsTo = (path: string) => sent.filter((request) => request.path === path);

test('the token function is called at once, and once for all reads', async () => {
  const host = await newHost();
  const client = open(host);
  await settle();
  assert.equal(host.given.length, 1, 'before anything was read');
  followDevices(client);
  await Promise.all([client.info(), client.query(endpoints.workspacesGet, {})]);
  await settle();
  assert.equal(host.given.length, 1);
});

test('a renewal before the end keeps the data in place, and no watch shows a change', async () => {
  const host = await newHost();
  const watch = followDevices(open(host));
  await pass(50 * minute, 5 * second);
  assert.equal(host.given.length, 2);
  assert.ok(watch.last().data);
  const shown = watch.states.slice(watch.states.findIndex(({ data }) => data));
  assert.ok(shown.every(({ data, error }) => data && !error));
  assert.equal(sent.at(-1)!.token, host.given[1]);
});

test('after a failed renewal the old token is used until it ends', async () => {
  const host = await newHost();
  const watch = followDevices(open(host));
  await pass(40 * minute, 5 * second);
  host.answer = 'nothing';
  await pass(15 * minute, 5 * second);
  await host.grant(1);
  await pass(30 * second);
  assert.equal(watch.last().data?.length, 2);
  assert.equal(watch.last().error, null);
  host.answer = 'new';
  await pass(10 * minute, 5 * second);
  assert.equal(host.given.length, 2);
  assert.equal(watch.last().error, null);
});

test('a host that returns the same token again is not called ever more often', async () => {
  const host = await newHost();
  followDevices(open(host));
  await settle();
  host.answer = 'the same';
  await pass(55 * minute, 5 * second);
  await pass(5 * minute);
  assert.ok(host.given.length <= 4, `asked ${host.given.length} times`);
});

for (const [what, difference, most] of [
  ['an hour ahead', hour, 4],
  ['a little less than a session’s life ahead', hour - 10 * second, 4],
  ['somewhat less than a session’s life ahead', hour - 7 * minute, 36],
  ['an hour behind', -hour, 4],
] as const)
  test(`a clock that is ${what} of Seam’s neither ends a session nor renews it again and again`, async () => {
    setSkew(difference);
    const host = await newHost();
    const watch = followDevices(open(host));
    await pass(3 * hour, 10 * second);
    const renewals = host.given.length - 1;
    assert.ok(renewals >= 2 && renewals <= most, `${renewals} renewals in three hours`);
    const shown = watch.states.slice(watch.states.findIndex(({ data }) => data));
    assert.ok(shown.every(({ data, error }) => data?.length === 1 && !error));
    await host.grant(1);
    sandbox.resources.change(host.deviceId, { display_name: 'Renamed' });
    await pass(30 * second);
    assert.equal(watch.last().data?.length, 2);
    assert.ok(watch.last().data?.some(({ display_name }) => display_name === 'Renamed'));
  });

test('without a network the session does not end, and continues with its token when the network is back', async () => {
  const host = await newHost();
  const watch = followDevices(open(host));
  await pass(5 * second);
  isNetworkDown = true;
  await pass(30 * minute, 5 * second);
  assert.equal(watch.last().error?.kind, 'unreachable');
  assert.equal(watch.last().data?.length, 1);
  assert.equal(host.given.length, 1);
  isNetworkDown = false;
  await pass(2 * minute);
  assert.equal(watch.last().error, null);
  assert.equal(host.given.length, 1);
});

test('a session that ends reports it and clears its data, and continues by itself with a new token', async () => {
  const host = await newHost();
  const client = open(host);
  const watch = followDevices(client);
  const heard: (string | undefined)[] = [];
  client.onSessionEnd((error) => heard.push(error?.kind));
  await pass(5 * second);
  assert.equal(watch.last().data?.length, 1);
  host.answer = 'the same';
  sandbox.sessions.revoke(host.given[0]!);
  await pass(30 * second);
  assert.equal(watch.last().error?.kind, 'session_ended');
  assert.equal(watch.last().data, undefined);
  assert.deepEqual(heard, ['session_ended']);

  const late = followDevices(client);
  await settle();
  sent = [];
  await pass(10 * minute, 5 * second);
  assert.ok(sent.length <= 40, `${sent.length} requests in ten minutes for a session that has ended`);

  host.answer = 'new';
  await host.grant(1);
  await pass(2 * minute);
  for (const each of [watch, late]) {
    assert.equal(each.last().error, null);
    assert.equal(each.last().data?.length, 2);
  }
  assert.deepEqual(heard, ['session_ended', undefined]);
});

test('data that could not load because the session had ended load with a new token', async () => {
  const host = await newHost();
  const client = open(host);
  await settle();
  host.answer = 'the same';
  sandbox.sessions.revoke(host.given[0]!);
  const watch = followDevices(client);
  await settle();
  assert.equal(watch.last().error?.kind, 'session_ended');
  assert.equal(watch.last().data, undefined);
  host.answer = 'new';
  await pass(2 * minute);
  assert.equal(watch.last().data?.length, 1);
});

test('a laptop that wakes after the end of the session renews it once, and reads everything once', async () => {
  const host = await newHost();
  const client = open(host);
  const watch = followDevices(client);
  client.watch(endpoints.userIdentitiesList, {}, () => undefined);
  await pass(20 * second);
  sleep(8 * hour);
  await host.grant(1);
  const wokeAt = Date.now();
  sent = [];
  await pass(13 * second);
  assert.equal(host.given.length, 2);
  assert.equal(watch.last().data?.length, 2);
  assert.ok(watch.last().updatedAt >= wokeAt);
  const answered = (path: string) => requestsTo(path).filter(({ token }) => token === host.given[1]).length;
  for (const path of ['/devices/list', '/user_identities/list'])
    assert.equal(answered(path), 1, `${path} was read ${answered(path)} times`);
  assert.ok(answered('/events/list') <= 2, `${answered('/events/list')} polls`);
});

test('a laptop that wakes without a network shows how old the data are, and then catches up', async () => {
  const host = await newHost();
  const watch = followDevices(open(host));
  await pass(20 * second);
  const { updatedAt } = watch.last();
  isNetworkDown = true;
  sleep(8 * hour);
  await host.grant(1);
  await pass(13 * second);
  assert.equal(watch.last().error?.kind, 'unreachable');
  assert.equal(watch.last().updatedAt, updatedAt, 'nobody calls it new');
  isNetworkDown = false;
  await pass(minute);
  assert.equal(watch.last().error, null);
  assert.equal(watch.last().data?.length, 2);
  assert.equal(host.given.length, 2);
});

test('a token of another person clears all watched data at once', async () => {
  const [anna, ben] = [await newHost(), await newHost()];
  let now = anna;
  const client = open({ getClientSessionToken: () => now.getClientSessionToken() });
  const watches = [followDevices(client), followDevices(client)];
  await pass(5 * second);
  await client.query(endpoints.workspacesGet, {});
  now = ben;
  sandbox.sessions.revoke(anna.given[0]!);
  const empty: boolean[] = [];
  client.onCallerChange(() => queueMicrotask(() => empty.push(watches.every(({ last }) => !last().data))));
  sent = [];
  await pass(30 * second);
  assert.deepEqual(empty, [true]);
  await client.query(endpoints.workspacesGet, {});
  assert.equal(requestsTo('/workspaces/get').length, 1, 'even what is the same for both');
});

for (const [what, fault] of [
  ['a response', { hang: true }],
  ['a retry', { status: 503 }],
] as const)
  test(`a client that is closed while it waits for ${what} about its session stops waiting`, async () => {
    sandbox.faults.add({ path: '/client_sessions/get', ...fault });
    const client = createSeamClient({ clientSessionToken: sandbox.credentials.clientSessionToken });
    const info = client.info();
    for (let turn = 0; turn < 25; turn++) await new Promise(setImmediate);
    assert.equal(sent.length, 1);
    client.close();
    await assert.rejects(info, { kind: 'cancelled' });
    assert.equal(underWay, 0);
  });

test('a closed client rejects every call and sends no request', async () => {
  const client = createSeamClient({ clientSessionToken: sandbox.credentials.clientSessionToken });
  client.close();
  await assert.rejects(client.query(endpoints.devicesList, {}), { kind: 'cancelled' });
  await assert.rejects(client.info(), { kind: 'cancelled' });
  assert.deepEqual(sent, []);
});
