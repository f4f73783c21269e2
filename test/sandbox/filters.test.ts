import assert from 'node:assert/strict';
import { it } from 'node:test';
import { workspace } from './acs.js';
import { text, type Json } from './support.js';

const space_id = '00000000-0000-4000-8000-000000000000';

it('lists of access system resources contain exactly the rows that match the filter', async () => {
  const { sandbox, list } = workspace();
  const every = (kind: 'credentials' | 'entrances' | 'systems' | 'users', params: object = {}) =>
    list(`/acs/${kind}/list`, params, `acs_${kind}`);
  const [entrance] = await every('entrances');
  const linked = (await every('users')).find((row) => row['user_identity_phone_number']);
  const { acs_entrance_id, connected_account_id } = entrance ?? {};
  const { user_identity_email_address, user_identity_phone_number } = linked ?? {};
  sandbox.resources.change(text(acs_entrance_id), { space_ids: [space_id] });
  const created_before = sandbox.clock.now().toISOString();
  sandbox.resources.change(text(linked?.['acs_user_id']), { created_at: created_before });
  const [credential] = await every('credentials');
  sandbox.resources.change(text(credential?.['acs_credential_id']), { created_at: created_before });

  const has = (wanted: object) => (row: Json) =>
    Object.entries(wanted).every(([name, value]) => row[name] === value);
  const isOlder = (row: Json) => text(row['created_at']) < created_before;
  const filters: [Parameters<typeof every>[0], object, ((row: Json) => boolean)?][] = [
    ['users', { user_identity_email_address }],
    ['users', { user_identity_phone_number }],
    ['users', { created_before }, isOlder],
    ['credentials', { created_before }, isOlder],
    ['systems', { connected_account_id }],
    ['entrances', { connected_account_id }],
    ['entrances', { space_id }, has({ acs_entrance_id })],
  ];
  for (const [kind, params, isWanted = has(params)] of filters) {
    const all = await every(kind);
    const wanted = all.filter(isWanted);
    const filter = `${kind} ${JSON.stringify(params)}`;
    assert.ok(wanted.length > 0 && wanted.length < all.length, filter);
    assert.deepEqual(await every(kind, params), wanted, filter);
  }
});
