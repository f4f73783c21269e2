import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { EndpointPath } from '../../src/api/contract.gen.js';
import { workspace, type Workspace } from './acs.js';
import { ids, text, type Json } from './support.js';

/** An ACS user in the office, its pending mutations, and the ids of access groups. */
async function member(space: Workspace, key = 'mill-301', system = 'salto_space_system') {
  const reference = {
    user_identity_id: await space.personOf(key),
    acs_system_id: await space.systemOf(system),
  };
  const acsUser = () => space.ask('/acs/users/get', reference, 'acs_user');
  const pending = async () => (await acsUser())['pending_mutations'] as unknown as Json[];
  const { acs_user_id } = await acsUser();
  return { reference, acsUser, pending, acs_user_id };
}

const fromTo = (mutations: Json[]): unknown[] =>
  mutations.map(({ mutation_code, from, to }) => [mutation_code, from, to]);

describe('pending mutations of an ACS user', () => {
  it('show changed information with old and new value, until the access system has it', async () => {
    const space = workspace();
    const { reference, acsUser, pending } = await member(space);
    const { full_name, email_address, phone_number } = await acsUser();
    await space.do('/acs/users/update', { ...reference, full_name: 'Costas' });
    assert.deepEqual(fromTo(await pending()), [
      [
        'updating_user_information',
        { full_name, email_address, phone_number },
        { full_name: 'Costas', email_address, phone_number },
      ],
    ]);
    space.sandbox.clock.advance(999);
    assert.equal((await pending()).length, 1);
    space.sandbox.clock.advance(1);
    assert.deepEqual(await pending(), []);
    assert.equal((await acsUser())['last_successful_sync_at'], space.sandbox.clock.now().toISOString());
  });

  it('show an access schedule that is set or removed', async () => {
    const space = workspace();
    const { reference, pending } = await member(space);
    const access_schedule = { starts_at: '2026-12-01T00:00:00.000Z', ends_at: '2026-12-02T00:00:00.000Z' };
    await space.do('/acs/users/update', { ...reference, access_schedule });
    space.sandbox.clock.advance(500);
    await space.do('/acs/users/update', { ...reference, access_schedule: null });
    const none = { starts_at: null, ends_at: null };
    const [given, taken] = [
      ['updating_access_schedule', none, access_schedule],
      ['updating_access_schedule', access_schedule, none],
    ];
    assert.deepEqual(fromTo(await pending()), [given, taken]);
    space.sandbox.clock.advance(500);
    assert.deepEqual(fromTo(await pending()), [taken], 'each is done in its own time');
    space.sandbox.clock.advance(500);
    assert.deepEqual(await pending(), []);
  });

  it('show a suspension and its end', async () => {
    const space = workspace();
    const { reference, pending } = await member(space);
    for (const [path, is_suspended] of [
      ['/acs/users/suspend', true],
      ['/acs/users/unsuspend', false],
    ] as const) {
      await space.do(path, reference);
      await space.do(path, reference);
      assert.deepEqual(fromTo(await pending()), [
        ['updating_suspension_state', { is_suspended: !is_suspended }, { is_suspended }],
      ]);
      space.sandbox.clock.advance(1000);
      assert.deepEqual(await pending(), []);
    }
  });

  it('show an access group that is added or removed', async () => {
    const space = workspace();
    const { pending, acs_user_id } = await member(space, 'mill-302');
    const groups = await space.list('/acs/access_groups/list', {}, 'acs_access_groups');
    const groupOf = (name: string) =>
      text(groups.find((row) => text(row['name']) === name)?.['acs_access_group_id']);
    const [tenants, facilities] = [groupOf('Tenants'), groupOf('Facilities')];
    const change = (path: EndpointPath, acs_access_group_id: string) =>
      space.do(path, { acs_user_id, acs_access_group_id });
    await change('/acs/users/add_to_access_group', facilities);
    await change('/acs/users/add_to_access_group', facilities);
    const membership = (from: string | null, to: string | null) => [
      'updating_group_membership',
      { acs_access_group_id: from },
      { acs_access_group_id: to },
    ];
    assert.deepEqual(fromTo(await pending()), [membership(null, facilities)]);
    space.sandbox.clock.advance(1000);
    await space.do('/acs/users/revoke_access_to_all_entrances', { acs_user_id });
    assert.deepEqual(fromTo(await pending()), [membership(tenants, null), membership(facilities, null)]);
  });

  it('show a credential that moves to another ACS user', async () => {
    const space = workspace();
    const one = await member(space, 'mill-301');
    const other = await member(space, 'mill-302');
    const mine = { acs_user_id: one.acs_user_id, is_multi_phone_sync_credential: true };
    const [parent] = await space.list('/acs/credentials/list', mine, 'acs_credentials');
    const { acs_credential_id } = parent ?? {};
    const assignment = (from: unknown, to: unknown) => [
      'updating_credential_assignment',
      { acs_credential_id: from },
      { acs_credential_id: to },
    ];
    await space.do('/acs/credentials/assign', { acs_credential_id, acs_user_id: other.acs_user_id });
    assert.deepEqual(fromTo(await one.pending()), [assignment(acs_credential_id, null)]);
    assert.deepEqual(fromTo(await other.pending()), [assignment(null, acs_credential_id)]);
    space.sandbox.clock.advance(1000);
    assert.deepEqual([...(await one.pending()), ...(await other.pending())], []);
    await space.do('/acs/credentials/unassign', { acs_credential_id, acs_user_id: other.acs_user_id });
    assert.deepEqual(fromTo(await other.pending()), [assignment(acs_credential_id, null)]);
  });

  it('show a deletion, which fails if Seam cannot reach the access system', async () => {
    const space = workspace();
    const { reference, pending } = await member(space, 'staff-08', 'latch_building');
    const pendingCodes = async () => ids((await pending()) as never, 'mutation_code');
    const before = await pendingCodes();
    await space.do('/acs/users/delete', reference);
    await space.do('/acs/users/delete', reference);
    assert.deepEqual(await pendingCodes(), [...before, 'deleting']);
    space.sandbox.clock.advance(1000);
    assert.deepEqual(await pendingCodes(), before);
  });

  it('are empty if nothing changes', async () => {
    const space = workspace();
    const { reference, acsUser, pending } = await member(space);
    await space.do('/acs/users/update', { ...reference, full_name: (await acsUser())['full_name'] });
    assert.deepEqual(await pending(), []);
  });

  it('contain no changes if the access system creates ACS users with their first key', async () => {
    const space = workspace();
    const { acs_system_id } = { acs_system_id: await space.systemOf('hotek_site') };
    const params = { acs_system_id, full_name: 'Ada' };
    const created = await space.ask('/acs/users/create', params, 'acs_user');
    const { acs_user_id } = created;
    await space.do('/acs/users/update', { acs_user_id, full_name: 'Ada Lovelace' });
    space.sandbox.clock.advance(10_000);
    const after = await space.ask('/acs/users/get', { acs_user_id }, 'acs_user');
    assert.deepEqual(ids(after['pending_mutations'], 'mutation_code'), ['deferring_creation']);
  });
});
