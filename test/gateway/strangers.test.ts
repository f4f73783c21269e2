import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { before, describe, it } from 'node:test';
import type { ClientSession } from '../../src/api/contract.gen.js';
import { addressOf, noteAddress } from '../../src/gateway/http/address.js';
import { createGateway, type GatewayOptions } from '../../src/gateway/index.js';
import { serveGateway } from '../../src/gateway/node.js';
import { asking, bearer, createWorld, type Answer, type Ask, type World } from './support.js';

const list = '/user_identities/list';
const stranger = () => `seam_cst1${randomUUID().replaceAll('-', '')}`;

let world: World;
before(async () => {
  world = await createWorld();
});

const as = (ask: Ask, token: string, address = '') =>
  ask(list, {}, { headers: { ...bearer(token), 'x-address': address } });

/** So many people of their own, each with a session. */
async function guests(count: number): Promise<{ id: string; token: string }[]> {
  const made: { id: string; token: string }[] = [];
  for (let at = 0; at < count; at++) {
    const { user_identity } = await world.seam('/user_identities/create', { full_name: `Guest ${at}` });
    const { user_identity_id: id } = user_identity as { user_identity_id: string };
    const { client_session } = await world.seam('/client_sessions/create', { user_identity_id: id });
    made.push({ id, token: (client_session as ClientSession).token });
  }
  return made;
}

/** A gateway whose Seam answers nothing about sessions while it is held. */
function held(options: Partial<GatewayOptions> = {}) {
  let gate: Promise<void> | undefined;
  let open = () => {};
  let lookUps = 0;
  let waiting = 0;
  const ask = world.gateway({
    clientKey: ({ headers }) => headers.get('x-address') ?? undefined,
    async fetch(request) {
      if (new URL(request.url).pathname === '/client_sessions/get') {
        lookUps++;
        waiting++;
        await gate;
        waiting--;
      }
      return world.sandbox.fetch(request);
    },
    ...options,
  });
  return {
    ask,
    lookUps: () => lookUps,
    waiting: () => waiting,
    hold: () => void (gate = new Promise((resolve) => (open = resolve))),
    release() {
      gate = undefined;
      open();
    },
  };
}

const until = async (isSo: () => boolean) => {
  for (let turn = 0; turn < 5000 && !isSo(); turn++) await new Promise(setImmediate);
};

/** Those that are answered at once, and all of them later. */
function collect(answers: Promise<Answer>[]) {
  const early: Answer[] = [];
  for (const answer of answers) void answer.then((one) => early.push(one));
  return { early, all: Promise.all(answers) };
}

describe('Strangers', () => {
  for (const [where, addressOf, status, lookUps] of [
    ['at one address', () => 'one', 429, 30],
    ['at as many addresses', (at: number) => `${at}`, 503, 50],
  ] as const)
    it(`${where}, 250 at once, keep no known caller from making a change`, async (context) => {
      context.mock.timers.enable({ apis: ['Date'], now: world.sandbox.clock.now() });
      const known = await guests(50);
      const seam = held({
        authorize: (_, session) => ({ userIdentityIds: [session!.user_identity_id!], permissions: 'all' }),
      });
      for (const { token } of known) assert.equal((await as(seam.ask, token, 'home')).status, 200);
      const before = seam.lookUps();

      seam.hold();
      const strangers = collect(
        Array.from({ length: 250 }, (_, at) => as(seam.ask, stranger(), addressOf(at))),
      );
      await until(() => strangers.early.length + seam.waiting() === 250);
      assert.equal(seam.waiting(), lookUps);
      for (const one of strangers.early) {
        assert.equal(one.status, status);
        assert.ok(Number(one.headers.get('retry-after')) >= 1);
      }
      const changes = known.map(({ id, token }) => {
        const headers = { ...bearer(token), 'x-address': 'home' };
        return seam.ask(
          '/user_identities/update',
          { user_identity_id: id, full_name: 'Changed' },
          { headers },
        );
      });
      await until(() => seam.waiting() === lookUps + 50);
      // 400 ms later.
      context.mock.timers.tick(400);
      seam.release();
      for (const { status } of await Promise.all(changes)) assert.equal(status, 200);
      const refused = (await strangers.all).filter((one) => one.status === 401);
      assert.equal(refused.length, lookUps);
      assert.equal(seam.lookUps() - before, lookUps + 50);
    });

  it('do not become those whose session could not be looked up, because Seam failed', async (context) => {
    context.mock.timers.enable({ apis: ['Date'], now: world.sandbox.clock.now() });
    const { ask } = held();
    const { token } = world.b;
    assert.equal((await as(ask, token, 'here')).status, 200);
    for (let at = 0; at < 31; at++) await as(ask, stranger(), 'here');
    context.mock.timers.tick(30_000);
    for (let at = 0; at < 31; at++) await as(ask, stranger(), 'here');
    world.sandbox.faults.add({ path: '/client_sessions/get', times: 1 });
    assert.equal((await as(ask, token, 'here')).status, 502);
    assert.equal((await as(ask, token, 'here')).status, 200);
  });

  it('may try thirty bad tokens a minute at one address, and wait for more', async (context) => {
    context.mock.timers.enable({ apis: ['Date'], now: world.sandbox.clock.now() });
    const { ask, lookUps } = held();
    const statuses = async (count: number, address: string) => {
      const found: number[] = [];
      for (let at = 0; at < count; at++) found.push((await as(ask, stranger(), address)).status);
      return found;
    };
    assert.deepEqual(await statuses(32, 'one'), [...Array<number>(30).fill(401), 429, 429]);
    assert.equal((await as(ask, stranger(), 'one')).headers.get('retry-after'), '2');
    assert.deepEqual(await statuses(1, 'two'), [401]);
    context.mock.timers.tick(2000);
    assert.deepEqual(await statuses(2, 'one'), [401, 429]);
    assert.equal(lookUps(), 32);
  });

  it('may try three hundred a minute together', async (context) => {
    context.mock.timers.enable({ apis: ['Date'], now: world.sandbox.clock.now() });
    const { ask, lookUps } = held();
    for (let at = 0; at < 320; at++) await as(ask, stranger(), `${at}`);
    assert.equal(lookUps(), 300);
  });

  it('are let in, 200 at one address within a minute, where their tokens are good', async (context) => {
    context.mock.timers.enable({ apis: ['Date'], now: world.sandbox.clock.now() });
    const { ask } = held();
    for (const { token } of await guests(200)) {
      const opened = ['/gateway/session/get', list, '/devices/list'].map((path) =>
        ask(path, {}, { headers: { ...bearer(token), 'x-address': 'hotel' } }),
      );
      for (const { status } of await Promise.all(opened)) assert.equal(status, 200);
      context.mock.timers.tick(300);
    }
  });

  it('stay strangers with sessions of nobody, of which a publishable key makes any number', async (context) => {
    context.mock.timers.enable({ apis: ['Date'], now: world.sandbox.clock.now() });
    const { ask } = held();
    const statuses: number[] = [];
    for (let at = 0; at < 32; at++) {
      const { client_session } = await world.seam('/client_sessions/create', {
        user_identifier_key: `nobody ${at}`,
      });
      statuses.push((await as(ask, (client_session as ClientSession).token, 'one')).status);
    }
    assert.deepEqual(statuses, [...Array<number>(30).fill(200), 429, 429]);
  });

  it('are told from those whose token was good, until Seam has ended it', async (context) => {
    context.mock.timers.enable({ apis: ['Date'], now: world.sandbox.clock.now() });
    const { ask } = held();
    const [guest] = (await guests(1)) as [{ id: string; token: string }];
    const change = async () => (await ask('/phones/deactivate', {}, { headers: bearer(guest.token) })).status;
    assert.equal(await change(), 400);
    for (let at = 0; at < 30; at++) await as(ask, stranger());
    assert.equal((await as(ask, stranger())).status, 429);
    assert.equal(await change(), 400);
    const { client_sessions } = await world.seam('/client_sessions/list', { user_identity_id: guest.id });
    const [{ client_session_id }] = client_sessions as [ClientSession];
    await world.seam('/client_sessions/revoke', { client_session_id });
    assert.equal(await change(), 401);
    assert.equal(await change(), 429);
  });

  it('count together where nobody says where they are', async () => {
    for (const clientKey of [undefined, () => undefined]) {
      const ask = world.gateway(clientKey && { clientKey });
      const statuses: number[] = [];
      for (let at = 0; at < 31; at++) {
        const headers = {
          ...bearer(stranger()),
          'x-forwarded-for': `10.0.0.${at}`,
          forwarded: `for=10.0.1.${at}`,
        };
        statuses.push((await ask(list, {}, { headers })).status);
      }
      assert.deepEqual(statuses, [...Array<number>(30).fill(401), 429]);
    }
  });

  it('are shown to the host’s clientKey without their token', async () => {
    const seen: Headers[] = [];
    const ask = world.gateway({
      clientKey({ headers }) {
        seen.push(headers);
        return 'one';
      },
    });
    const headers = { ...bearer(stranger()), 'x-forwarded-for': '10.0.0.1' };
    assert.equal((await ask(list, {}, { headers })).status, 401);
    assert.equal(seen.length, 1);
    assert.equal(seen[0]!.get('authorization'), null);
    assert.equal(seen[0]!.get('x-forwarded-for'), '10.0.0.1');
  });
});

describe('Over HTTP strangers', () => {
  it('count by the address of their connection, whatever headers they send', async (context) => {
    const gateway = createGateway({ apiKey: world.sandbox.credentials.apiKey, fetch: world.sandbox.fetch });
    const served = await serveGateway(gateway);
    context.after(() => served.close({ graceMs: 1 }));
    const statuses: number[] = [];
    for (let at = 0; at < 31; at++) {
      const response = await fetch(`${served.url}${list}`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'seam-gateway': '1',
          'x-forwarded-for': `10.0.0.${at}`,
          ...bearer(stranger()),
        },
        body: '{}',
      });
      statuses.push(response.status);
      // What is left unread may end the process later, when Node looks for its connection.
      await response.text();
    }
    assert.deepEqual(statuses, [...Array<number>(30).fill(401), 429]);
    // From elsewhere, or from where it is not known: a place of its own.
    const elsewhere = asking((request) => gateway.fetch(request));
    assert.equal((await as(elsewhere, stranger())).status, 401);
  });
});

describe('An address', () => {
  const noted = (address: string | undefined) => {
    const request = new Request('https://gateway.test');
    noteAddress(request, address);
    return addressOf(request);
  };

  for (const [address, network] of [
    ['10.0.0.1', '10.0.0.1'],
    ['::ffff:10.0.0.1', '10.0.0.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:db8::6', '2001:db8:0:0'],
    ['2001:db8:1::2:3:4:6', '2001:db8:1:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
    ['::1', '0:0:0:0'],
    [undefined, undefined],
  ] as const)
    it(`${address} counts as ${network}`, () => assert.equal(noted(address), network));
});
