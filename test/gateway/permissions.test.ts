import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Permission } from '../../src/gateway/index.js';
import { rows } from '../../src/gateway/table.js';
import { allPermissions, bearer, createWorld, scopedTo, type World } from './support.js';

const without = (permission: Permission): Permission[] => allPermissions.filter((one) => one !== permission);

const validParams = ({ a }: World): Record<string, Record<string, unknown>> => ({
  '/client_sessions/create': { user_identity_id: a.id },
  '/client_sessions/delete': { client_session_id: a.sessionId },
  '/client_sessions/revoke': { client_session_id: a.sessionId },
  '/devices/get': { device_id: a.deviceId },
  '/user_identities/get': { user_identity_id: a.id },
  '/user_identities/grant_access_to_device': { user_identity_id: a.id, device_id: a.deviceId },
  '/user_identities/list_accessible_devices': { user_identity_id: a.id },
  '/user_identities/revoke_access_to_device': { user_identity_id: a.id, device_id: a.deviceId },
  '/user_identities/update': { user_identity_id: a.id, full_name: 'Changed' },
});

describe('Without a permission', () => {
  for (const { endpoint, permission } of rows)
    it(`${permission}, ${endpoint.path} is not for the caller, however wide its scope`, async () => {
      const world = await createWorld();
      for (const userIdentityIds of [[world.a.id], 'all'] as const) {
        const ask = world.gateway({
          authorize: () => ({ userIdentityIds, permissions: without(permission) }),
          onUserIdentityCreated: () => undefined,
        });
        const { status, body } = await ask(endpoint.path, validParams(world)[endpoint.path]);
        assert.equal(status, 403);
        assert.equal(body.error?.type, 'not_permitted');
        assert.ok(body.error?.message.includes(permission));
        assert.deepEqual(world.sent, []);
      }
    });

  it('a client session of its own reads, and changes nothing', async () => {
    const world = await createWorld();
    const ask = world.gateway();
    for (const { endpoint } of rows) {
      const params = validParams(world)[endpoint.path];
      const { status } = await ask(endpoint.path, params, { headers: bearer(world.a.token) });
      assert.equal(status, endpoint.reads ? 200 : 403, endpoint.path);
    }
    const changes = rows.filter(({ endpoint }) => !endpoint.reads).map(({ endpoint }) => endpoint.path);
    assert.ok(!world.sent.some(({ path }) => changes.includes(path as (typeof changes)[number])));
  });
});

describe('With every permission', () => {
  for (const { endpoint } of rows)
    it(`${endpoint.path} works within a scope`, async () => {
      const world = await createWorld();
      const ask = world.gateway({
        authorize: () => scopedTo(world.a.id),
        onUserIdentityCreated: () => undefined,
      });
      const params = validParams(world)[endpoint.path] ?? {};
      const own =
        endpoint.path === '/client_sessions/get' ? { client_session_id: world.a.sessionId } : params;
      const { status, text } = await ask(endpoint.path, own);
      assert.equal(status, 200, text);
    });
});
