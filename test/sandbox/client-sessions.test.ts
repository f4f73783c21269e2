import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assertError, callerOf, createSession, demo, guestOf, ids, rows, text } from './support.js';

const unknownId = '00000000-0000-4000-8000-000000000000';
const accountA = '00000000-0000-4000-8000-00000000000a';
const accountB = '00000000-0000-4000-8000-00000000000b';
const webview = '00000000-0000-4000-8000-00000000000c';

describe('creating a client session', () => {
  it('returns it with its token, valid for a year by default', async () => {
    const { call } = demo();
    const user_identity_id = await guestOf(call);
    const session = await createSession(call, { user_identity_id });
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

  it('keeps the customer key', async () => {
    const { call } = demo();
    assert.equal((await createSession(call, { customer_key: 'harbour' }))['customer_key'], 'harbour');
  });

  it('accepts the older parameter for its user identity, and a time in any time zone', async () => {
    const { call } = demo();
    const id = await guestOf(call);
    const session = await createSession(call, {
      user_identity_ids: [id],
      expires_at: '2027-01-01T00:00:00+02:00',
    });
    assert.equal(session['user_identity_id'], id);
    assert.equal(session['expires_at'], '2026-12-31T22:00:00.000Z');
  });

  it('responds with 404 for an unknown user identity', async () => {
    const { call } = demo();
    for (const path of ['/client_sessions/create', '/client_sessions/get_or_create'] as const) {
      assertError(await call(path, { user_identity_id: unknownId }), 404, 'user_identity_not_found');
    }
  });

  it('rejects a second session for a user identifier key by POST, and returns the first by PUT', async () => {
    const { call } = demo();
    const first = await createSession(call, { user_identifier_key: 'a-secret' });
    const params = { user_identifier_key: 'a-secret' };
    assertError(await call('/client_sessions/create', params), 400, 'client_session_token_already_exists');
    const again = await call('/client_sessions/create', params, { method: 'PUT' });
    assert.deepEqual(again.body['client_session'], first);
  });

  it('accepts the user identifier key of an ended session', async () => {
    const { sandbox, call } = demo();
    const params = { user_identifier_key: 'a-secret' };
    const first = await createSession(call, params);
    await call('/client_sessions/revoke', { client_session_id: first['client_session_id'] });
    const second = await createSession(call, { ...params, expires_at: '2026-11-02T10:00:00Z' });
    assert.notEqual(second['token'], first['token']);
    sandbox.clock.advance(3_600_000);
    const third = await createSession(call, params);
    assert.notEqual(third['token'], second['token']);
  });
});

describe('getting or creating a client session', () => {
  it('finds the session that matches all parameters, or creates one', async () => {
    const { call } = demo();
    const user_identity_id = await guestOf(call);
    const find = async (params: object) =>
      (await call('/client_sessions/get_or_create', params)).body['client_session']?.['client_session_id'];

    const byKey = await find({ user_identifier_key: 'a-secret', user_identity_id });
    assert.equal(await find({ user_identifier_key: 'a-secret', user_identity_id }), byKey);
    assert.equal(await find({ user_identifier_key: 'a-secret' }), byKey);
    assert.notEqual(await find({ user_identifier_key: 'another' }), byKey);
    const byAccounts = await find({
      connected_account_ids: [accountA, accountB],
      connect_webview_ids: [webview],
    });
    assert.equal(await find({ connected_account_ids: [accountB, accountA] }), byAccounts);
    assert.notEqual(await find({ connected_account_ids: [accountA] }), byAccounts);
    assert.notEqual(await find({}), await find({}));
  });

  it('never returns another person’s session for a key', async () => {
    const { call } = demo();
    const other = await call('/user_identities/get', { user_identity_key: 'room-201' });
    await createSession(call, { user_identifier_key: 'a-secret', user_identity_id: await guestOf(call) });
    const user_identity_id = other.body['user_identity']?.['user_identity_id'];
    const params = { user_identifier_key: 'a-secret', user_identity_id };
    const { body } = await call('/client_sessions/get_or_create', params);
    assert.equal(body['client_session']?.['user_identity_id'], user_identity_id);
  });

  it('changes the end of an existing session', async () => {
    const { call } = demo();
    const first = await createSession(call, { user_identifier_key: 'a-secret' });
    const { body } = await call('/client_sessions/get_or_create', {
      user_identifier_key: 'a-secret',
      expires_at: '2026-11-03T00:00:00Z',
    });
    assert.deepEqual(body['client_session'], { ...first, expires_at: '2026-11-03T00:00:00.000Z' });
  });

  it('does not extend an ended session', async () => {
    const { sandbox, call } = demo();
    const params = { user_identifier_key: 'a-secret' };
    const first = await createSession(call, { ...params, expires_at: '2026-11-02T10:00:00Z' });
    sandbox.clock.advance(3_600_000);
    const { body } = await call('/client_sessions/get_or_create', params);
    assert.notEqual(body['client_session']?.['client_session_id'], first['client_session_id']);
  });
});

describe('getting a client session', () => {
  it('finds it by id or user identifier key', async () => {
    const { call } = demo();
    const session = await createSession(call, { user_identifier_key: 'a-secret' });
    const { client_session_id } = session;
    for (const params of [{ client_session_id }, { user_identifier_key: 'a-secret' }]) {
      assert.deepEqual((await call('/client_sessions/get', params)).body['client_session'], session);
    }
  });

  it('returns its own session to a client session, for any id', async () => {
    const { sandbox, call } = demo();
    const other = await createSession(call);
    const asGuest = callerOf(sandbox, sandbox.credentials.clientSessionToken);
    for (const params of [{}, { client_session_id: other['client_session_id'] }]) {
      const { body } = await asGuest('/client_sessions/get', params);
      assert.equal(body['client_session']?.['token'], sandbox.credentials.clientSessionToken);
    }
    const both = { client_session_id: other['client_session_id'], user_identifier_key: 'a' };
    assertError(await asGuest('/client_sessions/get', both), 400, 'invalid_options');
  });

  it('responds with 404 for an unknown client session', async () => {
    const { call } = demo();
    for (const params of [{}, { client_session_id: unknownId }, { user_identifier_key: 'nobody' }]) {
      assertError(await call('/client_sessions/get', params), 404, 'client_session_not_found');
    }
  });
});

describe('listing client sessions', () => {
  it('has all filters that Seam has', async () => {
    const { call } = demo();
    const user_identity_id = await guestOf(call);
    const a = await createSession(call, { user_identifier_key: 'a-secret', connect_webview_ids: [webview] });
    const b = await createSession(call, { user_identity_id });
    const guests = rows((await call('/client_sessions/list')).body['client_sessions'])[0];
    const listed = async (params: object) =>
      ids((await call('/client_sessions/list', params)).body['client_sessions'], 'token');

    assert.deepEqual(await listed({}), [guests?.['token'], a['token'], b['token']]);
    assert.deepEqual(await listed({ client_session_id: a['client_session_id'] }), [a['token']]);
    assert.deepEqual(await listed({ connect_webview_id: webview }), [a['token']]);
    assert.deepEqual(await listed({ user_identifier_key: 'a-secret' }), [a['token']]);
    assert.deepEqual(await listed({ user_identity_id }), [guests?.['token'], b['token']]);
    assert.deepEqual(await listed({ without_user_identifier_key: true }), [guests?.['token'], b['token']]);
  });
});

describe('ending a client session', () => {
  it('omits a revoked session from lists, but still finds it by id', async () => {
    const { call } = demo();
    const { client_session_id } = await createSession(call, { user_identifier_key: 'a-secret' });
    assert.deepEqual((await call('/client_sessions/revoke', { client_session_id })).body, {
      ok: true,
    });
    const listed = await call('/client_sessions/list', { user_identifier_key: 'a-secret' });
    assert.deepEqual(listed.body['client_sessions'], []);
    assert.equal((await call('/client_sessions/get', { client_session_id })).status, 200);
  });

  it('does not find a deleted session', async () => {
    const { sandbox, call } = demo();
    const { client_session_id, token } = await createSession(call);
    assert.deepEqual((await call('/client_sessions/delete', { client_session_id })).body, {
      ok: true,
    });
    assertError(await call('/client_sessions/get', { client_session_id }), 404, 'client_session_not_found');
    const answer = await callerOf(sandbox, text(token))('/devices/list');
    assertError(answer, 401, 'client_session_not_found');
  });

  it('responds with 404 for an unknown client session', async () => {
    const { call } = demo();
    for (const path of ['/client_sessions/revoke', '/client_sessions/delete'] as const) {
      assertError(await call(path, { client_session_id: unknownId }), 404, 'client_session_not_found');
    }
  });
});
