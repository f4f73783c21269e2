import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { definitions } from '../../src/api/schemas.gen.js';
import { withinReach } from '../../src/gateway/output.js';
import { reachOf } from '../../src/gateway/scope.js';
import { createWorld, everybody, scopedTo } from './support.js';

describe('Answers', () => {
  it('name nobody else, by the newer field or the older', () => {
    const reach = reachOf(scopedTo('a'));
    for (const foreign of [
      { user_identity_id: 'b' },
      { user_identity_ids: ['b'] },
      { user_identity_ids: ['a', 'b'] },
      { user_identity_id: 'a', user_identity_ids: ['b'] },
    ]) {
      assert.throws(() => withinReach({ client_session: foreign }, reach), {
        type: 'client_session_not_found',
      });
      assert.deepEqual(withinReach({ client_sessions: [foreign] }, reach), { client_sessions: [] });
    }
  });

  it('hold only what the contract declares', async () => {
    const { a, seam, ...world } = await createWorld();
    const { user_identity } = (await seam('/user_identities/get', { user_identity_id: a.id })) as {
      user_identity: object;
    };
    const { device } = (await seam('/devices/get', { device_id: a.deviceId })) as { device: object };
    const extra = {
      secret: 'undeclared',
      __proto__: null,
      errors: [{ error_code: 'x', secret: 'undeclared' }],
    };
    const ask = world.gateway({
      authorize: () => everybody,
      fetch: async (request) =>
        Response.json({
          user_identity: { ...user_identity, ...extra, acs_user_ids: [{ secret: 'undeclared' }] },
          device: { ...device, ...extra, location: { secret: 'undeclared', time_zone: 'Europe/Paris' } },
          workspace: { name: 'W', publishable_key: 'seam_pk_undeclared', secret: 'undeclared' },
          secret: 'undeclared',
          ok: request.url.length > 0,
        }),
    });
    const person = await ask('/user_identities/get', { user_identity_id: a.id });
    assert.deepEqual(Object.keys(person.body).sort(), ['ok', 'user_identity']);
    const shown = person.body['user_identity'] as Record<string, unknown>;
    assert.deepEqual(shown['acs_user_ids'], []);
    assert.deepEqual(shown['errors'], [{ error_code: 'x' }]);
    assert.ok(Object.keys(shown).every((name) => name in definitions['user_identity']!.properties!));
    const lock = await ask('/devices/get', { device_id: a.deviceId });
    assert.deepEqual((lock.body['device'] as Record<string, unknown>)['location'], {
      time_zone: 'Europe/Paris',
    });
    const workspace = await ask('/workspaces/get');
    assert.deepEqual(workspace.body, { workspace: { name: 'W' }, ok: true });
    for (const { text } of [person, lock, workspace]) assert.ok(!text.includes('undeclared'));
  });
});
