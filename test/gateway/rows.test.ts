import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { createWorld, scopedTo, unknownId, type Ask, type World } from './support.js';

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
    ['/client_sessions/create', 'user_identity_id', () => ({})],
  ] as [string, string, (world: World) => Item][])
    it(`${path} says that it needs ${missing}`, async () => {
      const { status, body } = await ask(path, params(world));
      assert.equal(status, 400);
      assert.equal(body.error!.message, `${missing}: Required`);
    });
});
