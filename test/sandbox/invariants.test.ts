import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { EndpointPath } from '../../src/api/contract.gen.js';
import { createSandbox, type Sandbox } from '../../src/sandbox/index.js';
import { callerOf as checkingCallerOf, ids, only, rows, text, type Call, type Json } from './support.js';

/** Without the schema checks: other tests do them, and they would take most of the time. */
const callerOf = (sandbox: Sandbox, token?: string): Call =>
  checkingCallerOf(sandbox, token, () => undefined);

/** An operation on the n-th resource of its kind. */
const operation = fc.record({
  what: fc.constantFrom(
    'create',
    'rename',
    'link',
    'unlink',
    'relink',
    'issue',
    'signIn',
    'deactivate',
    'deleteCredential',
    'deleteAcsUser',
    'deletePerson',
    'session',
    'suspend',
    'assign',
    'wait',
    'wait',
  ),
  n: fc.nat(200),
  m: fc.nat(200),
});
type Operation = typeof operation extends fc.Arbitrary<infer Value> ? Value : never;

const since = '2020-01-01T00:00:00.000Z';
const longLists = { limit: 10_000 };

async function list(call: Call, path: EndpointPath, key: string, params: object = {}): Promise<Json[]> {
  const { status, body } = await call(path, params);
  assert.equal(status, 200, `${path} ${JSON.stringify(body)}`);
  return rows(body[key]);
}

const people = (call: Call) => list(call, '/user_identities/list', 'user_identities');
const acsUsers = (call: Call) => list(call, '/acs/users/list', 'acs_users');
const credentials = (call: Call) => list(call, '/acs/credentials/list', 'acs_credentials');
const phones = (call: Call, params: object = {}) => list(call, '/phones/list', 'phones', params);

async function act(sandbox: Sandbox, tokens: string[], { what, n, m }: Operation): Promise<void> {
  const call = callerOf(sandbox);
  const nth = async (found: Promise<Json[]>, index = n): Promise<Json> => {
    const all = await found;
    return all[index % all.length] ?? {};
  };
  // Only a few addresses, so that some are equal.
  const address = { email_address: `person${m % 5}@example.com`, user_identity_key: `key-${n % 5}` };
  const userIdentityId = async () => text((await nth(people(call)))['user_identity_id']);
  const acsUser = () => nth(acsUsers(call), m);
  const calls: Record<Operation['what'], () => Promise<unknown>> = {
    create: () => call('/user_identities/create', address),
    rename: async () =>
      call('/user_identities/update', { user_identity_id: await userIdentityId(), ...address }),
    link: async () =>
      call('/user_identities/add_acs_user', {
        user_identity_id: await userIdentityId(),
        acs_user_id: (await acsUser())['acs_user_id'],
      }),
    unlink: async () =>
      call('/user_identities/remove_acs_user', only(await acsUser(), 'acs_user_id', 'user_identity_id')),
    relink: async () => {
      const row = only(await acsUser(), 'acs_user_id', 'user_identity_id');
      await call('/user_identities/remove_acs_user', row);
      return call('/user_identities/add_acs_user', row);
    },
    issue: async () =>
      call('/acs/credentials/create', {
        acs_user_id: (await acsUser())['acs_user_id'],
        access_method: 'mobile_key',
        is_multi_phone_sync_credential: true,
      }),
    signIn: async () =>
      call('/phones/simulate/create_sandbox_phone', { user_identity_id: await userIdentityId() }),
    deactivate: async () => call('/phones/deactivate', await nth(phones(call))),
    deleteCredential: async () => {
      const parents = credentials(call).then((all) => all.filter((row) => !row['parent_acs_credential_id']));
      return call('/acs/credentials/delete', await nth(parents));
    },
    deleteAcsUser: async () => call('/acs/users/delete', { acs_user_id: (await acsUser())['acs_user_id'] }),
    deletePerson: async () => call('/user_identities/delete', { user_identity_id: await userIdentityId() }),
    session: async () => {
      const created = await call('/client_sessions/create', { user_identity_id: await userIdentityId() });
      tokens.push(text(created.body['client_session']?.['token']));
    },
    suspend: async () =>
      call(n % 2 ? '/acs/users/suspend' : '/acs/users/unsuspend', {
        acs_user_id: (await acsUser())['acs_user_id'],
      }),
    assign: async () =>
      call('/acs/credentials/assign', {
        acs_credential_id: (await nth(credentials(call)))['acs_credential_id'],
        acs_user_id: (await acsUser())['acs_user_id'],
      }),
    wait: () => Promise.resolve(sandbox.clock.advance(m * 10)),
  };
  await calls[what]();
}

async function checkPeople(call: Call): Promise<void> {
  const everybody = await people(call);
  for (const field of ['user_identity_key', 'email_address', 'phone_number']) {
    const values = everybody.map((row) => row[field]).filter(Boolean);
    assert.equal(new Set(values).size, values.length, `${field} is used twice`);
  }
  const all = await acsUsers(call);
  for (const person of everybody) {
    const own = all.filter((row) => row['user_identity_id'] === person['user_identity_id']);
    const systems = ids(own as unknown as Json, 'acs_system_id');
    assert.equal(new Set(systems).size, systems.length, 'somebody has two ACS users in one system');
    assert.deepEqual(
      new Set(person['acs_user_ids'] as unknown as string[]),
      new Set(ids(own as unknown as Json, 'acs_user_id')),
    );
  }
  const known = new Set(everybody.map((row) => row['user_identity_id']));
  assert.ok(all.every((row) => row['user_identity_id'] === undefined || known.has(row['user_identity_id'])));
}

async function checkKeys(call: Call): Promise<void> {
  const all = await credentials(call);
  const byId = new Map(all.map((row) => [row['acs_credential_id'], row]));
  for (const parentId of all.flatMap((row) => row['parent_acs_credential_id'] ?? [])) {
    assert.ok(byId.has(parentId as Json), 'a child has no parent');
  }
  for (const parent of all.filter((row) => Boolean(row['is_multi_phone_sync_credential']))) {
    const { user_identity_id, acs_credential_id } = parent;
    if (user_identity_id === undefined || ids(parent['warnings'], 'warning_code').includes('being_deleted')) {
      continue;
    }
    const carrying = await phones(call, { acs_credential_id });
    const own = await phones(call, { owner_user_identity_id: user_identity_id });
    for (const { device_id } of own) {
      assert.equal(carrying.filter((phone) => phone['device_id'] === device_id).length, 1);
    }
    const children = all.filter((row) => row['parent_acs_credential_id'] === acs_credential_id);
    assert.equal(children.length, carrying.length, 'a phone has two children of one credential');
  }
}

/** After a while a reachable access system has no pending mutations, except deferred creations. */
async function checkNothingPends(call: Call): Promise<void> {
  const systems = await list(call, '/acs/systems/list', 'acs_systems');
  const failing = systems.filter((row) => text(row['external_type']) === 'latch_building');
  const failingIds = new Set(failing.map((row) => text(row['acs_system_id'])));
  for (const acsUser of await acsUsers(call)) {
    if (failingIds.has(text(acsUser['acs_system_id']))) continue;
    const pending = ids(acsUser['pending_mutations'], 'mutation_code');
    assert.deepEqual(
      pending.filter((code) => code !== 'deferring_creation'),
      [],
    );
  }
}

async function checkEvents(call: Call): Promise<void> {
  const events = await list(call, '/events/list', 'events', { since, ...longLists });
  const goneIn = (type: string, key: string) =>
    events.filter((event) => text(event['event_type']) === type).map((event) => text(event[key]));
  const present = {
    acs_credential_id: await credentials(call),
    acs_user_id: await acsUsers(call),
    device_id: await phones(call),
  };
  for (const [type, key] of [
    ['acs_credential.deleted', 'acs_credential_id'],
    ['acs_user.deleted', 'acs_user_id'],
    ['phone.deactivated', 'device_id'],
  ] as const) {
    const gone = goneIn(type, key);
    assert.equal(new Set(gone).size, gone.length, `${type} twice for one`);
    const left = new Set(present[key].map((row) => text(row[key])));
    assert.ok(!gone.some((id) => left.has(id)), `${type} for what is still there`);
  }
}

async function checkScope(sandbox: Sandbox, token: string): Promise<void> {
  const asSession = callerOf(sandbox, token);
  const own = await asSession('/client_sessions/get');
  // The session ended when its person was deleted.
  if (own.status === 401) return;
  const userIdentityId = own.body['client_session']?.['user_identity_id'];
  for (const found of [await people(asSession), await acsUsers(asSession), await credentials(asSession)]) {
    for (const row of found) assert.equal(row['user_identity_id'], userIdentityId);
  }
  const readable = await list(asSession, '/events/list', 'events', { since, ...longLists });
  const params = { since, user_identity_id: userIdentityId, ...longLists };
  const ofPerson = await list(callerOf(sandbox), '/events/list', 'events', params);
  const reached = new Set(ids((await asSession('/devices/list')).body['devices'], 'device_id'));
  const allowed = new Set(ids(ofPerson as unknown as Json, 'event_id'));
  for (const event of readable) {
    assert.ok(allowed.has(text(event['event_id'])) || reached.has(text(event['device_id'])));
  }
}

describe('random operations in random order', () => {
  const initial = createSandbox().snapshot();

  it('keep people, keys, events and scopes consistent', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(operation, { minLength: 5, maxLength: 25 }), async (operations) => {
        const sandbox = createSandbox({ seed: 'empty' });
        sandbox.restore(initial);
        const call = callerOf(sandbox);
        const tokens = [sandbox.credentials.clientSessionToken];
        for (const step of operations) await act(sandbox, tokens, step);
        await checkPeople(call);
        for (const token of tokens) await checkScope(sandbox, token);
        sandbox.clock.advance(10_000);
        await checkPeople(call);
        await checkKeys(call);
        await checkNothingPends(call);
        await checkEvents(call);
        for (const token of tokens) await checkScope(sandbox, token);
      }),
      { numRuns: 40, seed: 3 },
    );
  });
});
