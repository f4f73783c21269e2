import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { EndpointPath } from '../../src/api/contract.gen.js';
import { endpointSchemas } from '../../src/api/schemas.gen.js';
import { assertError, callerOf, demo, text } from './support.js';

const paths = Object.keys(endpointSchemas) as EndpointPath[];
const noMethod = 'No authentication methods succeeded';

describe('the authentication of each endpoint', () => {
  for (const path of paths) {
    const { auth } = endpointSchemas[path];

    it(`${path} rejects a request without credentials`, async () => {
      const { call } = demo();
      assertError(await call(path, {}, { token: null }), 401, 'unauthorized', noMethod);
    });

    it(`${path} ${auth.includes('client_session') ? 'accepts' : 'rejects'} a client session`, async () => {
      const { sandbox, call } = demo();
      const answer = await call(path, {}, { token: sandbox.credentials.clientSessionToken });
      if (auth.includes('client_session')) assert.notEqual(answer.status, 401);
      else assertError(answer, 401, 'unauthorized', noMethod);
    });

    it(`${path} ${auth.includes('publishable_key') ? 'accepts' : 'rejects'} a publishable key`, async () => {
      const { sandbox, call } = demo();
      const headers = { 'seam-publishable-key': sandbox.credentials.publishableKey };
      const answer = await call(path, { user_identifier_key: 'a-secret' }, { token: null, headers });
      if (auth.includes('publishable_key')) assert.equal(answer.status, 200);
      else assertError(answer, 401, 'unauthorized', noMethod);
    });

    it(`${path} rejects an unknown API key`, async () => {
      const { call } = demo();
      assertError(await call(path, {}, { token: 'seam_other' }), 401, 'unauthorized', 'API Key not found');
    });
  }

  it('rejects personal access tokens and console sessions', async () => {
    const { call } = demo();
    for (const token of ['seam_at1_x', 'eyJhbGciOi']) {
      assertError(await call('/devices/list', {}, { token }), 401, 'unauthorized', noMethod);
    }
  });
});

describe('a client session token', () => {
  for (const header of ['seam-client-session-token', 'client-session-token']) {
    it(`is accepted in the header ${header}`, async () => {
      const { sandbox, call } = demo();
      const headers = { [header]: sandbox.credentials.clientSessionToken };
      assert.equal((await call('/client_sessions/get', {}, { token: null, headers })).status, 200);
    });
  }

  it('is rejected in its own header if its format is wrong', async () => {
    const { call } = demo();
    const headers = { 'client-session-token': 'seam_test_key' };
    const answer = await call('/client_sessions/get', {}, { token: null, headers });
    assertError(answer, 400, 'invalid_client_session_token', 'Invalid client session token');
  });

  it('causes a specific error if it is unknown', async () => {
    const { call } = demo();
    const answer = await call('/devices/list', {}, { token: 'seam_cst1nobody_knows' });
    assertError(answer, 401, 'client_session_not_found', 'Unauthorized (client session not found)');
  });

  it('causes a specific error if it is revoked', async () => {
    const { sandbox, call } = demo();
    const token = sandbox.credentials.clientSessionToken;
    const own = await call('/client_sessions/get', {}, { token });
    await call('/client_sessions/revoke', {
      client_session_id: own.body['client_session']?.['client_session_id'],
    });
    assertError(
      await call('/devices/list', {}, { token }),
      401,
      'client_session_revoked',
      'Unauthorized (client session revoked)',
    );
  });

  it('causes a specific error if it has expired', async () => {
    const { sandbox, call } = demo();
    const expires_at = new Date(sandbox.clock.now().getTime() + 60_000).toISOString();
    const created = await call('/client_sessions/create', { expires_at });
    const asSession = callerOf(sandbox, text(created.body['client_session']?.['token']));
    sandbox.clock.advance(59_999);
    assert.equal((await asSession('/devices/list')).status, 200);
    sandbox.clock.advance(1);
    assertError(
      await asSession('/devices/list'),
      401,
      'client_session_expired',
      'Unauthorized (client session expired)',
    );
  });
});

describe('a publishable key', () => {
  const statusOf = { '/client_sessions/create': 401, '/client_sessions/get_or_create': 400 } as const;

  for (const [path, status] of Object.entries(statusOf) as [keyof typeof statusOf, number][]) {
    it(`requires a user identifier key (${path})`, async () => {
      const { sandbox, call } = demo();
      const headers = { 'seam-publishable-key': sandbox.credentials.publishableKey };
      for (const params of [null, {}, { user_identifier_key: '  ' }]) {
        const answer = await call(path, params, { token: null, headers });
        assertError(answer, status, 'publishable_key_requires_user_identifier_key');
      }
    });

    it(`must belong to this workspace (${path})`, async () => {
      const { call } = demo();
      const headers = { 'seam-publishable-key': 'seam_pk_other' };
      const answer = await call(path, { user_identifier_key: 'a' }, { token: null, headers });
      assertError(answer, status, 'workspace_not_found');
    });

    it(`cannot give access to any resource (${path})`, async () => {
      const { sandbox, call } = demo();
      const headers = { 'seam-publishable-key': sandbox.credentials.publishableKey };
      const listed = await call('/user_identities/list', { limit: 1 });
      const userIdentityId = listed.body['user_identities']?.[0]?.['user_identity_id'];
      const reaches = [
        { connected_account_ids: [] },
        { connect_webview_ids: [] },
        { user_identity_id: userIdentityId },
        { user_identity_ids: [userIdentityId] },
      ];
      for (const reach of reaches) {
        const params = { user_identifier_key: 'a', ...reach };
        const answer = await call(path, params, { token: null, headers });
        assertError(answer, 403, 'publishable_keys_must_create_empty_client_sessions');
      }
      const created = await call(path, { user_identifier_key: 'a' }, { token: null, headers });
      assert.equal(created.body['client_session']?.['device_count'], 0);
    });
  }
});
