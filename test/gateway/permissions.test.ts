import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { EndpointPath } from '../../src/api/contract.gen.js';
import { clientSessionPermissions } from '../../src/api/permissions.js';
import type { Permission, Scope } from '../../src/gateway/index.js';
import { reachOf } from '../../src/gateway/access/scope.js';
import { rows } from '../../src/gateway/endpoints/index.js';
import { requestOf, requestsOf } from './requests-of.js';
import { allPermissions, bearer, createWorld, everybody, scopedTo, type Ask, type World } from './support.js';

const without = (permission: Permission): Permission[] => allPermissions.filter((one) => one !== permission);

/** Enough to do everything once with what is one's own. */
const generous = ({ a, apartmentsId }: World): Scope => ({ ...scopedTo(a.id), acsSystemIds: [apartmentsId] });

const ready = (world: World, scope: Scope): Ask =>
  world.gateway({ authorize: () => scope, onUserIdentityCreated: () => undefined });

describe('Each permission', () => {
  it('is what some row needs, or what shows or sets some field', () => {
    const needed = new Set(rows.map(({ permission }) => permission));
    const ofFields: Permission[] = ['codes.read', 'identifiers.update', 'user_identifier_keys.read'];
    assert.deepEqual([...needed, ...ofFields].sort(), [...allPermissions].sort());
  });

  it('is among all, but those that a limited scope has by name alone', () => {
    const { permissions: limited } = reachOf({ userIdentityIds: [], permissions: 'all' });
    assert.deepEqual(
      allPermissions.filter((one) => !limited.has(one)),
      ['identifiers.update'],
    );
    const { permissions: wide } = reachOf({ userIdentityIds: 'all', permissions: 'all' });
    assert.deepEqual([...wide], allPermissions);
  });

  it('that several rows need is for what it says, and for nothing else', () => {
    const paths = new Map<Permission, string[]>();
    for (const { endpoint, permission } of rows)
      paths.set(permission, [...(paths.get(permission) ?? []), endpoint.path]);
    assert.deepEqual(Object.fromEntries([...paths].filter(([, { length }]) => length > 1)), {
      'access_systems.read': [
        '/acs/access_groups/list',
        '/acs/access_groups/list_accessible_entrances',
        '/acs/credentials/list_accessible_entrances',
        '/acs/entrances/get',
        '/acs/entrances/list',
        '/acs/systems/get',
        '/acs/systems/list',
        '/acs/systems/list_compatible_credential_manager_acs_systems',
        '/acs/users/list_accessible_entrances',
        '/user_identities/list_accessible_entrances',
        '/user_identities/list_acs_systems',
      ],
      'acs_users.read': ['/acs/users/get', '/acs/users/list', '/user_identities/list_acs_users'],
      'acs_users.link': ['/user_identities/add_acs_user', '/user_identities/remove_acs_user'],
      'acs_users.update': [
        '/acs/entrances/grant_access',
        '/acs/users/add_to_access_group',
        '/acs/users/remove_from_access_group',
        '/acs/users/revoke_access_to_all_entrances',
        '/acs/users/suspend',
        '/acs/users/unsuspend',
        '/acs/users/update',
      ],
      'client_sessions.read': ['/client_sessions/get', '/client_sessions/list'],
      'client_sessions.revoke': ['/client_sessions/delete', '/client_sessions/revoke'],
      'credentials.read': [
        '/acs/credentials/get',
        '/acs/credentials/list',
        '/acs/entrances/list_credentials_with_access',
      ],
      'credentials.update': [
        '/acs/credentials/assign',
        '/acs/credentials/unassign',
        '/acs/credentials/update',
      ],
      'devices.grant': [
        '/user_identities/grant_access_to_device',
        '/user_identities/revoke_access_to_device',
      ],
      'devices.lock': ['/locks/lock_door', '/locks/unlock_door'],
      'devices.read': [
        '/action_attempts/get',
        '/devices/get',
        '/devices/list',
        '/user_identities/list_accessible_devices',
      ],
      'enrollment_automations.read': [
        '/user_identities/enrollment_automations/get',
        '/user_identities/enrollment_automations/list',
      ],
      'events.read': ['/events/get', '/events/list'],
      'instant_keys.read': ['/instant_keys/get', '/instant_keys/list'],
      'phones.read': ['/phones/get', '/phones/list'],
      'user_identities.read': ['/user_identities/get', '/user_identities/list'],
    });
  });

  it('to read is one that only reads, and the others change something', () => {
    for (const { endpoint, permission } of rows)
      assert.equal(permission.endsWith('.read'), endpoint.reads, endpoint.path);
  });
});

describe('Without a permission', () => {
  for (const { endpoint, permission } of rows)
    it(`${permission}, ${endpoint.path} is not for the caller, however wide its scope`, async () => {
      const world = await createWorld();
      const params =
        endpoint.path === '/action_attempts/get'
          ? { action_attempt_id: world.a.attemptId }
          : requestsOf(world.a, world)[endpoint.path];
      for (const userIdentityIds of [[world.a.id], 'all'] as const) {
        const ask = ready(world, { userIdentityIds, permissions: without(permission) });
        const { status, body } = await ask(endpoint.path, params);
        assert.equal(status, 403);
        assert.equal(body.error?.type, 'not_permitted');
        assert.ok(body.error?.message.includes(permission));
        assert.deepEqual(world.sent, []);
      }
    });

  for (const [path, missing, paramsFor] of [
    [
      '/acs/credentials/create',
      'acs_users.create',
      ({ b, hotelId }: World) => ({
        user_identity_id: b.id,
        acs_system_id: hotelId,
        access_method: 'mobile_key',
      }),
    ],
    [
      '/acs/credentials/assign',
      'acs_users.create',
      ({ b }: World) => ({ user_identity_id: b.id, acs_credential_id: b.credentialId }),
    ],
    [
      '/acs/entrances/grant_access',
      'acs_users.create',
      ({ b, officeDoorId }: World) => ({ user_identity_id: b.id, acs_entrance_id: officeDoorId }),
    ],
    [
      '/user_identities/create',
      'acs_users.create',
      ({ hotelId }: World) => ({ full_name: 'New', acs_system_ids: [hotelId] }),
    ],
    [
      '/user_identities/add_acs_user',
      'user_identities.create',
      ({ strangerId }: World) => ({ user_identity_key: 'new', acs_user_id: strangerId }),
    ],
  ] as const)
    it(`${missing}, ${path} makes none on the way`, async () => {
      const world = await createWorld();
      const ask = ready(world, { ...everybody, permissions: without(missing) });
      const { status, body } = await ask(path, paramsFor(world));
      assert.equal(status, 403);
      assert.ok(body.error?.message.includes(missing));
      assert.deepEqual(world.sent, []);
    });

  it('a client session of its own reads, and changes what Seam lets it', async () => {
    const changes = rows.flatMap(({ endpoint, permission }) =>
      !endpoint.reads && clientSessionPermissions.includes(permission) ? endpoint.path : [],
    );
    assert.deepEqual(changes, ['/locks/lock_door', '/locks/unlock_door', '/phones/deactivate']);
    const world = await createWorld();
    const session = world.gateway();
    const ask = Object.assign(
      (path: string, params = {}) => session(path, params, { headers: bearer(world.a.token) }),
      { fetch: session.fetch },
    );
    for (const { endpoint } of rows) {
      if (endpoint.path === '/events/get') continue;
      const params = await requestOf(endpoint.path, world.a, world, ask);
      const { status, text } = await ask(endpoint.path, params);
      const mayDo = endpoint.reads || changes.includes(endpoint.path);
      assert.equal(status, mayDo ? 200 : 403, `${endpoint.path} ${text}`);
    }
    const done = new Set(world.sent.map(({ path }) => path));
    for (const { endpoint } of rows)
      if (!endpoint.reads) assert.equal(done.has(endpoint.path), changes.includes(endpoint.path));
  });
});

describe('With every permission', () => {
  for (const { endpoint } of rows)
    it(`${endpoint.path} works within a scope${endpoint.path === '/events/get' ? ' of everybody' : ''}`, async () => {
      const world = await createWorld();
      const limited = endpoint.path !== ('/events/get' satisfies EndpointPath);
      const ask = ready(world, limited ? generous(world) : everybody);
      const params = limited
        ? await requestOf(endpoint.path, world.a, world, ask)
        : { event_id: world.a.eventId };
      const { status, text } = await ask(endpoint.path, params);
      assert.equal(status, 200, text);
    });
});
