import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assertError, demo, empty, ids, rows } from './support.js';

const unknownId = '00000000-0000-4000-8000-000000000000';

describe('creating a user identity', () => {
  it('returns it, with null for each omitted field', async () => {
    const { sandbox, call } = empty();
    const { body } = await call('/user_identities/create', {
      full_name: 'Ada',
      email_address: 'ada@example.com',
    });
    const { user_identity_id, workspace_id, ...others } = body['user_identity'] ?? {};
    assert.match(
      String(user_identity_id),
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
    assert.equal(workspace_id, (await call('/workspaces/get')).body['workspace']?.['workspace_id']);
    assert.deepEqual(others, {
      full_name: 'Ada',
      email_address: 'ada@example.com',
      phone_number: null,
      user_identity_key: null,
      display_name: 'Ada',
      acs_user_ids: [],
      errors: [],
      warnings: [],
      created_at: sandbox.clock.now().toISOString(),
    });
  });

  it('takes the best available value as the display name', async () => {
    const { call } = empty();
    const nameOf = async (params: object) =>
      (await call('/user_identities/create', params)).body['user_identity']?.['display_name'];
    assert.equal(
      await nameOf({ email_address: 'a@example.com', phone_number: '+12025550100' }),
      'a@example.com',
    );
    assert.equal(await nameOf({ phone_number: '+12025550101', user_identity_key: 'a' }), '+12025550101');
    assert.equal(await nameOf({ user_identity_key: 'b' }), 'b');
    const { body } = await call('/user_identities/create', {});
    assert.equal(body['user_identity']?.['display_name'], body['user_identity']?.['user_identity_id']);
  });

  const taken = {
    user_identity_key: 'key-1',
    email_address: 'Ada@example.com',
    phone_number: '+12025550100',
  };
  const sameValues = { ...taken, email_address: 'aDA@EXAMPLE.com' };
  for (const [field, value] of Object.entries(sameValues)) {
    it(`rejects a duplicate ${field}`, async () => {
      const { call } = empty();
      await call('/user_identities/create', taken);
      assertError(await call('/user_identities/create', { [field]: value }), 409, `duplicate_${field}`);
      assert.equal(rows((await call('/user_identities/list')).body['user_identities']).length, 1);
    });
  }

  it('allows equal names, and people without any field', async () => {
    const { call } = empty();
    for (const params of [{ full_name: 'Ada' }, { full_name: 'Ada' }, {}, { email_address: null }]) {
      assert.equal((await call('/user_identities/create', params)).status, 200);
    }
  });

  it('rejects unknown access systems', async () => {
    const { call } = empty();
    const answer = await call('/user_identities/create', { acs_system_ids: [unknownId] });
    assertError(answer, 404, 'acs_system_not_found');
  });
});

describe('getting a user identity', () => {
  it('finds it by id or by key', async () => {
    const { call } = demo();
    const byKey = await call('/user_identities/get', { user_identity_key: 'room-214' });
    const { user_identity_id } = byKey.body['user_identity'] ?? {};
    assert.deepEqual((await call('/user_identities/get', { user_identity_id })).body, byKey.body);
  });

  it('responds with 404 for an unknown user identity', async () => {
    const { call } = demo();
    for (const params of [{ user_identity_id: unknownId }, { user_identity_key: 'nobody' }]) {
      const answer = await call('/user_identities/get', params);
      assertError(answer, 404, 'user_identity_not_found', 'User identity not found');
    }
  });
});

describe('updating a user identity', () => {
  it('changes the given fields, and returns only ok', async () => {
    const { call } = empty();
    const created = await call('/user_identities/create', { full_name: 'Ada', user_identity_key: 'key-1' });
    const { user_identity_id } = created.body['user_identity'] ?? {};
    const params = { user_identity_id, full_name: null, email_address: 'ada@example.com' };
    assert.deepEqual((await call('/user_identities/update', params)).body, { ok: true });
    const { body } = await call('/user_identities/get', { user_identity_id });
    assert.deepEqual(body['user_identity'], {
      ...created.body['user_identity'],
      full_name: null,
      email_address: 'ada@example.com',
      display_name: 'ada@example.com',
    });
    const nothing = { user_identity_key: null, email_address: null };
    assert.equal((await call('/user_identities/update', { user_identity_id, ...nothing })).status, 200);
    const nameless = (await call('/user_identities/get', { user_identity_id })).body['user_identity'];
    assert.equal(nameless?.['display_name'], user_identity_id);
  });

  it('accepts the present value, but not the value of another person', async () => {
    const { call } = empty();
    await call('/user_identities/create', { email_address: 'ada@example.com' });
    const created = await call('/user_identities/create', { email_address: 'bob@example.com' });
    const { user_identity_id } = created.body['user_identity'] ?? {};
    const update = (email_address: string) =>
      call('/user_identities/update', { user_identity_id, email_address });
    assert.equal((await update('BOB@example.com')).status, 200);
    assertError(await update('ADA@example.com'), 409, 'duplicate_email_address');
  });

  it('responds with 404 for an unknown user identity', async () => {
    const { call } = empty();
    const answer = await call('/user_identities/update', { user_identity_id: unknownId });
    assertError(answer, 404, 'user_identity_not_found');
  });
});

describe('listing user identities', () => {
  it('searches in name, email address, phone number and id, in any case and script', async () => {
    const { call } = demo();
    const found = async (search: string) =>
      ids((await call('/user_identities/list', { search })).body['user_identities'], 'display_name');
    assert.deepEqual(await found('JÜRGEN'), ['Jürgen Groß']);
    assert.deepEqual(await found('小明'), ['王小明']);
    assert.deepEqual(await found('кузнецов'), ['Владимир Сергеевич Кузнецов']);
    assert.deepEqual(await found('aiko.TANAKA@'), ['Aiko Tanaka']);
    assert.deepEqual(await found('2025550101'), ['Aiko Tanaka']);
    const guest = await call('/user_identities/get', { user_identity_key: 'room-214' });
    const id = String(guest.body['user_identity']?.['user_identity_id']);
    assert.deepEqual(await found(id.slice(4, 20).toUpperCase()), ['Aiko Tanaka']);
    assert.deepEqual(await found('room-214'), []);
    assert.equal((await found('')).length, 41);
  });

  it('filters by id, time and credential manager', async () => {
    const { call } = demo();
    const all = rows((await call('/user_identities/list')).body['user_identities']);
    const [first, second, third] = all.map((row) => row['user_identity_id']);
    const listed = async (params: object) =>
      ids((await call('/user_identities/list', params)).body['user_identities'], 'user_identity_id');
    assert.deepEqual(await listed({ user_identity_ids: [third, first] }), [first, third]);
    assert.deepEqual(await listed({ created_before: all[2]?.['created_at'] }), [first, second]);
    assert.deepEqual(await listed({ credential_manager_acs_system_id: unknownId }), []);
  });
});

describe('granting a device', () => {
  it('adds it to both lists of list_accessible_devices until it is revoked, and can be repeated', async () => {
    const { call } = demo();
    const created = await call('/user_identities/create', {});
    const { user_identity_id } = created.body['user_identity'] ?? {};
    const device_id = (await call('/devices/list')).body['devices']?.[3]?.['device_id'];
    const accessible = async () =>
      (await call('/user_identities/list_accessible_devices', { user_identity_id })).body;

    await call('/user_identities/revoke_access_to_device', { user_identity_id, device_id });
    assert.deepEqual(await accessible(), { devices: [], accessible_devices: [], ok: true });
    for (let time = 0; time < 2; time++) {
      const granted = await call('/user_identities/grant_access_to_device', { user_identity_id, device_id });
      assert.deepEqual(granted.body, { ok: true });
    }
    const { devices, accessible_devices } = await accessible();
    assert.deepEqual(ids(devices, 'device_id'), [device_id]);
    assert.deepEqual(accessible_devices, devices);
    for (let time = 0; time < 2; time++) {
      const revoked = await call('/user_identities/revoke_access_to_device', { user_identity_id, device_id });
      assert.deepEqual(revoked.body, { ok: true });
    }
    assert.deepEqual(ids((await accessible())['devices'], 'device_id'), []);
  });

  it('responds with 404 for an unknown user identity or device', async () => {
    const { call } = demo();
    const { user_identity_id } = rows((await call('/user_identities/list')).body['user_identities'])[0] ?? {};
    const { device_id } = rows((await call('/devices/list')).body['devices'])[0] ?? {};
    for (const path of [
      '/user_identities/grant_access_to_device',
      '/user_identities/revoke_access_to_device',
    ] as const) {
      assertError(
        await call(path, { user_identity_id: unknownId, device_id }),
        404,
        'user_identity_not_found',
      );
      assertError(await call(path, { user_identity_id, device_id: unknownId }), 404, 'device_not_found');
    }
    const listed = await call('/user_identities/list_accessible_devices', { user_identity_id: unknownId });
    assertError(listed, 404, 'user_identity_not_found');
  });
});
