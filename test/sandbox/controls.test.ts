import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createSandbox, type Sandbox } from '../../src/sandbox/index.js';
import { assertError, callerOf, demo, ids, rows, text, type Answer, type Json } from './support.js';

const controlOf =
  (sandbox: Sandbox, token = sandbox.credentials.apiKey) =>
  async (name: string, params?: object, method = 'POST'): Promise<Answer> => {
    const answer = await sandbox.fetch(
      new Request(`http://localhost/_sandbox/${name}`, {
        method,
        headers: { authorization: `Bearer ${token}` },
        ...(params && { body: JSON.stringify(params) }),
      }),
    );
    return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Json };
  };

describe('controls over HTTP', () => {
  it('advance the clock, and reset it', async () => {
    const { sandbox } = demo();
    const control = controlOf(sandbox);
    const { body } = await control('clock/advance', { milliseconds: 90_000 });
    assert.equal(body['now'], '2026-11-02T09:01:30.000Z');
    assert.deepEqual((await control('clock/get')).body, body);
    assertError(await control('clock/advance', { milliseconds: -1 }), 400, 'invalid_input');
    const century = 100 * 365 * 24 * 3_600_000;
    assertError(await control('clock/advance', { milliseconds: century }), 400, 'invalid_input');
    assert.deepEqual((await control('clock/get')).body, body);
    await control('reset');
    assert.equal(sandbox.clock.now().toISOString(), '2026-11-02T09:00:00.000Z');
  });

  it('add and clear faults, which never affect the controls', async () => {
    const { sandbox, call } = demo();
    const control = controlOf(sandbox);
    await control('faults/add', { status: 503, after: 1 });
    assert.deepEqual(
      [await call('/devices/list'), await call('/devices/list')].map(({ status }) => status),
      [200, 503],
    );
    await control('faults/clear');
    assert.equal((await call('/devices/list')).status, 200);
  });

  it('set the latency', async () => {
    const { sandbox } = demo();
    await controlOf(sandbox)('latency/set', { milliseconds: 5 });
    assert.equal(sandbox.latency, 5);
    sandbox.reset();
    assert.equal(sandbox.latency, 0);
  });

  it('end client sessions', async () => {
    for (const how of ['expire', 'revoke']) {
      const { sandbox, call } = demo();
      const token = sandbox.credentials.clientSessionToken;
      const control = controlOf(sandbox);
      assert.equal((await control(`client_sessions/${how}`, { token })).status, 200);
      assertError(
        await call('/devices/list', {}, { token }),
        401,
        `client_session_${how.replace(/e?$/, 'ed')}`,
      );
      assertError(await control(`client_sessions/${how}`, { token: 'another' }), 400, 'invalid_input');
      assertError(await control(`client_sessions/${how}`), 400, 'invalid_input');
    }
  });

  it('take and restore a snapshot, with unfinished steps', async () => {
    const { sandbox, call } = demo();
    const control = controlOf(sandbox);
    const phones = async () => ids((await call('/phones/list')).body['phones'], 'device_id');
    const before = await phones();
    sandbox.clock.advance(500);
    await call('/phones/deactivate', { device_id: before[0] });
    const { body } = await control('snapshot/take');
    sandbox.clock.advance(1000);
    assert.equal((await phones()).length, before.length - 1);
    const first = await call('/user_identities/create', {});

    const elsewhere = createSandbox({ seed: 'empty' });
    for (const other of [sandbox, elsewhere]) {
      await controlOf(other)('snapshot/restore', { snapshot: body['snapshot'] });
      const callOther = callerOf(other);
      assert.deepEqual(ids((await callOther('/phones/list')).body['phones'], 'device_id'), before);
      other.clock.advance(1000);
      assert.deepEqual(ids((await callOther('/phones/list')).body['phones'], 'device_id'), before.slice(1));
      assert.equal(
        text((await callOther('/user_identities/create', {})).body['user_identity']?.['user_identity_id'])
          .length,
        36,
      );
    }
    assert.equal(first.status, 200);
    const tooLate = { ...body['snapshot'], advanced: 1e300 };
    assertError(await control('snapshot/restore', { snapshot: tooLate }), 400, 'invalid_input');
    const noTables = { workspaces: [{ tables: {}, idsDrawn: 0 }] };
    for (const snapshot of [{ tables: {} }, { workspaces: [] }, noTables]) {
      assertError(await control('snapshot/restore', { snapshot }), 400, 'invalid_input');
    }
    assertError(await control('snapshot/restore'), 400, 'invalid_input');
  });

  it('add workspaces with the same or another seed, and copies of resources', async () => {
    const { sandbox, call } = demo();
    const control = controlOf(sandbox);
    const peopleOf = async (apiKey: string) =>
      rows((await call('/user_identities/list', {}, { token: apiKey })).body['user_identities']).length;
    const added = async (params?: object) =>
      peopleOf(text((await control('workspaces/add', params)).body['api_key']));
    assert.equal(await added(), await peopleOf(sandbox.credentials.apiKey));
    assert.equal(await added({ seed: 'empty' }), 0);
    for (const sizes of [{ user_identities: 1e9 }, { user_identities: 1, devices: 1e9 }])
      assertError(await control('workspaces/add', { seed: sizes }), 400, 'invalid_input');
    const nameOf = async (device_id: Json | string | undefined) =>
      text((await call('/devices/get', { device_id })).body['device']?.['display_name']);
    const [like] = ids((await call('/devices/list')).body['devices'], 'device_id');
    const { id } = (await control('resources/add', { like })).body;
    assert.equal(await nameOf(id), await nameOf(like));
  });

  it('require the API key', async () => {
    const { sandbox } = demo();
    const asGuest = controlOf(sandbox, sandbox.credentials.clientSessionToken);
    assertError(await asGuest('reset'), 401, 'unauthorized');
    assertError(await controlOf(sandbox)('reset', undefined, 'GET'), 405, 'method_not_allowed');
    assertError(await controlOf(sandbox)('explode'), 404, 'control_not_found');
    const asNobody = await sandbox.fetch(new Request('http://localhost/_sandbox/reset', { method: 'POST' }));
    assert.equal(asNobody.status, 401);
  });
});

describe('faults in the body of a response', () => {
  const request = (sandbox: Sandbox) =>
    new Request('http://localhost/workspaces/get', {
      headers: { authorization: `Bearer ${sandbox.credentials.apiKey}` },
    });

  it('truncate the body', async () => {
    const { sandbox } = demo();
    sandbox.faults.add({ truncated: true, times: 1 });
    const answer = await sandbox.fetch(request(sandbox));
    assert.equal(answer.status, 200);
    await assert.rejects(answer.json(), SyntaxError);
    assert.equal((await sandbox.fetch(request(sandbox))).status, 200);
  });

  it('delay the body', async () => {
    const { sandbox } = demo();
    sandbox.faults.add({ bodyDelay: 1 });
    const answer = await sandbox.fetch(request(sandbox));
    assert.equal(((await answer.json()) as { ok: boolean }).ok, true);
  });
});
