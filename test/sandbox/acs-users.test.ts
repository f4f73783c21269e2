import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { codes, workspace } from './acs.js';
import { assertError, callerOf, ids, only, rows, text } from './support.js';

describe('linking an ACS user', () => {
  it('allows one person for an ACS user, and one ACS user per person and access system', async () => {
    const { call, ask, list, do: act, personOf, systemOf } = workspace();
    const acs_system_id = await systemOf('salto_space_system');
    const free = (await list('/acs/users/list', { acs_system_id }, 'acs_users')).filter(
      (row) => row['user_identity_id'] === undefined,
    );
    const [first, second] = free.map((row) => text(row['acs_user_id']));
    const user_identity_id = await personOf('room-216');
    await act('/user_identities/add_acs_user', { user_identity_id, acs_user_id: first });
    await act('/user_identities/add_acs_user', { user_identity_id, acs_user_id: first });
    const again = await call('/user_identities/add_acs_user', { user_identity_id, acs_user_id: second });
    assertError(again, 409, 'user_identity_already_in_acs_system');
    const stolen = { user_identity_id: await personOf('room-217'), acs_user_id: first };
    assertError(await call('/user_identities/add_acs_user', stolen), 409, 'acs_user_already_linked');

    const person = await ask('/user_identities/get', { user_identity_id }, 'user_identity');
    assert.deepEqual(person['acs_user_ids'], [first]);
    const linked = await ask('/acs/users/get', { user_identity_id, acs_system_id }, 'acs_user');
    assert.equal(linked['user_identity_full_name'], person['full_name']);
    assert.deepEqual(
      ids(
        await ask('/user_identities/list_acs_systems', { user_identity_id }, 'acs_systems'),
        'acs_system_id',
      ),
      [acs_system_id],
    );
    await act('/user_identities/remove_acs_user', { user_identity_id, acs_user_id: first });
    const unlinked = await ask('/acs/users/get', { acs_user_id: first }, 'acs_user');
    assert.equal(unlinked['user_identity_id'], undefined);
    assertError(
      await call('/user_identities/remove_acs_user', { user_identity_id, acs_user_id: first }),
      404,
      'acs_user_not_found',
    );
  });

  it('creates a user identity for an unknown key', async () => {
    const { ask, list, do: act } = workspace();
    const [stranger] = await list('/acs/users/list', { search: 'Dorothy' }, 'acs_users');
    const acs_user_id = stranger?.['acs_user_id'];
    await act('/user_identities/add_acs_user', { user_identity_key: 'dorothy', acs_user_id });
    const made = await ask('/user_identities/get', { user_identity_key: 'dorothy' }, 'user_identity');
    assert.equal(made['full_name'], 'Dorothy Vaughan');
    assert.deepEqual(made['acs_user_ids'], [acs_user_id]);
  });

  it('finds the user identity with a key', async () => {
    const { ask, list, do: act, personOf } = workspace();
    const [stranger] = await list('/acs/users/list', { search: 'Dorothy' }, 'acs_users');
    const acs_user_id = stranger?.['acs_user_id'];
    await act('/user_identities/add_acs_user', { user_identity_key: 'room-216', acs_user_id });
    const linked = await ask('/acs/users/get', { acs_user_id }, 'acs_user');
    assert.equal(linked['user_identity_id'], await personOf('room-216'));
  });

  it('fails with 400 for an unknown user identity, when the request creates an ACS user', async () => {
    const space = workspace();
    const acs_system_id = await space.systemOf('visionline_system');
    const params = {
      acs_system_id,
      full_name: 'Ada',
      user_identity_id: '00000000-0000-4000-8000-000000000000',
    };
    assertError(await space.call('/acs/users/create', params), 400, 'user_identity_not_found');
  });

  it('follows the creation of a person: an ACS user with the same address is linked, otherwise one is created', async () => {
    const { ask, systemOf } = workspace();
    const [salto, visionline] = [await systemOf('salto_space_system'), await systemOf('visionline_system')];
    const known = await ask(
      '/acs/users/create',
      { acs_system_id: salto, full_name: 'Ada L', email_address: 'ADA@example.com' },
      'acs_user',
    );
    const params = {
      full_name: 'Ada',
      email_address: 'ada@example.com',
      acs_system_ids: [salto, visionline],
    };
    const ada = await ask('/user_identities/create', params, 'user_identity');
    const linked = await ask('/user_identities/list_acs_users', only(ada, 'user_identity_id'), 'acs_users');
    assert.deepEqual(ids(linked, 'acs_system_id'), [salto, visionline]);
    assert.equal(linked[0]?.['acs_user_id'], known['acs_user_id']);
    assert.equal(linked[1]?.['full_name'], 'Ada');
  });

  it('shows the errors of the ACS user on the user identity', async () => {
    const { ask, do: act, personOf, systemOf } = workspace();
    const user_identity_id = await personOf('mill-302');
    const acs_system_id = await systemOf('salto_space_system');
    await act('/acs/users/update', { user_identity_id, acs_system_id, email_address: 'new@example.com' });
    const person = await ask('/user_identities/get', { user_identity_id }, 'user_identity');
    assert.deepEqual(codes(person), ['acs_user_profile_does_not_match_user_identity']);
    const failing = await ask('/user_identities/get', { user_identity_key: 'staff-07' }, 'user_identity');
    assert.deepEqual(ids(failing['errors'], 'error_code'), ['issue_with_acs_user']);
  });
});

describe('an ACS user', () => {
  it('is pending until its access system has it', async () => {
    const { sandbox, ask, systemOf, eventTypes } = workspace();
    const params = { acs_system_id: await systemOf('visionline_system'), full_name: 'Ada' };
    const { acs_user_id, pending_mutations } = await ask('/acs/users/create', params, 'acs_user');
    assert.deepEqual(ids(pending_mutations, 'mutation_code'), ['creating']);
    sandbox.clock.advance(1000);
    const synced = await ask('/acs/users/get', { acs_user_id }, 'acs_user');
    assert.deepEqual(synced['pending_mutations'], []);
    assert.equal(synced['last_successful_sync_at'], sandbox.clock.now().toISOString());
    assert.deepEqual(await eventTypes(), ['acs_user.created']);
  });

  it('has a schedule that starts now and never ends by default', async () => {
    const { sandbox, ask, systemOf } = workspace();
    const acs_system_id = await systemOf('salto_space_system');
    const scheduled = async (access_schedule: object) => {
      const params = { acs_system_id, full_name: 'Ada', access_schedule };
      return (await ask('/acs/users/create', params, 'acs_user'))['access_schedule'];
    };
    const now = sandbox.clock.now().toISOString();
    const ends_at = '2026-12-02T00:00:00.000Z';
    assert.deepEqual(await scheduled({ ends_at }), { starts_at: now, ends_at });
    assert.deepEqual(await scheduled({ starts_at: now }), { starts_at: now, ends_at: null });
  });

  it('is deleted with its credentials some time after the request', async () => {
    const { sandbox, call, ask, list, do: act, personOf, systemOf, eventTypes } = workspace();
    const user_identity_id = await personOf('room-201');
    const acs_system_id = await systemOf('visionline_system');
    const { acs_user_id } = await ask('/acs/users/get', { user_identity_id, acs_system_id }, 'acs_user');
    await act('/acs/users/delete', { user_identity_id, acs_system_id });
    await act('/acs/users/delete', { acs_user_id });
    assert.deepEqual(codes(await ask('/acs/users/get', { acs_user_id }, 'acs_user')), ['being_deleted']);
    sandbox.clock.advance(1000);
    assertError(await call('/acs/users/get', { acs_user_id }), 404, 'acs_user_not_found');
    assert.deepEqual(await list('/acs/credentials/list', { acs_user_id }, 'acs_credentials'), []);
    assert.deepEqual(await eventTypes(), [
      ...['acs_credential.deleted', 'acs_credential.deleted', 'acs_user.deleted'],
    ]);
    const person = await ask('/user_identities/get', { user_identity_id }, 'user_identity');
    assert.deepEqual(person['acs_user_ids'], []);
  });

  it('stays with an error if Seam cannot reach its access system', async () => {
    const { sandbox, ask, do: act, personOf, systemOf } = workspace();
    const user_identity_id = await personOf('staff-08');
    const reference = { user_identity_id, acs_system_id: await systemOf('latch_building') };
    await act('/acs/users/delete', reference);
    sandbox.clock.advance(1000);
    const acsUser = await ask('/acs/users/get', reference, 'acs_user');
    assert.deepEqual(codes(acsUser), []);
    assert.deepEqual(ids(acsUser['errors'], 'error_code'), ['failed_to_delete_on_acs_system']);
  });

  it('can be suspended, unsuspended and changed', async () => {
    const { call, ask, do: act, personOf, systemOf } = workspace();
    const acs_system_id = await systemOf('salto_space_system');
    const reference = { user_identity_id: await personOf('mill-303'), acs_system_id };
    const now = () => ask('/acs/users/get', reference, 'acs_user');
    await act('/acs/users/suspend', reference);
    assert.equal((await now())['is_suspended'], true);
    await act('/acs/users/unsuspend', reference);
    assert.equal((await now())['is_suspended'], false);
    const access_schedule = { starts_at: '2026-12-01T00:00:00.000Z', ends_at: '2026-12-02T00:00:00.000Z' };
    await act('/acs/users/update', { ...reference, full_name: 'Siobhán', access_schedule });
    assert.deepEqual((await now())['access_schedule'], access_schedule);
    await act('/acs/users/update', { ...reference, access_schedule: null });
    assert.equal((await now())['access_schedule'], undefined);
    assert.equal((await now())['display_name'], 'Siobhán');
    assertError(await call('/acs/users/get', { acs_system_id }), 400, 'invalid_input');
  });
});

describe('access to entrances', () => {
  it('comes from access groups and from direct grants', async () => {
    const { call, list, do: act, personOf, systemOf } = workspace();
    const acs_system_id = await systemOf('salto_space_system');
    const reference = { user_identity_id: await personOf('mill-307'), acs_system_id };
    const opened = async () =>
      (await list('/acs/users/list_accessible_entrances', reference, 'acs_entrances')).map((row) =>
        text(row['display_name']),
      );
    assert.deepEqual(await opened(), ['Main Entrance', 'Meeting Rooms']);
    const acs_user_id = (await call('/acs/users/get', reference)).body['acs_user']?.['acs_user_id'];
    const [group] = await list('/acs/access_groups/list', { search: 'tenants' }, 'acs_access_groups');
    const acs_access_group_id = group?.['acs_access_group_id'];
    await act('/acs/users/add_to_access_group', { acs_user_id, acs_access_group_id });
    assert.deepEqual(await opened(), ['Main Entrance', 'Lifts', 'Meeting Rooms', 'Third Floor']);
    const groups = await list('/acs/access_groups/list', { acs_user_id }, 'acs_access_groups');
    assert.deepEqual(
      groups.map((row) => text(row['name'])),
      ['Tenants', 'Meeting rooms'],
    );
    await act('/acs/users/remove_from_access_group', { acs_user_id, acs_access_group_id });
    const [server] = await list('/acs/entrances/list', { search: 'server' }, 'acs_entrances');
    const { acs_entrance_id } = server ?? {};
    await act('/acs/entrances/grant_access', { acs_user_id, acs_entrance_id });
    assert.deepEqual(await opened(), ['Main Entrance', 'Meeting Rooms', 'Server Room']);
    await act('/acs/users/revoke_access_to_all_entrances', { acs_user_id });
    assert.deepEqual(await opened(), []);
  });

  it('can be granted to a user identity, which creates its ACS user if necessary', async () => {
    const { ask, list, do: act, personOf } = workspace();
    const user_identity_id = await personOf('room-216');
    const [door] = await list('/acs/entrances/list', { search: 'server' }, 'acs_entrances');
    const { acs_entrance_id, acs_system_id } = door ?? {};
    await act('/acs/entrances/grant_access', { user_identity_id, acs_entrance_id });
    const reference = { user_identity_id, acs_system_id };
    const opened = await ask('/acs/users/list_accessible_entrances', reference, 'acs_entrances');
    assert.deepEqual(ids(opened, 'acs_entrance_id'), [acs_entrance_id]);
  });

  it('cannot be granted in access systems where credentials name their entrances', async () => {
    const { call, list, personOf } = workspace();
    const [room] = await list('/acs/entrances/list', { search: 'Room 201' }, 'acs_entrances');
    const params = {
      user_identity_id: await personOf('room-201'),
      acs_entrance_id: room?.['acs_entrance_id'],
    };
    assertError(await call('/acs/entrances/grant_access', params), 400, 'not_supported');
  });
});

describe('a resource of another access system or person', () => {
  it('causes an error', async () => {
    const { call, ask, list, personOf, systemOf } = workspace();
    const inSystem = async (key: string, system: string) => {
      const reference = { user_identity_id: await personOf(key), acs_system_id: await systemOf(system) };
      return (await ask('/acs/users/get', reference, 'acs_user'))['acs_user_id'];
    };
    const acs_system_id = await systemOf('visionline_system');
    const guest = { acs_user_id: await inSystem('room-201', 'visionline_system') };
    const tenant = { acs_user_id: await inSystem('mill-302', 'salto_space_system') };
    const colleague = { acs_user_id: await inSystem('mill-301', 'salto_space_system') };
    const [group] = await list('/acs/access_groups/list', { search: 'tenants' }, 'acs_access_groups');
    const acs_access_group_id = group?.['acs_access_group_id'];
    const [door] = await list('/acs/entrances/list', { search: 'server' }, 'acs_entrances');
    const acs_entrance_id = door?.['acs_entrance_id'];
    const [key] = await list('/acs/credentials/list', colleague, 'acs_credentials');
    const acs_credential_id = key?.['acs_credential_id'];
    const newcomer = { acs_system_id, full_name: 'Ada', acs_access_group_ids: [acs_access_group_id] };
    for (const [path, params] of [
      ['/acs/users/create', newcomer],
      ['/acs/users/add_to_access_group', { ...guest, acs_access_group_id }],
      ['/acs/entrances/grant_access', { ...guest, acs_entrance_id }],
      ['/acs/credentials/assign', { ...guest, acs_credential_id }],
      ['/acs/credentials/unassign', { ...tenant, acs_credential_id }],
    ] as const) {
      assertError(await call(path, params), 400, 'invalid_input');
    }
    assertError(
      await call('/acs/users/add_to_access_group', { ...tenant, acs_access_group_id: acs_entrance_id }),
      404,
      'acs_access_group_not_found',
    );
  });
});

describe('the scope of a client session in access systems', () => {
  it('contains the resources of its own person, and no others', async () => {
    const { sandbox, list, personOf, systemOf } = workspace();
    const asGuest = callerOf(sandbox, sandbox.credentials.clientSessionToken);
    const user_identity_id = await personOf('room-214');
    const acsUsers = await asGuest('/acs/users/list');
    assert.deepEqual(
      new Set(ids(acsUsers.body['acs_users'], 'user_identity_id')),
      new Set([user_identity_id]),
    );
    const credentials = await asGuest('/acs/credentials/list');
    assert.deepEqual(
      rows(credentials.body['acs_credentials']),
      await list('/acs/credentials/list', { user_identity_id }, 'acs_credentials'),
    );
    const systems = ids((await asGuest('/acs/systems/list')).body['acs_systems'], 'acs_system_id');
    assert.ok(!systems.includes(await systemOf('salto_space_system')));
    const entrances = rows((await asGuest('/acs/entrances/list')).body['acs_entrances']);
    assert.deepEqual(
      entrances.map((row) => text(row['display_name'])),
      ['Front Door', 'Pool & Spa', 'Room 214', 'Quay Lobby'],
    );

    const other = await personOf('room-201');
    for (const path of [
      '/user_identities/list_acs_systems',
      '/user_identities/list_accessible_entrances',
      '/user_identities/enrollment_automations/list',
    ] as const) {
      assert.equal((await asGuest(path, { user_identity_id })).status, 200, path);
      assertError(await asGuest(path, { user_identity_id: other }), 401, 'unauthorized');
    }
    const [foreign] = await list('/acs/entrances/list', { search: 'Room 201' }, 'acs_entrances');
    const { acs_entrance_id } = foreign ?? {};
    assertError(await asGuest('/acs/entrances/get', { acs_entrance_id }), 401, 'unauthorized');
    const [phone] = await list('/phones/list', { owner_user_identity_id: other }, 'phones');
    const { device_id } = phone ?? {};
    assertError(await asGuest('/phones/deactivate', { device_id }), 401, 'unauthorized');
  });
});
