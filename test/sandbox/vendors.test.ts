import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createSandbox } from '../../src/sandbox/index.js';
import { codes, workspace, type Workspace } from './acs.js';
import { assertError, callerOf, ids, only, text, type Json } from './support.js';

const hourMs = 60 * 60 * 1000;
const syncKey = { access_method: 'mobile_key', is_multi_phone_sync_credential: true };

/** Finds a room of a hotel, and returns a function that creates keys to it. */
async function hotel(space: Workspace, externalType: string, room: string) {
  const acs_system_id = await space.systemOf(externalType);
  const [door] = await space.list('/acs/entrances/list', { search: room }, 'acs_entrances');
  const acs_entrance_id = text(door?.['acs_entrance_id']);
  return {
    acs_entrance_id,
    async key(personKey: string, params: object) {
      const user_identity_id = await space.personOf(personKey);
      const allowed_acs_entrance_ids = [acs_entrance_id];
      const reference = { user_identity_id, acs_system_id, allowed_acs_entrance_ids };
      return space.ask('/acs/credentials/create', { ...reference, ...params }, 'acs_credential');
    },
  };
}

const invalidated = async ({ ask, sandbox }: Workspace): Promise<string[]> => {
  const since = new Date(sandbox.clock.now().getTime() - 1).toISOString();
  const params = { since, event_type: 'acs_credential.invalidated' };
  return ids(await ask('/events/list', params, 'events'), 'acs_credential_id');
};

describe('a Vostio key', () => {
  const vostio = (space: Workspace) => hotel(space, 'assa_abloy_vostio', 'Lighthouse 14');
  const metadataOf = (row: Json) => row['assa_abloy_vostio_metadata'];

  it('with auto_join overrides in a room without keys, and joins in a room with keys', async () => {
    const space = workspace();
    const { key, acs_entrance_id } = await vostio(space);
    const autoJoin = { ...syncKey, assa_abloy_vostio_metadata: { auto_join: true } };
    const first = metadataOf(await key('staff-02', autoJoin));
    assert.deepEqual(first?.['override_guest_acs_entrance_ids'], [acs_entrance_id]);
    assert.deepEqual([first?.['auto_join'], first?.['door_names']], [true, ['Lighthouse 14']]);
    const second = metadataOf(await key('staff-03', autoJoin));
    assert.deepEqual(second?.['override_guest_acs_entrance_ids'], []);
    const both = { auto_join: true, override_guest_acs_entrance_ids: [acs_entrance_id] };
    const third = metadataOf(await key('staff-03', { ...syncKey, assa_abloy_vostio_metadata: both }));
    assert.deepEqual(third?.['override_guest_acs_entrance_ids'], []);
    assert.deepEqual(await invalidated(space), []);
  });

  it('contains the names of doors that have one', async () => {
    const space = workspace();
    const { key, acs_entrance_id } = await vostio(space);
    const nameless = space.sandbox.resources.add(acs_entrance_id, { assa_abloy_vostio_metadata: undefined });
    const allowed_acs_entrance_ids = [nameless, acs_entrance_id];
    const made = metadataOf(await key('staff-02', { ...syncKey, allowed_acs_entrance_ids }));
    assert.deepEqual(made?.['door_names'], ['Lighthouse 14']);
  });

  it('overrides the other keys for all, some or no rooms', async () => {
    const space = workspace();
    const { key, acs_entrance_id } = await vostio(space);
    const make = async (assa_abloy_vostio_metadata: object) =>
      key('staff-04', { ...syncKey, assa_abloy_vostio_metadata });
    const first = await make({ join_all_guest_acs_entrances: true });
    assert.deepEqual(await invalidated(space), []);
    const second = await make({ override_all_guest_acs_entrances: true });
    assert.deepEqual(await invalidated(space), ids([first] as never, 'acs_credential_id'));
    await make({ override_guest_acs_entrance_ids: [acs_entrance_id] });
    assert.deepEqual(await invalidated(space), ids([first, second] as never, 'acs_credential_id'));
  });

  it('has one issuing request for each phone, and an id when it is issued there', async () => {
    const space = workspace();
    const { key } = await vostio(space);
    const parent = await key('staff-02', syncKey);
    const { acs_user_id } = parent;
    const children = async () =>
      (await space.list('/acs/credentials/list', { acs_user_id }, 'acs_credentials'))
        .filter((row) => row['parent_acs_credential_id'] === parent['acs_credential_id'])
        .map((row) => metadataOf(row)!);
    const [waiting] = await children();
    const [phone] = await space.list('/phones/list', only(parent, 'acs_credential_id'), 'phones');
    const { endpoints } = phone?.['properties']?.['assa_abloy_credential_service_metadata'] ?? {};
    assert.deepEqual([waiting?.['endpoint_id']], ids(endpoints, 'endpoint_id'));
    assert.notEqual(waiting?.['key_issuing_request_id'], metadataOf(parent)?.['key_issuing_request_id']);
    assert.equal(waiting?.['key_id'], undefined);
    space.sandbox.clock.advance(1000);
    assert.equal(text((await children())[0]?.['key_id']).length, 36);
    assert.equal(
      metadataOf(
        await space.ask('/acs/credentials/get', only(parent, 'acs_credential_id'), 'acs_credential'),
      )?.['key_id'],
      undefined,
    );
  });

  it('creates the ACS user of its guest in the access system', async () => {
    const space = workspace();
    const { key } = await vostio(space);
    const parent = await key('staff-01', syncKey);
    const acsUser = () => space.ask('/acs/users/get', { acs_user_id: parent['acs_user_id'] }, 'acs_user');
    const before = await acsUser();
    assert.deepEqual(ids(before['pending_mutations'], 'mutation_code'), ['deferring_creation']);
    assert.equal(before['last_successful_sync_at'], null);
    space.sandbox.clock.advance(1000);
    const after = await acsUser();
    assert.deepEqual(after['pending_mutations'], []);
    assert.equal(after['last_successful_sync_at'], space.sandbox.clock.now().toISOString());
  });
});

describe('a Hotek card', () => {
  it('overrides the other keys, unless it joins them', async () => {
    const space = workspace();
    const { key } = await hotel(space, 'hotek_site', 'Canal Dormitory 3');
    const make = (hotek_metadata: object) => key('staff-02', { access_method: 'card', hotek_metadata });
    const first = await make({ override: true });
    assert.equal(first['external_type'], 'hotek_card');
    await make({ auto_join: true, override: true });
    await make({});
    assert.deepEqual(await invalidated(space), []);
    await make({ override: true });
    assert.equal((await invalidated(space)).length, 3);
    await make({ override: true });
    assert.equal((await invalidated(space)).length, 4, 'what is overridden already is not overridden again');
  });
});

describe('a Visionline key', () => {
  it('with auto_join contains the ids of the keys that it joins', async () => {
    const space = workspace();
    const { key } = await hotel(space, 'visionline_system', 'Room 217');
    const make = (params: object = {}) =>
      key('staff-02', { ...syncKey, visionline_metadata: { auto_join: true }, ...params });
    const joined = ({ visionline_metadata: metadata }: Json) => metadata?.['joiner_acs_credential_ids'];
    const first = await make();
    assert.equal(joined(first), undefined);
    assert.deepEqual(joined(await make()), [first['acs_credential_id']]);

    // Deleted and expired keys are not joined.
    await space.do('/acs/credentials/delete', only(first, 'acs_credential_id'));
    const ends_at = new Date(space.sandbox.clock.now().getTime() + hourMs).toISOString();
    const short = await make({ ends_at });
    assert.ok(!(joined(short) as unknown as string[]).includes(text(first['acs_credential_id'])));
    space.sandbox.clock.advance(hourMs - 1);
    assert.ok((joined(await make()) as unknown as string[]).includes(text(short['acs_credential_id'])));
    space.sandbox.clock.advance(1);
    assert.ok(!(joined(await make()) as unknown as string[]).includes(text(short['acs_credential_id'])));
  });

  it('does not override staff keys', async () => {
    const space = workspace();
    const { key } = await hotel(space, 'visionline_system', 'Room 217');
    const make = (visionline_metadata: object) => key('staff-04', { ...syncKey, visionline_metadata });
    await make({ card_function_type: 'staff' });
    const guest = await make({});
    await make({ override: true });
    assert.deepEqual(await invalidated(space), [guest['acs_credential_id']]);
  });
});

describe('entrances and systems', () => {
  it('have the metadata of their vendor, and of no other', async () => {
    const { list } = workspace();
    const doors = await list('/acs/entrances/list', {}, 'acs_entrances');
    const systems = await list('/acs/systems/list', {}, 'acs_systems');
    for (const [externalType, block, field] of [
      ['visionline_system', 'visionline_metadata', 'door_category'],
      ['assa_abloy_vostio', 'assa_abloy_vostio_metadata', 'door_type'],
      ['hotek_site', 'hotek_metadata', undefined],
      ['salto_ks_site', 'salto_ks_metadata', 'locked_state'],
      ['latch_building', 'latch_metadata', 'door_name'],
    ] as const) {
      const { acs_system_id } = systems.find((row) => text(row['external_type']) === externalType) ?? {};
      const own = doors.filter((row) => row['acs_system_id'] === acs_system_id);
      assert.ok(own.length > 0, externalType);
      for (const door of own) {
        assert.deepEqual(
          Object.keys(door).filter((name) => name.endsWith('_metadata')),
          [block],
        );
        if (field !== undefined) text(door[block]?.[field]);
      }
    }
    const [visionline, ...others] = systems
      .map((row) => row['visionline_metadata'])
      .filter((metadata) => metadata !== undefined);
    assert.deepEqual(Object.keys(visionline ?? {}), ['lan_address', 'mobile_access_uuid', 'system_id']);
    assert.deepEqual(others, []);
  });

  it('have credential managers if another access system issues their keys', async () => {
    const { ask, list, systemOf } = workspace();
    const acs_system_id = await systemOf('assa_abloy_vostio');
    const path = '/acs/systems/list_compatible_credential_manager_acs_systems';
    const managers = await list(path, { acs_system_id }, 'acs_systems');
    assert.deepEqual(ids(managers as never, 'external_type'), ['assa_abloy_vostio_credential_service']);
    const system = await ask('/acs/systems/get', { acs_system_id }, 'acs_system');
    assert.equal(system['default_credential_manager_acs_system_id'], managers[0]?.['acs_system_id']);
  });
});

describe('a Salto KS user', () => {
  it('is subscribed while the schedule runs', async () => {
    const sandbox = createSandbox({ seed: { user_identities: 0, acs_systems: 4 } });
    const { ask, systemOf } = workspace({ sandbox, call: callerOf(sandbox) });
    const inHours = (hours: number) => new Date(sandbox.clock.now().getTime() + hours * hourMs).toISOString();
    const access_schedule = { starts_at: inHours(1), ends_at: inHours(2) };
    const acs_system_id = await systemOf('salto_ks_site');
    const params = { acs_system_id, full_name: 'Ada', access_schedule };
    const created = await ask('/acs/users/create', params, 'acs_user');
    const { acs_user_id } = created;
    assert.equal(created['salto_ks_metadata'], undefined, 'the site does not know the user yet');
    const states: unknown[] = [];
    for (const passing of [1000, hourMs, hourMs]) {
      sandbox.clock.advance(passing);
      const now = await ask('/acs/users/get', { acs_user_id }, 'acs_user');
      states.push([now['salto_ks_metadata']?.['is_subscribed'], codes(now)]);
    }
    assert.deepEqual(states, [
      [false, ['salto_ks_user_not_subscribed']],
      [true, []],
      [false, ['salto_ks_user_not_subscribed']],
    ]);
  });

  it('waits for a subscription while the site has none left', async () => {
    const { sandbox, ask, list, do: act, systemOf } = workspace();
    const acs_system_id = await systemOf('salto_ks_site');
    const site = () => ask('/acs/systems/get', { acs_system_id }, 'acs_system');
    const users = () => list('/acs/users/list', { acs_system_id }, 'acs_users');
    const late = async () =>
      (await users()).find((row) => text(row['full_name']) === 'Cleaning team, weekends');
    const full = ['salto_ks_subscription_limit_exceeded'];
    assert.deepEqual(ids((await site())['errors'], 'error_code'), full);
    assert.deepEqual(ids((await late())?.['errors'], 'error_code'), full);
    assert.deepEqual(codes(await late()), ['salto_ks_user_not_subscribed']);
    assert.deepEqual(codes(await site()), []);

    const [first, second] = (await users()).filter((row) =>
      Boolean(row['salto_ks_metadata']?.['is_subscribed']),
    );
    await act('/acs/users/delete', only(first, 'acs_user_id'));
    sandbox.clock.advance(1000);
    assert.deepEqual(ids((await late())?.['errors'], 'error_code'), []);
    assert.equal((await late())?.['salto_ks_metadata']?.['is_subscribed'], true);
    assert.deepEqual(ids((await site())['errors'], 'error_code'), full);
    await act('/acs/users/delete', only(second, 'acs_user_id'));
    sandbox.clock.advance(1000);
    assert.deepEqual(ids((await site())['errors'], 'error_code'), []);
    assert.deepEqual(codes(await site()), ['salto_ks_subscription_limit_almost_reached']);
  });

  it('causes an error of the user identity if there is no subscription', async () => {
    const { sandbox, ask, personOf, systemOf } = workspace();
    const user_identity_id = await personOf('staff-05');
    const reference = { user_identity_id, acs_system_id: await systemOf('salto_ks_site') };
    await ask('/acs/users/create', { ...reference, full_name: 'Ada' }, 'acs_user');
    sandbox.clock.advance(1000);
    const person = await ask('/user_identities/get', { user_identity_id }, 'user_identity');
    assert.deepEqual(ids(person['errors'], 'error_code'), ['issue_with_acs_user']);
  });

  it('has keys without start and end, because the schedule applies', async () => {
    const { ask, personOf, systemOf } = workspace();
    const user_identity_id = await personOf('mill-302');
    const reference = { user_identity_id, acs_system_id: await systemOf('salto_ks_site') };
    const ends_at = '2027-01-01T00:00:00.000Z';
    const key = await ask('/acs/credentials/create', { ...reference, ...syncKey, ends_at }, 'acs_credential');
    const { acs_credential_id } = key;
    const changed = await ask('/acs/credentials/update', { acs_credential_id, ends_at }, 'acs_credential');
    for (const row of [key, changed])
      assert.deepEqual([row['starts_at'], row['ends_at']], [undefined, undefined]);
  });
});

describe('a Salto Space user', () => {
  it('has a Salto Space id when the access system has the user', async () => {
    const { sandbox, ask, systemOf } = workspace();
    const params = { acs_system_id: await systemOf('salto_space_system'), full_name: 'Ada' };
    const created = await ask('/acs/users/create', params, 'acs_user');
    assert.equal(created['salto_space_metadata'], undefined);
    sandbox.clock.advance(1000);
    const synced = await ask('/acs/users/get', only(created, 'acs_user_id'), 'acs_user');
    assert.equal(synced['salto_space_metadata']?.['audit_openings'], false);
    text(synced['salto_space_metadata']?.['user_id']);
  });
});

describe('a Latch key', () => {
  it('has a PIN from Latch, equal on all phones, and accepts no other', async () => {
    const sandbox = createSandbox({ seed: { user_identities: 1, acs_systems: 5, phones: 1 } });
    const space = workspace({ sandbox, call: callerOf(sandbox) });
    const reference = {
      user_identity_id: await space.personOf('person-1'),
      acs_system_id: await space.systemOf('latch_building'),
    };
    const create = (params: object) => space.call('/acs/credentials/create', { ...reference, ...params });
    for (const isMultiPhone of [true, false]) {
      const key = { access_method: 'mobile_key', is_multi_phone_sync_credential: isMultiPhone };
      assertError(await create({ ...key, code: '1234' }), 400, 'invalid_input');
    }
    const parent = (await create(syncKey)).body['acs_credential']!;
    assert.equal(parent['code'], undefined);
    sandbox.clock.advance(1000);
    const found = await space.list('/acs/credentials/list', reference, 'acs_credentials');
    assert.deepEqual(found.length, 2);
    assert.match(text(found[0]?.['code']), /^\d{7}$/);
    assert.equal(found[1]?.['code'], found[0]?.['code']);

    const single = (await create({ access_method: 'mobile_key' })).body['acs_credential'];
    const changes = { acs_credential_id: single?.['acs_credential_id'], code: '1234' };
    assertError(await space.call('/acs/credentials/update', changes), 400, 'invalid_input');
  });
});
