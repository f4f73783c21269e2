import assert from 'node:assert/strict';
import { before, beforeEach, describe, it } from 'node:test';
import type { Scope } from '../../src/gateway/index.js';
import { createWorld, everybody, scopedTo, unknownId, type Ask, type World } from './support.js';

describe('Creating a user identity', () => {
  let world: World;
  before(async () => {
    world = await createWorld();
  });

  it('needs onUserIdentityCreated', async () => {
    const ask = world.gateway({ authorize: () => scopedTo(world.a.id) });
    world.sent.length = 0;
    const { status, body } = await ask('/user_identities/create', { full_name: 'New' });
    assert.equal(status, 403);
    assert.ok(body.error?.message.includes('user_identities.create'));
    assert.deepEqual(world.sent, []);
  });

  it('gets its response after onUserIdentityCreated has finished', async () => {
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

  it('fails if onUserIdentityCreated fails', async (context) => {
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
    it(`with another person’s value is refused by ${path}, without naming the person`, async () => {
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
        const { status, body, text, headers } = await ask(path, { ...paramsFor(world), ...value });
        assert.equal(status, 409, text);
        assert.match(headers.get('seam-request-id')!, /./);
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

  it('tells a limited scope which field Seam refused, without Seam’s message', async () => {
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

  it('shows a limited scope every refusal of Seam with a message of the gateway', async () => {
    const { a, b } = world;
    const answer = (scope: Scope, status: number, error: object) =>
      world.gateway({
        authorize: () => scope,
        fetch: async (request) =>
          new URL(request.url).pathname === '/user_identities/grant_access_to_device'
            ? Response.json({ error, ok: false }, { status })
            : world.sandbox.fetch(request),
      })('/user_identities/grant_access_to_device', { user_identity_id: a.id, device_id: a.deviceId });
    const words = `Bjarne <${b.email}> +15555550202 has card 4711 and ${b.id}`;
    const tree = { device_id: { _errors: [words] }, [b.id]: { _errors: [words] }, _errors: [words] };
    for (const [status, type, told] of [
      [400, 'invalid_input', { type: 'invalid_input', message: 'device_id: Not accepted' }],
      [400, 'not_supported', { type: 'not_supported', message: 'The access system cannot do this.' }],
      [
        409,
        'has_bjarne',
        { type: 'conflict', message: 'This clashes with something that is there already.' },
      ],
      [403, 'has_bjarne', { type: 'refused', message: 'Seam refused this.' }],
      [404, 'bjarne_not_found', { type: 'resource_not_found', message: 'Not found, or not in scope.' }],
      [404, 'device_not_found', { type: 'device_not_found', message: 'Not found, or not in scope.' }],
    ] as const) {
      const { body, text } = await answer(scopedTo(a.id), status, {
        type,
        message: words,
        validation_errors: tree,
      });
      const { validation_errors, ...error } = body.error!;
      assert.deepEqual(error, told);
      assert.deepEqual(
        validation_errors,
        type === 'invalid_input' ? { _errors: [], device_id: { _errors: ['Not accepted'] } } : undefined,
      );
      assert.ok(!b.secrets.some((secret) => text.includes(secret)));
      const toAll = await answer(everybody, status, { type, message: words });
      assert.equal(toAll.text.includes(words), status !== 404, toAll.text);
    }
  });

  it('shows a scope of everybody Seam’s messages, without secrets', async () => {
    const { a, sandbox } = world;
    const { apiKey } = sandbox.credentials;
    for (const secret of [apiKey, a.token, a.instantKeyUrl, 'seam_at1_x', 'eyJhbGciOi.eyJzdWIi.c2ln']) {
      const ask = world.gateway({
        authorize: () => everybody,
        fetch: async () =>
          Response.json(
            { error: { type: 'odd', message: `It is ${secret}.`, validation_errors: {} }, ok: false },
            { status: 400, headers: { 'seam-request-id': secret } },
          ),
      });
      const { body, text, headers } = await ask('/user_identities/get', { user_identity_id: a.id });
      assert.match(body.error!.message, /^It is …/);
      assert.ok(!text.includes(secret));
      assert.ok(secret !== apiKey || headers.get('seam-request-id') === null);
    }
  });

  it('does not treat a refusal of the gateway’s key as a refusal of the caller', async () => {
    for (const type of ['invalid_client_session_token', 'gateway_login_required', 'client_session_expired'])
      for (const scope of [everybody, scopedTo(world.a.id)]) {
        const ask = world.gateway({
          authorize: () => scope,
          fetch: async () => Response.json({ error: { type, message: 'No' }, ok: false }, { status: 400 }),
        });
        const { status, body } = await ask('/workspaces/get');
        assert.equal(status, 502);
        assert.equal(body.error?.type, 'upstream_failed');
      }
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

describe('An identifier of a person', () => {
  let world: World;
  const all = (): Scope => ({ caller: 'limited', userIdentityIds: [world.a.id], permissions: 'all' });
  const as = (scope: Scope) =>
    world.gateway({ authorize: () => scope, onUserIdentityCreated: () => undefined });
  const changes = () => world.sent.map(({ path }) => path).filter((path) => /create|update/.test(path));
  const address = 'new@example.com';

  beforeEach(async () => {
    world = await createWorld();
  });

  for (const value of [
    { user_identity_key: 'new' },
    { email_address: address },
    { phone_number: '+15555550303' },
    { email_address: null },
  ])
    it(`${JSON.stringify(value)} can be set in a limited scope only with identifiers.update`, async () => {
      const { a } = world;
      for (const [path, params] of [
        ['/user_identities/create', { full_name: 'New', ...value }],
        ['/user_identities/update', { user_identity_id: a.id, full_name: 'New', ...value }],
      ] as const) {
        const { status, body } = await as(all())(path, params);
        assert.equal(status, 403);
        assert.equal(body.error?.message, 'This needs the permission identifiers.update.');
        assert.deepEqual(changes(), []);
      }
      const named = { user_identity_id: a.id, ...value };
      assert.equal((await as(scopedTo(a.id))('/user_identities/update', named)).status, 200);
      assert.equal((await as(everybody)('/user_identities/update', named)).status, 200);
    });

  it('may be repeated unchanged with other changes', async () => {
    const { a, b } = world;
    const ask = as(all());
    const update = (params: object) => ask('/user_identities/update', { user_identity_id: a.id, ...params });
    const known = {
      user_identity_key: 'key-of-Aaltje',
      email_address: a.email,
      phone_number: '+15555550101',
    };
    assert.equal((await update({ full_name: 'Newly', ...known })).status, 200);
    assert.equal((await update({ full_name: 'Newer' })).status, 200);
    for (const value of [{ email_address: b.email }, { email_address: null }, { phone_number: a.email }])
      assert.equal((await update({ full_name: 'No', ...known, ...value })).status, 403);
    const { user_identity } = await world.seam('/user_identities/get', { user_identity_id: a.id });
    const { full_name, ...fields } = user_identity as Record<string, unknown>;
    assert.equal(full_name, 'Newer');
    for (const [name, value] of Object.entries(known)) assert.equal(fields[name], value);
  });

  it('may be omitted for a new person', async () => {
    assert.equal((await as(all())('/user_identities/create', { full_name: 'New' })).status, 200);
  });

  it('is also checked for a person’s ACS user, and by the old name of an address', async () => {
    const { a, b, apartmentsId } = world;
    const ask = as({ ...all(), acsSystemIds: [apartmentsId] });
    const place = { acs_system_id: apartmentsId, user_identity_id: a.id, full_name: 'New' };
    for (const value of [{ email_address: b.email }, { email: b.email }, { phone_number: '+15555550202' }])
      for (const [path, params] of [
        ['/acs/users/create', { ...place, ...value }],
        ['/acs/users/update', { acs_user_id: a.acsUserId, ...value }],
      ] as const) {
        const { status, body } = await ask(path, params);
        assert.equal(status, 403, path);
        assert.ok(body.error?.message.includes('identifiers.update'));
      }
    assert.deepEqual(changes(), []);
    for (const value of [{ email_address: a.email }, { email: a.email }, { phone_number: '+15555550101' }])
      assert.equal((await ask('/acs/users/update', { acs_user_id: a.acsUserId, ...value })).status, 200);
    assert.equal((await ask('/acs/users/create', { ...place, email: a.email })).status, 200);
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

  it('works for the devices that the host names', async () => {
    const { a, b } = world;
    assert.equal((await grantTo(as({ deviceIds: [b.deviceId] }), a.id, b.deviceId)).status, 200);
    // A person who has a device may not hand it out for that reason.
    assert.equal((await grantTo(as({ deviceIds: [] }), a.id, a.deviceId)).status, 404);
    assert.equal((await grantTo(as({ deviceIds: [b.deviceId] }), a.id, a.deviceId)).status, 404);
    assert.equal(
      (await grantTo(as({ userIdentityIds: 'all', deviceIds: [] }), b.id, a.deviceId)).status,
      404,
    );
    assert.equal((await grantTo(as({ deviceIds: 'all' }), b.id, a.deviceId)).status, 404);
    assert.equal((await grantTo(as({ userIdentityIds: 'all' }), b.id, a.deviceId)).status, 200);
  });

  it('follows changes of access in between', async () => {
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

  it('is refused for phones, and with all devices for every type that may not belong to a building', async () => {
    const { a, b } = await (async () => (world = await createWorld()))();
    const [named, own] = [unknownId(), unknownId()];
    for (const [device, isBuildings] of [
      [{ device_type: 'august_lock' }, true],
      [{ device_type: 'a_new_lock' }, false],
      [{ device_type: 'ios_phone' }, undefined],
      [{ device_type: 'august_lock', capabilities_supported: ['phone'] }, undefined],
    ] as const) {
      const told = (device_id: string) => Response.json({ devices: [{ device_id, ...device }] });
      const within = (scope: Partial<Scope>) =>
        world.gateway({
          authorize: () => ({ ...scopedTo(a.id, b.id), ...scope }),
          async fetch(request) {
            const path = new URL(request.url).pathname;
            if (path === '/devices/list') return told(named);
            if (path === '/user_identities/list_accessible_devices') return told(own);
            return path === '/user_identities/grant_access_to_device'
              ? Response.json({ ok: true })
              : world.sandbox.fetch(request);
          },
        });
      const isPhone = isBuildings === undefined;
      const what = JSON.stringify(device);
      const grants = async (scope: Partial<Scope>, id: string) =>
        (await grantTo(within(scope), b.id, id)).status === 200;
      assert.equal(await grants({}, own), !isPhone, what);
      assert.equal(await grants({ deviceIds: 'all' }, named), isBuildings === true, what);
      const sees = async (scope: Partial<Scope>) =>
        (await within(scope)('/devices/get', { device_id: named })).status === 200;
      assert.equal(await sees({ deviceIds: [named] }), !isPhone, what);
      assert.equal(await sees({ deviceIds: 'all' }), isBuildings === true, what);
    }
  });
});
