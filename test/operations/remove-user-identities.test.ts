import assert from 'node:assert/strict';
import { it } from 'node:test';
import { removeUserIdentities, type PersonRemoval } from '../../src/operations/index.js';
import { createDesk, leftOf, nothing, personOf, type Desk } from './support.js';

async function several() {
  const desk = createDesk({ deletion: 'ordered' });
  const user_identity_ids: string[] = [];
  for (const key of ['room-216', 'room-214', 'staff-01']) user_identity_ids.push(await personOf(desk, key));
  return { desk, user_identity_ids };
}

const remove = (
  { call, clock }: Desk,
  user_identity_ids: readonly string[],
  options: Parameters<typeof removeUserIdentities>[2] = {},
) => removeUserIdentities(call, { user_identity_ids, strategy: 'ordered' }, { ...clock, ...options });

const outcomes = (people: readonly PersonRemoval[]) => people.map(({ outcome }) => outcome);

it('several people are removed one after another, and a failed one does not stop the others', async () => {
  const { desk, user_identity_ids } = await several();
  const told: string[] = [];
  const people = await remove(desk, user_identity_ids, {
    onProgress: (all) => told.push(outcomes(all).join()),
  });
  assert.deepEqual(outcomes(people), ['removed', 'left', 'removed']);
  assert.ok(people[1]!.progress!.steps.some(({ state }) => state === 'failed'));
  assert.deepEqual(await leftOf(desk, user_identity_ids[2]!), nothing);
  assert.deepEqual(
    [...new Set(told)],
    [
      'working,waiting,waiting',
      'removed,waiting,waiting',
      'removed,working,waiting',
      'removed,left,waiting',
      'removed,left,working',
      'removed,left,removed',
    ],
  );
});

it('a person who no longer exists counts as removed at once', async () => {
  const { desk, user_identity_ids } = await several();
  const [gone = ''] = user_identity_ids;
  await remove(desk, [gone]);
  const params = { user_identity_ids: [gone], strategy: 'ordered' } as const;
  assert.deepEqual(outcomes(await removeUserIdentities(desk.call, params)), ['removed']);
});

it('when it is cancelled, it does not change the people after that', async () => {
  const { desk, user_identity_ids } = await several();
  const controller = new AbortController();
  const people = await remove(desk, user_identity_ids, {
    signal: controller.signal,
    onProgress: (all) => {
      if (all[0]!.outcome === 'removed') controller.abort();
    },
  });
  assert.deepEqual(outcomes(people), ['removed', 'waiting', 'waiting']);
  assert.equal((await leftOf(desk, user_identity_ids[2]!))['phones'], 3);
});

it('when the session ends, it stops and reports at which person', async () => {
  const { desk, user_identity_ids } = await several();
  desk.before = ({ params }) =>
    params['user_identity_id'] === user_identity_ids[1]
      ? Response.json({ error: { type: 'client_session_expired', message: 'Expired' } }, { status: 401 })
      : undefined;
  const people = await remove(desk, user_identity_ids);
  assert.deepEqual(outcomes(people), ['removed', 'failed', 'waiting']);
  assert.deepEqual(people[1]!.error, { kind: 'session_ended', message: 'Expired' });
});

it('a person whom the caller may not see does not stop the others', async () => {
  const { desk, user_identity_ids } = await several();
  desk.before = ({ params }) =>
    params['user_identity_id'] === user_identity_ids[1]
      ? Response.json({ error: { type: 'unauthorized', message: 'No' } }, { status: 401 })
      : undefined;
  assert.deepEqual(outcomes(await remove(desk, user_identity_ids)), ['removed', 'failed', 'removed']);
});
