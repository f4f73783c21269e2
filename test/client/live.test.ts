// How a page keeps its data up to date: one tab requests events, and data without events are polled.
import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';
import * as endpoints from '../../src/api/contract.gen.js';
import type { Endpoint, EndpointPath, ParamsOf, SeamEvent } from '../../src/api/contract.gen.js';
import { permissions } from '../../src/api/permissions.js';
import type { WatchState, Watched } from '../../src/client/cache.js';
import { createSeamClient, type SeamClient } from '../../src/client/client.js';
import type { SessionOptions } from '../../src/client/session.js';
import { createGateway, type Scope } from '../../src/gateway/index.js';
import { createSandbox } from '../../src/sandbox/index.js';

const seam = 'https://connect.getseam.com';
const gatewayUrl = 'https://hotel.example/seam';
let sandbox = createSandbox();
let scope: Scope;
let sent: Request[] = [];
let underWay = 0;
/** Replaces Seam's responses to `/events/list`, in this order. */
let lists: SeamEvent[][] | undefined;
const clients: SeamClient[] = [];
const Channel = globalThis.BroadcastChannel;

beforeEach(() => {
  sandbox = createSandbox();
  scope = { caller: 'front-desk', userIdentityIds: 'all', permissions: 'all' };
  sent = [];
  lists = undefined;
  const gateway = createGateway({
    apiKey: sandbox.credentials.apiKey,
    endpoint: seam,
    fetch: sandbox.fetch,
    authorize: () => scope,
    basePath: '/seam',
  });
  mock.method(globalThis, 'fetch', async (input: RequestInfo, init?: RequestInit) => {
    const request = new Request(input, init);
    sent.push(request.clone());
    underWay++;
    try {
      if (lists && request.url.endsWith('/events/list'))
        return Response.json({ ok: true, events: lists.shift() ?? [] });
      return await (request.url.startsWith(gatewayUrl) ? gateway.fetch(request) : sandbox.fetch(request));
    } finally {
      underWay--;
    }
  });
  mock.timers.enable({ apis: ['setTimeout', 'Date'], now: sandbox.clock.now() });
  page = openPage();
});

afterEach(() => {
  clients.splice(0).forEach((client) => client.close());
  for (const name of ['document', 'addEventListener']) Reflect.deleteProperty(globalThis, name);
  mock.timers.reset();
  mock.restoreAll();
  Reflect.deleteProperty(globalThis, 'navigator');
  globalThis.BroadcastChannel = Channel;
});

function open(options: SessionOptions): SeamClient {
  const client = createSeamClient(options);
  clients.push(client);
  return client;
}

/** The parts of a browser's page that say whether it is visible, and whether it is online. */
let page: ReturnType<typeof openPage>;
function openPage() {
  const target = new EventTarget();
  let listeners = 0;
  const addEventListener: typeof target.addEventListener = (type, listener, options) => {
    listeners++;
    (options as { signal: AbortSignal }).signal.addEventListener('abort', () => listeners--);
    target.addEventListener(type, listener, options);
  };
  const set = (name: 'document' | 'navigator', value: object, type: string) => {
    Object.defineProperty(globalThis, name, { value, configurable: true });
    target.dispatchEvent(new Event(type));
  };
  Object.assign(globalThis, { addEventListener });
  return {
    get listeners() {
      return listeners;
    },
    hide: () => set('document', { visibilityState: 'hidden' }, 'visibilitychange'),
    show: () => set('document', { visibilityState: 'visible' }, 'visibilitychange'),
    goOffline: () => set('navigator', { onLine: false }, 'offline'),
    goOnline: () => set('navigator', { onLine: true }, 'online'),
  };
}

/** Waits until no request is running and none is about to start. */
async function settle(): Promise<void> {
  for (let quiet = 0; quiet < 25; quiet = underWay > 0 ? 0 : quiet + 1) {
    mock.timers.tick(0);
    await new Promise(setImmediate);
  }
}

async function pass(milliseconds: number): Promise<void> {
  await settle();
  for (let passed = 0; passed < milliseconds; passed += 500) {
    sandbox.clock.advance(500);
    mock.timers.tick(500);
    await settle();
  }
}

async function until(isSo: () => boolean): Promise<void> {
  for (const start = performance.now(); !isSo();) {
    assert.ok(performance.now() < start + 60_000, 'it never came');
    mock.timers.tick(0);
    await new Promise(setImmediate);
  }
}

/** Counts the requests to a path since the last call for this path. */
const asked = (path: string): number => {
  const requests = sent.filter(({ url }) => url.endsWith(path));
  sent = sent.filter((request) => !requests.includes(request));
  return requests.length;
};
const polls = () => asked('/events/list');

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
  assert.ok(response.ok, `${path} answered ${response.status}`);
  return (await response.json()) as Record<string, Record<string, string>>;
}

const devices = async () =>
  (await asServer('/devices/list', {}))['devices'] as unknown as {
    device_id: string;
    display_name: string;
  }[];

/** Creates a person who may open the device at this place in the list, and a client session for them. */
async function newPerson(name: string, devicePlace = 0) {
  const { user_identity } = await asServer('/user_identities/create', { full_name: name });
  const id = user_identity!['user_identity_id']!;
  const { device_id: deviceId } = (await devices())[devicePlace]!;
  const grant = (device_id: string) =>
    asServer('/user_identities/grant_access_to_device', { user_identity_id: id, device_id });
  await grant(deviceId);
  const newToken = async () =>
    (await asServer('/client_sessions/create', { user_identity_id: id }))['client_session']!['token']!;
  return { id, deviceId, grant, newToken, token: await newToken() };
}

function follow<Path extends EndpointPath>(
  client: SeamClient,
  endpoint: Endpoint<Path>,
  params: ParamsOf<Path>,
) {
  const states: WatchState<Watched<Path>>[] = [];
  const watch = client.watch(endpoint, params, (state) => states.push(state));
  return { ...watch, states, last: () => states.at(-1)! };
}

const eventOf = (fields: Partial<SeamEvent>): SeamEvent => ({
  event_id: crypto.randomUUID(),
  event_type: 'device.connected',
  workspace_id: 'w',
  created_at: sandbox.clock.now().toISOString(),
  occurred_at: sandbox.clock.now().toISOString(),
  ...fields,
});

test('twenty watches of a session share one request for events, and without a watch there is none', async () => {
  const client = open({ clientSessionToken: (await newPerson('Anna')).token });
  await client.query(endpoints.devicesList, {});
  await pass(30_000);
  assert.equal(polls(), 0);
  const watches = Array.from({ length: 20 }, (_, at) =>
    follow(client, at % 2 ? endpoints.devicesList : endpoints.userIdentitiesList, {}),
  );
  await pass(2_000);
  assert.equal(polls(), 1);
  watches.forEach(({ close }) => close());
  await pass(60_000);
  assert.equal(polls(), 0);
});

test('each session requests its own events, and an event of one is not fetched by the other', async () => {
  const [anna, ben] = [await newPerson('Anna', 0), await newPerson('Ben', 1)];
  const [hers, his] = [anna, ben].map(({ token }) =>
    follow(open({ clientSessionToken: token }), endpoints.devicesList, {}),
  );
  await pass(2_000);
  const askers = sent.filter(({ url }) => url.endsWith('/events/list'));
  assert.deepEqual(
    askers.map(({ headers }) => headers.get('authorization')).sort(),
    [`Bearer ${anna.token}`, `Bearer ${ben.token}`].sort(),
  );
  sent = [];
  sandbox.resources.change(anna.deviceId, { display_name: 'Her new door' });
  await pass(4_000);
  assert.equal(asked('/devices/list'), 1);
  assert.equal(hers!.last().data?.[0]?.display_name, 'Her new door');
  assert.ok(!JSON.stringify(his!.states).includes('Her new door'));
});

test('polls start 2 seconds after a change and get rarer, to at most 6 in an idle minute', async () => {
  const { token } = await newPerson('Anna');
  const { phone } = await asServer('/phones/simulate/create_sandbox_phone', {
    user_identity_id: (await newPerson('Ben')).id,
  });
  const client = open({ clientSessionToken: token });
  follow(client, endpoints.userIdentitiesList, {});
  await pass(60_000);
  polls();
  await pass(60_000);
  const idle = polls();
  assert.ok(idle <= 6 && idle >= 5, `${idle} in an idle minute`);

  await client.call(endpoints.phonesDeactivate, { device_id: phone!['device_id']! }).catch(() => undefined);
  await pass(1_500);
  assert.equal(polls(), 0);
  await pass(500);
  assert.equal(polls(), 1);

  lists = [[eventOf({})]];
  await pass(12_000);
  polls();
  await client.call(endpoints.phonesDeactivate, { device_id: phone!['device_id']! }).catch(() => undefined);
  lists = [[eventOf({})], [eventOf({})]];
  await pass(6_000);
  assert.equal(polls(), 3, 'each event keeps it at 2 seconds');
});

test('frequent changes do not delay the polls', async () => {
  const { id, newToken } = await newPerson('Anna');
  const client = open({ clientSessionToken: await newToken() });
  follow(client, endpoints.userIdentitiesList, {});
  await pass(2_500);
  polls();
  for (let second = 0; second < 6; second++) {
    await client.call(endpoints.phonesDeactivate, { device_id: id }).catch(() => undefined);
    await pass(1_000);
  }
  assert.ok(polls() >= 2);
});

for (const [what, leave, comeBack] of [
  ['hidden', () => page.hide(), () => page.show()],
  ['offline', () => page.goOffline(), () => page.goOnline()],
] as const)
  test(`a page that is ${what} sends no request, and polls at once when it is back`, async () => {
    const { deviceId, token } = await newPerson('Anna');
    const watch = follow(open({ clientSessionToken: token }), endpoints.devicesList, {});
    await pass(2_000);
    sent = [];
    leave();
    sandbox.resources.change(deviceId, { display_name: 'While away' });
    await pass(300_000);
    assert.deepEqual(sent, []);
    comeBack();
    await settle();
    assert.equal(polls(), 1);
    assert.equal(watch.last().data?.[0]?.display_name, 'While away');
  });

test('an event that reaches a hidden page is handled when the page is visible again', async () => {
  const { deviceId, token } = await newPerson('Anna');
  const client = open({ clientSessionToken: token });
  const watch = follow(client, endpoints.devicesList, {});
  await settle();
  page.hide();
  sandbox.resources.change(deviceId, { display_name: 'While away' });
  client.ingest(eventOf({ event_type: 'device.name_changed', device_id: deviceId }));
  await settle();
  assert.equal(asked('/devices/list'), 1);
  page.show();
  await settle();
  assert.equal(watch.last().data?.[0]?.display_name, 'While away');
});

test('after an event, only the watched data that it affects are fetched again', async () => {
  const { deviceId, token } = await newPerson('Anna');
  const client = open({ clientSessionToken: token });
  const list = follow(client, endpoints.devicesList, {});
  const itself = follow(client, endpoints.devicesGet, { device_id: deviceId });
  follow(client, endpoints.userIdentitiesList, {});
  await pass(2_500);
  sent = [];
  sandbox.resources.change(deviceId, { display_name: 'New name' });
  await pass(4_000);
  assert.equal(list.last().data?.[0]?.display_name, 'New name');
  assert.equal(itself.last().data?.display_name, 'New name');
  assert.deepEqual(
    [asked('/devices/list'), asked('/devices/get'), asked('/user_identities/list')],
    [1, 1, 0],
  );

  const other = (await devices())[3]!.device_id;
  client.ingest(eventOf({ event_type: 'device.disconnected', device_id: other }));
  await settle();
  assert.deepEqual([asked('/devices/list'), asked('/devices/get')], [1, 0], 'another device is not this one');

  list.close();
  sandbox.resources.change(deviceId, { display_name: 'Newer name' });
  await pass(2_000);
  assert.deepEqual([asked('/devices/list'), asked('/devices/get')], [0, 1]);
  await client.query(endpoints.devicesGet, { device_id: deviceId });
  follow(client, endpoints.devicesList, {});
  await settle();
  assert.equal(asked('/devices/list'), 1, 'it was stale, however new');
});

test('an event counts once, even if it arrives late, twice or out of order', async () => {
  const { token } = await newPerson('Anna');
  const client = open({ clientSessionToken: token });
  follow(client, endpoints.devicesList, {});
  await settle();
  const at = (seconds: number) => new Date(sandbox.clock.now().getTime() + seconds * 1000).toISOString();
  const [first, second, third] = [10, 20, 50].map((seconds) => eventOf({ created_at: at(seconds) }));
  const before = eventOf({ created_at: at(-600) });
  lists = [[before], [third!, first!], [first!, third!], [second!, third!], [third!, first!, second!]];
  sent = [];
  await pass(2_000);
  assert.equal(asked('/devices/list'), 0, 'what was there before is in what was read');
  await pass(4_000);
  assert.equal(asked('/devices/list'), 1);
  await pass(2_000);
  assert.equal(asked('/devices/list'), 0);
  await pass(4_000);
  assert.equal(asked('/devices/list'), 1);
  client.ingest(second!);
  await pass(2_000);
  assert.equal(asked('/devices/list'), 0);
  const since = await Promise.all(
    sent
      .filter(({ url }) => url.endsWith('/events/list'))
      .map(async (request) => ((await request.json()) as { since: string }).since),
  );
  assert.deepEqual(since, [...since].sort());
  assert.equal(Date.parse(since.at(-1)!), Date.parse(third!.created_at) - 60_000);
});

test('data without events are fetched again within 30 seconds, by the session that they belong to', async () => {
  const [anna, ben] = [await newPerson('Anna', 0), await newPerson('Ben', 1)];
  const [hers, his] = [anna, ben].map(({ token }) =>
    follow(open({ clientSessionToken: token }), endpoints.devicesList, {}),
  );
  await pass(7_500);
  await anna.grant((await devices())[2]!.device_id);
  await pass(29_500);
  assert.equal(hers!.last().data?.length, 2);
  assert.equal(his!.last().data?.length, 1);
  asked('/devices/list');
  await pass(60_000);
  assert.ok(asked('/devices/list') <= 6, 'and no more often than it takes');
});

for (const [which, byMs] of [
  ['back', -24 * 3_600_000],
  ['forward', 24 * 3_600_000],
] as const)
  test(`a clock that is set ${which} makes the page poll neither later nor more often`, async () => {
    const { grant, token } = await newPerson('Anna');
    const watch = follow(open({ clientSessionToken: token }), endpoints.devicesList, {});
    const mend = sandbox.faults.add({ path: '/events/list', status: 503 });
    await pass(13_000);
    const { now } = Date;
    mock.method(Date, 'now', () => now() + byMs);
    mend();
    await grant((await devices())[2]!.device_id);
    await pass(29_500);
    assert.equal(watch.last().data?.length, 2);
    assert.ok(polls() >= 2);
    asked('/devices/list');
    await pass(60_000);
    const reads = asked('/devices/list');
    assert.ok(reads >= 2 && reads <= 5, `${reads} reads in a minute`);
  });

test('without a network, watched data show it at once, until the network is back', async () => {
  const { token } = await newPerson('Anna');
  const watch = follow(open({ clientSessionToken: token }), endpoints.devicesList, {});
  await pass(2_000);
  const { updatedAt } = watch.last();
  const unanswered = follow(open({ clientSessionToken: token }), endpoints.devicesList, {});
  page.goOffline();
  assert.equal(unanswered.last().error, null, 'what is under way fails by itself');
  assert.equal(watch.last().error?.kind, 'unreachable');
  assert.equal(watch.last().updatedAt, updatedAt);
  assert.equal(watch.last().data?.length, 1);
  page.goOnline();
  await settle();
  assert.equal(watch.last().error, null);
});

test('a list of up to two pages is polled as often as a single response, and a longer list less often', async () => {
  const client = open({ gateway: gatewayUrl });
  const short = follow(client, endpoints.userIdentitiesList, { limit: 2 });
  const long = follow(client, endpoints.userIdentitiesList, { limit: 1 });
  await settle();
  await short.loadMore();
  for (let page = 1; page < 8; page++) await long.loadMore();
  assert.equal(long.last().data?.length, 8);
  asked('/user_identities/list');
  await pass(30_000);
  assert.equal(asked('/user_identities/list'), 2);
  await pass(60_000);
  assert.ok([12, 14].includes(asked('/user_identities/list')), 'eight pages are read once in 72 seconds');

  const { user_identity_id } = long.last().data![0]!;
  client.ingest(eventOf({ event_type: 'acs_user.created', acs_user_id: 'u' }));
  await settle();
  assert.equal(asked('/user_identities/list'), 2, 'an event has only the short one read at once');
  await client.call(endpoints.userIdentitiesUpdate, { user_identity_id, full_name: 'Somebody' });
  await settle();
  assert.equal(asked('/user_identities/list'), 2, 'and so has a change of one’s own');
  await pass(90_000);
  assert.equal(
    long.last().data?.find((one) => one.user_identity_id === user_identity_id)?.full_name,
    'Somebody',
  );
});

test('in a long list the page’s own changes show at once, and the list is not fetched again', async () => {
  const client = open({ gateway: gatewayUrl });
  const list = follow(client, endpoints.userIdentitiesList, { limit: 2 });
  const found = follow(client, endpoints.userIdentitiesList, { limit: 1, search: 'a' });
  await settle();
  for (let page = 1; page < 4; page++) {
    await list.loadMore();
    await found.loadMore();
  }
  const names = () => list.last().data!.map(({ full_name }) => full_name);
  const before = names();
  const foundBefore = found.last().data;
  const { updatedAt } = list.last();
  asked('/user_identities/list');

  await pass(1_000);
  const { user_identity_id } = await client.call(endpoints.userIdentitiesCreate, { full_name: 'Ada New' });
  await settle();
  assert.deepEqual(names(), ['Ada New', ...before]);
  assert.equal(found.last().data, foundBefore, 'what is searched for may leave it out');

  await client.call(endpoints.userIdentitiesUpdate, { user_identity_id, full_name: 'Ada Newer' });
  await client.call(endpoints.userIdentitiesGet, { user_identity_id });
  await settle();
  assert.deepEqual(names(), ['Ada Newer', ...before]);

  await client.call(endpoints.userIdentitiesDelete, { user_identity_id });
  sandbox.clock.advance(5_000);
  await client.call(endpoints.userIdentitiesGet, { user_identity_id }).catch(() => undefined);
  await settle();
  assert.deepEqual(names(), before);
  assert.equal(asked('/user_identities/list'), 0);
  assert.equal(list.last().updatedAt, updatedAt, 'the rest is as old as before');
  await list.loadMore();
  assert.equal(list.last().data!.length, before.length + 2);
});

test('an event during a request leads to one more request, and the first one is not aborted', async () => {
  const { deviceId, token } = await newPerson('Anna');
  const client = open({ clientSessionToken: token });
  const watch = follow(client, endpoints.devicesList, {});
  client.ingest(eventOf({ device_id: deviceId }));
  client.ingest(eventOf({ device_id: deviceId }));
  await settle();
  assert.equal(asked('/devices/list'), 2);
  assert.equal(watch.last().data?.length, 1);
});

test('after failures the polls get rarer and show no error, until they work again', async () => {
  const { deviceId, token } = await newPerson('Anna');
  const watch = follow(open({ clientSessionToken: token }), endpoints.devicesList, {});
  const mend = sandbox.faults.add({ path: '/events/list', status: 503 });
  await pass(60_000);
  const first = polls();
  await pass(240_000);
  const later = polls();
  assert.ok(first >= 6 && first <= 12, `${first} requests in the first minute, three for each asking`);
  assert.ok(later >= 3 && later <= 9, `${later} requests in the four minutes after`);
  assert.ok(watch.states.every(({ error }) => error === null));
  mend();
  await pass(132_000);
  polls();
  sandbox.resources.change(deviceId, { display_name: 'New name' });
  await pass(12_500);
  assert.equal(watch.last().data?.[0]?.display_name, 'New name');
  assert.ok(polls() >= 1);
});

test('a longer pause that the server asks for is kept', async () => {
  const { token } = await newPerson('Anna');
  follow(open({ clientSessionToken: token }), endpoints.devicesList, {});
  sandbox.faults.add({ path: '/events/list', status: 429, headers: { 'retry-after': '90' }, times: 1 });
  await pass(90_000);
  assert.equal(polls(), 1);
  await pass(15_000);
  assert.equal(polls(), 1);
});

test('a caller who may not read events never requests them, and all watched data are polled instead', async () => {
  scope = { ...scope, permissions: permissions.filter((permission) => permission !== 'events.read') };
  const client = open({ gateway: gatewayUrl });
  follow(client, endpoints.acsSystemsList, {});
  follow(client, endpoints.workspacesGet, {});
  await pass(60_000);
  assert.equal(polls(), 0);
  assert.ok(asked('/workspaces/get') >= 2);
});

test('after a refused request for events there is no other, until the session has another caller', async () => {
  const everybody = Array.from({ length: 501 }, () => crypto.randomUUID());
  scope = { caller: 'a', userIdentityIds: everybody, permissions: 'all' };
  const client = open({ gateway: gatewayUrl });
  follow(client, endpoints.workspacesGet, {});
  await pass(120_000);
  assert.equal(polls(), 1);
  scope = { caller: 'b', userIdentityIds: 'all', permissions: 'all' };
  await client.call(endpoints.workspacesGet, {});
  await pass(10_000);
  assert.ok(polls() > 1);
});

test('a session with a new caller starts its event log again, without data of the previous caller', async () => {
  const [anna, ben] = [await newPerson('Anna', 0), await newPerson('Ben', 1)];
  let token = anna.token;
  const client = open({ getClientSessionToken: async () => token });
  const watch = follow(client, endpoints.devicesList, {});
  sandbox.resources.change(anna.deviceId, { display_name: 'New name' });
  await pass(2_500);
  token = ben.token;
  sandbox.sessions.revoke(anna.token);
  await watch.refetch();
  await settle();
  sent = [];
  await pass(2_000);
  const askers = sent.filter(({ url }) => url.endsWith('/events/list'));
  assert.deepEqual(
    askers.map(({ headers }) => headers.get('authorization')),
    [`Bearer ${ben.token}`],
  );
  const { since } = (await askers[0]!.json()) as { since: string };
  assert.ok(Date.parse(since) < Date.now() - 3_500_000, 'since long before, as at the start');
});

/** Replaces the locks and channels of one browser. */
function openBrowser() {
  const queues = new Map<string, Promise<unknown>>();
  const channels = { names: [] as string[], open: 0 };
  const locks = {
    request(name: string, { signal }: { signal: AbortSignal }, callback: () => Promise<unknown>) {
      channels.names.push(name);
      const held = (queues.get(name) ?? Promise.resolve()).then(() => {
        signal.throwIfAborted();
        return callback();
      });
      queues.set(
        name,
        held.catch(() => undefined),
      );
      return held;
    },
  };
  Object.defineProperty(globalThis, 'navigator', { value: { locks }, configurable: true });
  globalThis.BroadcastChannel = class extends Channel {
    constructor(name: string) {
      super(name);
      channels.open++;
    }
    override close() {
      channels.open--;
      super.close();
    }
  };
  return channels;
}

test('tabs of one session share one poll and its events, and another tab takes over when one closes', async () => {
  const channels = openBrowser();
  const anna = await newPerson('Anna', 0);
  const [one, two] = [0, 1].map(() => open({ clientSessionToken: anna.token }));
  const other = open({ clientSessionToken: (await newPerson('Ben', 1)).token });
  const [first, second] = [one!, two!].map((client) => follow(client, endpoints.devicesList, {}));
  await until(() => channels.names.length === 2);
  follow(other, endpoints.devicesList, {});
  await until(() => channels.names.length === 3);
  assert.equal(new Set(channels.names).size, 2);
  for (const name of channels.names) assert.match(name, /^seam-admin-elements [+/=\w]{44}$/);

  const pollsOf = (token: string) =>
    sent.filter(
      ({ url, headers }) =>
        url.endsWith('/events/list') && headers.get('authorization') === `Bearer ${token}`,
    ).length;
  await pass(2_500);
  assert.equal(pollsOf(anna.token), 1);

  sandbox.resources.change(anna.deviceId, { display_name: 'New name' });
  await pass(4_000);
  for (const tab of [first!, second!])
    await until(() => tab.last().data?.[0]?.display_name === 'New name' && !tab.last().isFetching);
  const before = pollsOf(anna.token);
  await pass(30_000);
  const inHalfAMinute = pollsOf(anna.token) - before;
  assert.ok(inHalfAMinute >= 2 && inHalfAMinute <= 4, `${inHalfAMinute} for both`);

  one!.close();
  await pass(2_500);
  sandbox.resources.change(anna.deviceId, { display_name: 'Newer name' });
  await pass(4_000);
  await until(() => second!.last().data?.[0]?.display_name === 'Newer name');
});

test('a change in one tab makes the other tabs fetch again, and poll soon for its events', async () => {
  const channels = openBrowser();
  const anna = await newPerson('Anna', 0);
  const [one, two] = [0, 1].map(() => open({ clientSessionToken: anna.token }));
  follow(one!, endpoints.workspacesGet, {});
  await until(() => channels.names.length === 1);
  follow(two!, endpoints.devicesList, {});
  await until(() => channels.names.length === 2);
  await pass(10_000);
  sent = [];
  await one!.call(endpoints.phonesDeactivate, { device_id: anna.id }).catch(() => undefined);
  await until(() => asked('/devices/list') === 1);
  await pass(2_000);
  assert.equal(polls(), 1);
});

test('if the browser does not allow locks, each tab polls for itself', async () => {
  let tries = 0;
  const request = () => {
    tries++;
    return Promise.reject(new DOMException('Not here', 'SecurityError'));
  };
  Object.defineProperty(globalThis, 'navigator', { value: { locks: { request } }, configurable: true });
  const { token } = await newPerson('Anna');
  follow(open({ clientSessionToken: token }), endpoints.devicesList, {});
  await until(() => tries === 1);
  await pass(6_000);
  assert.ok(polls() >= 1);
});

test('a hundred clients that open and close leave no timer, listener or channel behind', async () => {
  const channels = openBrowser();
  const { token } = await newPerson('Anna');
  const timers = new Set<unknown>();
  const { setTimeout: set, clearTimeout: clear } = globalThis;
  mock.method(globalThis, 'setTimeout', (run: () => void, delay: number) => {
    const timer = set(() => {
      timers.delete(timer);
      run();
    }, delay);
    timers.add(timer);
    return timer;
  });
  mock.method(globalThis, 'clearTimeout', (timer: never) => {
    timers.delete(timer);
    clear(timer);
  });
  let most = 0;
  for (let cycle = 0; cycle < 100; cycle++) {
    const client = createSeamClient({ clientSessionToken: token });
    const watch = client.watch(endpoints.devicesList, {}, () => undefined);
    if (cycle % 2) await settle();
    if (cycle % 10 === 0) await pass(2_000);
    most = Math.max(most, timers.size);
    if (cycle % 3) watch.close();
    client.close();
  }
  await settle();
  assert.ok(most > 0 && channels.names.length > 0);
  assert.equal(timers.size, 0);
  assert.equal(channels.open, 0);
  assert.equal(page.listeners, 0);
});
