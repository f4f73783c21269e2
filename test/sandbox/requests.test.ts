import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { EndpointPath } from '../../src/api/contract.gen.js';
import { createGateway } from '../../src/gateway/index.js';
import { createSandbox } from '../../src/sandbox/index.js';
import { assertError, callerOf, demo, empty, ids, text, type Json } from './support.js';

const unknownId = '00000000-0000-4000-8000-000000000000';

describe('formats of a request', () => {
  it('accepts GET with repeated, bracketed and comma-separated lists, and ignores _strict', async () => {
    const { call } = demo();
    const all = ids((await call('/devices/list')).body['devices'], 'device_id');
    const [a, b] = all as [string, string];
    for (const query of [
      `?device_ids=${a}&device_ids=${b}&_strict=true`,
      `?device_ids[]=${a}&device_ids[]=${b}`,
      `?device_ids=${a},${b}`,
    ]) {
      const { body } = await call('/devices/list', undefined, { method: 'GET', query });
      assert.deepEqual(ids(body['devices'], 'device_id'), [a, b], query);
    }
    const none = await call('/devices/list', undefined, { method: 'GET', query: '?device_ids=' });
    assert.deepEqual(none.body['devices'], []);
  });

  it('reads numbers, booleans, objects and nulls from a query', async () => {
    const { call } = demo();
    const devices = await call('/devices/list', undefined, {
      method: 'GET',
      query: '?limit=2&page_cursor=&custom_metadata_has.floor=2',
    });
    assert.deepEqual(ids(devices.body['devices'], 'display_name'), ['Room 201', 'Room 202']);
    const sessions = await call('/client_sessions/list', undefined, {
      method: 'GET',
      query: '?without_user_identifier_key=true',
    });
    assert.equal(ids(sessions.body['client_sessions'], 'token').length, 1);
  });

  it('validates a query like a body', async () => {
    const { call } = demo();
    const answer = await call('/user_identities/list', undefined, { method: 'GET', query: '?limit=many' });
    assertError(answer, 400, 'invalid_input', 'Expected integer, received string for "limit"');
  });

  it('accepts the names of older guides if it is not strict, also in queries and inside objects', async (t) => {
    t.mock.method(console, 'warn', () => undefined);
    const call = callerOf(createSandbox({ strict: false }));
    const phones = await call('/phones/list');
    const phone_id = text(phones.body['phones']?.[0]?.['device_id']);
    const query = `?phone_id=${phone_id}`;
    const found = await call('/phones/get', undefined, { method: 'GET', query });
    assert.equal(found.body['phone']?.['device_id'], phone_id);
    const answer = await call('/acs/credentials/create', {
      access_method: 'mobile_key',
      visionline_metadata: { cardFormat: 'none', label: '%ROOMNUM%' },
    });
    assertError(answer, 400, 'invalid_input');
    const { visionline_metadata } = answer.body['error']?.['validation_errors'] ?? {};
    assert.deepEqual(Object.keys(visionline_metadata ?? {}), ['_errors', 'card_format']);
  });

  it('accepts PUT, PATCH and DELETE where Seam does', async () => {
    const { call } = demo();
    const created = await call('/user_identities/create', { full_name: 'Before' });
    const user_identity_id = created.body['user_identity']?.['user_identity_id'];
    const device_id = (await call('/devices/list')).body['devices']?.[0]?.['device_id'];
    const accessible = async () =>
      ids(
        (await call('/user_identities/list_accessible_devices', { user_identity_id })).body['devices'],
        'device_id',
      );

    await call('/user_identities/grant_access_to_device', { user_identity_id, device_id }, { method: 'PUT' });
    assert.deepEqual(await accessible(), [device_id]);
    await call('/user_identities/revoke_access_to_device', undefined, {
      method: 'DELETE',
      query: `?user_identity_id=${String(user_identity_id)}&device_id=${String(device_id)}&_strict=true`,
    });
    assert.deepEqual(await accessible(), []);
    await call('/user_identities/update', { user_identity_id, full_name: 'After' }, { method: 'PATCH' });
    const after = await call('/user_identities/get', { user_identity_id });
    assert.equal(after.body['user_identity']?.['full_name'], 'After');
  });

  it('rejects other methods, after authentication', async () => {
    const { call } = demo();
    assertError(
      await call('/user_identities/create', {}, { method: 'PUT' }),
      405,
      'method_not_allowed',
      'only POST accepted',
    );
    assert.equal((await call('/user_identities/create', {}, { method: 'PUT', token: null })).status, 401);
  });

  it('accepts a request without a body, or with an empty form', async () => {
    const { call } = demo();
    assert.equal((await call('/devices/list')).status, 200);
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    assert.equal((await call('/devices/list', undefined, { headers })).status, 200);
  });

  it('rejects bodies that are not JSON', async () => {
    const { sandbox } = demo();
    const send = (body: string, type: string) =>
      sandbox.fetch(
        new Request('https://connect.getseam.com/devices/list', {
          method: 'POST',
          body,
          headers: { 'content-type': type, authorization: `Bearer ${sandbox.credentials.apiKey}` },
        }),
      );
    const form = await send('limit=2', 'application/x-www-form-urlencoded');
    assert.equal(form.status, 400);
    assert.equal(((await form.json()) as { error: { type: string } }).error.type, 'invalid_content_type');
    assert.equal((await send('{', 'application/json')).status, 400);
    const list = await send('[]', 'application/json');
    assert.deepEqual(((await list.json()) as { error: unknown }).error, {
      type: 'invalid_input',
      message: 'Expected object, received array',
      validation_errors: { _errors: ['Expected object, received array'] },
    });
  });
});

describe('requests that cannot be handled', () => {
  it('get a response if the body is incomplete', async () => {
    const { sandbox } = demo();
    const body = new ReadableStream({ start: (controller) => controller.error(new Error('cut off')) });
    const init = { method: 'POST', body, duplex: 'half' };
    const request = new Request('https://connect.getseam.com/devices/list', init);
    const answer = await sandbox.fetch(request);
    const { error } = (await answer.json()) as { error: unknown };
    assert.equal(answer.status, 500);
    assert.deepEqual(error, { type: 'internal_server_error', message: 'cut off' });
  });

  it('get 404 in plain text outside the contract', async () => {
    const { sandbox } = demo();
    for (const path of ['/', '/devices', '/devices/list/', '/constructor', '/access_codes/list']) {
      const answer = await sandbox.fetch(
        new Request(`https://connect.getseam.com${path}`, { method: 'POST' }),
      );
      assert.equal(answer.status, 404, path);
      assert.match(answer.headers.get('content-type') ?? '', /^text\/plain/);
    }
  });
});

describe('validation', () => {
  it('reports one issue as a sentence and a tree', async () => {
    const { call } = empty();
    const { status, body } = await call('/user_identities/create', { email_address: 'nobody' });
    assert.equal(status, 400);
    assert.deepEqual(body, {
      error: {
        type: 'invalid_input',
        message: 'Invalid email for "email_address"',
        validation_errors: { _errors: [], email_address: { _errors: ['Invalid email'] } },
      },
      ok: false,
    });
  });

  it('reports several issues together, nested ones by index', async () => {
    const { call } = empty();
    const { body } = await call('/user_identities/create', {
      acs_system_ids: [unknownId, 'x'],
      full_name: '',
      user_identity_key: 7,
    });
    assert.deepEqual(body['error'], {
      type: 'invalid_input',
      message:
        '3 Input Errors: Invalid uuid for "acs_system_ids.1", String must contain at least 1 character(s) for "full_name", Expected string, received number for "user_identity_key"',
      validation_errors: {
        _errors: [],
        acs_system_ids: { _errors: [], '1': { _errors: ['Invalid uuid'] } },
        full_name: { _errors: ['String must contain at least 1 character(s)'] },
        user_identity_key: { _errors: ['Expected string, received number'] },
      },
    });
  });

  it('names missing parameters', async () => {
    const { call } = empty();
    const { body } = await call('/user_identities/update', {});
    assert.equal(body['error']?.['message'], 'user_identity_id is required');
    assert.deepEqual(body['error']?.['validation_errors'], {
      _errors: [],
      user_identity_id: { _errors: ['Required'] },
    });
  });

  const refused = [
    ['/user_identities/list', { limit: 0 }, 'Number must be greater than 0 for "limit"'],
    ['/devices/list', { limit: 0 }, 'Number must be greater than 0 for "limit"'],
    ['/devices/list', { limit: -1 }, 'Number must be greater than 0 for "limit"'],
    ['/events/list', { limit: 0, since: '2026-01-01' }, /Number must be greater than 0 for "limit"/],
    ['/user_identities/create', { user_identity_key: ' \t' }, 'Invalid for "user_identity_key"'],
    [
      '/user_identities/update',
      { user_identity_id: unknownId, user_identity_key: '\u00a0' },
      'Invalid for "user_identity_key"',
    ],
    [
      '/acs/credentials/create',
      { access_method: 'mobile_key', visionline_metadata: { label: {} } },
      'Expected string, received object for "visionline_metadata.label"',
    ],
    ['/user_identities/list', { limit: 1.5 }, 'Expected integer, received number for "limit"'],
    ['/user_identities/list', { limit: null }, 'Expected integer, received null for "limit"'],
    ['/user_identities/list', { created_before: 'May' }, 'Invalid datetime for "created_before"'],
    ['/devices/list', { search: '' }, 'String must contain at least 1 character(s) for "search"'],
    [
      '/devices/list',
      { include_if: ['can_fly'] },
      /^Invalid enum value\. Expected 'can_remotely_unlock' \| .* for "include_if\.0"$/,
    ],
    [
      '/client_sessions/create',
      { user_identity_ids: [] },
      'Array must contain at least 1 element(s) for "user_identity_ids"',
    ],
    [
      '/client_sessions/create',
      { user_identity_ids: [unknownId, unknownId] },
      'Array must contain at most 1 element(s) for "user_identity_ids"',
    ],
    ['/devices/get', {}, "Either 'device_id' or 'name' is required"],
  ] as const;
  for (const [path, params, message] of refused) {
    it(`rejects ${JSON.stringify(params)} at ${path}`, async () => {
      const { call } = empty();
      const answer = await call(path, params);
      assertError(answer, 400, 'invalid_input');
      assert.match(
        String(answer.body['error']?.['message']),
        new RegExp(typeof message === 'string' ? `^${escaped(message)}$` : message),
      );
    });
  }

  const unknown: [EndpointPath, object, string[]][] = [
    ['/user_identities/create', { full_name: 'A', nope: 1 }, ['nope']],
    ['/phones/get', { device_id: unknownId, phone_id: unknownId }, ['phone_id']],
    ['/phones/list', { user_identity_id: unknownId }, ['user_identity_id']],
    ['/client_sessions/delete', { client_session_id: unknownId, session_id: unknownId }, ['session_id']],
    ['/acs/credentials/create', { access_method: 'mobile_key', facility_code: '9' }, ['facility_code']],
    [
      '/acs/credentials/create',
      { access_method: 'mobile_key', visionline_metadata: { cardFormat: 'rfid48' } },
      ['visionline_metadata', 'cardFormat'],
    ],
  ];
  for (const [path, params, name] of unknown) {
    it(`rejects ${name.join('.')} at ${path}, as the gateway does`, async () => {
      const { call, sandbox } = demo();
      const gateway = createGateway({
        apiKey: sandbox.credentials.apiKey,
        fetch: sandbox.fetch,
        authorize: () => ({ caller: 'a', userIdentityIds: 'all', permissions: 'all' }),
        basePath: '/seam',
      });
      const throughGateway = await gateway.fetch(
        new Request(`https://host.example/seam${path}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'seam-gateway': '1' },
          body: JSON.stringify(params),
        }),
      );
      const answers = [
        await call(path, params),
        { status: throughGateway.status, body: (await throughGateway.json()) as Json },
      ];
      for (const { status, body } of answers) {
        assert.equal(status, 400);
        const tree = body['error']?.['validation_errors'];
        const messages = name.reduce((level, key) => level?.[key], tree)?.['_errors'];
        assert.deepEqual(messages, ['Unrecognized key']);
      }
    });
  }

  it('rejects unknown names in queries and lists', async () => {
    const { call } = demo();
    const query = await call('/devices/list', undefined, { method: 'GET', query: '?nope=1&_strict=true' });
    assertError(query, 400, 'invalid_input', 'Unrecognized key for "nope"');
    const named = await call('/devices/list', { _errors: 1 });
    assert.deepEqual(named.body['error']?.['validation_errors'], { _errors: ['Unrecognized key'] });
  });

  it('ignores unknown names if it is not strict, and warns once', async (t) => {
    const warn = t.mock.method(console, 'warn', () => undefined);
    const call = callerOf(createSandbox({ strict: false }));
    assert.equal((await call('/devices/list', { limit: 1 })).status, 200);
    assert.equal(warn.mock.callCount(), 0);
    const created = await call('/user_identities/create', { full_name: 'A', display_name: 'B', nope: 1 });
    assert.equal(created.body['user_identity']?.['display_name'], 'A');
    await call('/phones/list', { user_identity_id: unknownId });
    assert.deepEqual(
      warn.mock.calls.map(({ arguments: [message] }) => String(message).slice(0, 66)),
      ['Seam does not document "display_name" for /user_identities/create.'],
    );
  });
});

const escaped = (literal: string) => literal.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
