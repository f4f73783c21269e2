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

const issue = (params: Item = {}, scope: Partial<Scope> = {}) =>
  as(scope)('/acs/credentials/create', {
    acs_user_id: world.a.acsUserId,
    access_method: 'mobile_key',
    is_multi_phone_sync_credential: true,
    ...params,
  });

const fieldsAtFault = ({ body }: Answer) => Object.keys(body.error?.validation_errors ?? {});

describe('Issuing a credential within a limited scope', () => {
  it('works only for its own ACS users, which are sent to Seam by id', async () => {
    const { a, b, hotelId, apartmentsId } = world;
    assert.equal((await issue({ acs_user_id: b.acsUserId })).body.error?.type, 'acs_user_not_found');
    assert.equal((await issue({ acs_user_id: world.strangerId })).status, 404);
    assert.equal((await issue({ acs_system_id: apartmentsId })).status, 404);
    assert.equal((await issue({ user_identity_id: b.id })).status, 404);
    // If A has no ACS user, Seam would link somebody else's with the same address.
    const elsewhere = { acs_user_id: undefined, user_identity_id: a.id, acs_system_id: apartmentsId };
    assert.equal((await issue(elsewhere, { acsSystemIds: 'all' })).status, 404);
    assert.ok(!world.sent.some(({ path }) => path === '/acs/credentials/create'));
    const byPerson = { acs_user_id: undefined, user_identity_id: a.id, acs_system_id: hotelId };
    assert.equal((await issue(byPerson)).status, 200);
    const { params } = world.sent.at(-1)!;
    assert.equal(params['acs_user_id'], a.acsUserId);
    assert.ok(!('user_identity_id' in params || 'acs_system_id' in params));
  });

  it('works only for entrances that it may hand out', async () => {
    const { a, b, frontDoorId } = world;
    const doors = (...ids: string[]) => ({ allowed_acs_entrance_ids: ids });
    assert.equal((await issue(doors(a.entranceId, frontDoorId))).status, 200);
    assert.equal((await issue(doors(a.entranceId, b.entranceId))).body.error?.type, 'acs_entrance_not_found');
    assert.equal((await issue(doors(a.entranceId), { acsEntranceIds: [frontDoorId] })).status, 404);
    assert.equal((await issue(doors(b.entranceId), { acsEntranceIds: [b.entranceId] })).status, 200);
    assert.equal((await issue(doors(b.entranceId), { acsEntranceIds: 'all' })).status, 200);
    assert.equal((await issue(doors(b.entranceId), { ...everybody, acsEntranceIds: [] })).status, 404);
    assert.equal((await issue(doors(b.entranceId), everybody)).status, 200);
  });

  it('ends no other person’s key', async () => {
    const { b, sent } = world;
    for (const [block, name, value] of [
      ['visionline_metadata', 'override', true],
      ['visionline_metadata', 'is_override_key', true],
      ['visionline_metadata', 'assa_abloy_credential_service_mobile_endpoint_id', unknownId()],
      ['assa_abloy_vostio_metadata', 'override_all_guest_acs_entrances', true],
      ['assa_abloy_vostio_metadata', 'override_guest_acs_entrance_ids', [b.entranceId]],
      ['assa_abloy_vostio_metadata', 'join_all_guest_acs_entrances', true],
      ['hotek_metadata', 'override', true],
    ] as const) {
      sent.length = 0;
      const answer = await issue({ [block]: { [name]: value } });
      assert.equal(answer.body.error?.type, 'invalid_input', name);
      assert.deepEqual(fieldsAtFault(answer), ['_errors', block]);
      assert.deepEqual(sent, []);
    }
    // An explicit false has no effect.
    assert.equal((await issue({ visionline_metadata: { override: false, auto_join: true } })).status, 200);
    const noOverride = { override_guest_acs_entrance_ids: [], override_all_guest_acs_entrances: false };
    assert.equal((await issue({ assa_abloy_vostio_metadata: noOverride })).status, 200);
    assert.equal((await issue({ visionline_metadata: { override: true } }, everybody)).status, 200);
  });

  it('accepts the vendor fields that affect only its own credential', async () => {
    for (const [block, fields] of [
      ['assa_abloy_vostio_metadata', { auto_join: true }],
      ['hotek_metadata', { auto_join: true }],
      ['salto_space_metadata', { assign_new_key: true, update_current_key: true }],
      ['visionline_metadata', { auto_join: true, card_format: 'rfid48', card_function_type: 'guest' }],
    ] as const) {
      const answer = await issue({ [block]: fields });
      assert.equal(answer.status, 200, answer.text);
      assert.deepEqual(world.sent.at(-1)?.params[block], fields);
    }
  });

  it('joins only its own credentials', async () => {
    const { a, b } = world;
    const join = (...ids: string[]) => issue({ visionline_metadata: { joiner_acs_credential_ids: ids } });
    assert.equal((await join(a.credentialId, b.credentialId)).body.error?.type, 'acs_credential_not_found');
    assert.equal((await join(a.credentialId, a.childId)).status, 200);
  });

  it('accepts only credential managers that are compatible with the access system', async () => {
    const { managerId, officeManagerId } = world;
    assert.equal((await issue({ credential_manager_acs_system_id: officeManagerId })).status, 404);
    assert.equal((await issue({ credential_manager_acs_system_id: managerId })).status, 200);
  });

  it('accepts the label of Seam’s guides, and no other parameter outside the contract', async () => {
    const labelled = (scope: Partial<Scope>) => issue({ visionline_metadata: { label: '%ROOMNUM%' } }, scope);
    for (const scope of [{}, everybody]) {
      assert.equal((await labelled(scope)).status, 200);
      assert.deepEqual(world.sent.at(-1)?.params['visionline_metadata'], { label: '%ROOMNUM%' });
    }
    assert.deepEqual(fieldsAtFault(await issue({ label: 'x' })), ['_errors', 'label']);
    for (const block of [{ label: 1 }, { cardFormat: 'rfid48' }, { card_number: '1' }, { constructor: 1 }])
      assert.equal((await issue({ visionline_metadata: block })).status, 400, JSON.stringify(block));
    const other = await issue({ assa_abloy_vostio_metadata: { label: 'x' } });
    assert.deepEqual(fieldsAtFault(other), ['_errors', 'assa_abloy_vostio_metadata']);
  });

  it('refuses details of a single card for several phones', async () => {
    assert.equal((await issue({ code: '1234' })).body.error?.type, 'invalid_input');
  });
});

describe('Credentials of a limited scope', () => {
  it('can be assigned only between its own ACS users', async () => {
    const { a, b } = world;
    const assign = (params: Item) => as()('/acs/credentials/assign', params);
    const acs_credential_id = a.credentialId;
    assert.equal((await assign({ acs_credential_id, acs_user_id: b.acsUserId })).status, 404);
    assert.equal((await assign({ acs_credential_id, user_identity_id: b.id })).status, 404);
    assert.equal((await assign({ acs_credential_id, acs_user_id: a.officeAcsUserId })).status, 404);
    assert.equal((await assign({ acs_credential_id: b.credentialId, acs_user_id: a.acsUserId })).status, 404);
    assert.ok(!world.sent.some(({ path }) => path === '/acs/credentials/assign'));
    assert.equal((await assign({ acs_credential_id, user_identity_id: a.id })).status, 200);
    assert.deepEqual(world.sent.at(-1)?.params, { acs_credential_id, acs_user_id: a.acsUserId });
    const unassign = await as()('/acs/credentials/unassign', { acs_credential_id, user_identity_id: a.id });
    assert.equal(unassign.status, 200);
    // Without a person now, and so out of the scope.
    assert.equal((await assign({ acs_credential_id, user_identity_id: a.id })).status, 404);
  });

  it('are listed with their child credentials, and filtered by visible fields', async () => {
    const { a, b, hotelId, officeId } = world;
    const list = async (params: Item) =>
      ((await as()('/acs/credentials/list', params)).body['acs_credentials'] as Item[]).map(
        (item) => item['acs_credential_id'],
      );
    assert.deepEqual(new Set(await list({})), new Set([a.credentialId, a.childId]));
    for (const params of [
      { user_identity_id: a.id },
      { acs_user_id: a.acsUserId },
      { acs_system_id: hotelId },
      { created_before: '2100-01-01T00:00:00Z' },
      { search: 'FULLNAME' },
    ])
      assert.equal((await list(params)).length, 2, JSON.stringify(params));
    assert.deepEqual(await list({ is_multi_phone_sync_credential: true }), [a.credentialId]);
    assert.deepEqual(await list({ is_multi_phone_sync_credential: false }), [a.childId]);
    for (const params of [
      { acs_user_id: b.acsUserId },
      { acs_system_id: officeId },
      { created_before: '2000-01-01T00:00:00Z' },
      { search: 'Bjarne' },
    ])
      assert.deepEqual(await list(params), [], JSON.stringify(params));
  });

  it('do not show the credentials that they join', async () => {
    const { a, b, seam } = world;
    await seam('/acs/credentials/create', {
      acs_user_id: a.acsUserId,
      access_method: 'mobile_key',
      is_multi_phone_sync_credential: true,
      visionline_metadata: { joiner_acs_credential_ids: [b.credentialId] },
    });
    assert.ok((await as(everybody)('/acs/credentials/list')).text.includes('joiner_acs_credential_ids'));
    const { text } = await as()('/acs/credentials/list');
    assert.ok(!text.includes('joiner_acs_credential_ids') && !text.includes(b.credentialId));
  });

  it('unlock an entrance that they open', async () => {
    const { a, b, frontDoorId, officeDoorId } = world;
    const unlock = (acs_credential_id: string, acs_entrance_id: string) =>
      as({ acsEntranceIds: 'all' })('/acs/entrances/unlock', { acs_credential_id, acs_entrance_id });
    assert.equal((await unlock(a.credentialId, frontDoorId)).status, 200);
    assert.equal((await unlock(b.credentialId, frontDoorId)).body.error?.type, 'acs_credential_not_found');
    for (const id of [officeDoorId, b.entranceId, unknownId()])
      assert.equal((await unlock(a.credentialId, id)).body.error?.type, 'acs_entrance_not_found');
  });
});

describe('Phones of a limited scope', () => {
  const phonesOf = async (params: Item) =>
    ((await as()('/phones/list', params)).body['phones'] as Item[] | undefined)?.map(
      (item) => item['device_id'],
    );

  it('are listed by person and by credential', async () => {
    const { a, b, seam, sandbox } = world;
    for (const params of [{}, { owner_user_identity_id: a.id }, { acs_credential_id: a.credentialId }])
      assert.deepEqual(await phonesOf(params), [a.phoneId], JSON.stringify(params));
    for (const params of [{ owner_user_identity_id: b.id }, { acs_credential_id: b.credentialId }])
      assert.equal(await phonesOf(params), undefined, JSON.stringify(params));
    await seam('/phones/simulate/create_sandbox_phone', { user_identity_id: a.id });
    sandbox.clock.advance(10_000);
    assert.equal((await phonesOf({}))?.length, 2);
  });

  it('do not include other people’s phones, even if Seam lists them for its credential', async () => {
    const { a, b, sandbox } = world;
    const ask = world.gateway({
      authorize: () => scopedTo(a.id),
      fetch: async (request) => {
        const asked = (await request.clone().json()) as Item;
        if (!('acs_credential_id' in asked)) return sandbox.fetch(request);
        return Response.json({ phones: [{ device_id: b.phoneId, device_type: 'ios_phone' }], ok: true });
      },
    });
    const { body } = await ask('/phones/list', { acs_credential_id: a.credentialId });
    assert.deepEqual(body['phones'], []);
  });

  it('can be deactivated while they belong to its people', async () => {
    const { a, b, sandbox } = world;
    const deactivate = (device_id: string) => as()('/phones/deactivate', { device_id });
    for (const id of [b.phoneId, a.deviceId, unknownId()])
      assert.equal((await deactivate(id)).body.error?.type, 'phone_not_found');
    assert.equal((await deactivate(a.phoneId)).status, 200);
    sandbox.clock.advance(10_000);
    assert.equal((await deactivate(a.phoneId)).body.error?.type, 'phone_not_found');
  });
});

describe('A removed user identity', () => {
  it('is no longer in scope, and all other people still are', async () => {
    const { a, b, sandbox } = world;
    const ask = as({ userIdentityIds: [a.id, b.id] });
    assert.equal((await ask('/user_identities/delete', { user_identity_id: b.id })).status, 200);
    sandbox.clock.advance(60_000);
    assert.equal((await ask('/user_identities/get', { user_identity_id: b.id })).status, 404);
    const { body } = await ask('/acs/users/list');
    assert.equal((body['acs_users'] as Item[]).length, 2);
    assert.equal((await as()('/user_identities/delete', { user_identity_id: b.id })).status, 404);
  });
});
