import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createSandbox, type SandboxOptions, type SeedSizes } from '../../src/sandbox/index.js';
import { tokenKind } from '../../src/api/token-kind.js';
import { workspace } from './acs.js';
import { callerOf, demo, empty, ids, only, rows, text, type Json } from './support.js';

const listed = async (options: SandboxOptions) => {
  const call = callerOf(createSandbox(options));
  return Promise.all([call('/user_identities/list'), call('/devices/list'), call('/client_sessions/list')]);
};

const sandboxOf = (seed: SeedSizes) => {
  const sandbox = createSandbox({ seed });
  return { sandbox, call: callerOf(sandbox) };
};

describe('credentials', () => {
  it('have the format of their kind', () => {
    const { apiKey, publishableKey, clientSessionToken } = demo().sandbox.credentials;
    assert.match(apiKey, /^seam_test/);
    assert.deepEqual([apiKey, publishableKey, clientSessionToken].map(tokenKind), [
      'api_key',
      'publishable_key',
      'client_session_token',
    ]);
  });
});

describe('the demo', () => {
  it('has many kinds of people, with unique keys, email addresses and phone numbers', async () => {
    const [people] = await listed({});
    const all = rows(people.body['user_identities']);
    assert.ok(all.length >= 40);
    for (const field of ['user_identity_key', 'email_address', 'phone_number']) {
      const values = all.map((row) => row[field]).filter(Boolean);
      assert.equal(new Set(values).size, values.length, field);
    }
    for (const { phone_number } of all) {
      if (phone_number) assert.match(text(phone_number), /^\+[1-9]\d{7,14}$/);
    }
    assert.ok(all.some((row) => !row['full_name'] && row['email_address'] && !row['user_identity_key']));
    assert.ok(all.some((row) => !row['full_name'] && !row['email_address'] && row['user_identity_key']));
    assert.ok(all.some((row) => String(row['full_name'] ?? '').length > 100));
    const codes = all.flatMap((row) => ids(row['warnings'], 'warning_code'));
    assert.ok(
      codes.includes('being_deleted') && codes.includes('acs_user_profile_does_not_match_user_identity'),
    );
    assert.deepEqual(
      all.flatMap((row) => ids(row['errors'], 'error_code')),
      ['issue_with_acs_user'],
    );
    const times = all.map((row) => Date.parse(text(row['created_at'])));
    assert.deepEqual(
      [...times].sort((a, b) => a - b),
      times,
    );
    assert.ok(times.at(-1)! - times[0]! > 300 * 86_400_000);
  });

  it('has devices of many manufacturers, in every state', async () => {
    const [, devices] = await listed({});
    const all = rows(devices.body['devices']);
    assert.ok(all.length >= 24);
    assert.ok(new Set(ids(devices.body['devices'], 'device_type')).size >= 8);
    const properties = all.map((row) => row['properties'] as Record<string, unknown>);
    for (const [key, value] of [
      ['locked', true],
      ['locked', false],
      ['locked', undefined],
      ['online', false],
    ] as const) {
      assert.ok(
        properties.some((row) => row[key] === value),
        `${key} ${String(value)}`,
      );
    }
    const batteries = properties.map((row) => (row['battery'] as { status?: string } | undefined)?.status);
    for (const status of ['critical', 'low', 'good', 'full', undefined])
      assert.ok(batteries.includes(status), status);
    const codes = all.flatMap((row) => ids(row['errors'], 'error_code'));
    assert.deepEqual([...new Set(codes)].sort(), ['device_offline', 'hub_disconnected']);
  });

  it('grants people no, several or many devices, and its guest several', async () => {
    const { sandbox, call } = demo();
    const people = ids((await call('/user_identities/list')).body['user_identities'], 'user_identity_id');
    const counts = await Promise.all(
      people.map(async (user_identity_id) => {
        const { body } = await call('/user_identities/list_accessible_devices', { user_identity_id });
        return rows(body['devices']).length;
      }),
    );
    assert.ok(
      counts.includes(0) && counts.includes(1) && counts.includes(3) && counts.some((count) => count > 9),
    );
    const asGuest = callerOf(sandbox, sandbox.credentials.clientSessionToken);
    assert.deepEqual(ids((await asGuest('/devices/list')).body['devices'], 'display_name'), [
      'Harbour House Front Door',
      'Pool & Spa',
      'Room 214',
    ]);
  });
});

describe('other seeds', () => {
  it('can be empty: the client session token exists, but has access to nothing', async () => {
    const { sandbox, call } = empty();
    assert.deepEqual((await call('/user_identities/list')).body['user_identities'], []);
    assert.deepEqual((await call('/devices/list')).body['devices'], []);
    const asGuest = callerOf(sandbox, sandbox.credentials.clientSessionToken);
    assert.deepEqual((await asGuest('/devices/list')).body['devices'], []);
  });

  it('can have any size', async () => {
    const [people, devices] = await listed({ seed: { user_identities: 7, devices: 3 } });
    assert.equal(rows(people.body['user_identities']).length, 7);
    assert.equal(rows(devices.body['devices']).length, 3);
    const [, twenty, sessions] = await listed({ seed: { user_identities: 1 } });
    assert.equal(rows(twenty.body['devices']).length, 20);
    assert.equal(rows(sessions.body['client_sessions'])[0]?.['device_count'], 5);
    const [nobody] = await listed({ seed: { user_identities: 0, devices: 0 } });
    assert.deepEqual(nobody.body['user_identities'], []);
  });

  it('can have access systems of several vendors, with ACS users, credentials and phones', async () => {
    const sizes = { user_identities: 4, acs_systems: 7, acs_users: 30, acs_credentials: 31, phones: 6 };
    const { list } = workspace(sandboxOf(sizes));
    const systems = await list('/acs/systems/list', {}, 'acs_systems');
    const [managers, buildings] = [true, false].map((isManager) =>
      systems.filter((row) => (row['is_credential_manager'] as unknown) === isManager),
    );
    assert.deepEqual([managers?.length, buildings?.length], [3, 7]);
    assert.equal(new Set(ids(buildings as never, 'external_type')).size, 6);

    const acsUsers = await list('/acs/users/list', {}, 'acs_users');
    const linked = acsUsers.filter((row) => row['user_identity_id'] !== undefined);
    assert.deepEqual([acsUsers.length, linked.length], [30, 28]);
    const inFirst = acsUsers.filter((row) => row['acs_system_id'] === buildings?.[0]?.['acs_system_id']);
    assert.deepEqual(inFirst.slice(0, 4), acsUsers.slice(0, 4), 'everybody is in the first system first');
    const pairs = linked.map((row) => `${text(row['user_identity_id'])} ${text(row['acs_system_id'])}`);
    assert.equal(new Set(pairs).size, 28, 'one ACS user for each person and system');
    const people = await list('/user_identities/list', {}, 'user_identities');
    for (const { user_identity_id, acs_user_ids } of people) {
      const own = await list('/user_identities/list_acs_users', { user_identity_id }, 'acs_users');
      assert.deepEqual(ids(own as never, 'acs_user_id'), acs_user_ids);
    }

    const credentials = await list('/acs/credentials/list', {}, 'acs_credentials');
    const phones = await list('/phones/list', {}, 'phones');
    const isChild = (row: Json) => row['parent_acs_credential_id'] !== undefined;
    const parents = credentials.filter((row) => !isChild(row));
    assert.deepEqual([parents.length, phones.length], [31, 6]);
    for (const parent of parents.filter((row) => Boolean(row['is_multi_phone_sync_credential']))) {
      const { acs_credential_id, user_identity_id } = parent;
      const children = credentials.filter((row) => row['parent_acs_credential_id'] === acs_credential_id);
      const owned =
        user_identity_id === undefined
          ? []
          : await list('/phones/list', { owner_user_identity_id: user_identity_id }, 'phones');
      assert.equal(children.length, owned.length);
      assert.equal(Boolean(parent['is_issued']), owned.length > 0);
    }
    const doors = await list('/acs/entrances/list', {}, 'acs_entrances');
    assert.equal(doors.length, 70);
    const opened = await list(
      '/acs/users/list_accessible_entrances',
      only(linked[0], 'acs_user_id'),
      'acs_entrances',
    );
    assert.ok(opened.length > 0);
  });

  it('rejects sizes if a needed resource is missing', () => {
    for (const sizes of [{ acs_users: 1 }, { acs_credentials: 1 }, { phones: 1 }]) {
      assert.throws(() => createSandbox({ seed: { user_identities: 0, ...sizes } }), RangeError);
    }
  });

  it('rejects sizes that are too big, or not whole numbers', () => {
    const names = ['user_identities', 'devices', 'acs_systems', 'acs_users', 'acs_credentials', 'phones'];
    for (const name of names)
      for (const size of [1e9, 100_001, -1, 1.5, NaN, Infinity])
        assert.throws(
          () => createSandbox({ seed: { user_identities: 1, [name]: size } }),
          new RegExp(`^RangeError: ${name} must be a whole number from 0 to `),
        );
  });

  it('can be big: each person is unique, and a search finds each one', async () => {
    const call = callerOf(createSandbox({ seed: { user_identities: 100_000 } }));
    const { body } = await call('/user_identities/list', { search: 'person99999@' });
    assert.deepEqual(ids(body['user_identities'], 'user_identity_key'), ['person-99999']);
    const again = await call('/user_identities/create', { phone_number: '+15550100000' });
    assert.equal(again.status, 409);
  });
});

describe('a sandbox', () => {
  it('always has the same data, also after a reset', async () => {
    const first = await listed({});
    const { sandbox, call } = demo();
    sandbox.clock.advance(1000);
    await call('/user_identities/create', { full_name: 'Ada' });
    await call('/client_sessions/create', {});
    sandbox.reset();
    assert.deepEqual(sandbox.clock.now(), createSandbox().clock.now());
    const after = await Promise.all([
      call('/user_identities/list'),
      call('/devices/list'),
      call('/client_sessions/list'),
    ]);
    assert.deepEqual(
      after.map(({ body }) => body),
      first.map(({ body }) => body),
    );
  });

  it('shares no data with another sandbox', async () => {
    const one = demo();
    const other = demo();
    await one.call('/user_identities/create', { user_identity_key: 'mine' });
    assert.equal((await other.call('/user_identities/get', { user_identity_key: 'mine' })).status, 404);
  });

  it('has a held clock by default', () => {
    const held = createSandbox();
    assert.equal(held.clock.now().toISOString(), '2026-11-02T09:00:00.000Z');
    held.clock.advance(90_000);
    assert.equal(held.clock.now().toISOString(), '2026-11-02T09:01:30.000Z');

    const real = createSandbox({ clock: 'real' });
    const before = Date.now();
    assert.ok(real.clock.now().getTime() >= before);
    real.clock.advance(60_000);
    assert.ok(real.clock.now().getTime() >= before + 60_000);
    real.reset();
    assert.ok(real.clock.now().getTime() < before + 60_000);
  });
});
