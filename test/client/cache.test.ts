import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';
import * as endpoints from '../../src/api/contract.gen.js';
import type { UserIdentity } from '../../src/api/contract.gen.js';
import type { WatchState } from '../../src/client/cache.js';
import { isSeamError } from '../../src/api/errors.js';
import { createSeamClient, type SeamClient } from '../../src/client/client.js';
import { createGateway } from '../../src/gateway/index.js';
import { createSandbox } from '../../src/sandbox/index.js';

const seam = 'https://connect.getseam.com';
let sandbox = createSandbox();
let sent: Request[] = [];
let client: SeamClient;

beforeEach(() => {
  sandbox = createSandbox({ seed: { user_identities: 1200 } });
  sent = [];
  const gateway = createGateway({
    apiKey: sandbox.credentials.apiKey,
    endpoint: seam,
    fetch: sandbox.fetch,
    authorize: () => ({ caller: 'front-desk', userIdentityIds: 'all', permissions: 'all' }),
  });
  mock.method(globalThis, 'fetch', (input: RequestInfo, init?: RequestInit) => {
    const request = new Request(input, init);
    sent.push(request);
    return gateway.fetch(request);
  });
  mock.timers.enable({ apis: ['setTimeout', 'Date'], now: sandbox.clock.now() });
  client = createSeamClient({ gateway: 'https://hotel.example' });
});

afterEach(() => {
  client.close();
  mock.timers.reset();
  mock.restoreAll();
});

const asked = () => sent.splice(0).filter(({ url }) => url.endsWith('/user_identities/list')).length;

function watchPeople(params: { search?: string } = {}) {
  const states: WatchState<UserIdentity[]>[] = [];
  const watch = client.watch(endpoints.userIdentitiesList, params, (state) => states.push(state));
  const last = () => states.at(-1)!;
  return { ...watch, states, last, rest: () => until(() => !last().isFetching) };
}

/** Lets the pauses between retries pass, but no time limit, and waits as long as a busy machine needs. */
async function until(isSo: () => boolean): Promise<void> {
  const end = performance.now() + 60_000;
  for (let turn = 0; !isSo() && performance.now() < end; turn++) {
    if (turn < 10_000) mock.timers.tick(1);
    await new Promise(setImmediate);
  }
  assert.ok(isSo());
}

test('watches of the same data share one request, and a new watch within 10 seconds sends none', async () => {
  const [one, two] = [watchPeople(), watchPeople()];
  await two.rest();
  assert.ok(one.last().data!.length > 0);
  assert.equal(one.last().data, two.last().data);
  mock.timers.tick(9_999);
  const third = watchPeople();
  assert.equal(third.last().data, one.last().data);
  assert.equal(asked(), 1);
  mock.timers.tick(1);
  const fourth = watchPeople();
  assert.equal(fourth.last().isFetching, true);
  await fourth.rest();
  assert.equal(asked(), 1);
});

test('an unchanged response stays the same object, and so does each unchanged row', async () => {
  const people = watchPeople();
  await people.rest();
  const before = people.last().data!;
  await people.refetch();
  assert.equal(people.last().data, before);
  sandbox.resources.change(before[3]!.user_identity_id, { full_name: 'Somebody Else' });
  await people.refetch();
  const after = people.last().data!;
  assert.deepEqual(
    after.flatMap((person, at) => (person === before[at] ? [] : [at])),
    [3],
  );
});

test('a list grows page by page, and a refetch requests all loaded pages', async () => {
  const people = watchPeople();
  await people.rest();
  const size = people.last().data!.length;
  assert.equal(people.last().hasMore, true);
  const more = people.loadMore();
  assert.deepEqual([people.last().isLoadingMore, people.last().data!.length], [true, size]);
  await people.loadMore(); // this page is already being loaded
  await more;
  assert.equal(people.last().data!.length, 2 * size);
  assert.equal(asked(), 2);
  await people.refetch();
  assert.equal(people.last().data!.length, 2 * size);
  assert.equal(asked(), 2);
});

test('when the next page fails, the loaded rows stay valid, and only that page is requested again', async () => {
  const people = watchPeople();
  await people.rest();
  const { data, updatedAt } = people.last();
  const mend = sandbox.faults.add({ path: '/user_identities/list', status: 400 });
  await people.loadMore();
  assert.deepEqual(
    [people.last().hasMoreFailed, people.last().error?.kind, people.last().data, people.last().updatedAt],
    [true, 'refused', data, updatedAt],
  );
  mend();
  asked();
  await people.refetch();
  assert.equal(asked(), 1);
  assert.equal(people.last().error, null);
  assert.equal(people.last().data!.length, 2 * data!.length);
});

test('a failure leaves the last good response in place, and the next watch requests it again', async () => {
  const people = watchPeople();
  await people.rest();
  const { data } = people.last();
  const mend = sandbox.faults.add({ path: '/user_identities/list', status: 400 });
  await people.refetch();
  assert.deepEqual([people.last().error?.kind, people.last().data], ['refused', data]);
  mend();
  const other = watchPeople();
  await other.rest();
  assert.equal(people.last().error, null);
});

test('a refusal stays while the server is down, and is not replaced by a connection failure', async () => {
  const people = watchPeople();
  await people.rest();
  const refuse = sandbox.faults.add({ path: '/user_identities/list', status: 400 });
  await people.refetch();
  refuse();
  const mend = sandbox.faults.add({ path: '/user_identities/list', status: 503 });
  void people.refetch();
  await people.rest();
  assert.equal(people.last().error?.kind, 'refused');
  mend();
  await people.refetch();
  assert.equal(people.last().error, null);
});

test('after a change of parameters the previous rows stay, marked as previous, until the new ones arrive', async () => {
  const people = watchPeople();
  await people.rest();
  const { data } = people.last();
  people.setParams({ search: data![0]!.full_name! });
  assert.deepEqual([people.last().data, people.last().isPrevious], [data, true]);
  await people.rest();
  assert.equal(people.last().isPrevious, false);
  assert.ok(people.last().data!.length < data!.length);
});

test('the last watch to close aborts the request, and the data are dropped after a minute', async () => {
  const first = watchPeople();
  await until(() => sent.length === 1);
  first.close();
  assert.equal(sent[0]!.signal.aborted, true);
  const second = watchPeople();
  assert.equal(second.last().data, undefined);
  await second.rest();
  second.close();
  asked();
  mock.timers.tick(59_999);
  const third = watchPeople();
  assert.ok(third.last().data);
  third.close();
  await new Promise(setImmediate);
  mock.timers.tick(60_000);
  assert.equal(watchPeople().last().data, undefined);
});

test('a query returns fresh data from the cache, and is cancelled when the client closes', async () => {
  const question = () => client.query(endpoints.workspacesGet, {});
  assert.equal(await question(), await question());
  assert.equal(sent.splice(0).length, 1);
  mock.timers.tick(10_000);
  const asking = question();
  let failure: unknown;
  asking.catch((error: unknown) => (failure = error));
  client.close();
  await until(() => failure !== undefined);
  assert.ok(isSeamError(failure) && failure.kind === 'cancelled');
});
