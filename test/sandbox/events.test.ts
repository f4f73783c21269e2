import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { workspace } from './acs.js';
import { assertError, callerOf, ids, rows, text } from './support.js';

const longAgo = '2020-01-01T00:00:00.000Z';

describe('events', () => {
  it('are listed after a time, or between two times, without those times', async () => {
    const { sandbox, call, list, systemOf, do: act } = workspace();
    const acs_system_id = await systemOf('visionline_system');
    const at = sandbox.clock.now().toISOString();
    await act('/acs/users/create', { acs_system_id, full_name: 'Ada' });
    sandbox.clock.advance(1);
    const later = sandbox.clock.now().toISOString();
    await act('/acs/users/create', { acs_system_id, full_name: 'Bob' });
    sandbox.clock.advance(1);
    const count = async (params: object) => (await list('/events/list', params, 'events')).length;
    assert.equal(await count({ since: at }), 1);
    assert.equal(await count({ between: [at, later] }), 0);
    assert.equal(await count({ between: [longAgo, later] }), (await count({ since: longAgo })) - 1);
    const either = 'Must specify either since or between';
    assertError(await call('/events/list', {}), 400, 'invalid_input', either);
    const both = { since: at, between: [at, later] };
    assertError(await call('/events/list', both), 400, 'invalid_input');
    const noTime = 'Invalid datetime for';
    for (const [name, value] of Object.entries({ since: 'yesterday', between: [at, 'today'] })) {
      assertError(await call('/events/list', { [name]: value }), 400, 'invalid_input', `${noTime} "${name}"`);
    }
  });

  it('are listed in order of time, in pages, with filters', async () => {
    const { list, ask } = workspace();
    const find = (params: object) => list('/events/list', { since: longAgo, ...params }, 'events');
    const all = await find({});
    const times = all.map((row) => text(row['created_at']));
    assert.deepEqual(times, times.toSorted());
    assert.deepEqual(await find({ limit: 3, unstable_offset: 2 }), all.slice(2, 5));
    const issued = all.filter((row) => text(row['event_type']) === 'acs_credential.issued');
    assert.deepEqual(await find({ event_type: 'acs_credential.issued' }), issued);
    assert.deepEqual(await find({ event_types: ['acs_credential.issued'] }), issued);
    const [{ event_id, acs_credential_id } = {}] = issued;
    assert.deepEqual(await find({ acs_credential_id }), issued.slice(0, 1));
    assert.deepEqual(await find({ event_ids: [event_id] }), issued.slice(0, 1));
    assert.deepEqual(await ask('/events/get', { event_id }, 'event'), issued[0]);
    assert.deepEqual(
      await ask('/events/get', { event_type: 'acs_credential.issued' }, 'event'),
      issued.at(-1),
    );
  });

  it('are in the scope of a client session if they belong to its person, even for deleted resources', async () => {
    const { sandbox, call, list, personOf, do: act } = workspace();
    const asGuest = callerOf(sandbox, sandbox.credentials.clientSessionToken);
    const seen = async () => rows((await asGuest('/events/list', { since: longAgo })).body['events']);
    const before = await seen();
    const phonesOf = async (key: string) =>
      ids(
        (await call('/phones/list', { owner_user_identity_id: await personOf(key) })).body['phones'],
        'device_id',
      );
    const [own] = await phonesOf('room-214');
    const [foreign] = await phonesOf('room-201');
    for (const device_id of [own, foreign]) await act('/phones/deactivate', { device_id });
    sandbox.clock.advance(1000);
    const fresh = (await seen()).slice(before.length);
    assert.deepEqual(
      fresh.map((row) => text(row['event_type'])),
      ['acs_credential.deleted', 'acs_credential.deleted', 'phone.deactivated'],
    );
    assert.equal(fresh.at(-1)?.['device_id'], own);
    const [other] = await list('/events/list', { since: longAgo, device_id: foreign }, 'events');
    assertError(await asGuest('/events/get', { event_id: other?.['event_id'] }), 404, 'event_not_found');
  });
});
