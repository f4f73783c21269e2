import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import { gatewayRemovalPath } from '../../src/api/gateway-protocol.js';
import { permissions, type Permission } from '../../src/api/permissions.js';
import { createGateway, type AuditRecord, type GatewayOptions, type Scope } from '../../src/gateway/index.js';
import { createWorld, scopedTo, type World } from './support.js';

interface Line {
  steps?: { kind: string; id: string; state: string }[];
  outcome?: 'removed' | 'left';
  ok?: boolean;
  error?: { type: string; message: string };
}

let world: World;
let audit: AuditRecord[];
let ticking = true;

/** The clocks of gateway and sandbox go on by themselves, each turn a tenth of a second. */
function letTimePass() {
  if (!ticking) return;
  mock.timers.tick(100);
  world.sandbox.clock.advance(100);
  setImmediate(letTimePass);
}

/** Without the timers of what has begun: nothing of it goes on. */
function skip(ms: number) {
  const now = Date.now() + ms;
  mock.timers.reset();
  mock.timers.enable({ apis: ['setTimeout', 'Date'], now });
}

beforeEach(async () => {
  world = await createWorld();
  audit = [];
  ticking = true;
  mock.timers.enable({ apis: ['setTimeout'] });
  letTimePass();
});

afterEach(() => {
  ticking = false;
  mock.timers.reset();
});

const gatewayFor = (scope: Scope | null) =>
  createGateway({
    apiKey: world.sandbox.credentials.apiKey,
    fetch: async (request) => {
      const { pathname } = new URL(request.url);
      world.sent.push({
        path: pathname,
        headers: request.headers,
        params: (await request.clone().json()) as Record<string, unknown>,
        withKey: true,
      });
      return world.sandbox.fetch(request);
    },
    authorize: () => scope,
    onAudit: (record) => void audit.push(record),
  });

const request = (params: object, init: RequestInit = {}) =>
  new Request(`http://gateway.test${gatewayRemovalPath}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'seam-gateway': '1' },
    body: JSON.stringify(params),
    ...init,
  });

const linesIn = (text: string): Line[] =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);

const peopleCount = async (id: string) => {
  const { user_identities } = await world.seam('/user_identities/list', { user_identity_ids: [id] });
  return (user_identities as unknown[]).length;
};

const changes = () => world.sent.filter(({ path }) => /delete|deactivate|remove_acs_user/.test(path));

describe('A removal in the gateway', () => {
  it('tells how far it is, line by line, to the end, and leaves a record of each change', async () => {
    const { a, b } = world;
    const response = await gatewayFor(scopedTo(a.id)).fetch(request({ user_identity_id: a.id }));
    assert.equal(response.status, 200);
    assert.equal(response.headers.get('content-type'), 'application/x-ndjson');
    assert.equal(response.headers.get('cache-control'), 'no-store');
    assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
    assert.ok(response.headers.get('seam-gateway-caller'));
    const text = await response.text();
    const lines = linesIn(text);
    assert.ok(lines.length > 5, `${lines.length} lines`);
    assert.deepEqual(lines[0], { steps: [], isPaused: false });
    const last = lines.at(-1)!;
    assert.equal(last.outcome, 'removed');
    assert.equal(last.ok, true);
    for (const id of [a.sessionId, a.credentialId, a.acsUserId, a.phoneId, a.id])
      assert.ok(
        last.steps!.some((step) => step.id === id && /done|gone/.test(step.state)),
        id,
      );
    assert.equal(await peopleCount(a.id), 0);
    assert.equal(await peopleCount(b.id), 1);
    for (const secret of [...a.secrets.filter((one) => /seam_|http/.test(one)), ...b.secrets])
      assert.ok(!text.includes(secret), secret);

    assert.equal(audit.filter(({ outcome }) => outcome === 'done').length, changes().length);
    assert.deepEqual(audit.at(-1)!.ids, { user_identity_id: a.id });
    assert.equal(audit.at(-1)!.operation, '/user_identities/delete');
  });

  it('goes on when the page is closed', async () => {
    const { a } = world;
    const leaving = new AbortController();
    const gateway = gatewayFor(scopedTo(a.id));
    const response = await gateway.fetch(request({ user_identity_id: a.id }, { signal: leaving.signal }));
    const reader = response.body!.getReader();
    await reader.read();
    leaving.abort();
    await reader.cancel();
    while ((await peopleCount(a.id)) > 0) await new Promise(setImmediate);
  });

  it('is joined by who asks for it again, and done once', async () => {
    const { a } = world;
    const gateway = gatewayFor(scopedTo(a.id));
    const ask = async () => linesIn(await (await gateway.fetch(request({ user_identity_id: a.id }))).text());
    const [one, two] = await Promise.all([ask(), ask()]);
    assert.equal(one!.at(-1)!.outcome, 'removed');
    assert.deepEqual(two!.at(-1), one!.at(-1));
    const done = changes().map(({ path, params }) => `${path} ${JSON.stringify(params)}`);
    assert.equal(new Set(done).size, done.length);
    assert.equal((await ask()).at(-1)!.outcome, 'removed', 'and afterwards there is nothing left to do');
  });

  it('keeps no lines for a page that does not read them, and tells it the end', async () => {
    const { a } = world;
    const response = await gatewayFor(scopedTo(a.id)).fetch(request({ user_identity_id: a.id }));
    const isOver = () => audit.some(({ operation }) => operation === '/user_identities/delete');
    while (!isOver()) await new Promise(setImmediate);
    for (let turn = 0; turn < 50; turn++) await new Promise(setImmediate);
    const lines = linesIn(await response.text());
    assert.deepEqual(
      lines.map(({ outcome }) => outcome),
      [undefined, 'removed'],
    );
  });

  it('is begun again where it has been silent for five minutes: then its runtime has ended it', async () => {
    const { a, sandbox } = world;
    ticking = false;
    let asked = 0;
    let isSilent = true;
    const gateway = createGateway({
      apiKey: sandbox.credentials.apiKey,
      authorize: () => scopedTo(a.id),
      fetch: (request) => (asked++, isSilent ? new Promise(() => {}) : sandbox.fetch(request)),
    });
    const ask = () => gateway.fetch(request({ user_identity_id: a.id }));
    skip(0);
    await ask();
    while (asked < 2) await new Promise(setImmediate);
    const before = asked;
    skip(5 * 60_000 - 1);
    await ask();
    for (let turn = 0; turn < 50; turn++) await new Promise(setImmediate);
    assert.equal(asked, before);
    isSilent = false;
    skip(1);
    const begun = await ask();
    ticking = true;
    letTimePass();
    assert.equal(linesIn(await begun.text()).at(-1)!.outcome, 'removed');
  });

  it('is not begun again while it still asks now and then, however long it takes', async () => {
    const { a, sandbox } = world;
    ticking = false;
    let asked = 0;
    let isStuck = false;
    const waiting: (() => void)[] = [];
    const gateway = createGateway({
      apiKey: sandbox.credentials.apiKey,
      authorize: () => scopedTo(a.id),
      async fetch(request) {
        asked++;
        await new Promise<void>((resolve) => void (isStuck || waiting.push(resolve)));
        return sandbox.fetch(request);
      },
    });
    skip(0);
    await gateway.fetch(request({ user_identity_id: a.id }));
    while (waiting.length < 2) await new Promise(setImmediate);
    skip(4 * 60_000);
    // It asks for more then, and waits for that in vain.
    isStuck = true;
    const first = asked;
    for (const answer of waiting) answer();
    while (asked === first) await new Promise(setImmediate);
    for (let turn = 0; turn < 50; turn++) await new Promise(setImmediate);
    skip(4 * 60_000);
    const before = asked;
    await gateway.fetch(request({ user_identity_id: a.id }));
    for (let turn = 0; turn < 50; turn++) await new Promise(setImmediate);
    assert.equal(asked, before);
  });

  it('leaves the session that asks for it open, so that it sees the end', async () => {
    const { a, seam } = world;
    const { client_session } = await seam('/client_sessions/create', { user_identity_id: a.id });
    const other = (client_session as { client_session_id: string }).client_session_id;
    const gateway = createGateway({
      apiKey: world.sandbox.credentials.apiKey,
      fetch: world.sandbox.fetch,
      authorize: (_, session) => (session ? scopedTo(a.id) : null),
      onAudit: (record) => void audit.push(record),
    });
    const { headers } = request({});
    headers.set('authorization', `Bearer ${a.token}`);
    const response = await gateway.fetch(request({ user_identity_id: a.id }, { headers }));
    assert.equal(linesIn(await response.text()).at(-1)!.outcome, 'removed');
    const ended = audit.flatMap(({ ids }) => ids['client_session_id'] ?? []);
    assert.ok(ended.includes(other));
    assert.ok(!ended.includes(a.sessionId));
  });

  it('unlinks instead where that is asked for', async () => {
    const { a } = world;
    const answer = await gatewayFor(scopedTo(a.id)).fetch(
      request({ user_identity_id: a.id, unlink: [a.acsUserId], strategy: 'cascade' }),
    );
    assert.equal(linesIn(await answer.text()).at(-1)!.outcome, 'removed');
    const { acs_user } = await world.seam('/acs/users/get', { acs_user_id: a.acsUserId });
    assert.equal((acs_user as { user_identity_id?: string }).user_identity_id, undefined);
  });

  it('of a foreign person and of an unknown one is refused alike, before anything is asked', async () => {
    const { a, b } = world;
    const gateway = gatewayFor(scopedTo(a.id));
    const seen = async (user_identity_id: string) => {
      world.sent.length = 0;
      const response = await gateway.fetch(request({ user_identity_id }));
      assert.deepEqual(world.sent, []);
      return `${response.status} ${await response.text()}`;
    };
    const foreign = await seen(b.id);
    assert.match(foreign, /^404 .*"user_identity_not_found"/);
    assert.equal(foreign, await seen('00000000-0000-4000-8000-000000000000'));
  });

  it('needs every permission that it may come to need, before it begins', async () => {
    const { a } = world;
    const needed: Permission[] = [
      'user_identities.read',
      'user_identities.delete',
      'client_sessions.read',
      'client_sessions.revoke',
      'acs_users.read',
      'acs_users.delete',
      'credentials.read',
      'credentials.delete',
      'enrollment_automations.read',
      'enrollment_automations.delete',
      'phones.read',
      'phones.deactivate',
      'events.read',
    ];
    for (const missing of needed) {
      const gateway = gatewayFor({
        userIdentityIds: [a.id],
        permissions: permissions.filter((permission) => permission !== missing),
      });
      world.sent.length = 0;
      const response = await gateway.fetch(request({ user_identity_id: a.id }));
      assert.equal(response.status, 403);
      assert.match(await response.text(), new RegExp(missing.replace('.', '\\.')));
      assert.deepEqual(world.sent, []);
    }
    const withoutLink = gatewayFor({
      userIdentityIds: [a.id],
      permissions: permissions.filter((permission) => permission !== 'acs_users.link'),
    });
    const unlinking = request({ user_identity_id: a.id, unlink: [a.acsUserId] });
    assert.equal((await withoutLink.fetch(unlinking)).status, 403);
    const bareMinimum = gatewayFor({ userIdentityIds: [a.id], permissions: needed });
    const enough = await bareMinimum.fetch(request({ user_identity_id: a.id }));
    assert.equal(linesIn(await enough.text()).at(-1)!['ok'], true);
  });

  it('touches nothing of others, even if they are named among what to unlink', async () => {
    const { a, b } = world;
    const response = await gatewayFor(scopedTo(a.id)).fetch(
      request({ user_identity_id: a.id, unlink: [b.acsUserId] }),
    );
    assert.equal(linesIn(await response.text()).at(-1)!.outcome, 'removed');
    const { acs_user } = await world.seam('/acs/users/get', { acs_user_id: b.acsUserId });
    assert.equal((acs_user as { user_identity_id?: string }).user_identity_id, b.id);
  });

  it('takes its own parameters and no others', async () => {
    const { a } = world;
    const gateway = gatewayFor(scopedTo(a.id));
    for (const params of [
      {},
      { user_identity_id: 'x' },
      { user_identity_id: a.id, strategy: 'now' },
      { user_identity_id: a.id, unlink: ['x'] },
      { user_identity_id: a.id, ownClientSessionId: a.sessionId },
    ])
      assert.equal((await gateway.fetch(request(params))).status, 400, JSON.stringify(params));
    assert.equal((await gateway.fetch(request({}, { method: 'PUT' }))).status, 405);
    assert.equal((await gatewayFor(null).fetch(request({ user_identity_id: a.id }))).status, 401);
  });

  it('says so when something is left, and why', async () => {
    const { a } = world;
    world.sandbox.faults.add({
      path: '/phones/deactivate',
      status: 400,
      body: { error: { type: 'odd', message: 'The phone does not want to' }, ok: false },
    });
    const response = await gatewayFor(scopedTo(a.id)).fetch(request({ user_identity_id: a.id }));
    const last = linesIn(await response.text()).at(-1)!;
    assert.equal(last.outcome, 'left');
    assert.equal(last.steps!.find(({ id }) => id === a.phoneId)!.state, 'failed');
  });

  it('ends with what Seam said where it may not even look', async () => {
    const { a } = world;
    for (const [error, told] of [
      [{ type: 'not_supported', message: 'Not here' }, 'not_supported'],
      [{ message: 'Not here' }, 'refused'],
    ] as const) {
      world.sandbox.faults.clear();
      world.sandbox.faults.add({ path: '/phones/list', status: 403, body: { error, ok: false } });
      const response = await gatewayFor(scopedTo(a.id)).fetch(request({ user_identity_id: a.id }));
      const { steps: _, ...last } = linesIn(await response.text()).at(-1)!;
      assert.equal(last.ok, false);
      assert.equal(last.error!.type, told);
      assert.match(last.error!.message, /cannot do this|refused/);
    }
  });

  it('does not begin for a session that has just been revoked', async () => {
    const { a } = world;
    const gateway = createGateway({
      apiKey: world.sandbox.credentials.apiKey,
      fetch: world.sandbox.fetch,
      authorize: (_, session) => (session ? scopedTo(a.id) : null),
    });
    const { headers } = request({});
    headers.set('authorization', `Bearer ${a.token}`);
    const read = new Request('http://gateway.test/user_identities/list', {
      method: 'POST',
      headers,
      body: '{}',
    });
    assert.equal((await gateway.fetch(read)).status, 200);
    await world.seam('/client_sessions/revoke', { client_session_id: a.sessionId });
    assert.equal((await gateway.fetch(request({ user_identity_id: a.id }, { headers }))).status, 401);
  });

  it('runs no more than ten at once for one caller', async () => {
    world.sandbox.faults.add({ path: '/client_sessions/list', hang: true });
    const ids: string[] = [];
    for (let count = 0; count < 11; count++) {
      const { user_identity } = await world.seam('/user_identities/create', { full_name: `Person ${count}` });
      ids.push((user_identity as { user_identity_id: string }).user_identity_id);
    }
    const gateway = createGateway({
      apiKey: world.sandbox.credentials.apiKey,
      fetch: world.sandbox.fetch,
      authorize: ({ headers }) => ({
        caller: headers.get('x-caller') ?? 'one',
        userIdentityIds: ids,
        permissions: 'all',
      }),
    });
    const responses: Response[] = [];
    for (const user_identity_id of ids) responses.push(await gateway.fetch(request({ user_identity_id })));
    const refused = responses.at(-1)!;
    assert.equal(refused.headers.get('retry-after'), '10');
    assert.match(await refused.text(), /"type":"rate_limited"/);
    const again = await gateway.fetch(request({ user_identity_id: ids[0] }));
    const other = request({ user_identity_id: ids[10] });
    other.headers.set('x-caller', 'two');
    const byOther = await gateway.fetch(other);
    assert.deepEqual([again.status, byOther.status], [200, 200]);
    assert.deepEqual(
      responses.map(({ status }) => status),
      [...Array<number>(10).fill(200), 429],
    );
    world.sandbox.faults.clear();
    // Else they would go on when the clock stands.
    responses.pop();
    await Promise.all([...responses, again, byOther].map((response) => response.text()));
  });

  describe('that a page listens to', () => {
    /** A gateway whose Seam holds the removal until it is let go, and whose host can change its mind. */
    function listening(limits: GatewayOptions['limits'] = {}) {
      let scope: Scope | null = { ...scopedTo(world.a.id), caller: 'one' };
      world.sandbox.faults.add({ path: '/user_identities/delete', hang: true });
      const gateway = createGateway({
        apiKey: world.sandbox.credentials.apiKey,
        fetch: world.sandbox.fetch,
        limits,
        authorize: ({ headers }) =>
          headers.get('x-caller') === 'two' ? { ...scopedTo(world.b.id), caller: 'two' } : scope,
        onAudit: (record) => void audit.push(record),
      });
      return {
        ask: () => gateway.fetch(request({ user_identity_id: world.a.id })),
        read: (caller = 'one') => {
          const { headers } = request({});
          headers.set('x-caller', caller);
          return gateway.fetch(
            new Request('http://gateway.test/user_identities/list', { method: 'POST', headers, body: '{}' }),
          );
        },
        become: (other: Scope | null) => void (scope = other),
      };
    }
    const settle = async () => {
      for (let turn = 0; turn < 50; turn++) await new Promise(setImmediate);
    };

    it('counts as a request until the page leaves', async () => {
      const { ask, read } = listening({ concurrent: 3 });
      const streams = [await ask(), await ask(), await ask()];
      assert.equal((await read()).status, 429);
      assert.equal((await ask()).status, 429);
      assert.equal((await read('two')).status, 200);
      await streams.pop()!.body!.cancel();
      assert.equal((await read()).status, 200);
      const again = await ask();
      assert.equal((await read()).status, 429);
      world.sandbox.faults.clear();
      for (const stream of [...streams, again]) await stream.body!.cancel();
      for (const _ of streams) assert.equal((await read()).status, 200);
    });

    it('counts as a request until it ends, and not once more where it was refused', async () => {
      const { ask, read } = listening({ concurrent: 1 });
      world.sandbox.faults.clear();
      assert.match(await (await ask()).text(), /"outcome":"removed"/);
      assert.equal((await read()).status, 200);
      assert.equal((await read()).status, 200);
    });

    it('counts no more once it is over, even if the page has not read the end', async () => {
      const { ask, read } = listening({ concurrent: 1 });
      world.sandbox.faults.clear();
      const stream = await ask();
      while (!audit.some(({ operation }) => operation === '/user_identities/delete'))
        await new Promise(setImmediate);
      // It is noticed when the login is looked at, after fifteen seconds at the latest.
      for (let second = 0; second < 20; second += 5) await settle();
      assert.equal((await read()).status, 200);
      assert.match(await stream.text(), /"outcome":"removed"/);
    });

    for (const [what, other] of [
      ['nobody any more', () => null],
      ['somebody else', ({ a }: World) => ({ ...scopedTo(a.id), caller: 'another' })],
      ['without the person', ({ b }: World) => ({ ...scopedTo(b.id), caller: 'one' })],
      [
        'without a permission',
        ({ a }: World) => ({
          ...scopedTo(a.id),
          caller: 'one',
          permissions: ['user_identities.read' as const],
        }),
      ],
    ] as const)
      it(`tells nothing more to who is ${what}, and the removal goes on`, async () => {
        const { ask, become, read } = listening({ concurrent: 1 });
        const stream = await ask();
        const text = stream.text();
        ticking = false; // until the login is asked for again: the removal must not run out of time before
        await settle();
        become(other(world));
        mock.timers.tick(15_000);
        const lines = linesIn(await text);
        const { error, ...last } = lines.at(-1)!;
        assert.equal(error!.type, 'gateway_login_required');
        assert.deepEqual(last, { ok: false });
        assert.ok(!lines.some(({ outcome }) => outcome));
        assert.equal(await peopleCount(world.a.id), 1);

        ticking = true;
        letTimePass();
        world.sandbox.faults.clear();
        become({ ...scopedTo(world.a.id), caller: 'one' });
        assert.equal((await read()).status, 200);
        while ((await peopleCount(world.a.id)) > 0) await new Promise(setImmediate);
      });

    it('asks for the login every fifteen seconds', async () => {
      ticking = false;
      let asked = 0;
      const gateway = createGateway({
        apiKey: world.sandbox.credentials.apiKey,
        fetch: () => new Promise(() => {}),
        authorize: () => {
          asked++;
          return scopedTo(world.a.id);
        },
      });
      skip(0);
      const stream = await gateway.fetch(request({ user_identity_id: world.a.id }));
      for (const [ms, times] of [
        [14_999, 1],
        [1, 2],
        [15_000, 3],
      ] as const) {
        mock.timers.tick(ms);
        await settle();
        assert.equal(asked, times);
      }
      await stream.body!.cancel();
      mock.timers.tick(60_000);
      await settle();
      assert.equal(asked, 3);
    });

    it('says so where it has been silent for so long that its runtime has ended it', async () => {
      ticking = false;
      const gateway = createGateway({
        apiKey: world.sandbox.credentials.apiKey,
        fetch: () => new Promise(() => {}),
        authorize: () => scopedTo(world.a.id),
      });
      skip(0);
      const text = (await gateway.fetch(request({ user_identity_id: world.a.id }))).text();
      // Its own time limits do not come: the runtime has ended it.
      mock.timers.setTime(Date.now() + 5 * 60_000);
      for (let turn = 0; turn < 25; turn++) {
        mock.timers.tick(15_000);
        await settle();
      }
      assert.equal(linesIn(await text).at(-1)!.error!.type, 'removal_stopped');
    });
  });

  it('is charged for what it asks of Seam, but not stopped halfway', async () => {
    const { a } = world;
    const gateway = createGateway({
      apiKey: world.sandbox.credentials.apiKey,
      fetch: world.sandbox.fetch,
      authorize: () => scopedTo(a.id),
      limits: { seamRequestsPerMinute: 1 },
    });
    const response = await gateway.fetch(request({ user_identity_id: a.id }));
    const reader = response.body!.getReader();
    await reader.read();
    const { headers } = request({});
    const read = new Request('http://gateway.test/workspaces/get', { method: 'POST', headers, body: '{}' });
    assert.equal((await gateway.fetch(read)).status, 429);
    while (!(await reader.read()).done);
    assert.equal(await peopleCount(a.id), 0);
  });

  it('counts for its login, whatever session comes with it', async () => {
    world.sandbox.faults.add({ path: '/client_sessions/list', hang: true });
    const ids: string[] = [];
    for (let count = 0; count < 11; count++) {
      const { user_identity } = await world.seam('/user_identities/create', { full_name: `Person ${count}` });
      ids.push((user_identity as { user_identity_id: string }).user_identity_id);
    }
    const gateway = createGateway({
      apiKey: world.sandbox.credentials.apiKey,
      fetch: world.sandbox.fetch,
      authorize: () => ({ caller: 'one', userIdentityIds: ids, permissions: 'all' }),
    });
    const responses: Response[] = [];
    for (const [at, user_identity_id] of ids.entries()) {
      const { headers } = request({});
      headers.set('authorization', `Bearer ${[world.a, world.b][at % 2]!.token}`);
      responses.push(await gateway.fetch(request({ user_identity_id }, { headers })));
    }
    assert.deepEqual(
      responses.map(({ status }) => status),
      [...Array<number>(10).fill(200), 429],
    );
    world.sandbox.faults.clear();
    await Promise.all(responses.map((response) => response.text()));
  });
});
