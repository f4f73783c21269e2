import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assertError, callerOf, createSession, demo, guestOf, ids, rows, text } from './support.js';

const unknownId = '00000000-0000-4000-8000-000000000000';
const accountA = '00000000-0000-4000-8000-00000000000a';
const accountB = '00000000-0000-4000-8000-00000000000b';
const webview = '00000000-0000-4000-8000-00000000000c';

describe('the scope of a client session', () => {
  it('contains the devices that are granted to its user identity now', async () => {
    const { sandbox, call } = demo();
    const devices = rows((await call('/devices/list')).body['devices']);
    const device_id = devices[0]?.['device_id'];
    const created = await call('/user_identities/create', {});
    const { user_identity_id } = created.body['user_identity'] ?? {};
    const session = await createSession(call, { user_identity_id });
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

  it('contains the devices of its connected accounts', async () => {
    const { sandbox, call } = demo();
    const devices = rows((await call('/devices/list')).body['devices']);
    const connected_account_id = devices.find((row) => text(row['display_name']) === 'Suite 301')?.[
      'connected_account_id'
    ];
    const ofAccount = devices.filter((row) => row['connected_account_id'] === connected_account_id);
    const session = await createSession(call, {});
    const { client_session_id } = session;
    const granted = await call('/client_sessions/grant_access', {
      client_session_id,
      connected_account_ids: [connected_account_id],
      connect_webview_ids: [webview],
      user_identity_ids: [await guestOf(call)],
    });
    assert.equal(granted.body['client_session']?.['device_count'], ofAccount.length + 3);
    assert.deepEqual(granted.body['client_session']?.['connect_webview_ids'], [webview]);
    const { body } = await callerOf(sandbox, text(session['token']))('/devices/list');
    assert.equal(rows(body['devices']).length, ofAccount.length + 3);
  });

  it('contains its own user identity and no other', async () => {
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

  it('contains the workspace', async () => {
    const { sandbox, call } = demo();
    const asGuest = callerOf(sandbox, sandbox.credentials.clientSessionToken);
    assert.deepEqual((await asGuest('/workspaces/get')).body, (await call('/workspaces/get')).body);
    assert.equal((await call('/workspaces/get')).body['workspace']?.['is_sandbox'], true);
  });
});

describe('granting access to a client session', () => {
  it('accepts a user identifier key and PATCH, and keeps earlier access', async () => {
    const { call } = demo();
    const user_identity_id = await guestOf(call);
    await createSession(call, {
      user_identifier_key: 'a-secret',
      user_identity_id,
      connected_account_ids: [accountA],
    });
    const { body } = await call(
      '/client_sessions/grant_access',
      { user_identifier_key: 'a-secret', connected_account_ids: [accountA, accountB] },
      { method: 'PATCH' },
    );
    assert.deepEqual(body['client_session']?.['connected_account_ids'], [accountA, accountB]);
    assert.equal(body['client_session']?.['user_identity_id'], user_identity_id);
  });

  it('requires a client session that exists', async () => {
    const { call } = demo();
    assertError(await call('/client_sessions/grant_access', {}), 400, 'invalid_input');
    const params = { client_session_id: unknownId };
    assertError(await call('/client_sessions/grant_access', params), 404, 'client_session_not_found');
  });
});
