import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { Permission, Scope } from '../../src/gateway/index.js';
import {
  allPermissions,
  bearer,
  createWorld,
  everybody,
  scopedTo,
  unknownId,
  type Ask,
  type World,
} from './support.js';

type Item = Record<string, unknown>;

describe('Within a limited scope', () => {
  let world: World;
  let ask: Ask;

  beforeEach(async () => {
    world = await createWorld();
    ask = world.gateway({ authorize: () => scopedTo(world.a.id) });
  });

  it('doors are filtered by system and by connected account', async () => {
    const doors = async (params: Item) =>
      (await ask('/acs/entrances/list', params)).body['acs_entrances'] as Item[];
    const all = await doors({});
    for (const name of ['acs_system_id', 'connected_account_id']) {
      const value = all[0]![name];
      const expected = all.filter((door) => door[name] === value);
      assert.ok(expected.length > 0);
      assert.deepEqual(await doors({ [name]: value }), expected);
      assert.deepEqual(await doors({ [name]: unknownId() }), []);
    }
  });

  it('sessions are filtered by their id', async () => {
    const { a } = world;
    await world.seam('/client_sessions/create', { user_identity_id: a.id });
    const ids = async (params: Item) =>
      ((await ask('/client_sessions/list', params)).body['client_sessions'] as Item[]).map(
        ({ client_session_id }) => client_session_id,
      );
    assert.ok((await ids({})).length > 1);
    assert.deepEqual(await ids({ client_session_id: a.sessionId }), [a.sessionId]);
    assert.deepEqual(await ids({ client_session_id: unknownId() }), []);
  });

  it('systems and access groups are filtered by what can be seen in them', async () => {
    for (const [path, key, id, names] of [
      ['/acs/systems/list', 'acs_systems', 'acs_system_id', ['connected_account_id']],
      ['/acs/access_groups/list', 'acs_access_groups', 'acs_access_group_id', ['acs_system_id']],
    ] as const) {
      const found = async (params: Item) => (await ask(path, params)).body[key] as Item[];
      const all = await found({});
      const [one] = all as [Item];
      for (const name of names) {
        const expected = all.filter((item) => item[name] === one[name]);
        assert.deepEqual(await found({ [name]: one[name] }), expected);
        assert.deepEqual(await found({ [name]: unknownId() }), []);
      }
      assert.deepEqual(await found({ search: String(one[id]) }), [one]);
      assert.deepEqual(await found({ search: String(one['name']).toUpperCase() }), [one]);
    }
  });

  it('access groups of one person are that person’s alone', async () => {
    const { a, b } = world;
    const asBoth = world.gateway({ authorize: () => scopedTo(a.id, b.id) });
    const { body } = await asBoth('/acs/access_groups/list', { user_identity_id: a.id });
    const groups = body['acs_access_groups'] as Item[];
    assert.deepEqual(
      groups.map(({ acs_access_group_id }) => acs_access_group_id),
      [a.groupId],
    );
  });

  it('ACS users of no certain system are only those of the scope’s people, wherever it may create some', async () => {
    const { a, strangerId } = world;
    const wide = world.gateway({ authorize: () => ({ ...scopedTo(a.id), acsSystemIds: 'all' }) });
    const ids = async (params: Item) =>
      ((await wide('/acs/users/list', params)).body['acs_users'] as Item[]).map((one) => one['acs_user_id']);
    assert.deepEqual(new Set(await ids({})), new Set([a.acsUserId, a.officeAcsUserId]));
    assert.ok((await ids({ acs_system_id: world.hotelId })).includes(strangerId));
  });

  it('a device that says little is found by what it says, and several kinds at once', async () => {
    const { a, sandbox } = world;
    const sparse = world.gateway({
      authorize: () => scopedTo(a.id),
      async fetch(request) {
        if (request.url.endsWith('/user_identities/get')) return sandbox.fetch(request);
        const body = (await (await sandbox.fetch(request)).json()) as { devices: Item[] };
        const devices = body.devices.map(({ device_manufacturer: _, location: __, ...device }) => ({
          ...device,
          created_at: '2026-01-01T00:00:00Z',
        }));
        return Response.json({ ...body, devices });
      },
    });
    const found = async (params: Item) => {
      const { status, body } = await sparse('/devices/list', params);
      assert.equal(status, 200);
      return body as { devices: Item[]; pagination: Item };
    };
    const { devices } = await found({});
    assert.equal(devices.length, 2);
    assert.deepEqual((await found({ manufacturer: 'august' })).devices, []);
    assert.deepEqual((await found({ search: 'nowhere' })).devices, []);
    const types = [devices[0]!['device_type'], 'ttlock_lock'];
    assert.deepEqual((await found({ device_types: types })).devices[0], devices[0]);
    // Of the same moment, so that only their ids tell where a page ends.
    const first = await found({ limit: 1 });
    const second = await found({ limit: 1, page_cursor: first.pagination['next_page_cursor'] });
    assert.deepEqual([...first.devices, ...second.devices], devices);
  });

  it('an enrollment may be launched for an ACS user of the person’s', async () => {
    const { a, managerId } = world;
    const params = {
      user_identity_id: a.id,
      credential_manager_acs_system_id: managerId,
      credential_manager_acs_user_id: a.acsUserId,
    };
    await ask('/user_identities/enrollment_automations/launch', params);
    const { path, params: passedOn } = world.sent.at(-1)!;
    assert.equal(path, '/user_identities/enrollment_automations/launch');
    assert.deepEqual(passedOn, params);
  });

  it('a person who is somebody else’s is not found by that name', async () => {
    const { body } = await ask('/user_identities/get', { user_identity_id: world.b.id });
    assert.equal(body.error!.type, 'user_identity_not_found');
  });

  it('what has no owner yet is asked for in the named system alone', async () => {
    const { a, hotelId, sent } = world;
    const named = world.gateway({ authorize: () => ({ ...scopedTo(a.id), acsSystemIds: [hotelId] }) });
    for (const path of ['/acs/users/list', '/acs/access_groups/list']) {
      sent.length = 0;
      await named(path, { acs_system_id: hotelId });
      const asked = sent.filter((one) => one.path === path && !('user_identity_id' in one.params));
      assert.ok(asked.length > 0, path);
      for (const { params } of asked) assert.equal(params['acs_system_id'], hotelId);
    }
  });

  it('an ACS user in no access group is created without a look at groups', async () => {
    const { a, apartmentsId, sent } = world;
    const named = world.gateway({ authorize: () => ({ ...scopedTo(a.id), acsSystemIds: [apartmentsId] }) });
    const params = { acs_system_id: apartmentsId, user_identity_id: a.id, full_name: 'New' };
    assert.equal((await named('/acs/users/create', params)).status, 200);
    assert.deepEqual(
      sent.map(({ path }) => path),
      ['/user_identities/get', '/acs/users/create'],
    );
  });

  it('an enrollment is launched for no ACS user of somebody else’s', async () => {
    const { a, b, managerId, sent } = world;
    const { status, body } = await ask('/user_identities/enrollment_automations/launch', {
      user_identity_id: a.id,
      credential_manager_acs_system_id: managerId,
      credential_manager_acs_user_id: b.acsUserId,
    });
    assert.equal(status, 404);
    assert.equal(body.error!.type, 'acs_user_not_found');
    assert.ok(!sent.some(({ path }) => path.endsWith('/launch')));
  });

  it('an action attempt of somebody else’s is not found by that name', async () => {
    const { body } = await ask('/action_attempts/get', { action_attempt_id: world.b.attemptId });
    assert.equal(body.error!.type, 'action_attempt_not_found');
  });

  it('a credential that joins none is issued without a look at the others', async () => {
    const { a, sent } = world;
    await ask('/acs/credentials/create', { acs_user_id: a.acsUserId, access_method: 'mobile_key' });
    assert.deepEqual(
      sent.map(({ path }) => path),
      ['/user_identities/get', '/user_identities/list_acs_users', '/acs/credentials/create'],
    );
  });

  it('a session is made for thirty days at most, and for some time at least', async (context) => {
    const { a, sandbox } = world;
    context.mock.timers.enable({ apis: ['Date'], now: sandbox.clock.now() });
    const make = async (ms: number) => {
      const expires_at = new Date(Date.now() + ms).toISOString();
      return ask('/client_sessions/create', { user_identity_id: a.id, expires_at });
    };
    const longest = 30 * 24 * 60 * 60 * 1000;
    assert.equal((await make(longest)).status, 200);
    for (const ms of [0, longest + 1])
      assert.deepEqual(Object.keys((await make(ms)).body.error!.validation_errors!), [
        '_errors',
        'expires_at',
      ]);
  });

  it('a change of an ACS user reaches Seam as it was asked for', async () => {
    const { a, sent } = world;
    const { status, text } = await ask('/acs/users/update', {
      acs_user_id: a.acsUserId,
      full_name: 'Aaltje Another',
    });
    assert.equal(status, 200, text);
    const update = sent.find(({ path }) => path === '/acs/users/update')!;
    assert.deepEqual(update.params, { acs_user_id: a.acsUserId, full_name: 'Aaltje Another' });
  });

  it('an ACS user leaves the one access group that was named', async () => {
    const { a, sent } = world;
    const params = { acs_access_group_id: a.groupId, acs_user_id: a.officeAcsUserId };
    const { status, text } = await ask('/acs/users/remove_from_access_group', params);
    assert.equal(status, 200, text);
    assert.deepEqual(sent.at(-1)!.params, params);
  });

  for (const [path, missing, params] of [
    ['/acs/users/create', 'user_identity_id', (w) => ({ acs_system_id: w.hotelId, full_name: 'X' })],
    ['/acs/users/remove_from_access_group', 'acs_user_id', (w) => ({ acs_access_group_id: w.a.groupId })],
    ['/client_sessions/get', 'client_session_id', () => ({})],
    ['/devices/get', 'device_id', () => ({})],
    ['/instant_keys/get', 'instant_key_id', () => ({})],
    ['/user_identities/add_acs_user', 'user_identity_id', (w) => ({ acs_user_id: w.a.acsUserId })],
    ['/client_sessions/create', 'user_identity_id', () => ({})],
  ] as [string, string, (world: World) => Item][])
    it(`${path} says that it needs ${missing}`, async () => {
      const { status, body } = await ask(path, params(world));
      assert.equal(status, 400);
      assert.equal(body.error!.message, `${missing}: Required`);
    });
});

describe('Within a scope of everybody', () => {
  let world: World;
  const as = (scope: Partial<Scope> = {}): Ask =>
    world.gateway({ authorize: () => ({ ...everybody, ...scope }) });
  const without = (permission: Permission) => allPermissions.filter((one) => one !== permission);

  beforeEach(async () => {
    world = await createWorld();
  });

  it('a session of one’s own does not stand for one that is asked for', async () => {
    const { a, b } = world;
    const { body } = await as()(
      '/client_sessions/get',
      { client_session_id: b.sessionId },
      { headers: bearer(a.token) },
    );
    assert.equal((body['client_session'] as Item)['client_session_id'], b.sessionId);
  });

  it('a person is created without ACS users by whoever may not add those', async () => {
    const ask = as({ permissions: without('acs_users.create') });
    assert.equal((await ask('/user_identities/create', { full_name: 'New' })).status, 200);
  });

  it('an ACS user is linked to a person who is there by whoever may create none', async () => {
    const { a, apartmentsId, strangerId } = world;
    const ask = as({ permissions: without('user_identities.create') });
    const { acs_user } = await world.seam('/acs/users/create', {
      acs_system_id: apartmentsId,
      full_name: 'X',
    });
    const { acs_user_id } = acs_user as Item;
    const linked = await ask('/user_identities/add_acs_user', { user_identity_id: a.id, acs_user_id });
    assert.equal(linked.status, 200);
    const byKey = { user_identity_key: 'new-key', acs_user_id: strangerId };
    assert.equal((await ask('/user_identities/add_acs_user', byKey)).status, 403);
    assert.equal((await as()('/user_identities/add_acs_user', byKey)).status, 200);
  });

  it('an ACS user is created in any access group', async () => {
    const { a, b, officeId } = world;
    const made = await as()('/acs/users/create', {
      acs_system_id: officeId,
      full_name: 'New',
      acs_access_group_ids: [a.groupId, b.groupId],
    });
    assert.equal(made.status, 200, made.text);
  });

  it('a credential is issued to an ACS user who is there by whoever may create none', async () => {
    const { a } = world;
    const ask = as({ permissions: without('acs_users.create') });
    const params = { acs_user_id: a.acsUserId, access_method: 'mobile_key' };
    const issued = await ask('/acs/credentials/create', { ...params, is_multi_phone_sync_credential: true });
    assert.notEqual(issued.status, 403, issued.text);
  });

  it('a credential that opens no certain door is issued by whoever hands out none', async () => {
    const { a, sent } = world;
    const ask = as({ acsEntranceIds: [] });
    await ask('/acs/credentials/create', { acs_user_id: a.acsUserId, access_method: 'mobile_key' });
    assert.equal(sent.at(-1)?.path, '/acs/credentials/create');
  });

  it('an access group is joined without a look at the ACS user', async () => {
    const { a, b, sent } = world;
    const params = { acs_access_group_id: b.groupId, acs_user_id: a.officeAcsUserId };
    assert.equal((await as()('/acs/users/add_to_access_group', params)).status, 200);
    assert.deepEqual(
      sent.map(({ path }) => path),
      ['/acs/users/add_to_access_group'],
    );
  });
});
