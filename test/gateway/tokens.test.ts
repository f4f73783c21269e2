import assert from 'node:assert/strict';
import { before, beforeEach, describe, it } from 'node:test';
import fc from 'fast-check';
import type { ClientSession } from '../../src/api/contract.gen.js';
import type { KnownSession } from '../../src/gateway/index.js';
import { bearer, createWorld, everybody, scopedTo, unknownId, type Ask, type World } from './support.js';

const list = '/user_identities/list';
const introspections = ({ sent }: World) =>
  sent.filter(({ path, withKey }) => path === '/client_sessions/get' && !withKey);

describe('Without a login', () => {
  it('every request is refused, without a request to Seam', async () => {
    const world = await createWorld();
    for (const authorize of [undefined, () => null])
      for (const headers of [
        {},
        { authorization: 'Basic eDp5' },
        { authorization: 'Bearer eyJhbGciOiJub25lIn0' },
      ]) {
        const {
          status,
          body,
          headers: answered,
        } = await world.gateway(authorize && { authorize })(
          list,
          {},
          { headers: headers as Record<string, string> },
        );
        assert.equal(status, 401);
        assert.equal(body.error?.type, 'gateway_login_required');
        assert.equal(answered.get('seam-gateway-caller'), null);
      }
    assert.deepEqual(world.sent, []);
  });

  it('a token outside the Authorization header is ignored', async () => {
    const world = await createWorld();
    const ask = world.gateway();
    const { token } = world.a;
    for (const headers of [
      { 'client-session-token': token },
      { 'seam-client-session-token': token },
      { cookie: `token=${token}` },
      { 'proxy-authorization': `Bearer ${token}` },
    ] as Record<string, string>[])
      assert.equal((await ask(list, {}, { headers })).body.error?.type, 'gateway_login_required');
    assert.equal((await ask(`${list}?client_session_token=${token}`)).status, 400);
    assert.deepEqual(world.sent, []);
  });
});

describe('A token of the wrong kind', () => {
  for (const [what, header] of [
    ['API key', 'Bearer seam_test1abc_Secret'],
    ['API key', 'bearer SEAM_test1abc_Secret'],
    ['API key', 'Basic seam_live_Secret'],
    ['API key', 'seam_live_Secret'],
    ['personal access token', 'Bearer seam_at1abc_Secret'],
    ['publishable key', 'Bearer seam_pk1abc_Secret'],
    ['more than one', 'Bearer seam_cst1abc_Secret, Bearer seam_cst1abc_Secret'],
    ['more than one', 'Bearer seam_cst1abc_Secret seam_cst1abc_Secret'],
    ['cannot be read', 'Bearer SEAM_CST1abc_Secret'],
    ['cannot be read', 'Bearer seam_cst'],
    ['cannot be read', 'Bearer seam_cst1abc_Secret,'],
    ['cannot be read', 'Bearer seam_cst1abc_Secret%0a'],
    ['cannot be read', 'Basic seam_cst1abc_Secret'],
    ['cannot be read', `Bearer seam_cst${'x'.repeat(505)}Secret`],
    ['API key', 'Token key="seam_test1abc_Secret"'],
    ['API key', 'Token key=seam_test1abc_Secret'],
  ])
    it(`(${header}) is refused by name for every host, and neither sent nor returned`, async () => {
      const world = await createWorld();
      for (const authorize of [undefined, () => everybody]) {
        const ask = world.gateway(authorize && { authorize });
        const { status, body, text } = await ask(list, {}, { headers: { authorization: header! } });
        assert.equal(status, 401);
        assert.equal(body.error?.type, 'unauthorized');
        assert.ok(body.error?.message.includes(what!));
        assert.ok(!text.includes('Secret'));
      }
      assert.deepEqual(world.sent, []);
    });
});

describe('The host’s own login', () => {
  /** The letters of a JWT are random, so it may contain a prefix of Seam's tokens anywhere. */
  const jwtPart = fc.oneof(
    fc.stringMatching(/^[\w-]{1,40}$/),
    fc
      .tuple(
        fc.stringMatching(/^[\w-]{0,9}$/),
        fc.constantFrom('seam_', 'SEaM_', 'seam_cst', 'seam_pk'),
        fc.stringMatching(/^[\w-]{0,9}$/),
      )
      .map((parts) => parts.join('')),
  );

  it('is passed to the host, with any letters in its token', async () => {
    const world = await createWorld();
    const seen: (string | null)[] = [];
    const ask = world.gateway({
      authorize({ headers }) {
        seen.push(headers.get('authorization'));
        return everybody;
      },
    });
    await fc.assert(
      fc.asyncProperty(fc.tuple(jwtPart, jwtPart, jwtPart), async (parts) => {
        const authorization = `Bearer eyJ${parts.join('.')}`;
        const { status, text } = await ask('/gateway/session/get', {}, { headers: { authorization } });
        assert.equal(status, 200, text);
        assert.equal(seen.at(-1), authorization);
      }),
      { numRuns: 300 },
    );
    assert.deepEqual(world.sent, []);
  });
});

describe('A possible client session token', () => {
  it('is sent to Seam unchanged, without other checks of its format', async () => {
    const world = await createWorld();
    const ask = world.gateway({ clientKey: () => crypto.randomUUID() });
    const tokens = ['seam_cst_', 'seam_cst1.a~b+c/d==', `seam_cst${'x'.repeat(504)}`, 'seam_cst-2abc_Secret'];
    for (const token of tokens)
      assert.equal(
        (await ask(list, {}, { headers: bearer(token) })).body.error?.type,
        'client_session_not_found',
      );
    assert.deepEqual(
      introspections(world).map(({ headers }) => headers.get('authorization')),
      tokens.map((token) => `Bearer ${token}`),
    );
  });
});

describe('A client session', () => {
  let world: World;
  let ask: Ask;
  const asA = (path = list, params = {}) => ask(path, params, { headers: bearer(world.a.token) });

  beforeEach(async () => {
    world = await createWorld();
    ask = world.gateway();
  });

  it('is looked up at Seam with its own token, once for many requests', async () => {
    await Promise.all(Array.from({ length: 10 }, () => asA()));
    await asA();
    assert.equal(introspections(world).length, 1);
    assert.equal(introspections(world)[0]!.headers.get('authorization'), `Bearer ${world.a.token}`);
    for (const { headers, path, withKey } of world.sent)
      assert.ok(withKey || path === '/client_sessions/get', `${path} ${headers.get('authorization')}`);
  });

  it('is not cached for another token', async () => {
    await asA();
    const { body } = await ask(list, {}, { headers: bearer(world.b.token) });
    const [person] = body['user_identities'] as { user_identity_id: string }[];
    assert.equal(person!.user_identity_id, world.b.id);
    // The workspace of the API key never changes.
    assert.equal(world.sent.filter(({ path }) => path === '/workspaces/get').length, 1);
    for (const token of [`${world.a.token}x`, world.a.token.slice(0, -1), world.a.token.toUpperCase()]) {
      const { status, body } = await ask(list, {}, { headers: bearer(token) });
      assert.equal(status, 401);
      assert.ok(body.error?.type);
    }
  });

  it('is looked up again after 30 seconds', async (context) => {
    context.mock.timers.enable({ apis: ['Date'], now: world.sandbox.clock.now() });
    await asA();
    context.mock.timers.tick(29_999);
    await asA();
    assert.equal(introspections(world).length, 1);
    context.mock.timers.tick(1);
    await asA();
    assert.equal(introspections(world).length, 2);
  });

  it('that was revoked may read for 30 seconds at most, and can change nothing at once', async (context) => {
    context.mock.timers.enable({ apis: ['Date'], now: world.sandbox.clock.now() });
    ask = world.gateway({ authorize: (_, session) => (session ? scopedTo(world.a.id) : null) });
    assert.equal((await asA()).status, 200);
    await world.seam('/client_sessions/revoke', { client_session_id: world.a.sessionId });
    assert.equal((await asA()).status, 200);
    const change = { user_identity_id: world.a.id, full_name: 'Changed' };
    assert.equal((await asA('/user_identities/update', change)).body.error?.type, 'client_session_revoked');
    // After this, the gateway knows.
    assert.equal((await asA()).status, 401);
    context.mock.timers.tick(30_000);
    assert.equal((await asA()).body.error?.type, 'client_session_revoked');
  });

  for (const end of ['revoke', 'delete'])
    it(`that a gateway was requested to ${end} leaves the cache at once`, async () => {
      ask = world.gateway({
        authorize: (_, session) => (session ? null : everybody) ?? scopedTo(world.a.id),
      });
      assert.equal((await asA()).status, 200);
      const { sessionId } = world.a;
      assert.equal((await ask(`/client_sessions/${end}`, { client_session_id: sessionId })).status, 200);
      const { status, body } = await asA();
      assert.equal(status, 401);
      assert.equal(
        body.error?.type,
        end === 'revoke' ? 'client_session_revoked' : 'client_session_not_found',
      );
    });

  it('of an instant key leaves the cache together with the key', async (context) => {
    const { a, seam, sandbox } = world;
    context.mock.timers.enable({ apis: ['Date'], now: sandbox.clock.now() });
    const { client_session_id } = (await seam('/instant_keys/get', { instant_key_id: a.instantKeyId }))[
      'instant_key'
    ] as { client_session_id: string };
    const { client_session } = await seam('/client_sessions/get', { client_session_id });
    const { token } = client_session as { token: string };
    const ask = world.gateway({
      authorize: (_, session) => (session ? scopedTo(a.id) : everybody),
      fetch: (request) => sandbox.fetch(request),
    });
    assert.equal((await ask(list, {}, { headers: bearer(token) })).status, 200);
    const limited = await ask(
      '/instant_keys/delete',
      { instant_key_id: a.instantKeyId },
      { headers: bearer(a.token) },
    );
    assert.equal(limited.status, 200);
    assert.equal((await ask(list, {}, { headers: bearer(token) })).status, 401);
  });

  it('that expires while it is cached is refused', async (context) => {
    const { sandbox, seam, a } = world;
    context.mock.timers.enable({ apis: ['Date'], now: sandbox.clock.now() });
    const expires_at = new Date(Date.now() + 10_000).toISOString();
    const made = await seam('/client_sessions/create', { user_identity_id: a.id, expires_at });
    const { token } = made['client_session'] as ClientSession;
    const asShort = () => ask('/gateway/session/get', {}, { headers: bearer(token) });
    const { status, body } = await asShort();
    assert.equal(status, 200);
    assert.equal(body['expires_at'], expires_at);
    sandbox.clock.advance(10_000);
    context.mock.timers.tick(10_000);
    const after = await asShort();
    assert.equal(after.status, 401);
    assert.deepEqual(after.body.error, {
      type: 'client_session_expired',
      message: 'Unauthorized (client session expired)',
    });
  });

  it('of a deleted person sees nobody', async () => {
    const withGone = world.gateway({
      fetch: async (request) => {
        const { pathname } = new URL(request.url);
        if (pathname !== '/client_sessions/get') return world.sandbox.fetch(request);
        const answer = await world.seam('/client_sessions/get', {}, world.a.token);
        const gone = unknownId();
        const session = {
          ...(answer['client_session'] as object),
          user_identity_id: gone,
          user_identity_ids: [gone],
        };
        return Response.json({ client_session: session, ok: true });
      },
    });
    const as = (path: string, params = {}) => withGone(path, params, { headers: bearer(world.a.token) });
    assert.deepEqual((await as(list)).body['user_identities'], []);
    assert.deepEqual((await as('/devices/list')).body['devices'], []);
    assert.deepEqual((await as('/client_sessions/list')).body['client_sessions'], []);
  });

  /** A gateway with a Seam that returns other fields of the session. */
  const toldOtherwise = (session: object, status = 200) => {
    const told = world.gateway({
      fetch: async (request) => {
        const isIntrospection = request.headers.get('authorization') === `Bearer ${world.a.token}`;
        if (!isIntrospection) return world.sandbox.fetch(request);
        const answer = await world.seam('/client_sessions/get', {}, world.a.token);
        const client_session = { ...(answer['client_session'] as object), ...session };
        return Response.json(status === 200 ? { client_session } : session, { status });
      },
    });
    return (path = list) => told(path, {}, { headers: bearer(world.a.token) });
  };

  it('of another workspace is refused', async () => {
    const { status, body } = await toldOtherwise({ workspace_id: unknownId() })();
    assert.equal(status, 401);
    assert.equal(body.error?.type, 'client_session_not_found');
  });

  it('is refused if Seam does not return its workspace or the gateway’s', async () => {
    const unplaced = await toldOtherwise({ workspace_id: undefined })();
    assert.equal(unplaced.status, 502);
    let told: object = { workspace: {}, ok: true };
    const placeless = world.gateway({
      fetch: async (request) =>
        request.url.endsWith('/workspaces/get') ? Response.json(told) : world.sandbox.fetch(request),
    });
    const asThem = () => placeless(list, {}, { headers: bearer(world.a.token) });
    assert.equal((await asThem()).status, 502);
    told = await world.seam('/workspaces/get', {});
    assert.equal((await asThem()).status, 200);
  });

  it('is not looked up for changes beyond the caller’s limit', async (context) => {
    context.mock.timers.enable({ apis: ['Date'], now: world.sandbox.clock.now() });
    const strict = world.gateway({ limits: { requestsPerMinute: 5 } });
    const statuses: number[] = [];
    for (let at = 0; at < 8; at++)
      statuses.push((await strict('/phones/deactivate', {}, { headers: bearer(world.a.token) })).status);
    assert.deepEqual(statuses, [400, 400, 400, 400, 400, 429, 429, 429]);
    // The first look-up counts separately, because the token was unknown.
    assert.equal(introspections(world).length, 1 + 5);
    assert.equal((await strict(list, {}, { headers: bearer(world.b.token) })).status, 200);
  });

  it('is cached as Seam returned it, even if the host changes its copy', async () => {
    const careless = world.gateway({
      authorize(_, session) {
        const userIdentityIds = [...session!.user_identity_ids];
        session!.user_identity_ids.push(world.b.id);
        return { userIdentityIds, permissions: 'all' };
      },
    });
    for (let round = 0; round < 2; round++) {
      const { body } = await careless('/gateway/session/get', {}, { headers: bearer(world.a.token) });
      assert.deepEqual(body['user_identity_ids'], [world.a.id]);
    }
  });

  it('is for the one person on whom its fields agree', async () => {
    const { a, b } = world;
    const scopeWhen = async (fields: object) =>
      (await toldOtherwise(fields)('/gateway/session/get')).body['user_identity_ids'];
    assert.deepEqual(await scopeWhen({ user_identity_id: undefined }), [a.id]);
    assert.deepEqual(await scopeWhen({ user_identity_id: null }), [a.id]);
    assert.deepEqual(await scopeWhen({ user_identity_ids: [] }), [a.id]);
    assert.deepEqual(await scopeWhen({ user_identity_ids: undefined }), [a.id]);
    assert.deepEqual(await scopeWhen({ user_identity_id: b.id }), []);
    assert.deepEqual(await scopeWhen({ user_identity_id: undefined, user_identity_ids: [a.id, b.id] }), []);
    assert.deepEqual(
      await scopeWhen({
        user_identity_id: undefined,
        user_identity_ids: [],
        connected_account_ids: [unknownId()],
        customer_key: 'all',
      }),
      [],
    );
  });

  it('is the same caller as the person’s other sessions, and a separate caller without a person', async () => {
    const { a, b } = world;
    const { client_session } = await world.seam('/client_sessions/create', { user_identity_id: a.id });
    const tagOf = async (ask: Ask, { token } = a as { token: string }) =>
      (await ask('/gateway/session/get', {}, { headers: bearer(token) })).body['caller'];
    const ask = world.gateway();
    assert.equal(await tagOf(ask, client_session as ClientSession), await tagOf(ask));
    assert.notEqual(await tagOf(ask, b), await tagOf(ask));

    const nobodys = { user_identity_id: undefined, user_identity_ids: [] };
    const tagWhen = async (fields: object) =>
      (await toldOtherwise(fields)('/gateway/session/get')).body['caller'];
    assert.notEqual(await tagWhen(nobodys), await tagWhen({ ...nobodys, client_session_id: unknownId() }));

    const within = (...ids: string[]) =>
      world.gateway({ authorize: () => ({ userIdentityIds: ids, permissions: 'all' }) });
    assert.equal(await tagOf(within(a.id)), await tagOf(within(a.id, b.id)));
  });

  it('may follow its scheme after any number of spaces', async () => {
    const headers = { authorization: `bearer   ${world.a.token}` };
    assert.equal((await world.gateway()(list, {}, { headers })).status, 200);
  });

  it('with an unreadable end is never cached', async () => {
    const ask = toldOtherwise({ expires_at: 'never' });
    assert.equal((await ask()).status, 200);
    assert.equal((await ask()).status, 200);
  });

  for (const [type, status] of [
    ['client_session_expired', 401],
    ['client_session_revoked', 401],
    ['client_session_not_found', 401],
    ['client_session_not_found', 404],
    ['invalid_client_session_token', 400],
  ] as const)
    it(`with Seam’s response ${status} ${type} has ended with this type`, async () => {
      const { status: answered, body } = await toldOtherwise(
        { error: { type, message: 'secret' } },
        status,
      )();
      assert.equal(answered, 401);
      assert.equal(body.error?.type, type);
      assert.ok(!body.error?.message.includes('secret'));
    });

  for (const refused of [400, 401, 403])
    it(`with another refusal of Seam, ${refused}, is not valid`, async () => {
      const { status, body } = await toldOtherwise({ error: { type: 'another', message: 'No' } }, refused)();
      assert.equal(status, 401);
      assert.equal(body.error?.type, 'invalid_client_session_token');
    });

  it('does not end if Seam fails or refuses the gateway’s own key', async () => {
    for (const status of [500, 503, 429]) {
      const failed = await toldOtherwise({}, status)();
      assert.ok([429, 502, 503].includes(failed.status));
    }
    const { token } = world.a;
    const unreachable = world.gateway({ fetch: () => Promise.reject(new TypeError('No route to Seam')) });
    assert.equal((await unreachable(list, {}, { headers: bearer(token) })).status, 504);
    const badKey = world.gateway({ apiKey: 'seam_test_of_nobody', fetch: world.sandbox.fetch });
    const { status, body } = await badKey(list, {}, { headers: bearer(token) });
    assert.equal(status, 502);
    assert.equal(body.error?.type, 'upstream_failed');
  });

  it('does not end if the gateway’s own key may not read its workspace', async () => {
    const barred = world.gateway({
      fetch: async (request) =>
        request.url.endsWith('/workspaces/get')
          ? Response.json({ error: { type: 'forbidden', message: 'No' } }, { status: 403 })
          : world.sandbox.fetch(request),
    });
    const { body } = await barred(list, {}, { headers: bearer(world.a.token) });
    assert.equal(body.error?.type, 'forbidden');
  });

  it('is accepted again after a failure of Seam', async () => {
    world.sandbox.faults.add({ path: '/client_sessions/get', times: 1 });
    assert.equal((await asA()).status, 502);
    world.sandbox.faults.add({ path: '/workspaces/get', times: 1 });
    assert.equal((await asA()).status, 502);
    assert.equal((await asA()).status, 200);
  });

  it('is looked up once for all simultaneous requests', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    const looked: string[] = [];
    const ask = world.gateway({
      async fetch(request) {
        looked.push(new URL(request.url).pathname);
        await held;
        return world.sandbox.fetch(request);
      },
    });
    const init = { headers: bearer(world.a.token) };
    const asking = [1, 2, 3].map(() => ask(list, {}, init));
    for (let turn = 0; turn < 100; turn++) await new Promise(setImmediate);
    assert.deepEqual(looked, ['/client_sessions/get']);
    release();
    for (const { status } of await Promise.all(asking)) assert.equal(status, 200);
  });
});

describe('The host’s authorize', () => {
  let world: World;
  before(async () => {
    world = await createWorld();
  });

  it('gets the session and the request’s headers, but neither token nor body', async () => {
    const seen: { request: Request; session: KnownSession | null }[] = [];
    const ask = world.gateway({
      authorize(request, session) {
        seen.push({ request, session });
        return scopedTo(world.a.id);
      },
    });
    const params = { user_identity_id: world.a.id };
    const cookie = 'login=x';
    await ask('/user_identities/get', params, { headers: { ...bearer(world.a.token), cookie } });
    const own = { authorization: 'Bearer eyHost', cookie };
    const answer = await ask('/user_identities/get', params, { headers: own });
    assert.equal(answer.status, 200);
    const [withSession, withLogin] = seen as [(typeof seen)[0], (typeof seen)[0]];
    assert.equal(withSession.session!.client_session_id, world.a.sessionId);
    assert.ok(!JSON.stringify(withSession.session).includes('seam_cst'));
    assert.equal(withSession.request.headers.get('authorization'), null);
    assert.equal(withSession.request.headers.get('cookie'), cookie);
    assert.equal(await withSession.request.text(), '');
    assert.equal(withLogin.session, null);
    assert.equal(withLogin.request.headers.get('authorization'), 'Bearer eyHost');
  });

  it('can refuse a session', async () => {
    const ask = world.gateway({ authorize: () => null });
    const { status } = await ask(list, {}, { headers: bearer(world.a.token) });
    assert.equal(status, 401);
  });

  for (const [wrong, scope] of [
    ['userIdentityIds', {}],
    ['userIdentityIds', { userIdentityIds: undefined, permissions: 'all' }],
    ['userIdentityIds', { userIdentityIds: 'everybody', permissions: 'all' }],
    ['userIdentityIds', { userIdentityIds: [''], permissions: 'all' }],
    ['userIdentityIds', { userIdentityIds: [null], permissions: 'all' }],
    ['permissions', { userIdentityIds: 'all', permissions: ['everything'] }],
    ['permissions', { userIdentityIds: 'all', permissions: undefined }],
    ['deviceIds', { userIdentityIds: 'all', permissions: 'all', deviceIds: [1] }],
    ['acsSystemIds', { userIdentityIds: 'all', permissions: 'all', acsSystemIds: [null] }],
    ['acsEntranceIds', { userIdentityIds: 'all', permissions: 'all', acsEntranceIds: 'every' }],
  ] as const)
    it(`accepts nobody if it returns ${JSON.stringify(scope)}, and the host’s log says why`, async (context) => {
      const log = context.mock.method(console, 'error', () => undefined);
      world.sent.length = 0;
      const ask = world.gateway({ authorize: () => scope as never });
      assert.equal((await ask(list)).status, 500);
      assert.deepEqual(world.sent, []);
      const [error] = log.mock.calls[0]!.arguments.slice(-1) as [Error];
      const named = /whose (\w+) are neither/.exec(error.message)?.[1];
      assert.equal(named, wrong);
    });

  it('accepts nobody if it fails, and the response does not show the reason', async (context) => {
    const log = context.mock.method(console, 'error', () => undefined);
    const ask = world.gateway({
      authorize: () => {
        throw new Error('cannot reach db.internal');
      },
    });
    const { status, text } = await ask(list);
    assert.equal(status, 500);
    assert.ok(!text.includes('db.internal'));
    assert.equal(log.mock.callCount(), 1);
  });
});
