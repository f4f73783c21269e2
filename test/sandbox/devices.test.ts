import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assertError, demo, ids, rows } from './support.js';

describe('getting a device', () => {
  it('finds it by id or by name', async () => {
    const { call } = demo();
    const byName = await call('/devices/get', { name: 'Room 214' });
    const { device_id } = byName.body['device'] ?? {};
    assert.deepEqual((await call('/devices/get', { device_id })).body, byName.body);
    assertError(
      await call('/devices/get', { name: 'Room 999' }),
      404,
      'device_not_found',
      'Device not found',
    );
  });
});

describe('listing devices', () => {
  it('searches in name, location, account, metadata and the beginning of the id', async () => {
    const { call } = demo();
    const all = rows((await call('/devices/list')).body['devices']);
    const found = async (search: string) =>
      ids((await call('/devices/list', { search })).body['devices'], 'display_name');
    assert.deepEqual(await found('wine'), ['Wine Cellar']);
    assert.equal((await found('mill court')).length, 9);
    const id = String(all[0]?.['device_id']);
    assert.deepEqual(await found(id.slice(0, 8).toUpperCase()), [all[0]?.['display_name']]);
    assert.ok(!(await found(id.slice(9, 23))).includes(String(all[0]?.['display_name'])));
    const account = String(all[1]?.['connected_account_id']);
    assert.deepEqual(await found(account), ['Harbour House Front Door', 'Pool & Spa']);
  });

  it('has all other filters that Seam has', async () => {
    const { call } = demo();
    const all = rows((await call('/devices/list')).body['devices']);
    const listed = async (params: object) =>
      ids((await call('/devices/list', params)).body['devices'], 'display_name');
    const front = all[0];
    const { connected_account_id, created_at } = all[2] ?? {};
    assert.deepEqual(await listed({ device_ids: [front?.['device_id']] }), ['Harbour House Front Door']);
    assert.deepEqual(await listed({ connected_account_id }), ['Kitchen', 'Linen Store']);
    assert.deepEqual(await listed({ connected_account_ids: [connected_account_id] }), [
      'Kitchen',
      'Linen Store',
    ]);
    assert.deepEqual(await listed({ device_type: 'nuki_lock' }), ['Wine Cellar']);
    assert.deepEqual(await listed({ device_types: ['nuki_lock', 'tedee_lock'] }), [
      'Wine Cellar',
      'Mill Court Meeting Room',
    ]);
    assert.deepEqual(await listed({ manufacturer: 'kwikset' }), ['Kitchen', 'Linen Store']);
    assert.deepEqual(await listed({ created_before: created_at }), [
      'Harbour House Front Door',
      'Pool & Spa',
    ]);
    assert.deepEqual(await listed({ custom_metadata_has: { is_restricted: true } }), ['Server Room']);
    assert.deepEqual(await listed({ exclude_if: ['can_remotely_unlock'] }), ['Room 215']);
    assert.equal((await listed({ include_if: ['can_remotely_unlock'] })).length, all.length - 1);
    const nowhere = '00000000-0000-4000-8000-000000000000';
    for (const params of [
      { space_id: nowhere },
      { connect_webview_id: nowhere },
      { customer_key: 'nobody' },
    ]) {
      assert.deepEqual(await listed(params), []);
    }
  });

  it('filters by the scope of the client session with a user identifier key', async () => {
    const { call } = demo();
    const guest = await call('/user_identities/get', { user_identity_key: 'room-214' });
    const { user_identity_id } = guest.body['user_identity'] ?? {};
    await call('/client_sessions/create', { user_identifier_key: 'a-secret', user_identity_id });
    const listed = async (user_identifier_key: string) =>
      ids((await call('/devices/list', { user_identifier_key })).body['devices'], 'display_name');
    assert.deepEqual(await listed('a-secret'), ['Harbour House Front Door', 'Pool & Spa', 'Room 214']);
    assert.deepEqual(await listed('nobody'), []);
  });
});
