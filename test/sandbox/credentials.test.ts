import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createSandbox } from '../../src/sandbox/index.js';
import { codes, workspace, type Workspace } from './acs.js';
import { assertError, callerOf, ids, only, text } from './support.js';

const unknownId = '00000000-0000-4000-8000-000000000000';

const acsUserOf = async ({ ask, personOf, systemOf }: Workspace, key: string, system: string) => {
  const reference = { user_identity_id: await personOf(key), acs_system_id: await systemOf(system) };
  return text((await ask('/acs/users/get', reference, 'acs_user'))['acs_user_id']);
};

const syncKey = { access_method: 'mobile_key', is_multi_phone_sync_credential: true };

describe('a multi-phone sync credential', () => {
  it('is issued to each phone after a while, and leaves all phones when it is deleted', async () => {
    const space = workspace();
    const { sandbox, call, ask, list, do: act, personOf, eventTypes } = space;
    const acs_user_id = await acsUserOf(space, 'staff-02', 'visionline_system');
    const parent = await ask('/acs/credentials/create', { acs_user_id, ...syncKey }, 'acs_credential');
    const { acs_credential_id } = parent;
    const all = () => list('/acs/credentials/list', { acs_user_id }, 'acs_credentials');
    assert.deepEqual((await all()).map(codes), [['waiting_to_be_issued'], ['waiting_to_be_issued']]);
    sandbox.clock.advance(1000);
    const [issued, child] = await all();
    assert.deepEqual([codes(issued), codes(child)], [[], []]);
    assert.equal(child?.['parent_acs_credential_id'], acs_credential_id);
    assert.equal(child?.['issued_at'], sandbox.clock.now().toISOString());
    const phones = await list('/phones/list', { acs_credential_id }, 'phones');
    const own = { owner_user_identity_id: await personOf('staff-02') };
    assert.deepEqual(phones, await list('/phones/list', own, 'phones'));

    await act('/acs/credentials/delete', { acs_credential_id });
    await act('/acs/credentials/delete', { acs_credential_id });
    assert.deepEqual((await all()).map(codes), [['being_deleted'], ['being_deleted']]);
    sandbox.clock.advance(1000);
    assert.deepEqual(await all(), []);
    assertError(await call('/acs/credentials/get', { acs_credential_id }), 404, 'acs_credential_not_found');
    assert.deepEqual(await eventTypes(), [
      ...['acs_credential.issued', 'acs_credential.issued'],
      ...['acs_credential.deleted', 'acs_credential.deleted'],
    ]);
  });

  it('goes to the phones of the person that it is assigned to', async () => {
    const space = workspace();
    const { sandbox, ask, list, do: act, personOf } = space;
    const acs_user_id = await acsUserOf(space, 'room-201', 'visionline_system');
    const [parent] = await list(
      '/acs/credentials/list',
      { acs_user_id, is_multi_phone_sync_credential: true },
      'acs_credentials',
    );
    const acs_credential_id = parent?.['acs_credential_id'];
    const other = await acsUserOf(space, 'staff-03', 'visionline_system');
    const moved = await ask(
      '/acs/credentials/assign',
      { acs_credential_id, user_identity_id: await personOf('staff-03') },
      'acs_credential',
    );
    assert.equal(moved['acs_user_id'], other);
    assert.equal(moved['user_identity_id'], await personOf('staff-03'));
    sandbox.clock.advance(1000);
    const left = await list('/acs/credentials/list', { acs_user_id }, 'acs_credentials');
    assert.deepEqual(left, []);
    const phones = await list('/phones/list', { acs_credential_id }, 'phones');
    assert.deepEqual(ids(phones as never, 'display_name'), ['iPhone 15']);
    await act('/acs/credentials/unassign', { acs_credential_id, acs_user_id: other });
    sandbox.clock.advance(1000);
    assert.deepEqual(await list('/phones/list', { acs_credential_id }, 'phones'), []);
  });

  it('can change its end on all phones, but not its code', async () => {
    const space = workspace();
    const { sandbox, call, ask, list, eventTypes } = space;
    const acs_user_id = await acsUserOf(space, 'room-201', 'visionline_system');
    const [parent] = await list('/acs/credentials/list', { acs_user_id }, 'acs_credentials');
    const acs_credential_id = parent?.['acs_credential_id'];
    const ends_at = '2026-12-24T18:00:00.000Z';
    const changed = await ask('/acs/credentials/update', { acs_credential_id, ends_at }, 'acs_credential');
    assert.equal(changed['is_latest_desired_state_synced_with_provider'], false);
    sandbox.clock.advance(1000);
    const after = await list('/acs/credentials/list', { acs_user_id }, 'acs_credentials');
    assert.deepEqual(
      after.map((row) => [row['ends_at'], row['is_latest_desired_state_synced_with_provider']]),
      [
        [ends_at, true],
        [ends_at, true],
      ],
    );
    assert.deepEqual(await eventTypes(), ['acs_credential.reissued', 'acs_credential.reissued']);
    for (const wrong of [{ code: '1234' }, { ends_at: '2026-01-01T00:00:00.000Z' }]) {
      assertError(
        await call('/acs/credentials/update', { acs_credential_id, ...wrong }),
        400,
        'invalid_input',
      );
    }
  });
});

describe('creating a credential', () => {
  it('rejects parameters that do not fit together', async () => {
    const space = workspace();
    const { call, list } = space;
    const acs_user_id = await acsUserOf(space, 'room-201', 'visionline_system');
    const [door] = await list('/acs/entrances/list', { search: 'Server Room' }, 'acs_entrances');
    const wrong: [object, number, string][] = [
      [{ access_method: 'mobile_key' }, 400, 'invalid_input'],
      [{ access_method: 'card', is_multi_phone_sync_credential: true }, 400, 'invalid_input'],
      [{ ...syncKey, code: '1234' }, 400, 'invalid_input'],
      [{ ...syncKey, visionline_metadata: { card_id: 'x' } }, 400, 'invalid_input'],
      [{ ...syncKey, ends_at: '2026-01-01T00:00:00.000Z' }, 400, 'invalid_input'],
      [
        { ...syncKey, starts_at: '2027-01-02T00:00:00.000Z', ends_at: '2027-01-01T00:00:00.000Z' },
        400,
        'invalid_input',
      ],
      [{ ...syncKey, allowed_acs_entrance_ids: [door?.['acs_entrance_id']] }, 400, 'invalid_input'],
      [{ ...syncKey, allowed_acs_entrance_ids: [unknownId] }, 404, 'acs_entrance_not_found'],
      [
        { ...syncKey, visionline_metadata: { joiner_acs_credential_ids: [unknownId] } },
        404,
        'acs_credential_not_found',
      ],
      [
        { ...syncKey, credential_manager_acs_system_id: await space.systemOf('salto_space_system') },
        400,
        'invalid_input',
      ],
      [
        { ...syncKey, credential_manager_acs_system_id: unknownId },
        404,
        'credential_manager_acs_system_not_found',
      ],
    ];
    for (const [params, status, type] of wrong) {
      assertError(await call('/acs/credentials/create', { acs_user_id, ...params }), status, type);
    }
    assertError(await call('/acs/credentials/create', syncKey), 400, 'invalid_input');
    const noManager = { default_credential_manager_acs_system_id: null };
    space.sandbox.resources.change(await space.systemOf('visionline_system'), noManager);
    const withoutManager = await call('/acs/credentials/create', { acs_user_id, ...syncKey });
    assertError(withoutManager, 400, 'no_credential_manager');
  });

  it('creates the ACS user of a person who is not in the access system yet', async () => {
    const { ask, personOf, systemOf } = workspace();
    const user_identity_id = await personOf('room-216');
    const acs_system_id = await systemOf('visionline_system');
    const params = { user_identity_id, acs_system_id, ...syncKey };
    const credential = await ask('/acs/credentials/create', params, 'acs_credential');
    assert.equal(credential['user_identity_id'], user_identity_id);
    const person = await ask('/user_identities/get', { user_identity_id }, 'user_identity');
    assert.deepEqual(person['acs_user_ids'], [credential['acs_user_id']]);
  });

  it('issues codes automatically, and never issues cards: there is no encoder', async () => {
    const space = workspace();
    const acs_user_id = await acsUserOf(space, 'mill-301', 'salto_space_system');
    const create = (params: object) =>
      space.ask('/acs/credentials/create', { acs_user_id, ...params }, 'acs_credential');
    const code = await create({ access_method: 'code', code: '4711' });
    const card = await create({ access_method: 'card' });
    space.sandbox.clock.advance(10_000);
    const now = async ({ acs_credential_id }: typeof code) =>
      (await space.ask('/acs/credentials/get', { acs_credential_id }, 'acs_credential'))['is_issued'];
    assert.deepEqual([await now(code), await now(card)], [true, false]);
  });

  it('waits while Seam cannot reach the access system', async () => {
    const space = workspace();
    const acs_user_id = await acsUserOf(space, 'room-214', 'latch_building');
    space.sandbox.clock.advance(60_000);
    const found = await space.list('/acs/credentials/list', { acs_user_id }, 'acs_credentials');
    assert.deepEqual(found.map(codes), Array(3).fill(['waiting_to_be_issued']));
  });
});

describe('a credential', () => {
  it('can get another code, unless it is a mobile key', async () => {
    const space = workspace();
    const acs_user_id = await acsUserOf(space, 'mill-301', 'salto_space_system');
    const params = { acs_user_id, access_method: 'code', code: '4711' };
    const { acs_credential_id } = await space.ask('/acs/credentials/create', params, 'acs_credential');
    const changes = { acs_credential_id, code: '0815' };
    const changed = await space.ask('/acs/credentials/update', changes, 'acs_credential');
    assert.equal(changed['code'], '0815');
  });

  it('is issued without an ACS user, and can be assigned later', async () => {
    const space = workspace();
    space.sandbox.resources.change(await space.systemOf('latch_building'), { errors: [] });
    const acs_user_id = await acsUserOf(space, 'room-214', 'latch_building');
    const own = { acs_user_id, access_method: 'mobile_key' };
    const { acs_credential_id } = await space.ask('/acs/credentials/create', own, 'acs_credential');
    await space.do('/acs/credentials/unassign', { acs_credential_id, acs_user_id });
    space.sandbox.clock.advance(1000);
    const issued = await space.ask('/acs/credentials/get', { acs_credential_id }, 'acs_credential');
    assert.deepEqual([issued['is_issued'], issued['acs_user_id']], [true, undefined]);
    assert.equal(text(issued['code']).length, 7);
    const entrances = '/acs/credentials/list_accessible_entrances';
    assert.deepEqual(await space.list(entrances, { acs_credential_id }, 'acs_entrances'), []);
    const assigned = { acs_credential_id, acs_user_id };
    await space.ask('/acs/credentials/assign', assigned, 'acs_credential');
    const { pending_mutations } = await space.ask('/acs/users/get', { acs_user_id }, 'acs_user');
    assert.deepEqual(ids(pending_mutations, 'mutation_code'), ['updating_credential_assignment']);
  });
});

describe('a phone', () => {
  it('gets the keys of its person after its enrollment', async () => {
    const { sandbox, ask, list, personOf, eventTypes } = workspace();
    const user_identity_id = await personOf('room-214');
    const phone = await ask('/phones/simulate/create_sandbox_phone', { user_identity_id }, 'phone');
    const readiness = async () =>
      (await ask('/phones/get', only(phone, 'device_id'), 'phone'))['properties']?.[
        'assa_abloy_credential_service_metadata'
      ]?.['has_active_endpoint'];
    assert.equal(await readiness(), false);
    sandbox.clock.advance(2000);
    assert.equal(await readiness(), true);
    const children = await list(
      '/acs/credentials/list',
      { user_identity_id, is_multi_phone_sync_credential: false },
      'acs_credentials',
    );
    assert.equal(children.length, 6);
    assert.deepEqual(await eventTypes(), ['acs_credential.issued']);
  });

  it('is also enrolled on the real clock', async () => {
    const sandbox = createSandbox({ clock: 'real' });
    const { ask, personOf } = workspace({ sandbox, call: callerOf(sandbox) });
    const user_identity_id = await personOf('room-214');
    const phone = await ask('/phones/simulate/create_sandbox_phone', { user_identity_id }, 'phone');
    sandbox.clock.advance(1000);
    const { properties } = await ask('/phones/get', only(phone, 'device_id'), 'phone');
    assert.deepEqual(properties?.['salto_space_credential_service_metadata'], { has_active_phone: true });
  });

  it('loses its keys some time after its deactivation', async () => {
    const { sandbox, call, list, do: act, personOf, eventTypes } = workspace();
    const owner = { owner_user_identity_id: await personOf('room-201') };
    const [phone] = await list('/phones/list', owner, 'phones');
    const { device_id } = phone ?? {};
    await act('/phones/deactivate', { device_id });
    await act('/phones/deactivate', { device_id });
    const children = () =>
      list(
        '/acs/credentials/list',
        { user_identity_id: owner.owner_user_identity_id, is_multi_phone_sync_credential: false },
        'acs_credentials',
      );
    assert.deepEqual((await children()).map(codes), [['being_deleted']]);
    assert.deepEqual((await list('/phones/list', owner, 'phones')).map(codes), [['being_deleted']]);
    sandbox.clock.advance(1000);
    assert.deepEqual(await children(), []);
    assertError(await call('/phones/get', { device_id }), 404, 'phone_not_found');
    assert.deepEqual(await eventTypes(), ['acs_credential.deleted', 'phone.deactivated']);
    assert.deepEqual(await eventTypes({ device_id }), ['phone.deactivated']);
  });
});
