import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';
import * as endpoints from '../../src/api/contract.gen.js';
import { SeamError, isSeamError, type SeamErrorKind } from '../../src/api/errors.js';
import { createSeamClient, type SeamClient } from '../../src/client/client.js';
import { leaseClient } from '../../src/client/client-pool.js';
import type { SessionOptions } from '../../src/client/session.js';
import { createSandbox } from '../../src/sandbox/index.js';

const endpoint = 'https://connect.getseam.com';
let sandbox = createSandbox();
let sent: Request[] = [];
const clients: SeamClient[] = [];

const paths = () => sent.map(({ url }) => new URL(url).pathname);

/** Replaces the network: every request goes to the sandbox. */
beforeEach(() => {
  sandbox = createSandbox();
  sent = [];
  mock.method(globalThis, 'fetch', (input: RequestInfo, init?: RequestInit) => {
    const request = new Request(input, init);
    sent.push(request);
    return sandbox.fetch(request);
  });
});

afterEach(() => {
  clients.splice(0).forEach((client) => client.close());
  mock.restoreAll();
});

const open = (options: SessionOptions): SeamClient => {
  const client = createSeamClient(options);
  clients.push(client);
  return client;
};

async function asServer(path: string, params: object): Promise<Record<string, Record<string, string>>> {
  const response = await sandbox.fetch(
    new Request(endpoint + path, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${sandbox.credentials.apiKey}`,
      },
      body: JSON.stringify(params),
    }),
  );
  return (await response.json()) as Record<string, Record<string, string>>;
}

async function newPerson(name: string) {
  const { user_identity } = await asServer('/user_identities/create', { full_name: name });
  const id = user_identity!['user_identity_id']!;
  const newSession = async () =>
    (await asServer('/client_sessions/create', { user_identity_id: id }))['client_session'] as {
      token: string;
      client_session_id: string;
    };
  return { id, newSession };
}

const rejectsAs = (kind: SeamErrorKind) => (error: unknown) => {
  assert.ok(isSeamError(error), String(error));
  assert.equal(error.kind, kind);
  return true;
};

const nameOf = async (client: SeamClient) =>
  (await client.call(endpoints.userIdentitiesList, {})).items.map((person) => person.display_name);

test('a call sends the client session token in one header and nowhere else', async () => {
  const { clientSessionToken } = sandbox.credentials;
  const client = open({ clientSessionToken });
  const { items } = await client.call(endpoints.devicesList, {});
  assert.ok(items.length > 0);
  assert.equal(sent[0]!.headers.get('authorization'), `Bearer ${clientSessionToken}`);
  assert.equal(sent[0]!.url, `${endpoint}/devices/list`);
  assert.equal(sent[0]!.credentials, 'omit');
});

const wrong: [string, SessionOptions, RegExp][] = [
  ['an API key', { clientSessionToken: 'seam_test1abc_secret' }, /^This is an API key\..*leaked/],
  [
    'a personal access token',
    { clientSessionToken: 'seam_at1abc_secret' },
    /^This is a personal access token\./,
  ],
  [
    'a console session token',
    { clientSessionToken: 'eyJhbGciOi.secret' },
    /^This is a console session token\./,
  ],
  [
    'a publishable key as token',
    { clientSessionToken: 'seam_pk1_secret' },
    /^This is not a client session token\. Use a client session token/,
  ],
  ['something else', { clientSessionToken: 'secret' }, /^This is not a client session token\./],
  [
    'a publishable key alone',
    { publishableKey: 'seam_pk_secret' },
    /^A publishable key needs a user identifier key beside it\./,
  ],
  [
    'an API key from the callback',
    { getClientSessionToken: async () => 'seam_secret' },
    /^This is an API key\./,
  ],
  [
    'an API key as publishable key',
    { publishableKey: 'seam_secret', userIdentifierKey: 'u' },
    /^This is an API key\./,
  ],
  [
    'an API key among the headers of the gateway',
    { gateway: '/seam', gatewayHeaders: async () => ({ authorization: 'Bearer seam_secret' }) },
    /^This is an API key\./,
  ],
];
for (const answer of [undefined, null, '', 7, true, {}, []])
  test(`a page function that returns ${JSON.stringify(answer)} causes an error that says so, and no request`, async () => {
    const odd = async () => answer as never;
    await assert.rejects(
      open({ getClientSessionToken: odd }).call(endpoints.devicesList, {}),
      rejectsAs('page_failed'),
    );
    assert.deepEqual(paths(), []);
  });

test('a gateway header without a value causes an error that explains it', async () => {
  for (const answer of [undefined, null, 7, 'x', { 'x-login': undefined }, { 'x login': 'a' }]) {
    const client = open({ gateway: '/seam', gatewayHeaders: async () => answer as never });
    await assert.rejects(client.call(endpoints.devicesList, {}), rejectsAs('page_failed'));
  }
  assert.deepEqual(paths(), []);
});

for (const [what, options, message] of wrong)
  test(`${what} is refused before a request is sent, and is not in the error`, async () => {
    const client = open(options);
    await assert.rejects(client.call(endpoints.devicesList, {}), (error: Error) => {
      rejectsAs('wrong_token')(error);
      assert.match(error.message, message);
      assert.doesNotMatch(error.message + error.stack, /secret/);
      return true;
    });
    assert.deepEqual(paths(), []);
  });

test('an endpoint that needs an API key is refused without a gateway', async () => {
  const client = open({ clientSessionToken: sandbox.credentials.clientSessionToken });
  await assert.rejects(
    client.call(endpoints.userIdentitiesCreate, { full_name: 'X' }),
    rejectsAs('gateway_required'),
  );
  assert.deepEqual(paths(), []);
});

test('an ended session is renewed once for all waiting calls, and each call is sent again once', async () => {
  const anna = await newPerson('Anna');
  const [first, second] = [await anna.newSession(), await anna.newSession()];
  let asked = 0;
  const client = open({ getClientSessionToken: async () => (asked++ === 0 ? first : second).token });
  assert.deepEqual(await nameOf(client), ['Anna']);
  await client.info();
  await asServer('/client_sessions/revoke', { client_session_id: first.client_session_id });
  sent = [];
  const answers = await Promise.all([nameOf(client), nameOf(client), nameOf(client)]);
  assert.deepEqual(answers, [['Anna'], ['Anna'], ['Anna']]);
  assert.equal(asked, 2);
  assert.equal(paths().filter((path) => path === '/user_identities/list').length, 6);
});

test('a session that cannot be renewed ends', async () => {
  const anna = await newPerson('Anna');
  const { token, client_session_id } = await anna.newSession();
  await asServer('/client_sessions/revoke', { client_session_id });
  const fixed = open({ clientSessionToken: token });
  await assert.rejects(nameOf(fixed), rejectsAs('session_ended'));
  const stuck = open({ getClientSessionToken: async () => token });
  await assert.rejects(nameOf(stuck), rejectsAs('session_ended'));
});

test('a call that fails late with an old token is sent again with the token renewed meanwhile', async () => {
  const anna = await newPerson('Anna');
  const [first, second] = [await anna.newSession(), await anna.newSession()];
  let asked = 0;
  const client = open({ getClientSessionToken: async () => (asked++ === 0 ? first : second).token });
  await client.info();
  await asServer('/client_sessions/revoke', { client_session_id: first.client_session_id });
  const held = deferred();
  const network = globalThis.fetch;
  let isHeld = false;
  mock.method(globalThis, 'fetch', async (input: RequestInfo, init?: RequestInit) => {
    const answer = network(input, init);
    if (!isHeld) {
      isHeld = true;
      await held.promise;
    }
    return answer;
  });
  const late = nameOf(client);
  while (!isHeld) await new Promise(setImmediate);
  assert.deepEqual(await nameOf(client), ['Anna']);
  held.resolve(undefined);
  assert.deepEqual(await late, ['Anna']);
  assert.equal(asked, 2);
});

test('without a session there is no caller', async () => {
  await assert.rejects(open({}).info(), rejectsAs('session_ended'));
});

test('a SeamError from the host’s token function is passed on unchanged', async () => {
  const refusal = new SeamError('not_permitted', 'Ask the front desk.');
  const client = open({ getClientSessionToken: () => Promise.reject(refusal) });
  await assert.rejects(nameOf(client), (error) => error === refusal);
});

test('a failed token function does not end the session, and is called again', async () => {
  const anna = await newPerson('Anna');
  const { token } = await anna.newSession();
  let offline = true;
  const client = open({
    getClientSessionToken: async () => {
      if (offline) throw new Error('offline');
      return token;
    },
  });
  await assert.rejects(nameOf(client), rejectsAs('unreachable'));
  offline = false;
  assert.deepEqual(await nameOf(client), ['Anna']);
});

test('a token is renewed after 80% of its lifetime', async (context) => {
  const now = sandbox.clock.now().getTime();
  const inAnHour = new Date(now + 3_600_000).toISOString();
  const { id, newSession } = await newPerson('Anna');
  const { client_session } = await asServer('/client_sessions/create', {
    user_identity_id: id,
    expires_at: inAnHour,
  });
  const second = await newSession();
  context.mock.timers.enable({ apis: ['setTimeout', 'Date'], now });
  let asked = 0;
  const askedAgain = deferred();
  const client = open({
    getClientSessionToken: async () => {
      if (++asked === 1) return client_session!['token']!;
      askedAgain.resolve(undefined);
      return second.token;
    },
  });
  assert.equal((await client.info()).expiresAt?.toISOString(), inAnHour);
  context.mock.timers.tick(0.8 * 3_600_000 - 1);
  await client.info();
  assert.equal(asked, 1);
  context.mock.timers.tick(1);
  await askedAgain.promise;
});

test('a publishable key with a user identifier key fetches a client session', async () => {
  const { publishableKey } = sandbox.credentials;
  const client = open({ publishableKey, userIdentifierKey: 'a7c1f0de-secret' });
  const { items } = await client.call(endpoints.devicesList, {});
  assert.deepEqual(items, []);
  assert.equal(sent[0]!.headers.get('seam-publishable-key'), publishableKey);
  assert.equal(sent[0]!.headers.get('authorization'), null);
});

test('a renewal with another person’s token clears everything at once', async () => {
  const [anna, ben] = [await newPerson('Anna'), await newPerson('Ben')];
  const [hers, his] = [await anna.newSession(), await ben.newSession()];
  let asked = 0;
  const client = open({ getClientSessionToken: async () => (asked++ === 0 ? hers : his).token });
  const seen: (string | undefined)[] = [];
  const came = { Anna: deferred(), Ben: deferred() };
  const watch = client.watch(endpoints.userIdentitiesList, {}, ({ data }) => {
    const name = data?.[0]?.display_name;
    if (name !== seen.at(-1)) seen.push(name);
    if (name === 'Anna' || name === 'Ben') came[name].resolve(undefined);
  });
  await came.Anna.promise;
  await client.info();
  await asServer('/client_sessions/revoke', { client_session_id: hers.client_session_id });
  await watch.refetch();
  await came.Ben.promise;
  watch.close();
  // Anna's data were cleared before Ben's arrived.
  assert.deepEqual(seen, ['Anna', undefined, 'Ben']);
});

test('the same query at the same time is sent once', async () => {
  const client = open({ clientSessionToken: sandbox.credentials.clientSessionToken });
  await Promise.all([client.query(endpoints.workspacesGet, {}), client.query(endpoints.workspacesGet, {})]);
  assert.deepEqual(paths(), ['/workspaces/get']);
});

test('all users of a session share one client, which closes with the last one', async () => {
  const { clientSessionToken } = sandbox.credentials;
  const [one, two] = [
    leaseClient(() => ({ clientSessionToken })),
    leaseClient(() => ({ clientSessionToken, endpoint: '' })),
  ];
  const { token } = await (await newPerson('Eve')).newSession();
  const other = leaseClient(() => ({ clientSessionToken: token }));
  assert.equal(one.client, two.client);
  assert.notEqual(one.client, other.client);
  one.release();
  one.release();
  await two.client.call(endpoints.workspacesGet, {});
  two.release();
  await assert.rejects(two.client.call(endpoints.workspacesGet, {}), rejectsAs('cancelled'));
  const again = leaseClient(() => ({ clientSessionToken }));
  assert.notEqual(again.client, one.client);
  again.release();
  other.release();
});

/** `Promise.withResolvers`, which Node 20 does not have. */
function deferred() {
  let resolve!: (value: unknown) => void;
  const promise = new Promise((done) => (resolve = done));
  return { promise, resolve };
}

test('after a change the watched data are fetched again, even if the response was lost', async () => {
  const { id, newSession } = await newPerson('Jean Doe');
  const { token } = await newSession();
  const { phone } = await asServer('/phones/simulate/create_sandbox_phone', { user_identity_id: id });
  const client = open({ clientSessionToken: token });
  const seen: number[] = [];
  const watch = client.watch(endpoints.devicesList, {}, ({ data }) => data && seen.push(data.length));
  const reads = () => paths().filter((path) => path === '/devices/list').length;
  await until(() => reads() === 1 && seen.length > 0);

  await client.call(endpoints.phonesDeactivate, { device_id: phone!['device_id']! });
  await until(() => reads() === 2);

  sandbox.faults.add({ path: '/phones/deactivate', drop: true });
  await assert.rejects(client.call(endpoints.phonesDeactivate, { device_id: id }), rejectsAs('unreachable'));
  await until(() => reads() === 3);
  watch.close();

  await client.call(endpoints.workspacesGet, {});
  assert.equal(reads(), 3, 'a read changes nothing');
});

async function until(isSo: () => boolean): Promise<void> {
  for (let turn = 0; turn < 1000 && !isSo(); turn++) await new Promise(setImmediate);
  assert.ok(isSo());
}
