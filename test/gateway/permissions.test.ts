import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { ClientSession } from '../../src/api/contract.gen.js';
import { definitions, endpointSchemas } from '../../src/api/schemas.gen.js';
import type { Permission, Scope } from '../../src/gateway/index.js';
import { withinReach } from '../../src/gateway/output.js';
import { reachOf } from '../../src/gateway/scope.js';
import { rows, table } from '../../src/gateway/table.js';
import {
  allPermissions,
  bearer,
  createWorld,
  everybody,
  scopedTo,
  seen,
  unknownId,
  type Ask,
  type World,
} from './support.js';

const without = (permission: Permission): Permission[] => allPermissions.filter((one) => one !== permission);

const validParams = ({ a }: World): Record<string, Record<string, unknown>> => ({
  '/client_sessions/create': { user_identity_id: a.id },
  '/client_sessions/delete': { client_session_id: a.sessionId },
  '/client_sessions/revoke': { client_session_id: a.sessionId },
  '/devices/get': { device_id: a.deviceId },
  '/user_identities/get': { user_identity_id: a.id },
  '/user_identities/grant_access_to_device': { user_identity_id: a.id, device_id: a.deviceId },
  '/user_identities/list_accessible_devices': { user_identity_id: a.id },
  '/user_identities/revoke_access_to_device': { user_identity_id: a.id, device_id: a.deviceId },
  '/user_identities/update': { user_identity_id: a.id, full_name: 'Changed' },
});

describe('Each endpoint of the contract', () => {
  it('has a row or a reason for having none, and a row that is its own', () => {
    for (const path of Object.keys(endpointSchemas) as (keyof typeof table)[]) {
      const entry = table[path];
      if ('none' in entry) assert.match(entry.none, /^[A-Z].*\.$/);
      else assert.equal(entry.endpoint.path, path);
    }
    assert.deepEqual(Object.keys(table).sort(), Object.keys(endpointSchemas).sort());
    assert.equal(rows.length, 15);
  });

  /** What a limited scope may send, and why that is safe. Another parameter needs a thought of its own. */
  const safe: Record<string, string> = {
    user_identity_id: 'looked up in the scope before every row',
    user_identity_ids: 'intersected with the scope',
    client_session_id: 'looked up in the sessions of the scope',
    device_id: 'looked up in the devices of the scope',
    device_ids: 'filters the devices of the scope',
    connected_account_id: 'filters the devices of the scope',
    connected_account_ids: 'filters the devices of the scope',
    credential_manager_acs_system_id: 'narrows what is filtered by the scope',
    created_before: 'text',
    device_type: 'text',
    device_types: 'text',
    email_address: 'text',
    expires_at: 'text',
    full_name: 'text',
    limit: 'number',
    manufacturer: 'text',
    page_cursor: 'sealed',
    phone_number: 'text',
    search: 'searches what is filtered by the scope',
    user_identity_key: 'text, where it is not refused',
  };

  it('takes from a limited scope only parameters that are known to be safe', () => {
    for (const { endpoint, onlyForAll } of rows)
      for (const name of Object.keys(endpointSchemas[endpoint.path].params.properties ?? {}))
        assert.ok(name in safe || onlyForAll.includes(name), `${endpoint.path} ${name}`);
    assert.ok(table['/user_identities/get'] && 'onlyForAll' in table['/user_identities/get']);
    assert.deepEqual(table['/user_identities/get'].onlyForAll, ['user_identity_key']);
  });
});

describe('Without a permission', () => {
  for (const { endpoint, permission } of rows)
    it(`${permission}, ${endpoint.path} is not for the caller, however wide its scope`, async () => {
      const world = await createWorld();
      for (const userIdentityIds of [[world.a.id], 'all'] as const) {
        const ask = world.gateway({
          authorize: () => ({ userIdentityIds, permissions: without(permission) }),
          onUserIdentityCreated: () => undefined,
        });
        const { status, body } = await ask(endpoint.path, validParams(world)[endpoint.path]);
        assert.equal(status, 403);
        assert.equal(body.error?.type, 'not_permitted');
        assert.ok(body.error?.message.includes(permission));
        assert.deepEqual(world.sent, []);
      }
    });

  it('a client session of its own reads, and changes nothing', async () => {
    const world = await createWorld();
    const ask = world.gateway();
    for (const { endpoint } of rows) {
      const params = validParams(world)[endpoint.path];
      const { status } = await ask(endpoint.path, params, { headers: bearer(world.a.token) });
      assert.equal(status, endpoint.reads ? 200 : 403, endpoint.path);
    }
    const changes = rows.filter(({ endpoint }) => !endpoint.reads).map(({ endpoint }) => endpoint.path);
    assert.ok(!world.sent.some(({ path }) => changes.includes(path as (typeof changes)[number])));
  });
});

describe('With every permission', () => {
  for (const { endpoint } of rows)
    it(`${endpoint.path} works within a scope`, async () => {
      const world = await createWorld();
      const ask = world.gateway({
        authorize: () => scopedTo(world.a.id),
        onUserIdentityCreated: () => undefined,
      });
      const params = validParams(world)[endpoint.path] ?? {};
      const own =
        endpoint.path === '/client_sessions/get' ? { client_session_id: world.a.sessionId } : params;
      const { status, text } = await ask(endpoint.path, own);
      assert.equal(status, 200, text);
    });
});

describe('Creating a user identity', () => {
  let world: World;
  before(async () => {
    world = await createWorld();
  });

  it('needs a host that takes it into the caller’s scope', async () => {
    const ask = world.gateway({ authorize: () => scopedTo(world.a.id) });
    world.sent.length = 0;
    const { status, body } = await ask('/user_identities/create', { full_name: 'New' });
    assert.equal(status, 403);
    assert.ok(body.error?.message.includes('user_identities.create'));
    assert.deepEqual(world.sent, []);
  });

  it('is answered only after the host has taken it in', async () => {
    const steps: string[] = [];
    let finish = () => {};
    const ask = world.gateway({
      authorize: () => scopedTo(world.a.id),
      onUserIdentityCreated: (caller, id) =>
        new Promise<void>((resolve) => {
          steps.push(`${caller} ${typeof id}`);
          finish = resolve;
        }),
    });
    const answered = ask('/user_identities/create', { full_name: 'New' }).then((answer) => {
      steps.push('answered');
      return answer;
    });
    while (steps.length === 0) await new Promise(setImmediate);
    assert.deepEqual(steps, ['limited string']);
    finish();
    const { status, body } = await answered;
    assert.equal(status, 200);
    assert.equal((body['user_identity'] as { full_name: string }).full_name, 'New');
    assert.deepEqual(steps, ['limited string', 'answered']);
  });

  it('fails when the host fails to take it in', async (context) => {
    const log = context.mock.method(console, 'error', () => undefined);
    const ask = world.gateway({
      authorize: () => scopedTo(world.a.id),
      onUserIdentityCreated: () => Promise.reject(new Error('disk full, password hunter2')),
    });
    const { status, text } = await ask('/user_identities/create', { full_name: 'New' });
    assert.equal(status, 500);
    assert.ok(!text.includes('hunter2'));
    assert.equal(log.mock.callCount(), 1);
  });

  for (const [path, paramsFor] of [
    ['/user_identities/create', () => ({})],
    ['/user_identities/update', ({ a }: World) => ({ user_identity_id: a.id })],
  ] as const)
    it(`with what another has is refused by ${path}, without saying whose`, async () => {
      const { a, b } = world;
      const ask = world.gateway({
        authorize: () => scopedTo(a.id),
        onUserIdentityCreated: () => undefined,
      });
      for (const value of [
        { email_address: b.email },
        { phone_number: '+15555550202' },
        { user_identity_key: 'key-of-Bjarne' },
      ]) {
        const { status, body, text } = await ask(path, { ...paramsFor(world), ...value });
        assert.equal(status, 409, text);
        assert.equal(body.error?.type, 'already_in_use');
        assert.ok(!b.secrets.some((secret) => text.includes(secret)));
      }
      const toAll = await world.gateway({ authorize: () => everybody })(path, {
        ...paramsFor(world),
        email_address: b.email,
      });
      assert.equal(toAll.status, 409);
      assert.notEqual(toAll.body.error?.type, 'already_in_use');
    });

  it('tells a limited scope which field Seam did not take, but not in Seam’s words', async () => {
    const ask = world.gateway({
      authorize: () => scopedTo(world.a.id),
      onUserIdentityCreated: () => undefined,
      fetch: async () =>
        Response.json(
          {
            error: {
              type: 'invalid_input',
              message: `phone_number belongs to ${world.b.id}`,
              validation_errors: { phone_number: { _errors: [`belongs to ${world.b.id}`] } },
            },
          },
          { status: 400 },
        ),
    });
    const { status, body, text } = await ask('/user_identities/create', { phone_number: '+15555550202' });
    assert.equal(status, 400);
    assert.deepEqual(body.error?.validation_errors?.['phone_number'], { _errors: ['Not accepted'] });
    assert.ok(!text.includes(world.b.id));
  });

  it('does not link access system users for a limited scope', async () => {
    const ask = world.gateway({
      authorize: () => scopedTo(world.a.id),
      onUserIdentityCreated: () => undefined,
    });
    const { status } = await ask('/user_identities/create', { acs_system_ids: [unknownId()] });
    assert.equal(status, 400);
  });
});

describe('Handing out a device', () => {
  let world: World;
  const grantTo = (ask: Ask, user_identity_id: string, device_id: string) =>
    ask('/user_identities/grant_access_to_device', { user_identity_id, device_id });
  const as = (scope: Partial<Scope>) =>
    world.gateway({ authorize: () => ({ ...scopedTo(world.a.id), ...scope }) });

  before(async () => {
    world = await createWorld();
  });

  it('is for the devices that the host names', async () => {
    const { a, b } = world;
    assert.equal((await grantTo(as({ deviceIds: [b.deviceId] }), a.id, b.deviceId)).status, 200);
    // Having it is not being allowed to hand it out.
    assert.equal((await grantTo(as({ deviceIds: [] }), a.id, a.deviceId)).status, 404);
    assert.equal((await grantTo(as({ deviceIds: [b.deviceId] }), a.id, a.deviceId)).status, 404);
    assert.equal(
      (await grantTo(as({ userIdentityIds: 'all', deviceIds: [] }), b.id, a.deviceId)).status,
      404,
    );
    assert.equal((await grantTo(as({ deviceIds: 'all' }), b.id, a.deviceId)).status, 404);
    assert.equal((await grantTo(as({ userIdentityIds: 'all' }), b.id, a.deviceId)).status, 200);
  });

  it('is followed by what moves in between', async () => {
    const { a, b } = await (async () => (world = await createWorld()))();
    const ask = as({});
    const take = (ids: Record<string, string>) => world.seam('/user_identities/revoke_access_to_device', ids);
    assert.equal((await grantTo(ask, a.id, a.deviceId)).status, 200);
    await take({ user_identity_id: a.id, device_id: a.deviceId });
    await world.seam('/user_identities/grant_access_to_device', {
      user_identity_id: b.id,
      device_id: a.deviceId,
    });
    assert.equal((await grantTo(ask, a.id, a.deviceId)).status, 404);
    const taken = await ask('/user_identities/revoke_access_to_device', {
      user_identity_id: a.id,
      device_id: a.deviceId,
    });
    assert.equal(taken.status, 404);
    assert.equal((await ask('/devices/get', { device_id: a.deviceId })).status, 404);
  });
});

describe('Client sessions', () => {
  const day = 24 * 60 * 60 * 1000;
  const inDays = (days: number) => new Date(Date.now() + days * day).toISOString();
  let world: World;
  before(async () => {
    world = await createWorld();
  });

  it('show their token once, when they are made', async () => {
    const { a } = world;
    for (const scope of [scopedTo(a.id), everybody]) {
      const ask = world.gateway({ authorize: () => scope });
      const made = await ask('/client_sessions/create', { user_identity_id: a.id });
      const { client_session_id, token } = made.body['client_session'] as ClientSession;
      assert.match(token, /^seam_cst/);
      for (const answer of [
        await ask('/client_sessions/get', { client_session_id }),
        await ask('/client_sessions/list', { user_identity_id: a.id }),
        await ask('/client_sessions/list'),
        await ask('/client_sessions/get', {}, { headers: bearer(token) }),
      ]) {
        assert.equal(answer.status, 200, answer.text);
        assert.ok(answer.text.includes(client_session_id) && !answer.text.includes('seam_cst'));
      }
    }
  });

  it('keep the user identifier key from a limited scope', async () => {
    const { a } = world;
    const listAs = (scope: Scope) => world.gateway({ authorize: () => scope })('/client_sessions/list');
    assert.ok(!(await listAs(scopedTo(a.id))).text.includes('secret-'));
    assert.ok((await listAs(everybody)).text.includes('secret-Aaltje'));
  });

  it('are their own when nothing is asked', async () => {
    const { a, sent } = world;
    for (const authorize of [undefined, () => scopedTo(a.id), () => everybody]) {
      const ask = world.gateway(authorize && { authorize });
      sent.length = 0;
      const { body } = await ask('/client_sessions/get', {}, { headers: bearer(a.token) });
      assert.equal((body['client_session'] as ClientSession).client_session_id, a.sessionId);
      assert.ok(!sent.some(({ path, withKey }) => path === '/client_sessions/get' && withKey));
    }
    const withoutSession = world.gateway({ authorize: () => scopedTo(a.id) });
    assert.equal((await withoutSession('/client_sessions/get')).status, 400);
  });

  it('last a day unless told, and never more than thirty', async () => {
    const { a, sent } = world;
    for (const scope of [scopedTo(a.id), everybody]) {
      const ask = world.gateway({ authorize: () => scope });
      const make = (more = {}) => ask('/client_sessions/create', { user_identity_id: a.id, ...more });
      assert.equal((await make()).status, 200);
      const life = Date.parse(String(sent.at(-1)!.params['expires_at'])) - Date.now();
      assert.ok(life > 0.99 * day && life <= day);
      assert.equal((await make({ expires_at: inDays(29) })).status, 200);
      for (const expires_at of [inDays(31), inDays(-1), '2999-01-01T00:00:00Z'])
        assert.equal((await make({ expires_at })).status, 400);
    }
  });

  it('of a limited scope are for one person in it, and reach nothing else', async () => {
    const { a, b } = world;
    const ask = world.gateway({ authorize: () => scopedTo(a.id) });
    for (const more of [
      { user_identity_id: undefined },
      { connected_account_ids: ['x'] },
      { connect_webview_ids: [] },
      { customer_key: 'x' },
      { customer_id: 'x' },
      { user_identifier_key: 'secret-Bjarne' },
      { user_identity_ids: [b.id] },
      { user_identity_ids: [a.id] },
    ])
      assert.equal((await ask('/client_sessions/create', { user_identity_id: a.id, ...more })).status, 400);
    const searched = await ask('/client_sessions/get', { user_identifier_key: 'secret-Bjarne' });
    const unknown = await ask('/client_sessions/get', { user_identifier_key: 'nobody' });
    assert.deepEqual(seen(searched), seen(unknown));
    assert.equal(searched.status, 400);
  });

  it('are not opened a second time by whoever knows their key', async () => {
    const ask = world.gateway({ authorize: () => everybody });
    const { status, text } = await ask('/client_sessions/create', { user_identifier_key: 'secret-Bjarne' });
    assert.equal(status, 400);
    assert.ok(!text.includes('seam_cst'));
  });
});

describe('Answers', () => {
  it('name nobody else, by the newer field or the older', () => {
    const reach = reachOf(scopedTo('a'));
    for (const foreign of [
      { user_identity_id: 'b' },
      { user_identity_ids: ['b'] },
      { user_identity_ids: ['a', 'b'] },
      { user_identity_id: 'a', user_identity_ids: ['b'] },
    ]) {
      assert.throws(() => withinReach({ client_session: foreign }, reach), {
        type: 'client_session_not_found',
      });
      assert.deepEqual(withinReach({ client_sessions: [foreign] }, reach), { client_sessions: [] });
    }
  });

  it('hold only what the contract declares', async () => {
    const { a, seam, ...world } = await createWorld();
    const { user_identity } = (await seam('/user_identities/get', { user_identity_id: a.id })) as {
      user_identity: object;
    };
    const { device } = (await seam('/devices/get', { device_id: a.deviceId })) as { device: object };
    const extra = {
      secret: 'undeclared',
      __proto__: null,
      errors: [{ error_code: 'x', secret: 'undeclared' }],
    };
    const ask = world.gateway({
      authorize: () => everybody,
      fetch: async (request) =>
        Response.json({
          user_identity: { ...user_identity, ...extra, acs_user_ids: [{ secret: 'undeclared' }] },
          device: { ...device, ...extra, location: { secret: 'undeclared', time_zone: 'Europe/Paris' } },
          workspace: { name: 'W', publishable_key: 'seam_pk_undeclared', secret: 'undeclared' },
          secret: 'undeclared',
          ok: request.url.length > 0,
        }),
    });
    const person = await ask('/user_identities/get', { user_identity_id: a.id });
    assert.deepEqual(Object.keys(person.body).sort(), ['ok', 'user_identity']);
    const shown = person.body['user_identity'] as Record<string, unknown>;
    assert.deepEqual(shown['acs_user_ids'], []);
    assert.deepEqual(shown['errors'], [{ error_code: 'x' }]);
    assert.ok(Object.keys(shown).every((name) => name in definitions['user_identity']!.properties!));
    const lock = await ask('/devices/get', { device_id: a.deviceId });
    assert.deepEqual((lock.body['device'] as Record<string, unknown>)['location'], {
      time_zone: 'Europe/Paris',
    });
    const workspace = await ask('/workspaces/get');
    assert.deepEqual(workspace.body, { workspace: { name: 'W' }, ok: true });
    for (const { text } of [person, lock, workspace]) assert.ok(!text.includes('undeclared'));
  });
});
