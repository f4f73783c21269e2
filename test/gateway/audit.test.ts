import assert from 'node:assert/strict';
import { before, beforeEach, describe, it } from 'node:test';
import type { AuditRecord, GatewayOptions, Scope } from '../../src/gateway/index.js';
import { rows } from '../../src/gateway/endpoints/index.js';
import { bearer, createWorld, everybody, scopedTo, type World } from './support.js';

describe('The audit', () => {
  let world: World;
  let records: AuditRecord[];
  const audited = (options: Partial<GatewayOptions> = {}) =>
    world.gateway({
      authorize: () => scopedTo(world.a.id),
      onUserIdentityCreated: () => undefined,
      onAudit: (record) => void records.push(record),
      ...options,
    });

  before(async () => {
    world = await createWorld();
  });
  beforeEach(() => {
    records = [];
  });

  it('has one record of each change, with who, what, which and how it went', async () => {
    const { a } = world;
    const ids = { user_identity_id: a.id, device_id: a.deviceId };
    const answer = await audited()('/user_identities/grant_access_to_device', ids);
    const [{ at, ...record }] = records as [AuditRecord];
    assert.equal(records.length, 1);
    assert.ok(Math.abs(Date.parse(at) - Date.now()) < 60_000);
    assert.deepEqual(record, {
      caller: 'limited',
      operation: '/user_identities/grant_access_to_device',
      ids,
      switches: [],
      outcome: 'done',
      status: 200,
      requestId: answer.headers.get('seam-request-id'),
    });
  });

  it('has none of what only reads, and one of everything that does not', async () => {
    const { a } = world;
    const params: Record<string, object> = {
      '/client_sessions/create': { user_identity_id: a.id },
      '/client_sessions/delete': { client_session_id: a.sessionId },
      '/client_sessions/revoke': { client_session_id: a.sessionId },
      '/user_identities/grant_access_to_device': { user_identity_id: a.id, device_id: a.deviceId },
      '/user_identities/revoke_access_to_device': { user_identity_id: a.id, device_id: a.deviceId },
      '/user_identities/update': { user_identity_id: a.id, full_name: 'Changed' },
    };
    const ask = audited();
    for (const { endpoint } of rows) {
      records.length = 0;
      await ask(endpoint.path, { ...params[endpoint.path] });
      assert.equal(records.length, endpoint.reads ? 0 : 1, endpoint.path);
    }
    world = await createWorld();
  });

  it('names what was made', async () => {
    const created = await audited()('/user_identities/create', { full_name: 'New' });
    const { user_identity_id } = created.body['user_identity'] as { user_identity_id: string };
    const made = await audited()('/client_sessions/create', { user_identity_id: world.a.id });
    const { client_session_id } = made.body['client_session'] as { client_session_id: string };
    assert.deepEqual(
      records.map(({ ids }) => ids),
      [{ user_identity_id }, { user_identity_id: world.a.id, client_session_id }],
    );
  });

  it('knows no person and no secret', async () => {
    const { a, b } = world;
    const personal = {
      full_name: 'Some Body',
      email_address: 'some.body@example.com',
      phone_number: '+15555550303',
      user_identity_key: 'body-key',
    };
    await audited()('/user_identities/update', { user_identity_id: a.id, ...personal });
    await audited()('/user_identities/create', { ...personal, email_address: b.email });
    await audited({ authorize: () => everybody })('/client_sessions/create', {
      connected_account_ids: ['some.body@example.com'],
      user_identifier_key: 'body-key',
      customer_id: 'Some Body',
    });
    const told = JSON.stringify(records);
    assert.equal(records.length, 3);
    for (const value of [...Object.values(personal), b.email, 'seam_cst', 'seam_test'])
      assert.ok(!told.includes(value), value);
    assert.deepEqual(records[0]!.ids, { user_identity_id: a.id });
  });

  it('holds no name that the contract does not have, and every switch that was on', async () => {
    const { a } = world;
    const odd = { user_identity_id: a.id, 'bob@example.com': true, seam_cst1secret_id: a.id };
    await audited()('/user_identities/update', odd);
    await audited()('/gateway/operations/remove_user_identity', odd);
    await audited()('/user_identities/update', {}, { body: '{"full_name":"a","full_name":"b"}' });
    await audited({ limits: { requestsPerMinute: 1 } })('/user_identities/update', {});
    await audited()('/acs/credentials/create', {
      acs_user_id: a.acsUserId,
      access_method: 'mobile_key',
      is_multi_phone_sync_credential: true,
      visionline_metadata: { override: true, joiner_acs_credential_ids: [a.credentialId] },
    });
    const told = records.map(({ operation, outcome, ids, switches }) => ({
      operation,
      outcome,
      ids,
      switches,
    }));
    const refused = { outcome: 'refused', ids: {}, switches: [] };
    assert.deepEqual(told, [
      { operation: '/user_identities/update', ...refused },
      { operation: '/gateway/operations/remove_user_identity', ...refused },
      { operation: '/user_identities/update', ...refused },
      { operation: '/user_identities/update', ...refused },
      {
        operation: '/acs/credentials/create',
        outcome: 'refused',
        ids: {
          acs_user_id: a.acsUserId,
          'visionline_metadata.joiner_acs_credential_ids': [a.credentialId],
        },
        switches: ['is_multi_phone_sync_credential', 'visionline_metadata.override'],
      },
    ]);
  });

  it('of a removal says that it was started, or refused', async () => {
    const { a, b } = world;
    const remove = (scope: Scope, user_identity_id: string) =>
      audited({ authorize: () => scope })('/gateway/operations/remove_user_identity', { user_identity_id });
    await remove(scopedTo(a.id), b.id);
    await remove({ ...scopedTo(a.id), permissions: ['user_identities.read'] }, a.id);
    assert.deepEqual(
      records.map(({ operation, outcome, status, ids }) => [operation, outcome, status, ids]),
      [
        ['/gateway/operations/remove_user_identity', 'refused', 404, { user_identity_id: b.id }],
        ['/gateway/operations/remove_user_identity', 'refused', 403, { user_identity_id: a.id }],
      ],
    );
  });

  it('knows what was refused, here or by Seam', async () => {
    const { a, b } = world;
    await audited()('/user_identities/update', { user_identity_id: b.id });
    await audited({ authorize: () => ({ ...scopedTo(a.id), permissions: [] }) })('/user_identities/update', {
      user_identity_id: a.id,
    });
    await audited()('/user_identities/update', { user_identity_id: a.id, email_address: b.email });
    await audited()('/user_identities/update', {});
    assert.deepEqual(
      records.map(({ outcome, status, ids, requestId }) => [outcome, status, ids, requestId !== null]),
      [
        ['refused', 404, { user_identity_id: b.id }, false],
        ['refused', 403, { user_identity_id: a.id }, false],
        ['refused', 409, { user_identity_id: a.id }, true],
        ['refused', 400, {}, false],
      ],
    );
  });

  it('knows what may have happened', async () => {
    const { a, sandbox } = world;
    const params = { user_identity_id: a.id, full_name: 'Changed' };
    for (const fail of [
      async () => new Response(null, { status: 500 }),
      () => Promise.reject(new TypeError('no network')),
      async () => new Response('{"ok"'),
    ]) {
      const fetch = (request: Request) => (request.url.endsWith('/update') ? fail() : sandbox.fetch(request));
      await audited({ fetch })('/user_identities/update', params);
    }
    assert.deepEqual(
      records.map(({ outcome }) => outcome),
      ['unknown', 'unknown', 'unknown'],
    );
  });

  it('knows how a change went that somebody did not wait for', async () => {
    const { a, sandbox, sent } = world;
    const params = { user_identity_id: a.id, full_name: 'Changed' };
    const left = new AbortController();
    const fetch = (request: Request) => {
      if (request.url.endsWith('/update')) left.abort();
      return sandbox.fetch(request);
    };
    await audited({ fetch })('/user_identities/update', params, { signal: left.signal });
    sent.length = 0;
    const late = await audited()('/user_identities/update', params, { signal: left.signal });
    assert.equal(late.status, 408);
    assert.deepEqual(sent, []);
    assert.deepEqual(
      records.map(({ outcome }) => outcome),
      ['done', 'refused'],
    );
  });

  it('calls it done when only the host failed to take it in', async (context) => {
    context.mock.method(console, 'error', () => undefined);
    const failing = { onUserIdentityCreated: () => Promise.reject(new Error('no')) };
    await audited(failing)('/user_identities/create', { full_name: 'New' });
    assert.deepEqual(
      records.map(({ outcome, status, ids }) => [outcome, status, Object.keys(ids)]),
      [['done', 500, ['user_identity_id']]],
    );
  });

  it('names a client session, or a hash, where the host names nobody', async () => {
    const { a } = world;
    const unnamed = { userIdentityIds: [a.id], permissions: 'all' } as const;
    const ask = audited({ authorize: () => unnamed });
    const params = { user_identity_id: a.id };
    const { headers } = await ask('/user_identities/update', params);
    await ask('/user_identities/update', params, { headers: bearer(a.token) });
    assert.deepEqual(
      records.map(({ caller }) => caller),
      [headers.get('seam-gateway-caller'), `client_session:${a.sessionId}`],
    );
  });

  it('is written before the answer, and makes it a failure by failing', async (context) => {
    const log = context.mock.method(console, 'error', () => undefined);
    const params = { user_identity_id: world.a.id, full_name: 'Audited' };
    for (const onAudit of [
      () => {
        throw new Error('sink is full: secret');
      },
      () => Promise.reject(new Error('sink is full: secret')),
    ]) {
      const { status, text, headers } = await audited({ onAudit })('/user_identities/update', params);
      assert.equal(status, 500);
      assert.ok(!text.includes('secret'));
      assert.match(headers.get('seam-gateway-caller')!, /./);
    }
    assert.equal(log.mock.callCount(), 2);

    const steps: string[] = [];
    let finish = () => {};
    const slow = audited({
      onAudit: () => {
        steps.push('recording');
        return new Promise<void>((resolve) => (finish = resolve));
      },
    });
    const answer = slow('/user_identities/update', params).then(() => steps.push('answered'));
    while (steps.length === 0) await new Promise(setImmediate);
    for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate);
    assert.deepEqual(steps, ['recording']);
    finish();
    await answer;
  });
});
