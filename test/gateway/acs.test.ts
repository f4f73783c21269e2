import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { Scope } from '../../src/gateway/index.js';
import { createWorld, everybody, scopedTo, unknownId, type Answer, type Ask, type World } from './support.js';

type Item = Record<string, unknown>;

let world: World;
beforeEach(async () => {
  world = await createWorld();
});

const as = (scope: Partial<Scope> = {}): Ask =>
  world.gateway({ authorize: () => ({ ...scopedTo(world.a.id), ...scope }) });

const idsIn = ({ body }: Answer, key: string, id: string) => (body[key] as Item[]).map((item) => item[id]);
const changes = () =>
  world.sent.map(({ path }) => path).filter((path) => /create|add_|grant|link/.test(path));

/** Removes the person's ACS user, so that another one can be linked. */
const leaveHotel = async () => {
  const { a, seam, sandbox } = world;
  await seam('/acs/users/delete', { acs_user_id: a.acsUserId });
  sandbox.clock.advance(10_000);
};

describe('ACS users of a limited scope', () => {
  it('are created in the systems of its people, or in those that the host names', async () => {
    const { a, b, hotelId, apartmentsId } = world;
    const create = (ask: Ask, acs_system_id: string, more: Item = {}) =>
      ask('/acs/users/create', { acs_system_id, full_name: 'New', user_identity_id: a.id, ...more });
    assert.equal((await create(as(), apartmentsId)).body.error?.type, 'acs_system_not_found');
    assert.equal((await create(as({ acsSystemIds: [hotelId] }), apartmentsId)).status, 404);
    assert.equal((await create(as({ acsSystemIds: [] }), hotelId)).status, 404);
    assert.deepEqual(changes(), []);
    // Seam responds that A already has one there.
    assert.equal((await create(as(), hotelId)).body.error?.type, 'already_in_use');
    assert.equal((await create(as({ acsSystemIds: [apartmentsId] }), apartmentsId)).status, 200);
    await leaveHotel();
    assert.equal((await create(as({ acsSystemIds: 'all' }), hotelId)).status, 200);
    world.sent.length = 0;
    assert.equal(
      (await create(as({ acsSystemIds: 'all' }), hotelId, { user_identity_id: b.id })).status,
      404,
    );
    const nobodys = await as({ acsSystemIds: 'all' })('/acs/users/create', {
      acs_system_id: hotelId,
      full_name: 'New',
    });
    assert.equal(nobodys.status, 400);
    assert.deepEqual(changes(), []);
  });

  it('are created only in the named systems, even in a scope of everybody', async () => {
    const { b, hotelId, apartmentsId, strangerId } = world;
    const ask = as({ ...everybody, acsSystemIds: [apartmentsId] });
    const params = { acs_system_id: hotelId, full_name: 'New' };
    assert.equal((await ask('/acs/users/create', params)).status, 404);
    assert.equal((await ask('/user_identities/create', { acs_system_ids: [hotelId] })).status, 404);
    for (const [path, more] of [
      ['/acs/credentials/create', { acs_system_id: hotelId, access_method: 'code' }],
      ['/acs/credentials/assign', { acs_credential_id: b.credentialId }],
      ['/acs/entrances/grant_access', { acs_entrance_id: world.officeDoorId }],
    ] as const)
      assert.equal((await ask(path, { user_identity_id: b.id, ...more })).status, 403, path);
    const join = (acs_access_group_id: string) =>
      ask('/acs/users/add_to_access_group', { acs_access_group_id, acs_user_id: b.officeAcsUserId });
    assert.equal((await join(b.groupId)).status, 404);
    assert.deepEqual(
      changes().filter((path) => path !== '/acs/users/get'),
      [],
    );
    assert.equal((await as(everybody)('/acs/users/get', { acs_user_id: strangerId })).status, 200);
  });

  it('are named by their id, or by person and system, but not by two names that disagree', async () => {
    const { a, b, hotelId, officeId } = world;
    const get = async (params: Item) => {
      const { status, body } = await as()('/acs/users/get', params);
      return status === 200 ? (body['acs_user'] as Item)['acs_user_id'] : status;
    };
    assert.equal(await get({ acs_user_id: a.acsUserId }), a.acsUserId);
    assert.equal(await get({ user_identity_id: a.id, acs_system_id: hotelId }), a.acsUserId);
    assert.equal(await get({ user_identity_id: a.id, acs_system_id: officeId }), a.officeAcsUserId);
    assert.equal(await get({ user_identity_id: a.id }), 400);
    assert.equal(await get({}), 400);
    assert.equal(await get({ acs_user_id: a.acsUserId, acs_system_id: officeId }), 404);
    assert.equal(await get({ acs_user_id: b.acsUserId, user_identity_id: a.id }), 404);
    assert.equal(await get({ acs_user_id: a.acsUserId, user_identity_id: b.id }), 404);
    const both = as({ userIdentityIds: [b.id, a.id] });
    const { body } = await both('/acs/users/get', { user_identity_id: a.id, acs_system_id: hotelId });
    assert.equal((body['acs_user'] as Item)['acs_user_id'], a.acsUserId);
    world.sent.length = 0;
    const suspended = await as()('/acs/users/suspend', { user_identity_id: a.id, acs_system_id: hotelId });
    assert.equal(suspended.status, 200);
    // Only the id that was found is sent to Seam.
    assert.deepEqual(world.sent.at(-1)?.params, { acs_user_id: a.acsUserId });
  });

  it('are looked up again before each change', async () => {
    const { a, b, seam } = world;
    assert.equal((await as()('/acs/users/suspend', { acs_user_id: a.acsUserId })).status, 200);
    await seam('/user_identities/remove_acs_user', { user_identity_id: a.id, acs_user_id: a.acsUserId });
    await seam('/user_identities/remove_acs_user', { user_identity_id: b.id, acs_user_id: b.acsUserId });
    await seam('/user_identities/add_acs_user', { user_identity_id: b.id, acs_user_id: a.acsUserId });
    assert.equal((await as()('/acs/users/unsuspend', { acs_user_id: a.acsUserId })).status, 404);
    assert.equal((await as()('/acs/credentials/get', { acs_credential_id: a.credentialId })).status, 404);
  });

  it('that Seam refuses are refused without Seam’s message', async () => {
    const { a, b } = world;
    const ask = world.gateway({
      authorize: () => scopedTo(a.id),
      fetch: (request) =>
        new URL(request.url).pathname === '/acs/users/update'
          ? Promise.resolve(
              Response.json({ error: { type: 'taken', message: `${b.email} has it` } }, { status: 409 }),
            )
          : world.sandbox.fetch(request),
    });
    const { body, text } = await ask('/acs/users/update', { acs_user_id: a.acsUserId, phone_number: '1' });
    assert.equal(body.error?.type, 'already_in_use');
    assert.ok(!text.includes(b.email));
  });

  it('are found by name among its own, and no other ACS user by address', async () => {
    const { a, b } = world;
    const found = await as()('/acs/users/list', { search: 'FULLNAME' });
    assert.deepEqual(
      new Set(idsIn(found, 'acs_users', 'acs_user_id')),
      new Set([a.acsUserId, a.officeAcsUserId]),
    );
    assert.deepEqual(
      idsIn(await as()('/acs/users/list', { search: 'Bjarne' }), 'acs_users', 'acs_user_id'),
      [],
    );
    for (const name of ['user_identity_email_address', 'user_identity_phone_number'])
      assert.equal((await as()('/acs/users/list', { [name]: b.email })).status, 400);
    assert.ok(!world.sent.some(({ params }) => 'search' in params));
  });
});

describe('An ACS user without a person', () => {
  const link = (ask: Ask, acs_user_id: string) =>
    ask('/user_identities/add_acs_user', { acs_user_id, user_identity_id: world.a.id });

  it('is seen and linked only in a system that the host has named', async () => {
    const { hotelId, officeId, strangerId, a, b, seam } = world;
    await leaveHotel();
    const sees = async (scope: Partial<Scope>, params: Item = { acs_system_id: hotelId }) =>
      idsIn(await as(scope)('/acs/users/list', params), 'acs_users', 'acs_user_id').includes(strangerId);
    for (const scope of [{}, { acsSystemIds: [] }, { acsSystemIds: [officeId] }]) {
      assert.equal(await sees(scope), false);
      assert.equal((await link(as(scope), strangerId)).body.error?.type, 'acs_user_not_found');
    }
    const named = { acsSystemIds: [hotelId] };
    assert.equal(await sees(named), true);
    assert.equal(await sees(named, {}), false);
    assert.equal(await sees(named, { acs_system_id: hotelId, user_identity_id: a.id }), false);
    const seen = await as(named)('/acs/users/list', { acs_system_id: hotelId });
    assert.ok(!b.secrets.some((secret) => secret !== b.id && seen.text.includes(secret)));
    // B's is in the same system, but it belongs to B.
    assert.equal((await link(as(named), b.acsUserId)).status, 404);
    assert.equal((await link(as(named), unknownId())).status, 404);
    assert.deepEqual(changes(), []);
    assert.equal((await link(as(named), strangerId)).status, 200);
    const { acs_user } = (await seam('/acs/users/get', { acs_user_id: strangerId })) as { acs_user: Item };
    assert.equal(acs_user['user_identity_id'], a.id);
  });

  it('is linked in every system if the host allows all systems', async () => {
    await leaveHotel();
    assert.equal((await link(as({ acsSystemIds: 'all' }), world.b.acsUserId)).status, 404);
    assert.equal((await link(as({ acsSystemIds: 'all' }), world.strangerId)).status, 200);
  });

  it('does not replace an ACS user of A, and Seam’s message about that is not shown', async () => {
    const { status, body } = await link(as({ acsSystemIds: 'all' }), world.strangerId);
    assert.equal(status, 409);
    assert.equal(body.error?.type, 'already_in_use');
  });

  it('is not searched for in a system that is too large', async () => {
    let pages = 0;
    const ask = world.gateway({
      authorize: () => ({ ...scopedTo(), acsSystemIds: [world.hotelId] }),
      fetch: async () => {
        pages++;
        return Response.json({ acs_users: [], pagination: { next_page_cursor: `after ${pages}` }, ok: true });
      },
    });
    assert.equal((await ask('/acs/users/list', { acs_system_id: world.hotelId })).status, 400);
    assert.equal(pages, 1000);
  });
});

describe('Access groups', () => {
  const join = (ask: Ask, acs_access_group_id: string) =>
    ask('/acs/users/add_to_access_group', { acs_access_group_id, acs_user_id: world.a.officeAcsUserId });

  it('can be joined if they are groups of people in scope or of systems that the host names', async () => {
    const { a, b, hotelId, officeId, seam } = world;
    assert.equal((await join(as(), a.groupId)).status, 200);
    for (const scope of [{}, { acsSystemIds: [hotelId] }, { acsSystemIds: [] }])
      assert.equal((await join(as(scope), b.groupId)).body.error?.type, 'acs_access_group_not_found');
    const others = await as()('/acs/users/add_to_access_group', {
      acs_access_group_id: a.groupId,
      acs_user_id: b.officeAcsUserId,
    });
    assert.equal(others.body.error?.type, 'acs_user_not_found');
    assert.equal((await join(as({ acsSystemIds: [officeId] }), b.groupId)).status, 200);
    const { acs_access_groups } = await seam('/acs/access_groups/list', { acs_user_id: a.officeAcsUserId });
    assert.equal((acs_access_groups as Item[]).length, 2);
    const created = await as({ acsSystemIds: [world.apartmentsId] })('/acs/users/create', {
      acs_system_id: world.apartmentsId,
      user_identity_id: a.id,
      full_name: 'New',
      acs_access_group_ids: [b.groupId],
    });
    assert.equal(created.status, 404);
  });

  it('can be left by A, named by ACS user or by person', async () => {
    const { a, b } = world;
    const leave = (params: Item) => as()('/acs/users/remove_from_access_group', params);
    assert.equal((await leave({ acs_access_group_id: a.groupId })).status, 400);
    assert.equal(
      (await leave({ acs_access_group_id: b.groupId, acs_user_id: a.officeAcsUserId })).status,
      404,
    );
    assert.equal((await leave({ acs_access_group_id: b.groupId, user_identity_id: a.id })).status, 404);
    assert.equal(
      (await leave({ acs_access_group_id: a.groupId, acs_user_id: b.officeAcsUserId })).status,
      404,
    );
    assert.equal((await leave({ acs_access_group_id: a.groupId, user_identity_id: a.id })).status, 200);
    assert.deepEqual(world.sent.at(-1)?.params, {
      acs_access_group_id: a.groupId,
      acs_user_id: a.officeAcsUserId,
    });
    assert.equal(
      (await leave({ acs_access_group_id: a.groupId, acs_user_id: a.officeAcsUserId })).status,
      404,
    );
  });

  it('are visible if they are groups of the scope’s people or of named systems, without their pending members', async () => {
    const { a, b, officeId, hotelId } = world;
    const list = async (scope: Partial<Scope>, params: Item = {}) =>
      idsIn(await as(scope)('/acs/access_groups/list', params), 'acs_access_groups', 'acs_access_group_id');
    assert.deepEqual(await list({}), [a.groupId]);
    assert.deepEqual(await list({ acsSystemIds: [hotelId] }), [a.groupId]);
    assert.equal((await list({ acsSystemIds: [officeId] })).length, 3);
    const { acs_access_groups } = (await world.seam('/acs/access_groups/list', {})) as {
      acs_access_groups: Item[];
    };
    assert.equal((await list({ acsSystemIds: 'all' })).length, acs_access_groups.length);
    assert.deepEqual(await list({}, { acs_user_id: a.officeAcsUserId }), [a.groupId]);
    assert.deepEqual(await list({}, { acs_user_id: a.acsUserId }), []);
    assert.deepEqual(await list({}, { search: 'nothing is called so' }), []);
    assert.deepEqual(await list({}, { acs_system_id: hotelId }), []);
    const pending = {
      acs_access_group_id: a.groupId,
      pending_mutations: [{ acs_user_id: b.officeAcsUserId }],
    };
    const ask = world.gateway({
      authorize: () => scopedTo(a.id),
      fetch: async () => Response.json({ acs_access_groups: [pending], ok: true }),
    });
    assert.ok(!(await ask('/acs/access_groups/list')).text.includes(b.officeAcsUserId));
  });
});

describe('Access systems and entrances', () => {
  it('are visible if they belong to the scope’s people or the host names them', async () => {
    const { a, b, hotelId, officeId, apartmentsId, frontDoorId } = world;
    const systems = async (scope: Partial<Scope>, params: Item = {}) =>
      new Set(idsIn(await as(scope)('/acs/systems/list', params), 'acs_systems', 'acs_system_id'));
    assert.deepEqual(await systems({}), new Set([hotelId, officeId]));
    assert.deepEqual(await systems({}, { search: 'HARBOUR' }), new Set([hotelId]));
    assert.deepEqual(
      await systems({ acsSystemIds: [apartmentsId] }),
      new Set([hotelId, officeId, apartmentsId]),
    );
    const { acs_systems } = (await world.seam('/acs/systems/list', {})) as { acs_systems: Item[] };
    assert.equal((await systems({ acsSystemIds: 'all' })).size, acs_systems.length);
    const { body } = await as()('/acs/systems/get', { acs_system_id: hotelId });
    assert.ok(!('acs_user_count' in (body['acs_system'] as Item)));
    const toAll = await as(everybody)('/acs/systems/get', { acs_system_id: hotelId });
    assert.ok('acs_user_count' in (toAll.body['acs_system'] as Item));
    const managers = '/acs/systems/list_compatible_credential_manager_acs_systems';
    assert.equal((await as()(managers, { acs_system_id: apartmentsId })).status, 404);

    const doors = async (scope: Partial<Scope>, params: Item = {}) =>
      new Set(idsIn(await as(scope)('/acs/entrances/list', params), 'acs_entrances', 'acs_entrance_id'));
    const own = await doors({});
    assert.ok(own.has(a.entranceId) && own.has(frontDoorId) && !own.has(b.entranceId));
    assert.deepEqual(
      await doors({}, { acs_credential_id: a.credentialId }),
      new Set([a.entranceId, frontDoorId]),
    );
    assert.deepEqual(
      await doors({}, { acs_entrance_ids: [b.entranceId, frontDoorId] }),
      new Set([frontDoorId]),
    );
    assert.deepEqual(await doors({}, { search: 'front' }), new Set([frontDoorId]));
    assert.ok((await doors({ acsEntranceIds: [b.entranceId] })).has(b.entranceId));
    assert.equal((await doors({ acsEntranceIds: 'all' }, { limit: 7 })).size, 7);
    assert.deepEqual(
      await doors({ acsEntranceIds: 'all' }, { acs_entrance_ids: [b.entranceId] }),
      new Set([b.entranceId]),
    );
    const filtered = await as({ acsEntranceIds: 'all' })('/acs/entrances/list', {
      acs_credential_id: b.credentialId,
    });
    assert.equal(filtered.status, 404);
    assert.equal(
      (await as({ acsEntranceIds: 'all' })('/acs/entrances/get', { acs_entrance_id: b.entranceId })).status,
      200,
    );
  });

  it('can be handed out if somebody in scope can open them or the host names them', async () => {
    const { a, b, officeDoorId, seam } = world;
    const { acs_entrances } = await seam('/acs/entrances/list', { search: 'Server Room' });
    const serverRoomId = (acs_entrances as Item[])[0]!['acs_entrance_id'] as string;
    const grant = (scope: Partial<Scope>, acs_entrance_id: string, more: Item = { user_identity_id: a.id }) =>
      as(scope)('/acs/entrances/grant_access', { acs_entrance_id, ...more });
    assert.equal((await grant({}, serverRoomId)).status, 404);
    assert.equal((await grant({ acsEntranceIds: [serverRoomId] }, officeDoorId)).status, 404);
    assert.equal((await grant({}, officeDoorId, { acs_user_id: b.officeAcsUserId })).status, 404);
    // In another system, where Seam would link somebody else's ACS user by address.
    assert.equal((await grant({}, officeDoorId, { acs_user_id: a.acsUserId })).status, 404);
    assert.equal((await grant({ ...everybody, acsEntranceIds: [] }, officeDoorId)).status, 404);
    assert.ok(!world.sent.some(({ path }) => path === '/acs/entrances/grant_access'));
    assert.equal((await grant({}, officeDoorId)).status, 200);
    assert.deepEqual(world.sent.at(-1)?.params, {
      acs_entrance_id: officeDoorId,
      acs_user_id: a.officeAcsUserId,
    });
    assert.equal((await grant({ acsEntranceIds: [serverRoomId] }, serverRoomId)).status, 200);
  });

  it('on a list can be handed out only to an ACS user, because Seam’s choice for a person is unknown', async () => {
    const { a, b, hotelId, frontDoorId, officeDoorId } = world;
    const place = { acs_system_id: hotelId };
    for (const [path, acs_user_id, params, more] of [
      ['/acs/entrances/grant_access', b.officeAcsUserId, { acs_entrance_id: officeDoorId }, {}],
      [
        '/acs/credentials/create',
        b.acsUserId,
        {
          access_method: 'mobile_key',
          is_multi_phone_sync_credential: true,
          allowed_acs_entrance_ids: [frontDoorId],
          visionline_metadata: { card_format: 'rfid48' },
        },
        place,
      ],
      ['/acs/credentials/assign', b.acsUserId, { acs_credential_id: a.credentialId }, {}],
    ] as const) {
      const byPerson = { ...params, ...more, user_identity_id: b.id };
      const ask = as({ ...everybody, acsEntranceIds: [a.entranceId, frontDoorId, officeDoorId] });
      const { status, body } = await ask(path, byPerson);
      assert.equal(status, 400, path);
      assert.deepEqual(Object.keys(body.error!.validation_errors!), ['_errors', 'user_identity_id']);
      assert.deepEqual(changes(), []);
      const byAcsUser = await ask(path, { ...params, acs_user_id });
      assert.equal(byAcsUser.status, 200, byAcsUser.text);
      for (const scope of [everybody, { ...everybody, acsEntranceIds: 'all' as const }])
        assert.equal((await as(scope)(path, byPerson)).status, 200, path);
      world.sent.length = 0;
    }
  });

  it('of a credential include all that it opens, also outside what the caller may hand out', async () => {
    const params = { acs_credential_id: world.a.credentialId };
    const opened = await world.seam('/acs/credentials/list_accessible_entrances', params);
    const expected = (opened['acs_entrances'] as Item[]).map((one) => one['acs_entrance_id']);
    for (const acsEntranceIds of [[], 'all'] as const) {
      const answer = await as({ acsEntranceIds })('/acs/entrances/list', params);
      assert.deepEqual(new Set(idsIn(answer, 'acs_entrances', 'acs_entrance_id')), new Set(expected));
    }
  });

  it('show only the scope’s credentials with access', async () => {
    const { a, frontDoorId } = world;
    const path = '/acs/entrances/list_credentials_with_access';
    const ids = idsIn(
      await as()(path, { acs_entrance_id: frontDoorId }),
      'acs_credentials',
      'acs_credential_id',
    );
    assert.deepEqual(new Set(ids), new Set([a.credentialId, a.childId]));
    // Even if Seam names only the ACS user.
    const ask = world.gateway({
      authorize: () => scopedTo(a.id),
      async fetch(request) {
        const body = (await (await world.sandbox.fetch(request)).json()) as Item;
        const found = body['acs_credentials'] as Item[] | undefined;
        return Response.json({
          ...body,
          ...(found && { acs_credentials: found.map((one) => ({ ...one, user_identity_id: undefined })) }),
        });
      },
    });
    const mute = await ask(path, { acs_entrance_id: frontDoorId });
    assert.deepEqual(idsIn(mute, 'acs_credentials', 'acs_credential_id'), ids);
    const all = idsIn(
      await as(everybody)(path, { acs_entrance_id: frontDoorId }),
      'acs_credentials',
      'acs_credential_id',
    );
    assert.ok(all.length > 2);
  });
});

describe('A list of entrances to hand out', () => {
  const doorsOf = async (path: string, params: Item) =>
    ((await world.seam(path, params))['acs_entrances'] as Item[]).map(
      (one) => one['acs_entrance_id'] as string,
    );
  const ofCredential = () =>
    doorsOf('/acs/credentials/list_accessible_entrances', { acs_credential_id: world.a.credentialId });
  const ofGroup = () =>
    doorsOf('/acs/access_groups/list_accessible_entrances', { acs_access_group_id: world.a.groupId });
  const ofOfficeUser = () =>
    doorsOf('/acs/users/list_accessible_entrances', { acs_user_id: world.a.officeAcsUserId });
  const schedule = { starts_at: '2026-01-01T00:00:00Z', ends_at: '2099-01-01T00:00:00Z' };

  const ways: [string, path: string, opened: () => Promise<string[]>, params: () => Item][] = [
    [
      'a credential that joins another',
      '/acs/credentials/create',
      ofCredential,
      () => ({
        acs_user_id: world.a.acsUserId,
        access_method: 'mobile_key',
        is_multi_phone_sync_credential: true,
        visionline_metadata: { joiner_acs_credential_ids: [world.a.credentialId] },
      }),
    ],
    [
      'a credential’s later end',
      '/acs/credentials/update',
      ofCredential,
      () => ({ acs_credential_id: world.a.credentialId, ends_at: '2099-01-01T00:00:00Z' }),
    ],
    [
      'an access group',
      '/acs/users/add_to_access_group',
      ofGroup,
      () => ({ acs_access_group_id: world.a.groupId, acs_user_id: world.a.officeAcsUserId }),
    ],
    [
      'another schedule',
      '/acs/users/update',
      ofOfficeUser,
      () => ({ acs_user_id: world.a.officeAcsUserId, access_schedule: schedule }),
    ],
    [
      'the end of a suspension',
      '/acs/users/unsuspend',
      ofOfficeUser,
      () => ({ acs_user_id: world.a.officeAcsUserId }),
    ],
  ];
  for (const [what, path, opened, params] of ways)
    it(`applies to everything that ${what} opens`, async () => {
      const doors = await opened();
      assert.ok(doors.length > 0);
      if (path.endsWith('/unsuspend'))
        await world.seam('/acs/users/suspend', { acs_user_id: world.a.officeAcsUserId });
      for (const scope of [{}, everybody]) {
        for (const door of doors) {
          const acsEntranceIds = doors.filter((one) => one !== door);
          const { status, body } = await as({ ...scope, acsEntranceIds })(path, params());
          assert.equal(status, 404, door);
          assert.equal(body.error?.type, 'acs_entrance_not_found');
        }
        const all = await as({ ...scope, acsEntranceIds: doors })(path, params());
        assert.equal(all.status, 200, all.text);
        assert.equal((await as(scope)(path, params())).status, 200);
      }
    });

  it('forbids changes whose effect is unknown', async () => {
    const { a, hotelId, officeId } = world;
    const office = { user_identity_id: a.id, acs_system_id: officeId };
    for (const [path, params, field] of [
      ['/acs/users/update', { ...office, access_schedule: schedule }, 'access_schedule'],
      ['/acs/users/unsuspend', office, 'acs_user_id'],
      ['/user_identities/create', { full_name: 'New', acs_system_ids: [hotelId] }, 'acs_system_ids'],
      [
        '/user_identities/enrollment_automations/launch',
        {
          user_identity_id: a.id,
          credential_manager_acs_system_id: hotelId,
          acs_credential_pool_id: unknownId(),
        },
        'acs_credential_pool_id',
      ],
      [
        '/acs/credentials/create',
        {
          acs_user_id: a.acsUserId,
          access_method: 'mobile_key',
          assa_abloy_vostio_metadata: { join_all_guest_acs_entrances: true },
        },
        'assa_abloy_vostio_metadata.join_all_guest_acs_entrances',
      ],
    ] as const) {
      const { status, body } = await as({ ...everybody, acsEntranceIds: [] })(path, params);
      assert.equal(status, 400, path);
      assert.deepEqual(Object.keys(body.error!.validation_errors!), ['_errors', field]);
      for (const scope of [everybody, { ...everybody, acsEntranceIds: 'all' as const }])
        assert.notEqual((await as(scope)(path, params)).body.error?.message, body.error?.message, path);
    }
  });

  it('does not restrict changes that open nothing', async () => {
    const { a, officeId, apartmentsId } = world;
    for (const [path, params] of [
      ['/acs/users/create', { acs_system_id: apartmentsId, full_name: 'New' }],
      ['/acs/users/update', { acs_user_id: a.officeAcsUserId, full_name: 'New' }],
      ['/acs/users/update', { user_identity_id: a.id, acs_system_id: officeId, full_name: 'New' }],
      ['/user_identities/create', { full_name: 'New' }],
      ['/user_identities/create', { full_name: 'Newer', acs_system_ids: [] }],
      ['/acs/credentials/update', { acs_credential_id: a.credentialId, code: '1234' }],
      [
        '/user_identities/enrollment_automations/launch',
        { user_identity_id: a.id, credential_manager_acs_system_id: officeId },
      ],
      [
        '/acs/credentials/create',
        {
          acs_user_id: a.acsUserId,
          access_method: 'mobile_key',
          is_multi_phone_sync_credential: true,
          assa_abloy_vostio_metadata: { join_all_guest_acs_entrances: false },
        },
      ],
    ] as const) {
      const [listed, free] = [
        await as({ ...everybody, acsEntranceIds: [] })(path, params),
        await as(everybody)(path, params),
      ];
      assert.deepEqual([listed.status, listed.body.error], [free.status, free.body.error], path);
    }
  });
});
