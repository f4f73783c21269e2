import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { codes, workspace, type Workspace } from './acs.js';
import { assertError, callerOf, ids, only, rows, text, type Json } from './support.js';

const deviceNamed = async ({ list }: Workspace, name: string): Promise<Json> => {
  const devices = await list('/devices/list', {}, 'devices');
  return devices.find((row) => text(row['display_name']) === name)!;
};

describe('devices without an API request', () => {
  it('are added as copies, and are accessible after a grant', async () => {
    const space = workspace();
    const { sandbox, ask, eventTypes } = space;
    const like = await deviceNamed(space, 'Room 201');
    const id = sandbox.resources.add(text(like['device_id']), {
      display_name: 'Room 230',
      properties: { online: false },
    });
    const device = await ask('/devices/get', { device_id: id }, 'device');
    assert.equal(device['display_name'], 'Room 230');
    const { battery } = like['properties']!;
    assert.deepEqual([device['properties']?.['online'], device['properties']?.['battery']], [false, battery]);
    assert.deepEqual(await eventTypes({ device_id: id }), ['device.added']);
  });

  it('go offline and online, are locked manually and renamed, and emit events', async () => {
    const space = workspace();
    const device_id = text((await deviceNamed(space, 'Room 201'))['device_id']);
    const { resources } = space.sandbox;
    resources.change(device_id, { properties: { online: false } });
    const attempt = await space.ask('/locks/unlock_door', { device_id, sync: true }, 'action_attempt');
    assert.equal(attempt['status'], 'error');
    resources.change(device_id, { properties: { online: true } });
    resources.change(device_id, { properties: { locked: false } });
    resources.change(device_id, { properties: { locked: true } });
    resources.change(device_id, { display_name: 'Suite 201' });
    resources.change(device_id, { custom_metadata: { floor: '3' } });
    assert.deepEqual(await space.eventTypes({ device_id }), [
      'device.disconnected',
      'action_attempt.unlock_door.failed',
      'device.connected',
      'lock.unlocked',
      'lock.locked',
      'device.name_changed',
    ]);
  });

  it('are removed from all people who had access', async () => {
    const space = workspace();
    const asGuest = callerOf(space.sandbox, space.sandbox.credentials.clientSessionToken);
    const names = async () => ids((await asGuest('/devices/list')).body['devices'], 'display_name');
    const before = await names();
    const { device_id } = await deviceNamed(space, 'Room 214');
    space.sandbox.resources.remove(text(device_id));
    assert.deepEqual(
      await names(),
      before.filter((name) => name !== 'Room 214'),
    );
    assertError(await space.call('/devices/get', { device_id }), 404, 'device_not_found');
    assert.deepEqual(await space.eventTypes({ device_id }), ['device.removed']);
  });
});

describe('access systems without an API request', () => {
  it('disconnect, and continue the waiting changes after they connect again', async () => {
    const { sandbox, ask, list, do: act, personOf, systemOf, eventTypes } = workspace();
    const acs_system_id = await systemOf('visionline_system');
    const error = {
      error_code: 'acs_system_disconnected',
      message: 'The access system is disconnected.',
      created_at: sandbox.clock.now().toISOString(),
    };
    sandbox.resources.change(acs_system_id, { errors: [error] });
    const reference = { user_identity_id: await personOf('staff-02'), acs_system_id };
    await act('/acs/users/update', { ...reference, full_name: 'Jürgen' });
    const key = { ...reference, access_method: 'mobile_key', is_multi_phone_sync_credential: true };
    const parent = await ask('/acs/credentials/create', key, 'acs_credential');
    const waiting = async () => {
      const { pending_mutations } = await ask('/acs/users/get', reference, 'acs_user');
      const { acs_user_id } = parent;
      const credentials = await list('/acs/credentials/list', { acs_user_id }, 'acs_credentials');
      return [ids(pending_mutations, 'mutation_code'), credentials.map(codes)];
    };
    sandbox.clock.advance(60_000);
    const [one] = [['waiting_to_be_issued']];
    assert.deepEqual(await waiting(), [['updating_user_information'], [one, one]]);
    sandbox.resources.change(acs_system_id, { errors: [] });
    assert.deepEqual(await waiting(), [['updating_user_information'], [one, one]]);
    sandbox.clock.advance(1000);
    assert.deepEqual(await waiting(), [[], [[], []]]);
    assert.deepEqual(await eventTypes({ acs_system_id }), [
      'acs_system.disconnected',
      'acs_system.connected',
      'acs_credential.issued',
      'acs_credential.issued',
    ]);
  });

  it('get the changes of credentials after they connect again', async () => {
    const { sandbox, ask, systemOf } = workspace();
    const acs_system_id = await systemOf('visionline_system');
    const listed = await ask('/acs/credentials/list', { acs_system_id }, 'acs_credentials');
    const issued = rows(listed).find((row) => row['is_issued'])!;
    const created_at = sandbox.clock.now().toISOString();
    const errors = [{ error_code: 'account_disconnected', message: 'Log in again.', created_at }];
    sandbox.resources.change(acs_system_id, { errors });
    const { acs_credential_id } = issued;
    const ends_at = '2026-12-24T18:00:00.000Z';
    await ask('/acs/credentials/update', { acs_credential_id, ends_at }, 'acs_credential');
    const isThere = async () =>
      (await ask('/acs/credentials/get', { acs_credential_id }, 'acs_credential'))[
        'is_latest_desired_state_synced_with_provider'
      ];
    sandbox.clock.advance(1000);
    assert.equal(await isThere(), false);
    sandbox.resources.change(acs_system_id, { errors: [] });
    sandbox.clock.advance(1000);
    assert.equal(await isThere(), true);
  });

  it('do not get deferred ACS users when they connect again', async () => {
    const { sandbox, list, systemOf } = workspace();
    const acs_system_id = await systemOf('hotek_site');
    const created_at = sandbox.clock.now().toISOString();
    const errors = [{ error_code: 'account_disconnected', message: 'Log in again.', created_at }];
    sandbox.resources.change(acs_system_id, { errors });
    sandbox.resources.change(acs_system_id, { errors: [] });
    sandbox.clock.advance(1000);
    const [guest] = await list('/acs/users/list', { acs_system_id }, 'acs_users');
    assert.deepEqual(ids(guest?.['pending_mutations'], 'mutation_code'), ['deferring_creation']);
  });

  it('get and lose entrances', async () => {
    const { sandbox, call, ask, list, eventTypes } = workspace();
    const [room] = await list('/acs/entrances/list', { search: 'Room 201' }, 'acs_entrances');
    const acs_entrance_id = sandbox.resources.add(text(room?.['acs_entrance_id']), { display_name: 'Attic' });
    const entrance = await ask('/acs/entrances/get', { acs_entrance_id }, 'acs_entrance');
    assert.equal(entrance['acs_system_id'], room?.['acs_system_id']);
    sandbox.resources.remove(acs_entrance_id);
    assertError(await call('/acs/entrances/get', { acs_entrance_id }), 404, 'acs_entrance_not_found');
    assert.deepEqual(await eventTypes({ acs_entrance_id }), ['acs_entrance.added', 'acs_entrance.removed']);
  });
});

describe('other resources without an API request', () => {
  it('are removed at once, with everything that depends on them', async () => {
    const { sandbox, call, ask, list, personOf, eventTypes } = workspace();
    const user_identity_id = await personOf('room-201');
    const person = await ask('/user_identities/get', { user_identity_id }, 'user_identity');
    const [acs_user_id = ''] = person['acs_user_ids'] as unknown as string[];
    const own = { owner_user_identity_id: user_identity_id };
    const [phone] = await list('/phones/list', own, 'phones');
    sandbox.resources.remove(text(phone?.['device_id']));
    assert.deepEqual(await list('/phones/list', own, 'phones'), []);
    const [parent] = await list('/acs/credentials/list', { acs_user_id }, 'acs_credentials');
    sandbox.resources.remove(text(parent?.['acs_credential_id']));
    assert.deepEqual(await list('/acs/credentials/list', { acs_user_id }, 'acs_credentials'), []);
    sandbox.resources.remove(acs_user_id);
    const after = await ask('/user_identities/get', { user_identity_id }, 'user_identity');
    assert.deepEqual(after['acs_user_ids'], []);
    sandbox.resources.remove(user_identity_id);
    assertError(await call('/user_identities/get', { user_identity_id }), 404, 'user_identity_not_found');
    assert.deepEqual(await eventTypes(), [
      ...['acs_credential.deleted', 'phone.deactivated', 'acs_credential.deleted', 'acs_user.deleted'],
    ]);
  });

  it('change, as when somebody edits a schedule in the access system', async () => {
    const { sandbox, ask, list } = workspace();
    const [row] = await list('/acs/credentials/list', {}, 'acs_credentials');
    const created_at = sandbox.clock.now().toISOString();
    const warning = {
      warning_code: 'schedule_externally_modified',
      message: 'Changed elsewhere.',
      created_at,
    };
    sandbox.resources.change(text(row?.['acs_credential_id']), { warnings: [warning] });
    const changed = await ask('/acs/credentials/get', only(row, 'acs_credential_id'), 'acs_credential');
    assert.deepEqual(codes(changed), ['schedule_externally_modified']);
  });

  it('cause an error for an unknown id or a wrong kind', async () => {
    const { sandbox, personOf, systemOf } = workspace();
    const { resources } = sandbox;
    assert.throws(() => resources.change('unknown', {}), RangeError);
    assert.throws(() => resources.remove('unknown'), RangeError);
    const [person, system] = [await personOf('room-201'), await systemOf('visionline_system')];
    assert.throws(() => resources.add(person), RangeError);
    assert.throws(() => resources.remove(system), RangeError);
  });

  it('can also be changed over HTTP', async () => {
    const space = workspace();
    const { sandbox, call } = space;
    const control = async (name: string, params: object) => {
      const answer = await sandbox.fetch(
        new Request(`http://localhost/_sandbox/resources/${name}`, {
          method: 'POST',
          headers: { authorization: `Bearer ${sandbox.credentials.apiKey}` },
          body: JSON.stringify(params),
        }),
      );
      return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Json };
    };
    const like = text((await deviceNamed(space, 'Room 201'))['device_id']);
    const added = await control('add', { like, changes: { display_name: 'Room 230' } });
    const { id } = added.body;
    await control('change', { id, changes: { properties: { locked: false } } });
    const { body } = await call('/devices/get', { device_id: id });
    assert.deepEqual(
      [body['device']?.['display_name'], body['device']?.['properties']?.['locked']],
      ['Room 230', false],
    );
    assert.equal((await control('remove', { id })).status, 200);
    assert.ok(!ids((await call('/devices/list')).body['devices'], 'device_id').includes(text(id)));
    for (const [name, params] of [
      ['remove', { id }],
      ['remove', {}],
      ['change', { id: like, changes: 'x' }],
      ['add', {}],
    ] as const) {
      assertError(await control(name, params), 400, 'invalid_input');
    }
    assert.ok(rows((await call('/devices/list')).body['devices']).length > 0);
  });
});
