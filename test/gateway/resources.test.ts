import assert from 'node:assert/strict';
import { before, describe, it, type TestContext } from 'node:test';
import { userIdentitiesGet, userIdentitiesUpdate } from '../../src/api/contract.gen.js';
import { createAttempts } from '../../src/gateway/access/action-attempts.js';
import { newTrail } from '../../src/gateway/access/audit.js';
import type { Caller } from '../../src/gateway/access/authenticate.js';
import { createErrand } from '../../src/gateway/access/request-context.js';
import { createGateway, type AuditRecord, type GatewayOptions, type Scope } from '../../src/gateway/index.js';
import { createLimiter } from '../../src/gateway/http/rate-limit.js';
import { readOptions } from '../../src/gateway/options.js';
import type { Row } from '../../src/gateway/endpoints/endpoint-rule.js';
import { table } from '../../src/gateway/endpoints/index.js';
import { createUpstream } from '../../src/gateway/http/seam-upstream.js';
import {
  bearer,
  createWorld,
  everybody,
  scopedTo,
  unknownId,
  type Answer,
  type AskInit,
  type World,
} from './support.js';

const callers: Record<string, Scope> = { one: everybody, two: { ...everybody, caller: 'two' } };
const byHeader = { authorize: ({ headers }: Request) => callers[headers.get('x-caller') ?? 'one']! };
const as = (caller: string): AskInit => ({ headers: { 'x-caller': caller } });

/** Lets everything go on that can, until nothing more happens by itself. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 50; turn++) await new Promise(setImmediate);
}

describe('Limits', () => {
  let world: World;
  before(async () => {
    world = await createWorld();
  });

  it('of requests per minute are each caller’s own, and come back with time', async (context) => {
    context.mock.timers.enable({ apis: ['Date'], now: Date.now() });
    const ask = world.gateway({ ...byHeader, limits: { requestsPerMinute: 3 } });
    const statuses = async (caller: string, count: number) => {
      const answers: Answer[] = [];
      for (let at = 0; at < count; at++) answers.push(await ask('/workspaces/get', {}, as(caller)));
      return answers.map(({ status }) => status);
    };
    assert.deepEqual(await statuses('one', 5), [200, 200, 200, 429, 429]);
    const refused = await ask('/workspaces/get', {}, as('one'));
    assert.equal(refused.headers.get('retry-after'), '20');
    assert.equal(refused.body.error?.type, 'too_many_requests');
    assert.match(refused.headers.get('seam-gateway-caller')!, /./);
    assert.deepEqual(await statuses('two', 1), [200]);
    context.mock.timers.tick(20_000);
    assert.deepEqual(await statuses('one', 2), [200, 429]);
    context.mock.timers.tick(3_600_000);
    assert.deepEqual(await statuses('one', 4), [200, 200, 200, 429]);
  });

  it('of requests at the same time let through as many as they say', async () => {
    let running = 0;
    let most = 0;
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    const ask = world.gateway({
      ...byHeader,
      limits: { requestsPerMinute: Infinity, concurrent: 20 },
      fetch: async (request) => {
        most = Math.max(most, ++running);
        await held;
        running--;
        return world.sandbox.fetch(request);
      },
    });
    const early: Answer[] = [];
    const asking = Array.from({ length: 1000 }, async () => {
      const answer = await ask('/workspaces/get', {}, as('one'));
      early.push(answer);
      return answer;
    });
    while (early.length + running < 1000) await new Promise(setImmediate);
    assert.equal(early.length, 980);
    assert.ok(early.every(({ status, headers }) => status === 429 && headers.get('retry-after') === '1'));
    const other = ask('/workspaces/get', {}, as('two'));
    while (running < 21) await new Promise(setImmediate);
    release();
    assert.equal((await other).status, 200);
    assert.equal((await Promise.all(asking)).filter(({ status }) => status === 200).length, 20);
    assert.equal(most, 21);
    // Every one has left again, also those that failed.
    world.sandbox.faults.add({ times: 30 });
    for (let at = 0; at < 30; at++) await ask('/workspaces/get', {}, as('one'));
    assert.equal((await ask('/workspaces/get', {}, as('one'))).status, 200);
  });

  it('are each login’s own, whatever sessions it brings along', async (context) => {
    context.mock.timers.enable({ apis: ['Date'], now: world.sandbox.clock.now() });
    const tokens: string[] = [];
    for (let at = 0; at < 12; at++) {
      const { client_session } = await world.seam('/client_sessions/create', {
        user_identity_id: at % 2 === 0 ? world.a.id : world.b.id,
      });
      tokens.push((client_session as { token: string }).token);
    }
    for (const path of ['/workspaces/get', '/phones/deactivate']) {
      const ask = world.gateway({ ...byHeader, limits: { requestsPerMinute: 10 } });
      const statuses: number[] = [];
      for (let at = 0; at < 120; at++) {
        const { headers } = as('one');
        statuses.push((await ask(path, {}, { headers: { ...headers, ...bearer(tokens[at % 12]!) } })).status);
      }
      const passed = statuses.filter((status) => status !== 429);
      assert.equal(passed.length, 10, path);
      assert.notEqual((await ask(path, {}, as('two'))).status, 429);
    }
  });

  it('are 600 and 20 unless told, and can be switched off', async (context) => {
    context.mock.timers.enable({ apis: ['Date'], now: Date.now() });
    const usual = world.gateway(byHeader);
    const statuses: number[] = [];
    for (let at = 0; at < 601; at++) statuses.push((await usual('/workspaces/get', { x: 1 })).status);
    assert.deepEqual([statuses.indexOf(429), statuses.length], [600, 601]);
    const off = world.gateway({ ...byHeader, limits: { requestsPerMinute: Infinity, concurrent: Infinity } });
    const all = await Promise.all(Array.from({ length: 700 }, () => off('/workspaces/get', { x: 1 })));
    assert.ok(all.every(({ status }) => status === 400));
  });

  it('remember ten thousand callers and no more, but never forget one that is inside', () => {
    const { enter } = createLimiter({
      requestsPerMinute: 1,
      concurrent: 2,
      bodyBytes: 1,
      seamRequestsPerMinute: 1,
    });
    enter('inside');
    const leave = enter('outside');
    leave();
    for (let at = 0; at < 10_000; at++) enter(`caller ${at}`)();
    assert.throws(() => enter('inside'));
    // Forgotten, and so let in again: a price of bounded memory.
    enter('outside');
  });
});

describe('What a caller costs at Seam', () => {
  let world: World;
  before(async () => {
    world = await createWorld();
  });

  /** A guest and everybody else, whose scope is looked through person by person. */
  const wide = () => ({ ...scopedTo(world.a.id, ...world.othersIds), caller: 'wide' });
  const askedBy = (scope: () => Scope, limits: object, options: Partial<GatewayOptions> = {}) => {
    world.sent.length = 0;
    return world.gateway({ authorize: scope, onUserIdentityCreated: () => undefined, limits, ...options });
  };

  it('is counted by requests to Seam, and refused before one is sent', async (context) => {
    context.mock.timers.enable({ apis: ['Date'], now: world.sandbox.clock.now() });
    const perMinute = 60;
    const ask = askedBy(wide, { seamRequestsPerMinute: perMinute });
    const first = await ask('/phones/list');
    const cost = world.sent.length;
    assert.equal(first.status, 200);
    // One for each person, and one for whether Seam knows them all.
    assert.equal(cost, 2 + world.othersIds.length);
    const second = await ask('/phones/list');
    assert.equal(second.status, 429);
    assert.equal(second.body.error?.type, 'too_many_requests');
    assert.equal(second.headers.get('retry-after'), '10');
    assert.equal(world.sent.length, perMinute);
    assert.equal((await ask('/workspaces/get')).status, 429);
    assert.equal(world.sent.length, perMinute);
    context.mock.timers.tick(10_000);
    assert.equal((await ask('/workspaces/get')).status, 200);
    assert.equal(world.sent.length, perMinute + 1);
  });

  it('is each caller’s own, 3000 a minute unless told, and can be switched off', (context) => {
    context.mock.timers.enable({ apis: ['Date'], now: Date.now() });
    const { limits } = readOptions({ apiKey: 'seam_test1abc' });
    assert.equal(limits.seamRequestsPerMinute, 3000);
    const { spend } = createLimiter(limits);
    for (let at = 0; at < 3000; at++) spend('one', { refuses: true });
    assert.throws(() => spend('one', { refuses: true }), { status: 429 });
    spend('two', { refuses: true });
    // A debt is not kept: after the pause it may go on.
    for (let at = 0; at < 3000; at++) spend('one', { refuses: false });
    context.mock.timers.tick(10_000);
    for (let at = 0; at < 500; at++) spend('one', { refuses: true });
    assert.throws(() => spend('one', { refuses: true }), { status: 429 });

    const off = createLimiter({ ...limits, seamRequestsPerMinute: Infinity });
    for (let at = 0; at < 10_000; at++) off.spend('one', { refuses: true });
  });

  it('holds the look-ups of its session, too', async (context) => {
    context.mock.timers.enable({ apis: ['Date'], now: world.sandbox.clock.now() });
    const ask = askedBy(() => scopedTo(world.a.id), { seamRequestsPerMinute: 3 });
    const statuses: number[] = [];
    for (let at = 0; at < 6; at++)
      statuses.push((await ask('/phones/deactivate', {}, { headers: bearer(world.a.token) })).status);
    // The first counts apart: nobody knew whose it would be.
    assert.deepEqual(statuses, [400, 400, 400, 400, 429, 429]);
    assert.equal(world.sent.filter(({ withKey }) => !withKey).length, 4);
  });

  it('stops no change halfway', async (context) => {
    context.mock.timers.enable({ apis: ['Date'], now: world.sandbox.clock.now() });
    const { a } = world;
    for (let left = 1; left <= 6; left++) {
      const records: AuditRecord[] = [];
      const ask = askedBy(
        () => scopedTo(a.id),
        { seamRequestsPerMinute: left },
        { onAudit: (record) => void records.push(record) },
      );
      const { status } = await ask('/user_identities/update', {
        user_identity_id: a.id,
        full_name: 'Changed',
      });
      const isSent = world.sent.some(({ path }) => path === '/user_identities/update');
      assert.equal(status, isSent ? 200 : 429);
      assert.deepEqual(
        records.map(({ outcome }) => outcome),
        [isSent ? 'done' : 'refused'],
      );
    }
  });

  it('is one request for each thing to know, however often it is needed', async () => {
    const ask = askedBy(wide, {});
    const { a } = world;
    const unknown = Array.from({ length: 1000 }, () => unknownId());
    await ask('/events/list', {
      since: '2000-01-01T00:00:00Z',
      device_ids: unknown,
      acs_user_id: a.acsUserId,
      acs_credential_id: a.credentialId,
    });
    const asked = world.sent.map(({ path, params }) => `${path} ${JSON.stringify(params)}`);
    assert.equal(new Set(asked).size, asked.length);
  });

  it('is read once more after a change', async () => {
    const { a } = world;
    const errand = createErrand(
      createUpstream({
        endpoint: 'https://seam.test',
        apiKey: world.sandbox.credentials.apiKey,
        fetch: (input, init) => world.sandbox.fetch(new Request(input, init)),
      }),
      { account: 'one' } as Caller,
      table['/user_identities/update'] as Row,
      newTrail(),
      {
        hooks: { onChange: () => undefined },
        attempts: createAttempts(),
        spend: () => undefined,
      },
      new AbortController().signal,
    );
    const nameOf = async () => {
      const { user_identity } = await errand.ask(userIdentitiesGet, { user_identity_id: a.id });
      return (user_identity as { full_name: string }).full_name;
    };
    await errand.ask(userIdentitiesUpdate, { user_identity_id: a.id, full_name: 'Before' });
    assert.equal(await nameOf(), 'Before');
    await errand.ask(userIdentitiesUpdate, { user_identity_id: a.id, full_name: 'After' });
    assert.equal(await nameOf(), 'After');
  });
});

describe('A body', () => {
  let world: World;
  const chunk = new Uint8Array(1024).fill(0x20);
  /** JSON with so many kilobytes of blanks in front of it, and no length announced. */
  const long = (kilobytes: number, onPull = () => {}) => {
    let sent = 0;
    return new ReadableStream<Uint8Array>({
      pull(controller) {
        onPull();
        if (sent++ < kilobytes) controller.enqueue(chunk);
        else {
          controller.enqueue(new TextEncoder().encode('{}'));
          controller.close();
        }
      },
    });
  };
  before(async () => {
    world = await createWorld();
  });

  it('may be 65536 bytes long, counted while it is read', async () => {
    const ask = world.gateway(byHeader);
    assert.equal((await ask('/workspaces/get', {}, { body: long(63) })).status, 200);
    let pulled = 0;
    const { status, body } = await ask('/workspaces/get', {}, { body: long(10_240, () => pulled++) });
    assert.equal(status, 413);
    assert.equal(body.error?.type, 'payload_too_large');
    assert.ok(pulled < 100, `${pulled} kilobytes were read`);
    const lied = { body: long(100), headers: { 'content-length': '2' } };
    assert.equal((await ask('/workspaces/get', {}, lied)).status, 413);
  });

  it('may be as long as the host says', async () => {
    const small = world.gateway({ ...byHeader, limits: { bodyBytes: 1024 } });
    assert.equal((await small('/workspaces/get', {}, { body: long(1) })).status, 413);
    const any = world.gateway({ ...byHeader, limits: { bodyBytes: Infinity } });
    assert.equal((await any('/workspaces/get', {}, { body: long(1000) })).status, 200);
  });

  it('is read, and bounded, where requests do not show theirs, as in Firefox', async () => {
    const gateway = createGateway({
      apiKey: world.sandbox.credentials.apiKey,
      fetch: world.sandbox.fetch,
      authorize: () => everybody,
      limits: { bodyBytes: 1024 },
    });
    const send = (body: string) => {
      const request = new Request('https://gateway.example/workspaces/get', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'seam-gateway': '1' },
        body,
      });
      Object.defineProperty(request, 'body', { value: undefined });
      return gateway.fetch(request);
    };
    assert.equal((await send('{ "workspace": 1 }')).status, 400);
    assert.equal((await send('{}')).status, 200);
    assert.equal((await send(`${' '.repeat(1024)}{}`)).status, 413);
  });

  it('that does not come is waited for ten seconds', async (context) => {
    context.mock.timers.enable({ apis: ['setTimeout'] });
    const ask = world.gateway(byHeader);
    let read = () => {};
    const isRead = new Promise<void>((resolve) => (read = resolve));
    const pull = () => {
      read();
      return new Promise<void>(() => {});
    };
    // Without a buffer to fill it is not touched before the gateway reads it.
    const silence = new ReadableStream({ pull }, { highWaterMark: 0 });
    const answered = ask('/workspaces/get', {}, { body: silence });
    await isRead;
    context.mock.timers.tick(10_000);
    const { status, body } = await answered;
    assert.equal(status, 408);
    assert.equal(body.error?.type, 'request_timeout');
  });

  it('that breaks off is refused', async () => {
    const broken = new ReadableStream({ pull: (controller) => controller.error(new Error('gone')) });
    assert.equal((await world.gateway(byHeader)('/workspaces/get', {}, { body: broken })).status, 400);
  });

  it('is not read for somebody unknown', async () => {
    let pulled = 0;
    const body = long(100, () => pulled++);
    const { status } = await world.gateway()('/workspaces/get', {}, { body });
    assert.equal(status, 401);
    // A stream fills its own buffer with one chunk before anybody reads.
    assert.ok(pulled <= 2);
  });
});

describe('When Seam', () => {
  let world: World;
  const secret = 'stack at /srv/seam/db.ts: seam_test_key 5eab0a7d';
  before(async () => {
    world = await createWorld();
  });

  const answering = (answer: () => Response | Promise<Response>) => {
    return async (path = '/user_identities/update') => {
      let asked = 0;
      const ask = world.gateway({
        ...byHeader,
        fetch: async () => {
          asked++;
          return answer();
        },
      });
      const params = path === '/workspaces/get' ? {} : { user_identity_id: world.a.id };
      const result = await ask(path, params);
      assert.equal(asked, 1);
      assert.ok(!result.text.includes('srv/seam') && !result.text.includes('seam_test'), result.text);
      assert.equal(result.body['ok'], false);
      return result;
    };
  };
  const error = (status: number, type: string, headers = {}) =>
    answering(() => Response.json({ error: { type, message: secret, stack: secret } }, { status, headers }));

  for (const [what, ask, status, type] of [
    ['fails', error(500, 'internal_server_error'), 502, 'upstream_failed'],
    ['is down', error(503, 'x'), 503, 'upstream_failed'],
    ['refuses the gateway’s key', error(401, 'unauthorized'), 502, 'upstream_failed'],
    ['says the key’s session has ended', error(401, 'client_session_expired'), 502, 'upstream_failed'],
    ['answers garbage', answering(() => new Response(`<html>${secret}`)), 502, 'upstream_failed'],
    ['fails in garbage', answering(() => new Response(secret, { status: 500 })), 502, 'upstream_failed'],
    ['answers half', answering(() => new Response('{"ok":')), 502, 'upstream_failed'],
    ['answers a list', answering(() => Response.json([secret])), 502, 'upstream_failed'],
    [
      'sends elsewhere',
      answering(() => new Response(null, { status: 302, headers: { location: 'https://evil.test' } })),
      502,
      'upstream_failed',
    ],
    [
      'cannot be reached',
      answering(() => Promise.reject(new TypeError(secret))),
      504,
      'upstream_unreachable',
    ],
  ] as const)
    it(`${what}, that is told once and without its words`, async () => {
      for (const path of ['/user_identities/update', '/workspaces/get']) {
        const { status: answered, body, headers } = await ask(path);
        assert.equal(answered, status);
        assert.equal(body.error?.type, type);
        assert.equal(headers.get('retry-after'), '1');
      }
    });

  it('asks for a pause, it gets it', async () => {
    const { status, headers } = await error(429, 'too_many', { 'retry-after': '17' })();
    assert.equal(status, 429);
    assert.equal(headers.get('retry-after'), '17');
  });

  it('follows no redirect', async () => {
    let redirect: string | undefined;
    const ask = world.gateway({
      ...byHeader,
      fetch: async (request) => {
        redirect = request.redirect;
        return world.sandbox.fetch(request);
      },
    });
    await ask('/workspaces/get');
    assert.equal(redirect, 'manual');
  });

  it('refuses a request for its own reasons, type and message are passed on, and nothing else', async () => {
    const ask = world.gateway({
      ...byHeader,
      fetch: async () =>
        Response.json(
          {
            error: { type: 'not_supported', message: 'Not for this lock', stack: secret, data: secret },
            x: secret,
          },
          { status: 400, headers: { 'x-powered-by': secret.slice(0, 5), 'seam-request-id': 'r1' } },
        ),
    });
    const { status, body, headers } = await ask('/workspaces/get');
    assert.equal(status, 400);
    assert.deepEqual(body, { error: { type: 'not_supported', message: 'Not for this lock' }, ok: false });
    assert.equal(headers.get('seam-request-id'), 'r1');
    assert.equal(headers.get('x-powered-by'), null);
  });

  it('finds fault with a field, its place is passed on', async () => {
    const ask = world.gateway({
      ...byHeader,
      fetch: async () =>
        Response.json(
          {
            error: {
              type: 'invalid_input',
              message: 'phone_number: Invalid',
              validation_errors: { _errors: [], phone_number: { _errors: ['Invalid'] } },
            },
          },
          { status: 400 },
        ),
    });
    const { body } = await ask('/user_identities/create', { phone_number: '1' });
    assert.deepEqual(body.error?.validation_errors, { _errors: [], phone_number: { _errors: ['Invalid'] } });
  });

  it('never stops talking, it is cut short', async () => {
    let pulled = 0;
    const megabyte = new Uint8Array(1024 * 1024).fill(0x20);
    const ask = answering(
      () =>
        new Response(
          new ReadableStream({
            pull: (controller) => {
              pulled++;
              controller.enqueue(megabyte);
            },
          }),
        ),
    );
    assert.equal((await ask('/workspaces/get')).status, 504);
    assert.ok(pulled <= 20);
  });

  const heldTimers = (context: TestContext) => context.mock.timers.enable({ apis: ['setTimeout'] });

  for (const [what, hang] of [
    ['is silent', () => new Promise<Response>(() => {})],
    ['falls silent', async () => new Response(new ReadableStream({ pull: () => new Promise(() => {}) }))],
  ] as const)
    it(`${what}, it is waited for half a minute`, async (context) => {
      heldTimers(context);
      let asked = false;
      const ask = world.gateway({
        ...byHeader,
        fetch: () => {
          asked = true;
          return hang();
        },
      });
      let answer: Answer | undefined;
      const answered = ask('/workspaces/get').then((result) => (answer = result));
      while (!asked) await new Promise(setImmediate);
      await settle();
      context.mock.timers.tick(29_999);
      await settle();
      assert.equal(answer, undefined);
      context.mock.timers.tick(1);
      assert.equal((await answered).body.error?.type, 'upstream_unreachable');
    });

  it('is asked for somebody who leaves, it hears of it', async (context) => {
    heldTimers(context);
    const left = new AbortController();
    let signal: AbortSignal | undefined;
    const ask = world.gateway({
      ...byHeader,
      fetch: (request) => {
        signal = request.signal;
        left.abort();
        return new Promise(() => {});
      },
    });
    const { status } = await ask('/workspaces/get', {}, { signal: left.signal });
    assert.equal(status, 504);
    assert.equal(signal?.aborted, true);
  });

  it('answers A, no copy of that is kept for B', async () => {
    const { a, b, sent } = world;
    const scopes: Record<string, Scope> = { a: scopedTo(a.id), b: { ...scopedTo(b.id), caller: 'b' } };
    const ask = world.gateway({ authorize: ({ headers }) => scopes[headers.get('x-caller')!]! });
    for (let round = 0; round < 2; round++)
      for (const [who, person, other] of [['a', a, b] as const, ['b', b, a] as const])
        for (const path of ['/user_identities/list', '/devices/list', '/client_sessions/list']) {
          sent.length = 0;
          const { text } = await ask(path, {}, as(who));
          assert.ok(text.includes(path === '/devices/list' ? person.deviceId : person.id));
          assert.ok(!other.secrets.some((secret) => text.includes(secret)));
          const about = sent.filter(({ path: asked }) => asked === path || !/\/(?:list|get)$/.test(asked));
          assert.equal(about.length, 1);
        }
  });

  it('has failed, that is not remembered', async () => {
    const ask = world.gateway(byHeader);
    world.sandbox.faults.add({ times: 1 });
    assert.equal((await ask('/workspaces/get')).status, 502);
    assert.equal((await ask('/workspaces/get')).status, 200);
  });
});
