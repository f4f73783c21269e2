import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { EndpointPath } from '../../src/api/contract.gen.js';
import { createSandbox, type Sandbox, type SandboxWorkspace } from '../../src/sandbox/index.js';
import { serveSandbox } from '../../src/sandbox/node.js';
import {
  assertError,
  callerOf,
  createSession,
  demo,
  ids,
  rows,
  text,
  type Call,
  type Json,
} from './support.js';

const since = '2020-01-01T00:00:00.000Z';

/** Creates a sandbox with two workspaces of the demo, and a function that sends requests to each. */
function two(): { sandbox: Sandbox; one: Call; other: Call; added: SandboxWorkspace } {
  const { sandbox, call } = demo();
  const added = sandbox.addWorkspace();
  return { sandbox, added, one: call, other: callerOf(sandbox, added.credentials.apiKey) };
}

const lists: readonly [path: EndpointPath, key: string, id: string, params?: object][] = [
  ['/user_identities/list', 'user_identities', 'user_identity_id'],
  ['/client_sessions/list', 'client_sessions', 'client_session_id'],
  ['/devices/list', 'devices', 'device_id'],
  ['/phones/list', 'phones', 'device_id'],
  ['/acs/systems/list', 'acs_systems', 'acs_system_id'],
  ['/acs/users/list', 'acs_users', 'acs_user_id'],
  ['/acs/credentials/list', 'acs_credentials', 'acs_credential_id'],
  ['/acs/entrances/list', 'acs_entrances', 'acs_entrance_id'],
  ['/events/list', 'events', 'event_id', { since }],
];

describe('sandboxes', () => {
  it('have separate workspaces: a resource of one is unknown in another', async () => {
    const [one, other] = [demo(), demo()];
    const made = await one.call('/user_identities/create', { user_identity_key: 'here' });
    const { user_identity_id } = made.body['user_identity']!;
    const token = text((await createSession(one.call, { user_identity_id }))['token']);
    assert.equal((await one.call('/devices/list', {}, { token })).status, 200);
    assertError(await other.call('/devices/list', {}, { token }), 401, 'client_session_not_found');
    assert.equal((await other.call('/user_identities/get', { user_identity_key: 'here' })).status, 404);
  });
});

describe('workspaces of one sandbox', () => {
  it('have no id in common', async () => {
    const { one, other } = two();
    for (const [path, key, id, params = {}] of lists) {
      const [own, foreign] = await Promise.all([one, other].map((call) => call(path, params)));
      const known = new Set(ids(own?.body[key], id));
      const others = ids(foreign?.body[key], id);
      assert.equal(others.length, known.size, path);
      assert.ok(others.length > 0 && !others.some((one) => known.has(one)), path);
    }
    const workspaces = await Promise.all([one, other].map((call) => call('/workspaces/get')));
    const [mine, its] = workspaces.map(({ body }) => body['workspace']);
    assert.notEqual(mine?.['workspace_id'], its?.['workspace_id']);
    assert.notEqual(mine?.['publishable_key'], its?.['publishable_key']);
  });

  it('reject the ids of another workspace', async () => {
    const { one, other } = two();
    const idOf = async (path: EndpointPath, key: string, id: string) =>
      rows((await one(path, { limit: 1 })).body[key])[0]?.[id];
    const user_identity_id = await idOf('/user_identities/list', 'user_identities', 'user_identity_id');
    const device_id = await idOf('/devices/list', 'devices', 'device_id');
    const acs_user_id = await idOf('/acs/users/list', 'acs_users', 'acs_user_id');
    const calls: [EndpointPath, object, string][] = [
      ['/user_identities/get', { user_identity_id }, 'user_identity_not_found'],
      ['/user_identities/delete', { user_identity_id }, 'user_identity_not_found'],
      ['/client_sessions/create', { user_identity_id }, 'user_identity_not_found'],
      ['/devices/get', { device_id }, 'device_not_found'],
      ['/locks/unlock_door', { device_id }, 'device_not_found'],
      ['/acs/users/get', { acs_user_id }, 'acs_user_not_found'],
    ];
    for (const [path, params, type] of calls) {
      assertError(await other(path, params), 404, type);
    }
  });

  it('may use the same key, email address and phone number', async () => {
    const { one, other } = two();
    const ada = { user_identity_key: 'ada', email_address: 'ada@example.com', phone_number: '+15555550110' };
    assert.equal((await one('/user_identities/create', ada)).status, 200);
    assert.equal((await one('/user_identities/create', ada)).status, 409);
    assert.equal((await other('/user_identities/create', ada)).status, 200);
  });

  it('have separate client sessions, by token and by publishable key', async () => {
    const { sandbox, added, other } = two();
    const guest = added.credentials.clientSessionToken;
    const own = await other('/client_sessions/list');
    const bySession = await other('/client_sessions/get', {}, { token: guest });
    assert.deepEqual(ids(own.body['client_sessions'], 'client_session_id'), [
      bySession.body['client_session']?.['client_session_id'],
    ]);
    const header = await other(
      '/client_sessions/get',
      {},
      { token: null, headers: { 'client-session-token': guest } },
    );
    assert.deepEqual(header.body, bySession.body);

    const publishable = { 'seam-publishable-key': added.credentials.publishableKey };
    const params = { user_identifier_key: 'somebody' };
    const made = await other('/client_sessions/create', params, { token: null, headers: publishable });
    const { workspace_id } = made.body['client_session']!;
    assert.equal(workspace_id, added.workspaceId);
    sandbox.sessions.revoke(guest);
    assertError(await other('/devices/list', {}, { token: guest }), 401, 'client_session_revoked');
  });

  it('have separate events', async () => {
    const { sandbox, one, other } = two();
    const phones = rows((await other('/phones/list')).body['phones']);
    const { device_id } = phones[0]!;
    await other('/phones/deactivate', { device_id });
    sandbox.clock.advance(1000);
    const deactivations = async (call: Call) =>
      ids(
        (await call('/events/list', { since, event_type: 'phone.deactivated' })).body['events'],
        'device_id',
      );
    assert.deepEqual(await deactivations(other), [device_id]);
    assert.deepEqual(await deactivations(one), []);
  });

  it('are all accessible with a personal access token and their id', async () => {
    const { sandbox, added, one } = two();
    const as = (headers: Record<string, string>) =>
      one('/workspaces/get', {}, { token: sandbox.personalAccessToken, headers });
    for (const { workspaceId } of sandbox.workspaces) {
      const { body } = await as({ 'seam-workspace': workspaceId });
      assert.equal(body['workspace']?.['workspace_id'], workspaceId);
    }
    assertError(
      await as({ 'seam-workspace': text(added.workspaceId).replace('5', '6') }),
      401,
      'workspace_not_found',
    );
    assertError(await as({}), 401, 'unauthorized', 'No authentication methods succeeded');
  });

  it('are restored with a snapshot, and removed by a reset', async () => {
    const { sandbox, added, other } = two();
    await other('/user_identities/create', { user_identity_key: 'kept' });
    const snapshot = JSON.parse(JSON.stringify(sandbox.snapshot())) as ReturnType<Sandbox['snapshot']>;
    const elsewhere = createSandbox({ seed: 'empty' });
    elsewhere.restore(snapshot);
    assert.deepEqual(elsewhere.workspaces, sandbox.workspaces);
    const call = callerOf(elsewhere, added.credentials.apiKey);
    assert.equal((await call('/user_identities/get', { user_identity_key: 'kept' })).status, 200);
    sandbox.reset();
    assert.equal(sandbox.workspaces.length, 1);
    assertError(await other('/devices/list'), 401, 'unauthorized', 'API Key not found');
  });

  it('are limited in number, so that their ids stay unique', () => {
    const sandbox = createSandbox({ seed: 'empty' });
    while (sandbox.workspaces.length < 256) sandbox.addWorkspace();
    assert.throws(() => sandbox.addWorkspace(), RangeError);
    assert.equal(new Set(sandbox.workspaces.map(({ credentials }) => credentials.apiKey)).size, 256);
  });

  it('can be added over HTTP, with another seed', async () => {
    const sandbox = createSandbox();
    const { url, close } = await serveSandbox(sandbox);
    const post = async (path: string, params: object, token = sandbox.credentials.apiKey) => {
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
      const answer = await fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(params) });
      return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Json };
    };
    try {
      const { body } = await post('/_sandbox/workspaces/add', { seed: { user_identities: 3, devices: 1 } });
      const apiKey = text(body['api_key']);
      const people = await post('/user_identities/list', {}, apiKey);
      assert.deepEqual(ids(people.body['user_identities'], 'user_identity_key'), [
        ...['person-1', 'person-2', 'person-3'],
      ]);
      assert.equal(text(people.body['user_identities']?.[0]?.['workspace_id']), body['workspace_id']);
      const asGuest = await post('/devices/list', {}, text(body['client_session_token']));
      assert.equal(rows(asGuest.body['devices']).length, 1);
      assert.equal((await post('/_sandbox/clock/get', {}, apiKey)).status, 200);
      for (const seed of ['other', 7, null, { devices: 3 }, { user_identities: '3' }]) {
        assertError(await post('/_sandbox/workspaces/add', { seed }), 400, 'invalid_input');
      }
    } finally {
      await close();
    }
  });
});
