import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { endpointSchemas } from '../../src/api/schemas.gen.js';
import { ProvenIds, type Errand } from '../../src/gateway/access/request-context.js';
import { inSight, requireToHandOut, type Fixture } from '../../src/gateway/access/building-resources.js';
import { chunks, ofEach, peopleOf } from '../../src/gateway/access/ownership.js';
import type { GatewayOptions } from '../../src/gateway/index.js';
import { notFound, Refusal } from '../../src/gateway/http/http-error.js';
import { reachOf, type Scope } from '../../src/gateway/access/scope.js';
import { rows } from '../../src/gateway/endpoints/index.js';
import { requestsOf } from './requests-of.js';
import { createWorld, everybody, scopedTo, unknownId, type Ask, type World } from './support.js';

type Fields = Record<string, unknown>;

describe('What a person has', () => {
  let world: World;
  let cursors: unknown[];

  beforeEach(async () => {
    world = await createWorld();
    cursors = [];
  });

  /** Seam's list of credentials, changed on its way. */
  const listing = (
    change: (asked: Fields, ask: World['seam']) => Promise<Fields>,
    limits: GatewayOptions['limits'] = {},
  ): Ask =>
    world.gateway({
      limits,
      authorize: () => scopedTo(world.a.id),
      async fetch(request) {
        if (!request.url.endsWith('/acs/credentials/list')) return world.sandbox.fetch(request);
        const asked = (await request.json()) as Fields;
        assert.equal(asked['user_identity_id'], world.a.id);
        cursors.push(asked['page_cursor']);
        return Response.json(await change(asked, world.seam));
      },
    });
  const isFound = async (ask: Ask, acs_credential_id: string) =>
    (await ask('/acs/credentials/get', { acs_credential_id })).status === 200;

  it('is found on whatever page of Seam’s it is', async () => {
    const ask = listing((asked, seam) => seam('/acs/credentials/list', { ...asked, limit: 1 }));
    assert.ok(await isFound(ask, world.a.credentialId));
    assert.equal(cursors.length, 2);
    assert.equal(cursors[0], undefined);
    assert.ok(await isFound(ask, world.a.childId));
  });

  it('is found in a list without pages', async () => {
    const ask = listing(async (asked, seam) => {
      const { pagination: _, ...body } = await seam('/acs/credentials/list', asked);
      return body;
    });
    assert.ok(await isFound(ask, world.a.credentialId));
  });

  it('costs the caller the first page of Seam’s alone', async () => {
    for (const pages of [1, 2])
      for (const [seamRequestsPerMinute, status] of [
        [3, 200],
        [2, 429],
      ] as const) {
        const ask = listing((asked, seam) => seam('/acs/credentials/list', { ...asked, limit: 3 - pages }), {
          seamRequestsPerMinute,
        });
        cursors = [];
        const { credentialId: acs_credential_id } = world.a;
        assert.equal((await ask('/acs/credentials/get', { acs_credential_id })).status, status);
        if (status === 200) assert.equal(cursors.length, pages);
      }
  });

  it('is nothing under an id that has been merged into another’s', async () => {
    const { a, b } = world;
    const merged = unknownId();
    const within = (...ids: string[]) =>
      world.gateway({
        authorize: () => scopedTo(...ids),
        // Seam answers to the old id with what the other one has.
        fetch: async (request) =>
          world.sandbox.fetch(
            new Request(request.url, {
              method: 'POST',
              headers: request.headers,
              body: (await request.text()).replaceAll(merged, b.id),
            }),
          ),
      });
    for (const [path, key, own] of [
      ['/phones/list', 'phones', a.phoneId],
      ['/devices/list', 'devices', a.deviceId],
    ] as const) {
      const found = async (ask: Ask) =>
        ((await ask(path)).body[key] as Fields[]).map(({ device_id }) => device_id);
      assert.deepEqual(await found(within(merged)), []);
      const both = await found(within(a.id, merged));
      assert.ok(both.includes(own));
      assert.ok(!both.includes(b.phoneId) && !both.includes(b.deviceId));
    }
  });

  it('is looked for among those whom Seam knows, who are asked for by their ids', async () => {
    const { a, b, sent } = world;
    const ask = world.gateway({ authorize: () => scopedTo(a.id, b.id) });
    sent.length = 0;
    assert.equal((await ask('/phones/list')).status, 200);
    const people = sent.filter(({ path }) => /^\/user_identities\/(?:get|list)$/.test(path));
    assert.deepEqual(
      people.map(({ path, params }) => [path, params]),
      [['/user_identities/list', { user_identity_ids: [a.id, b.id], limit: 2 }]],
    );
  });

  it('is not looked for on more than twenty pages', async () => {
    const endless = (pages: number) =>
      listing(async (asked, seam) => ({
        ...(await seam('/acs/credentials/list', { ...asked, page_cursor: undefined })),
        pagination: {
          has_next_page: true,
          next_page_cursor: cursors.length < pages ? `after ${cursors.length}` : null,
        },
      }));
    assert.ok(await isFound(endless(20), world.a.credentialId));
    assert.equal(cursors.length, 20);
    cursors = [];
    const answer = await endless(21)('/acs/credentials/get', { acs_credential_id: world.a.credentialId });
    assert.equal(answer.status, 400);
    assert.equal(answer.body.error!.message, 'There are too many to look through them all.');
    assert.equal(cursors.length, 20);
  });
});

describe('A scope', () => {
  const peopleIn = (scope: Scope) => peopleOf({ caller: { reach: reachOf(scope) } } as Errand);
  const ids = (count: number) => Array.from({ length: count }, unknownId);

  it('of up to five hundred people is looked through, and no larger one', () => {
    assert.equal(peopleIn(scopedTo(...ids(500))).length, 500);
    assert.throws(() => peopleIn(scopedTo(...ids(501))), {
      status: 400,
      message: 'The scope holds too many people to look through them all.',
    });
    assert.throws(() => peopleIn(everybody), TypeError);
  });

  it('is looked through in parts', () => {
    assert.deepEqual(chunks([1, 2, 3, 4, 5], 2), [[1, 2], [3, 4], [5]]);
    assert.deepEqual(chunks([], 2), []);
  });

  it('may hold somebody who is gone, and has nothing; any other failure is one', async () => {
    const collect = (error?: Refusal) => async (id: string) => {
      if (id === 'gone') throw error!;
      return [id];
    };
    assert.deepEqual(await ofEach(['a', 'gone', 'b'], collect(notFound('user_identity'))), ['a', 'b']);
    await assert.rejects(ofEach(['a', 'gone'], collect(new Refusal(502, 'upstream_failed', ''))), {
      type: 'upstream_failed',
    });
  });
});

describe('About somebody who is not in scope', () => {
  it('Seam is not even asked', async () => {
    const world = await createWorld();
    const ask = world.gateway({ authorize: () => scopedTo(world.a.id) });
    for (const { endpoint } of rows) {
      const { path } = endpoint;
      if (!('user_identity_id' in (endpointSchemas[path].params.properties ?? {}))) continue;
      const params = { ...requestsOf(world.a, world)[path], user_identity_id: world.b.id };
      const { status, text } = await ask(path, params);
      assert.equal(status, 404, `${path} ${text}`);
      assert.deepEqual(world.sent, [], path);
    }
  });
});

describe('Of what people have', () => {
  let world: World;
  let ask: Ask;

  beforeEach(async () => {
    world = await createWorld();
    ask = world.gateway({ authorize: () => scopedTo(world.a.id) });
  });

  for (const [name, path, id, of, listPath, owner] of [
    ['phone', '/phones/get', 'device_id', 'phoneId', '/phones/list', 'owner_user_identity_id'],
    ['acs_user', '/acs/users/get', 'acs_user_id', 'acsUserId', '/user_identities/list_acs_users'],
    ['acs_credential', '/acs/credentials/get', 'acs_credential_id', 'credentialId', '/acs/credentials/list'],
    ['client_session', '/client_sessions/get', 'client_session_id', 'sessionId', '/client_sessions/list'],
    ['instant_key', '/instant_keys/get', 'instant_key_id', 'instantKeyId', '/instant_keys/list'],
    [
      'enrollment_automation',
      '/user_identities/enrollment_automations/get',
      'enrollment_automation_id',
      'automationId',
      '/user_identities/enrollment_automations/list',
    ],
    ['device', '/devices/get', 'device_id', 'deviceId', '/user_identities/list_accessible_devices'],
  ] as const)
    it(`Seam is asked for one person’s, and a foreign ${name} is none by that name`, async () => {
      const { a, b, sent } = world;
      assert.equal((await ask(path, { [id]: a[of] })).status, 200);
      sent.length = 0;
      const { status, body } = await ask(path, { [id]: b[of] });
      assert.equal(status, 404);
      assert.equal(body.error!.type, `${name}_not_found`);
      const asked = sent.filter((one) => one.path === listPath);
      assert.ok(asked.length > 0);
      for (const { params } of asked) assert.deepEqual(params, { [owner ?? 'user_identity_id']: a.id });
    });

  it('a credential is whose it says, else whose its ACS user is', async () => {
    const { a, b } = world;
    const { acs_credential } = await world.seam('/acs/credentials/get', {
      acs_credential_id: a.credentialId,
    });
    const found = async (fields: Fields) => {
      const asA = world.gateway({
        authorize: () => scopedTo(a.id),
        fetch: async (request) =>
          request.url.endsWith('/acs/credentials/list')
            ? Response.json({ acs_credentials: [{ ...(acs_credential as object), ...fields }] })
            : world.sandbox.fetch(request),
      });
      return (await asA('/acs/credentials/get', { acs_credential_id: a.credentialId })).status === 200;
    };
    assert.ok(await found({ user_identity_id: a.id, acs_user_id: undefined }));
    assert.ok(await found({ user_identity_id: undefined, acs_user_id: a.acsUserId }));
    assert.ok(!(await found({ user_identity_id: undefined, acs_user_id: b.acsUserId })));
    assert.ok(!(await found({ user_identity_id: undefined, acs_user_id: undefined })));
    assert.ok(!(await found({ user_identity_id: b.id, acs_user_id: a.acsUserId })));
  });

  it('a session is whose it says by the newer field, else by the older', async () => {
    const { a, b } = world;
    const { client_session } = await world.seam('/client_sessions/get', { client_session_id: a.sessionId });
    const found = async (fields: Fields) => {
      const asA = world.gateway({
        authorize: () => scopedTo(a.id),
        fetch: async (request) =>
          request.url.endsWith('/client_sessions/list')
            ? Response.json({ client_sessions: [{ ...(client_session as object), ...fields }] })
            : world.sandbox.fetch(request),
      });
      return (await asA('/client_sessions/get', { client_session_id: a.sessionId })).status === 200;
    };
    assert.ok(await found({ user_identity_id: a.id, user_identity_ids: undefined }));
    assert.ok(await found({ user_identity_id: undefined, user_identity_ids: [a.id] }));
    assert.ok(!(await found({ user_identity_id: undefined, user_identity_ids: [b.id] })));
    assert.ok(!(await found({ user_identity_id: undefined, user_identity_ids: undefined })));
  });

  it('devices and doors that the host has named are asked for by id, all of them', async () => {
    const { a, b, sent } = world;
    const named = { deviceIds: [b.deviceId, world.sharedDeviceId], acsEntranceIds: [b.entranceId] };
    const asA = world.gateway({ authorize: () => ({ ...scopedTo(a.id), ...named }) });
    await asA('/devices/list');
    await asA('/acs/entrances/list');
    const asked = (path: string) => sent.filter((one) => one.path === path).map(({ params }) => params);
    assert.deepEqual(asked('/devices/list'), [{ device_ids: named.deviceIds, limit: 2 }]);
    assert.deepEqual(asked('/acs/entrances/list'), [{ acs_entrance_ids: named.acsEntranceIds, limit: 1 }]);
  });

  it('systems are not asked for where the host has named none', async () => {
    const asA = world.gateway({ authorize: () => ({ ...scopedTo(world.a.id), acsSystemIds: [] }) });
    const { body } = await asA('/acs/systems/list');
    assert.equal((body['acs_systems'] as unknown[]).length, 2);
    assert.ok(!world.sent.some(({ path }) => path === '/acs/systems/list'));
  });
});

describe('A fixture', () => {
  const asked: (readonly string[] | string)[] = [];
  const fixture: Fixture<{ id: string }> = {
    name: 'fixture',
    id: 'id',
    named: 'devices',
    of: async (_, person) => (asked.push(person), [{ id: 'own' }]),
    list: async (_, ids) => (asked.push(ids), ids.map((id) => ({ id }))),
    isOfBuilding: ({ id }) => id !== 'phone',
  };
  const errandWith = (deviceIds?: string[] | 'all') => {
    const ask = async () => ({ user_identity: { user_identity_id: 'a' } });
    const reach = reachOf({ ...scopedTo('a'), ...(deviceIds && { deviceIds }) });
    return { caller: { reach }, proven: new ProvenIds(), ask } as unknown as Errand;
  };

  beforeEach(() => {
    asked.length = 0;
  });

  it('is in sight if somebody in scope has it, or the host has named it', async () => {
    assert.deepEqual(await inSight(errandWith(), fixture), [{ id: 'own' }]);
    // All are too many to list: the row asks Seam for what it needs.
    assert.deepEqual(await inSight(errandWith('all'), fixture), [{ id: 'own' }]);
    assert.deepEqual(asked, ['a', 'a']);
    assert.deepEqual(await inSight(errandWith(['own', 'other']), fixture), [{ id: 'own' }, { id: 'other' }]);
  });

  it('is looked for where none is handed out only if there is one to hand out', async () => {
    await requireToHandOut(errandWith(), fixture, []);
    assert.deepEqual(asked, []);
    await requireToHandOut(errandWith(), fixture, ['own']);
    await assert.rejects(requireToHandOut(errandWith(), fixture, ['own', 'other']), {
      type: 'fixture_not_found',
    });
    await requireToHandOut(errandWith('all'), fixture, ['other']);
    await assert.rejects(requireToHandOut(errandWith('all'), fixture, ['phone']), { status: 404 });
    await assert.rejects(requireToHandOut(errandWith(['other']), fixture, ['own']), { status: 404 });
  });
});
