import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { ClientSession } from '../../src/api/contract.gen.js';
import type { Scope } from '../../src/gateway/index.js';
import { bearer, createWorld, everybody, scopedTo, seen, type World } from './support.js';

describe('Client sessions', () => {
  const day = 24 * 60 * 60 * 1000;
  const inDays = (days: number) => new Date(Date.now() + days * day).toISOString();
  let world: World;
  before(async () => {
    world = await createWorld();
  });

  it('show their token only once, when they are created', async () => {
    const { a } = world;
    for (const scope of [scopedTo(a.id), everybody]) {
      const ask = world.gateway({ authorize: () => scope });
      const made = await ask('/client_sessions/create', { user_identity_id: a.id });
      const { client_session_id, token } = made.body['client_session'] as ClientSession;
      assert.match(token, /^seam_cst/);
      for (const answer of [
        await ask('/client_sessions/get', { client_session_id }),
        await ask('/client_sessions/list', { user_identity_id: a.id }),
        await ask('/client_sessions/list'),
        await ask('/client_sessions/get', {}, { headers: bearer(token) }),
      ]) {
        assert.equal(answer.status, 200, answer.text);
        assert.ok(answer.text.includes(client_session_id) && !answer.text.includes('seam_cst'));
      }
    }
  });

  it('hide the user identifier key from a limited scope', async () => {
    const { a } = world;
    const listAs = (scope: Scope) => world.gateway({ authorize: () => scope })('/client_sessions/list');
    assert.ok(!(await listAs(scopedTo(a.id))).text.includes('secret-'));
    assert.ok((await listAs(everybody)).text.includes('secret-Aaltje'));
  });

  it('return the caller’s own session if no parameters are given', async () => {
    const { a, sent } = world;
    for (const authorize of [undefined, () => scopedTo(a.id), () => everybody]) {
      const ask = world.gateway(authorize && { authorize });
      sent.length = 0;
      const { body } = await ask('/client_sessions/get', {}, { headers: bearer(a.token) });
      assert.equal((body['client_session'] as ClientSession).client_session_id, a.sessionId);
      assert.ok(!sent.some(({ path, withKey }) => path === '/client_sessions/get' && withKey));
    }
    const withoutSession = world.gateway({ authorize: () => scopedTo(a.id) });
    assert.equal((await withoutSession('/client_sessions/get')).status, 400);
  });

  it('last one day by default, and 30 days at most', async () => {
    const { a, sent } = world;
    for (const scope of [scopedTo(a.id), everybody]) {
      const ask = world.gateway({ authorize: () => scope });
      const make = (more = {}) => ask('/client_sessions/create', { user_identity_id: a.id, ...more });
      assert.equal((await make()).status, 200);
      const life = Date.parse(String(sent.at(-1)!.params['expires_at'])) - Date.now();
      assert.ok(life > 0.99 * day && life <= day);
      assert.equal((await make({ expires_at: inDays(29) })).status, 200);
      for (const expires_at of [inDays(31), inDays(-1), '2999-01-01T00:00:00Z'])
        assert.equal((await make({ expires_at })).status, 400);
    }
  });

  it('of a limited scope are for one person in it, and give access to nothing else', async () => {
    const { a, b } = world;
    const ask = world.gateway({ authorize: () => scopedTo(a.id) });
    for (const more of [
      { user_identity_id: undefined },
      { connected_account_ids: ['x'] },
      { connect_webview_ids: [] },
      { customer_key: 'x' },
      { customer_id: 'x' },
      { user_identifier_key: 'secret-Bjarne' },
      { user_identity_ids: [b.id] },
      { user_identity_ids: [a.id] },
    ])
      assert.equal((await ask('/client_sessions/create', { user_identity_id: a.id, ...more })).status, 400);
    const searched = await ask('/client_sessions/get', { user_identifier_key: 'secret-Bjarne' });
    const unknown = await ask('/client_sessions/get', { user_identifier_key: 'nobody' });
    assert.deepEqual(seen(searched), seen(unknown));
    assert.equal(searched.status, 400);
  });

  for (const [name, value] of [
    ['connect_webview_ids', []],
    ['connected_account_ids', []],
    ['customer_id', 'x'],
    ['customer_key', 'x'],
  ] as const)
    it(`with ${name} are refused if the scope lists what may be handed out, because their access is unknown`, async () => {
      const make = (scope: Partial<Scope>) =>
        world.gateway({ authorize: () => ({ ...everybody, ...scope }) })('/client_sessions/create', {
          [name]: value,
        });
      for (const list of ['deviceIds', 'acsEntranceIds', 'acsSystemIds'] as const) {
        const { status, body } = await make({ [list]: [] });
        assert.equal(status, 400, list);
        assert.deepEqual(Object.keys(body.error!.validation_errors!), ['_errors', name]);
        for (const scope of [{}, { [list]: 'all' }])
          assert.notEqual((await make(scope)).body.error?.message, body.error!.message);
      }
    });

  it('cannot be opened again with their user identifier key', async () => {
    const ask = world.gateway({ authorize: () => everybody });
    const { status, text } = await ask('/client_sessions/create', { user_identifier_key: 'secret-Bjarne' });
    assert.equal(status, 400);
    assert.ok(!text.includes('seam_cst'));
  });
});
