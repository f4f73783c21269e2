import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assertError, callerOf, demo, ids, rows, text, type Call, type Json } from './support.js';

const unknownId = '00000000-0000-4000-8000-000000000000';

async function create(call: Call, params: object = {}): Promise<Json> {
  const { status, body } = await call('/client_sessions/create', params);
  assert.equal(status, 200);
  return body['client_session']!;
}

const guestOf = async (call: Call) =>
  (await call('/user_identities/get', { user_identity_key: 'room-214' })).body['user_identity']?.[
    'user_identity_id'
  ];

describe('creating a client session', () => {
  it('answers it with its token, for a year unless told otherwise', async () => {
    const { call } = demo();
    const user_identity_id = await guestOf(call);
    const session = await create(call, { user_identity_id });
    const { client_session_id, token, workspace_id, ...others } = session;
    assert.match(text(token), /^seam_cst/);
    assert.ok(client_session_id && workspace_id);
    assert.deepEqual(others, {
      user_identifier_key: null,
      user_identity_id,
      user_identity_ids: [user_identity_id],
      connected_account_ids: [],
      connect_webview_ids: [],
      created_at: '2026-11-02T09:00:00.000Z',
      expires_at: '2027-11-02T09:00:00.000Z',
      device_count: 3,
    });
  });

  it('takes the older spelling of its user identity, and a time in any zone', async () => {
    const { call } = demo();
    const id = await guestOf(call);
    const session = await create(call, { user_identity_ids: [id], expires_at: '2027-01-01T00:00:00+02:00' });
    assert.equal(session['user_identity_id'], id);
    assert.equal(session['expires_at'], '2026-12-31T22:00:00.000Z');
  });

  it('answers 404 for a stranger', async () => {
    const { call } = demo();
    for (const path of ['/client_sessions/create', '/client_sessions/get_or_create'] as const) {
      assertError(await call(path, { user_identity_id: unknownId }), 404, 'user_identity_not_found');
    }
  });

  it('refuses a second session for a user identifier key by POST, and answers the first by PUT', async () => {
    const { call } = demo();
    const first = await create(call, { user_identifier_key: 'a-secret' });
    const params = { user_identifier_key: 'a-secret' };
    assertError(await call('/client_sessions/create', params), 400, 'client_session_token_already_exists');
    const again = await call('/client_sessions/create', params, { method: 'PUT' });
    assert.deepEqual(again.body['client_session'], first);
  });

  it('frees the user identifier key of a session that has ended', async () => {
    const { sandbox, call } = demo();
    const params = { user_identifier_key: 'a-secret' };
    const first = await create(call, params);
    await call('/client_sessions/revoke', { client_session_id: first['client_session_id'] });
    const second = await create(call, { ...params, expires_at: '2026-11-02T10:00:00Z' });
    assert.notEqual(second['token'], first['token']);
    sandbox.clock.advance(3_600_000);
    const third = await create(call, params);
    assert.notEqual(third['token'], second['token']);
  });
});

describe('getting or creating a client session', () => {
  it('finds the one with everything asked for, or makes one', async () => {
    const { call } = demo();
    const user_identity_id = await guestOf(call);
    const find = async (params: object) =>
      (await call('/client_sessions/get_or_create', params)).body['client_session']?.['client_session_id'];

    const byKey = await find({ user_identifier_key: 'a-secret', user_identity_id });
    assert.equal(await find({ user_identifier_key: 'a-secret', user_identity_id }), byKey);
    assert.equal(await find({ user_identifier_key: 'a-secret' }), byKey);
    assert.notEqual(await find({ user_identifier_key: 'another' }), byKey);
    const byAccounts = await find({ connected_account_ids: ['a', 'b'], connect_webview_ids: ['c'] });
    assert.equal(await find({ connected_account_ids: ['b', 'a'] }), byAccounts);
    assert.notEqual(await find({ connected_account_ids: ['a'] }), byAccounts);
    assert.notEqual(await find({}), await find({}));
  });

  it('never answers a session of somebody else for a key', async () => {
    const { call } = demo();
    const other = await call('/user_identities/get', { user_identity_key: 'room-201' });
    await create(call, { user_identifier_key: 'a-secret', user_identity_id: await guestOf(call) });
    const user_identity_id = other.body['user_identity']?.['user_identity_id'];
    const params = { user_identifier_key: 'a-secret', user_identity_id };
    const { body } = await call('/client_sessions/get_or_create', params);
    assert.equal(body['client_session']?.['user_identity_id'], user_identity_id);
  });

  it('moves the end of an existing one', async () => {
    const { call } = demo();
    const first = await create(call, { user_identifier_key: 'a-secret' });
    const { body } = await call('/client_sessions/get_or_create', {
      user_identifier_key: 'a-secret',
      expires_at: '2026-11-03T00:00:00Z',
    });
    assert.deepEqual(body['client_session'], { ...first, expires_at: '2026-11-03T00:00:00.000Z' });
  });

  it('does not revive one that has ended', async () => {
    const { sandbox, call } = demo();
    const params = { user_identifier_key: 'a-secret' };
    const first = await create(call, { ...params, expires_at: '2026-11-02T10:00:00Z' });
    sandbox.clock.advance(3_600_000);
    const { body } = await call('/client_sessions/get_or_create', params);
    assert.notEqual(body['client_session']?.['client_session_id'], first['client_session_id']);
  });
});

describe('getting a client session', () => {
  it('goes by id or user identifier key, and by session_id as older guides have it', async () => {
    const { call } = demo();
    const session = await create(call, { user_identifier_key: 'a-secret' });
    const { client_session_id } = session;
    for (const params of [
      { client_session_id },
      { user_identifier_key: 'a-secret' },
      { session_id: client_session_id },
    ]) {
      assert.deepEqual((await call('/client_sessions/get', params)).body['client_session'], session);
    }
  });

  it('answers a session its own, whatever it asks for', async () => {
    const { sandbox, call } = demo();
    const other = await create(call);
    const asGuest = callerOf(sandbox, sandbox.credentials.clientSessionToken);
    for (const params of [{}, { client_session_id: other['client_session_id'] }]) {
      const { body } = await asGuest('/client_sessions/get', params);
      assert.equal(body['client_session']?.['token'], sandbox.credentials.clientSessionToken);
    }
    const both = { client_session_id: other['client_session_id'], user_identifier_key: 'a' };
    assertError(await asGuest('/client_sessions/get', both), 400, 'invalid_options');
  });

  it('answers 404 for none', async () => {
    const { call } = demo();
    for (const params of [{}, { client_session_id: unknownId }, { user_identifier_key: 'nobody' }]) {
      assertError(await call('/client_sessions/get', params), 404, 'client_session_not_found');
    }
  });
});

describe('listing client sessions', () => {
  it('filters by everything Seam does', async () => {
    const { call } = demo();
    const user_identity_id = await guestOf(call);
    const a = await create(call, { user_identifier_key: 'a-secret', connect_webview_ids: ['webview'] });
    const b = await create(call, { user_identity_id });
    const guests = rows((await call('/client_sessions/list')).body['client_sessions'])[0];
    const listed = async (params: object) =>
      ids((await call('/client_sessions/list', params)).body['client_sessions'], 'token');

    assert.deepEqual(await listed({}), [guests?.['token'], a['token'], b['token']]);
    assert.deepEqual(await listed({ client_session_id: a['client_session_id'] }), [a['token']]);
    assert.deepEqual(await listed({ connect_webview_id: 'webview' }), [a['token']]);
    assert.deepEqual(await listed({ user_identifier_key: 'a-secret' }), [a['token']]);
    assert.deepEqual(await listed({ user_identity_id }), [guests?.['token'], b['token']]);
    assert.deepEqual(await listed({ without_user_identifier_key: true }), [guests?.['token'], b['token']]);
  });
});

describe('ending a client session', () => {
  it('leaves a revoked one out of lists, but not out of reach', async () => {
    const { call } = demo();
    const { client_session_id } = await create(call, { user_identifier_key: 'a-secret' });
    assert.deepEqual((await call('/client_sessions/revoke', { session_id: client_session_id })).body, {
      ok: true,
    });
    const listed = await call('/client_sessions/list', { user_identifier_key: 'a-secret' });
    assert.deepEqual(listed.body['client_sessions'], []);
    assert.equal((await call('/client_sessions/get', { client_session_id })).status, 200);
  });

  it('forgets a deleted one', async () => {
    const { sandbox, call } = demo();
    const { client_session_id, token } = await create(call);
    assert.deepEqual((await call('/client_sessions/delete', { session_id: client_session_id })).body, {
      ok: true,
    });
    assertError(await call('/client_sessions/get', { client_session_id }), 404, 'client_session_not_found');
    const answer = await callerOf(sandbox, text(token))('/devices/list');
    assertError(answer, 401, 'client_session_not_found');
  });

  it('answers 404 for none', async () => {
    const { call } = demo();
    for (const path of ['/client_sessions/revoke', '/client_sessions/delete'] as const) {
      assertError(await call(path, { client_session_id: unknownId }), 404, 'client_session_not_found');
    }
  });
});

describe('what a client session sees', () => {
  it('is the devices granted to its user identity, as of now', async () => {
    const { sandbox, call } = demo();
    const devices = rows((await call('/devices/list')).body['devices']);
    const device_id = devices[0]?.['device_id'];
    const created = await call('/user_identities/create', {});
    const { user_identity_id } = created.body['user_identity'] ?? {};
    const session = await create(call, { user_identity_id });
    const asSession = callerOf(sandbox, text(session['token']));
    const seen = async () => ids((await asSession('/devices/list')).body['devices'], 'device_id');
    const count = async () =>
      (await asSession('/client_sessions/get')).body['client_session']?.['device_count'];

    assert.deepEqual([await seen(), await count()], [[], 0]);
    const answer = await asSession('/devices/get', { device_id });
    assertError(answer, 401, 'unauthorized', 'Not authorized to view this device');
    assertError(await asSession('/devices/get', { device_id: unknownId }), 404, 'device_not_found');

    await call('/user_identities/grant_access_to_device', { user_identity_id, device_id });
    assert.deepEqual([await seen(), await count()], [[device_id], 1]);
    assert.deepEqual((await asSession('/devices/get', { device_id })).body['device'], devices[0]);
    assert.deepEqual(
      ids((await asSession('/devices/list', { search: 'room' })).body['devices'], 'device_id'),
      [],
    );

    await call('/user_identities/revoke_access_to_device', { user_identity_id, device_id });
    assert.deepEqual([await seen(), await count()], [[], 0]);
  });

  it('is the devices of its connected accounts too', async () => {
    const { sandbox, call } = demo();
    const devices = rows((await call('/devices/list')).body['devices']);
    const connected_account_id = devices.find((row) => text(row['display_name']) === 'Suite 301')?.[
      'connected_account_id'
    ];
    const ofAccount = devices.filter((row) => row['connected_account_id'] === connected_account_id);
    const session = await create(call, {});
    const { client_session_id } = session;
    const granted = await call('/client_sessions/grant_access', {
      client_session_id,
      connected_account_ids: [connected_account_id],
      connect_webview_ids: ['webview'],
      user_identity_ids: [await guestOf(call)],
    });
    assert.equal(granted.body['client_session']?.['device_count'], ofAccount.length + 3);
    assert.deepEqual(granted.body['client_session']?.['connect_webview_ids'], ['webview']);
    const { body } = await callerOf(sandbox, text(session['token']))('/devices/list');
    assert.equal(rows(body['devices']).length, ofAccount.length + 3);
  });

  it('is its own user identity and no other', async () => {
    const { sandbox, call } = demo();
    const asGuest = callerOf(sandbox, sandbox.credentials.clientSessionToken);
    const own = await guestOf(call);
    assert.deepEqual(
      ids((await asGuest('/user_identities/list')).body['user_identities'], 'user_identity_id'),
      [own],
    );
    const other = (await call('/user_identities/get', { user_identity_key: 'room-201' })).body[
      'user_identity'
    ];
    const user_identity_ids = [other?.['user_identity_id']];
    assert.deepEqual(
      (await asGuest('/user_identities/list', { user_identity_ids })).body['user_identities'],
      [],
    );
  });

  it('is the workspace', async () => {
    const { sandbox, call } = demo();
    const asGuest = callerOf(sandbox, sandbox.credentials.clientSessionToken);
    assert.deepEqual((await asGuest('/workspaces/get')).body, (await call('/workspaces/get')).body);
    assert.equal((await call('/workspaces/get')).body['workspace']?.['is_sandbox'], true);
  });
});

describe('widening a client session', () => {
  it('goes by user identifier key as well, keeps what was there, and takes PATCH', async () => {
    const { call } = demo();
    const user_identity_id = await guestOf(call);
    await create(call, { user_identifier_key: 'a-secret', user_identity_id, connected_account_ids: ['a'] });
    const { body } = await call(
      '/client_sessions/grant_access',
      { user_identifier_key: 'a-secret', connected_account_ids: ['a', 'b'] },
      { method: 'PATCH' },
    );
    assert.deepEqual(body['client_session']?.['connected_account_ids'], ['a', 'b']);
    assert.equal(body['client_session']?.['user_identity_id'], user_identity_id);
  });

  it('needs to know which one', async () => {
    const { call } = demo();
    assertError(await call('/client_sessions/grant_access', {}), 400, 'invalid_input');
    const params = { client_session_id: unknownId };
    assertError(await call('/client_sessions/grant_access', params), 404, 'client_session_not_found');
  });
});
