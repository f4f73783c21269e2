import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Scope } from '../../src/gateway/index.js';
import { table as rowsByPath } from '../../src/gateway/endpoints/index.js';
import type { Row } from '../../src/gateway/endpoints/endpoint-rule.js';
import {
  bearer,
  createWorld,
  everybody,
  scopedTo,
  unknownId,
  type Answer,
  type Ask,
  type World,
} from './support.js';

type Item = Record<string, unknown>;
const people = ({ body }: Answer) =>
  (body['user_identities'] as Item[]).map((item) => item['user_identity_id']);
const devices = ({ body }: Answer) => (body['devices'] as Item[]).map((item) => item['device_id']);
const cursorOf = ({ body }: Answer) => (body['pagination'] as Item)['next_page_cursor'] as string | null;

/** Lists that can be asked for without saying whose. */
const unfiltered = [
  '/acs/access_groups/list',
  '/acs/credentials/list',
  '/acs/entrances/list',
  '/acs/systems/list',
  '/acs/users/list',
  '/client_sessions/list',
  '/devices/list',
  '/events/list',
  '/instant_keys/list',
  '/phones/list',
  '/user_identities/list',
] as const;

const paramsFor = (path: string): Item => (path === '/events/list' ? { since: '2000-01-01T00:00:00Z' } : {});

describe('Lists of a limited scope', () => {
  let world: World;
  let asA: Ask;

  before(async () => {
    world = await createWorld();
    asA = world.gateway({ authorize: () => scopedTo(world.a.id) });
  });

  for (const [what, params] of [
    ['nothing asked', {}],
    ['A and B asked for', 'both'],
    ['B asked for', 'b'],
    ['an empty list asked for', { user_identity_ids: [] }],
    ['duplicates asked for', 'twice'],
  ] as const)
    it(`of people hold only the scope’s, with ${what}`, async () => {
      const { a, b, sent } = world;
      const asked = { both: [a.id, b.id], b: [b.id], twice: [a.id, a.id] };
      sent.length = 0;
      const answer = await asA(
        '/user_identities/list',
        typeof params === 'string' ? { user_identity_ids: asked[params] } : params,
      );
      const expected = params === 'b' || what.startsWith('an empty') ? [] : [a.id];
      assert.deepEqual(people(answer), expected);
      // What would come out empty is not even asked, since Seam takes an empty list for no filter.
      assert.equal(sent.length, expected.length);
    });

  it('find nobody by a search that only B matches', async () => {
    const answer = await asA('/user_identities/list', { search: world.b.email });
    assert.deepEqual(people(answer), []);
  });

  it('are empty for an empty scope, and nothing is asked of Seam', async () => {
    const { sent, seam } = world;
    const nobody = world.gateway({ authorize: () => scopedTo() });
    sent.length = 0;
    for (const path of unfiltered) {
      const { status, body } = await nobody(path, paramsFor(path));
      assert.equal(status, 200, path);
      assert.deepEqual(body[(rowsByPath[path] as Row).endpoint.responseKey!], [], path);
    }
    assert.deepEqual(sent, []);

    const made = (await seam('/client_sessions/create', {}))['client_session'] as { token: string };
    const ofNobody = world.gateway();
    assert.deepEqual(
      people(await ofNobody('/user_identities/list', {}, { headers: bearer(made.token) })),
      [],
    );
  });

  it('are filtered again, whatever Seam makes of the question', async () => {
    const { a, b, seam } = world;
    const everyone = await seam('/user_identities/list', {});
    const sessions = await seam('/client_sessions/list', {});
    const phone = { device_id: unknownId(), device_type: 'ios_phone', display_name: 'B’s phone' };
    let isMerged = false;
    const careless = world.gateway({
      authorize: (): Scope => ({ ...scopedTo(a.id), deviceIds: 'all' }),
      fetch: async (request) => {
        const path = new URL(request.url).pathname;
        const { user_identity_id } = (await request.json()) as Item;
        if (path === '/user_identities/get' && !isMerged)
          return Response.json(await seam(path, { user_identity_id }));
        if (path === '/user_identities/list') return Response.json(everyone);
        if (path === '/client_sessions/list') return Response.json(sessions);
        if (/devices/.test(path)) return Response.json({ devices: [phone], device: phone, ok: true });
        const { user_identity } = await seam('/user_identities/get', { user_identity_id: b.id });
        return Response.json({ user_identity, device: phone });
      },
    });
    assert.deepEqual(people(await careless('/user_identities/list')), [a.id]);
    const { client_sessions } = (await careless('/client_sessions/list')).body as { client_sessions: Item[] };
    // The other one is that of A's instant key.
    assert.deepEqual(
      client_sessions.map((session) => session['user_identity_id']),
      [a.id, a.id],
    );
    assert.deepEqual(devices(await careless('/devices/list')), []);
    const handsOut = world.gateway({
      authorize: (): Scope => ({ ...scopedTo(), deviceIds: [a.deviceId] }),
      fetch: async () => Response.json(await seam('/devices/list', {})),
    });
    assert.deepEqual(devices(await handsOut('/devices/list')), [a.deviceId]);
    assert.equal((await careless('/devices/get', { device_id: phone.device_id })).status, 404);
    isMerged = true;
    const merged = await careless('/user_identities/get', { user_identity_id: a.id });
    assert.equal(merged.body.error?.type, 'user_identity_not_found');
  });

  it('hold only the scope’s, even if Seam forgets whose it was asked for', async () => {
    const { a, b, sandbox, seam } = world;
    const ask = world.gateway({
      authorize: () => scopedTo(a.id),
      async fetch(request) {
        const { user_identity_id, user_identity_ids, ...rest } = (await request.json()) as Item;
        // These do not say whose they are: there is nothing but the filter.
        const path = new URL(request.url).pathname;
        const isMute = /accessible|list_acs_systems|access_groups|identities\/get/.test(path);
        // This one lists a person's without a filter.
        if (path === '/user_identities/enrollment_automations/list') {
          const all = [a, b].map((person) => seam(path, { user_identity_id: person.id }));
          return Response.json({
            enrollment_automations: (await Promise.all(all)).flatMap((one) => one['enrollment_automations']),
          });
        }
        if (path === '/user_identities/list_acs_users')
          return sandbox.fetch(
            new Request(new URL('/acs/users/list', request.url), { ...init(request), body: '{}' }),
          );
        const asked = isMute ? { user_identity_id, user_identity_ids, ...rest } : rest;
        return sandbox.fetch(new Request(request.url, { ...init(request), body: JSON.stringify(asked) }));
      },
    });
    const init = ({ method, headers }: Request) => ({ method, headers });
    for (const [path, key, params] of [
      ['/acs/users/list', 'acs_users', {}],
      ['/user_identities/list_acs_users', 'acs_users', { user_identity_id: a.id }],
      ['/acs/credentials/list', 'acs_credentials', {}],
      ['/client_sessions/list', 'client_sessions', {}],
      ['/instant_keys/list', 'instant_keys', {}],
      ['/user_identities/list', 'user_identities', {}],
      ['/user_identities/enrollment_automations/list', 'enrollment_automations', { user_identity_id: a.id }],
      ['/events/list', 'events', { since: '2000-01-01T00:00:00Z' }],
    ] as const) {
      const { status, body, text } = await ask(path, params);
      assert.equal(status, 200, text);
      assert.ok((body[key] as Item[]).length > 0, path);
      const leak = b.secrets.find((secret) => text.includes(secret));
      assert.equal(leak, undefined, path);
    }
    for (const [path, params] of [
      ['/acs/users/suspend', { acs_user_id: b.acsUserId }],
      ['/acs/credentials/delete', { acs_credential_id: b.credentialId }],
      ['/client_sessions/delete', { client_session_id: b.sessionId }],
      ['/instant_keys/delete', { instant_key_id: b.instantKeyId }],
      ['/user_identities/enrollment_automations/delete', { enrollment_automation_id: b.automationId }],
    ] as const)
      assert.equal((await ask(path, params)).status, 404, path);
  });

  it('of systems, doors and groups hold only what the host has named, even if Seam forgets the filter', async () => {
    const { a, b, sandbox, hotelId, apartmentsId, officeId, frontDoorId } = world;
    const ask = world.gateway({
      authorize: (): Scope => ({
        ...scopedTo(a.id),
        acsSystemIds: [hotelId],
        acsEntranceIds: [frontDoorId],
      }),
      async fetch(request) {
        const { acs_system_id, acs_entrance_ids, limit, ...rest } = (await request.json()) as Item;
        const isFilter = acs_system_id !== undefined || acs_entrance_ids !== undefined;
        const { url, method, headers } = request;
        const asked = isFilter ? rest : { ...rest, ...(limit !== undefined && { limit }) };
        return sandbox.fetch(new Request(url, { method, headers, body: JSON.stringify(asked) }));
      },
    });
    const ids = async (path: string, key: string, id: string, params: Item = {}) =>
      ((await ask(path, params)).body[key] as Item[]).map((item) => item[id]);
    const doors = await ids('/acs/entrances/list', 'acs_entrances', 'acs_entrance_id');
    assert.ok(doors.includes(frontDoorId) && !doors.includes(b.entranceId));
    assert.deepEqual(await ids('/acs/access_groups/list', 'acs_access_groups', 'acs_access_group_id'), [
      a.groupId,
    ]);
    const people = await ask('/acs/users/list', { acs_system_id: hotelId });
    for (const acsUser of people.body['acs_users'] as Item[]) assert.equal(acsUser['acs_system_id'], hotelId);
    assert.ok(!people.text.includes(apartmentsId) && !people.text.includes(officeId));
    const nobodys = await world.seam('/acs/users/list', { acs_system_id: officeId, search: 'Dorothy' });
    const [{ acs_user_id }] = nobodys['acs_users'] as [Item];
    const linked = await ask('/user_identities/add_acs_user', { user_identity_id: a.id, acs_user_id });
    assert.equal(linked.status, 404);
  });

  it('of devices hold what the scope’s people have, and what the caller may hand out', async () => {
    const { a, b, sharedDeviceId } = world;
    assert.deepEqual(new Set(devices(await asA('/devices/list'))), new Set([a.deviceId, sharedDeviceId]));
    const handsOut = world.gateway({ authorize: () => ({ ...scopedTo(a.id), deviceIds: [b.deviceId] }) });
    assert.deepEqual(
      new Set(devices(await handsOut('/devices/list'))),
      new Set([a.deviceId, b.deviceId, sharedDeviceId]),
    );
    assert.equal((await handsOut('/devices/get', { device_id: b.deviceId })).status, 200);
  });

  for (const deviceIds of [undefined, 'all'] as const)
    it(`of devices are filtered by what can be seen in a device, and by nothing else, with ${deviceIds ?? 'its own'}`, async () => {
      const { a, b, seam } = world;
      const asA = world.gateway({
        authorize: () => ({ ...scopedTo(a.id), ...(deviceIds && { deviceIds }) }),
      });
      const { device } = (await seam('/devices/get', { device_id: a.deviceId })) as { device: Item };
      const manufacturer = (device['device_manufacturer'] as Item)['manufacturer'];
      const find = async (params: Item) => devices(await asA('/devices/list', params)).includes(a.deviceId);
      for (const params of [
        { search: String(device['display_name']).toUpperCase() },
        { device_ids: [a.deviceId, b.deviceId] },
        { device_type: device['device_type'] },
        { device_types: [device['device_type']] },
        { manufacturer },
        { connected_account_id: device['connected_account_id'] },
        { connected_account_ids: [device['connected_account_id']] },
        { created_before: '2100-01-01T00:00:00Z' },
      ])
        assert.equal(await find(params), true, JSON.stringify(params));
      for (const params of [
        { search: 'nothing is called so' },
        { device_ids: [b.deviceId] },
        { device_type: 'ring_camera' },
        { device_types: ['ring_camera'] },
        { manufacturer: 'ring' },
        { connected_account_id: unknownId() },
        { connected_account_ids: [] },
        { created_before: '2000-01-01T00:00:00Z' },
      ])
        assert.equal(await find(params), false, JSON.stringify(params));
      for (const params of [
        { customer_key: 'x' },
        { user_identifier_key: 'secret-Bjarne' },
        { connect_webview_id: unknownId() },
        { custom_metadata_has: { of: 'B' } },
        { space_id: unknownId() },
        { unstable_location_id: null },
        { include_if: ['can_remotely_unlock'] },
        { exclude_if: ['can_remotely_unlock'] },
      ]) {
        const { status, body } = await asA('/devices/list', params);
        assert.equal(status, 400);
        assert.deepEqual(Object.keys(body.error!.validation_errors!), ['_errors', ...Object.keys(params)]);
      }
    });

  it('of all devices that may be handed out are asked for without phones', async () => {
    const all = world.gateway({ authorize: (): Scope => ({ ...scopedTo(world.a.id), deviceIds: 'all' }) });
    world.sent.length = 0;
    await all('/devices/list');
    const { device_types } = world.sent[0]!.params as { device_types: string[] };
    assert.ok(device_types.includes('august_lock'));
    assert.ok(!device_types.some((type) => /phone/.test(type)));
  });

  it('too wide to look through say so', async () => {
    const wide = world.gateway({ authorize: () => scopedTo(...Array.from({ length: 501 }, unknownId)) });
    world.sent.length = 0;
    for (const path of unfiltered)
      if (path !== '/user_identities/list') {
        const { body } = await wide(path, paramsFor(path));
        assert.equal(body.error?.type, 'invalid_input', path);
      }
    assert.deepEqual(world.sent, []);
  });
});

describe('Pages', () => {
  let world: World;
  let everyone: Ask;

  before(async () => {
    world = await createWorld();
    everyone = world.gateway({ authorize: () => everybody });
  });

  const paged = (key: string, id: string) => (answer: Answer) =>
    (answer.body[key] as Item[]).map((item) => item[id]);
  const lists = [
    ['/user_identities/list', people],
    ['/devices/list', devices],
    ['/acs/users/list', paged('acs_users', 'acs_user_id')],
    ['/acs/credentials/list', paged('acs_credentials', 'acs_credential_id')],
    ['/acs/entrances/list', paged('acs_entrances', 'acs_entrance_id')],
  ] as const;

  for (const [path, items] of lists)
    it(`of ${path} follow one another to the last`, async () => {
      const all = items(await everyone(path, {}));
      const found: unknown[] = [];
      for (let cursor: string | null | undefined; cursor !== null;) {
        const answer = await everyone(path, { limit: 7, ...(cursor && { page_cursor: cursor }) });
        assert.equal((answer.body['pagination'] as Item)['next_page_url'], null);
        found.push(...items(answer));
        cursor = cursorOf(answer);
      }
      assert.deepEqual(found, all);
    });

  for (const [path, items] of lists)
    it(`of ${path} for a limited scope follow one another too`, async () => {
      const { a, b } = world;
      const ask = world.gateway({ authorize: () => scopedTo(a.id, b.id) });
      const all = items(await ask(path));
      assert.ok(all.length > 1);
      const found: unknown[] = [];
      for (let cursor: string | null | undefined; cursor !== null;) {
        const answer = await ask(path, { limit: 1, ...(cursor && { page_cursor: cursor }) });
        found.push(...items(answer));
        cursor = cursorOf(answer);
      }
      assert.deepEqual(found, all);
    });

  describe('of which Seam’s hold few of the own', () => {
    /** Seam's list with a single row on each page, after so many without any. */
    function pagesOfOne(scope: Scope, emptyPages = 0, limits = {}): { ask: Ask; asked: Item[] } {
      const asked: Item[] = [];
      const ask = world.gateway({
        authorize: () => scope,
        limits,
        async fetch(request) {
          const params = (await request.json()) as Item;
          const { pathname } = new URL(request.url);
          asked.push(params);
          if (asked.length <= emptyPages)
            return Response.json({
              user_identities: [],
              pagination: { has_next_page: true, next_page_cursor: `after ${asked.length}` },
            });
          const isSeams = !String(params['page_cursor']).startsWith('after');
          const place = isSeams ? {} : { page_cursor: undefined };
          return Response.json(await world.seam(pathname, { ...params, ...place, limit: 1 }));
        },
      });
      return { ask, asked };
    }

    it('go through all of Seam’s', async () => {
      const { a, b } = world;
      const { ask, asked } = pagesOfOne(scopedTo(a.id, b.id));
      assert.deepEqual(new Set(people(await ask('/user_identities/list'))), new Set([a.id, b.id]));
      assert.equal(asked.length, 2);
      assert.ok(!('page_cursor' in asked[0]!));
      const first = await ask('/user_identities/list', { limit: 1 });
      const second = await ask('/user_identities/list', { limit: 1, page_cursor: cursorOf(first) });
      assert.deepEqual(new Set([...people(first), ...people(second)]), new Set([a.id, b.id]));
      assert.equal(cursorOf(second), null);
      for (const [answer, isLast] of [
        [first, false],
        [second, true],
      ] as const)
        assert.equal((answer.body['pagination'] as Item)['has_next_page'], !isLast);
    });

    it('are filled from several of Seam’s, and no fuller than asked for', async () => {
      const { a, othersIds } = world;
      const ids = [a.id, ...othersIds].slice(0, 5);
      const { ask } = pagesOfOne(scopedTo(...ids));
      const found: unknown[][] = [];
      for (let cursor: string | null | undefined; cursor !== null;) {
        const answer = await ask('/user_identities/list', {
          limit: 2,
          ...(cursor && { page_cursor: cursor }),
        });
        found.push(people(answer));
        cursor = cursorOf(answer);
      }
      assert.deepEqual(
        found.map(({ length }) => length),
        [2, 2, 1],
      );
      assert.deepEqual(new Set(found.flat()), new Set(ids));
    });

    it('are as long where Seam’s hold others’', async () => {
      const { a, b, seam } = world;
      const { user_identities } = (await seam('/user_identities/list', {})) as { user_identities: Item[] };
      for (const answered of [user_identities, [...user_identities].reverse()]) {
        const careless = world.gateway({
          authorize: () => scopedTo(a.id, b.id),
          fetch: async () => Response.json({ user_identities: answered }),
        });
        const found = people(await careless('/user_identities/list', { limit: 2 }));
        assert.deepEqual(new Set(found), new Set([a.id, b.id]));
      }
    });

    it('cost the caller as much as the first of Seam’s alone', async () => {
      const { ask } = pagesOfOne(scopedTo(world.a.id), 5, { seamRequestsPerMinute: 2 });
      for (const status of [200, 200, 429]) assert.equal((await ask('/user_identities/list')).status, status);
    });

    it('go through a hundred of Seam’s, and no more', async () => {
      const { a } = world;
      const few = pagesOfOne(scopedTo(a.id), 99);
      assert.deepEqual(people(await few.ask('/user_identities/list')), [a.id]);
      assert.equal(few.asked.length, 100);
      const many = pagesOfOne(scopedTo(a.id), 100);
      const { status, body } = await many.ask('/user_identities/list');
      assert.equal(status, 400);
      assert.deepEqual(body.error, {
        type: 'invalid_input',
        message: 'There are too many to look through them all.',
        validation_errors: { _errors: ['There are too many to look through them all.'] },
      });
      assert.equal(many.asked.length, 100);
    });
  });

  it('are opened only by a list of the same kind', async () => {
    const { a, b } = world;
    let scope: Scope = scopedTo(a.id, b.id);
    const ask = world.gateway({ authorize: () => scope });
    for (const [path, all] of [
      ['/devices/list', { deviceIds: 'all' }],
      ['/acs/entrances/list', { acsEntranceIds: 'all' }],
    ] as const) {
      scope = scopedTo(a.id, b.id);
      const page_cursor = cursorOf(await ask(path, { limit: 1 }));
      assert.equal((await ask(path, { limit: 1, page_cursor })).status, 200);
      scope = { ...scope, ...all };
      const wider = await ask(path, { limit: 1, page_cursor });
      assert.equal(wider.body.error?.type, 'mismatched_page_parameters', path);
      const ofWider = cursorOf(await ask(path, { limit: 1 }));
      scope = scopedTo(a.id, b.id);
      const narrower = await ask(path, { limit: 1, page_cursor: ofWider });
      assert.equal(narrower.body.error?.type, 'mismatched_page_parameters', path);
    }
  });

  it('are opened only by whom and with what they were made for', async () => {
    const { a, b } = world;
    const callers: Record<string, Scope> = {
      everybody,
      'another administrator': { ...everybody, caller: 'another' },
      // The same caller, whose scope has been narrowed in between.
      narrowed: { ...everybody, userIdentityIds: [a.id] },
    };
    const gateway = world.gateway({ authorize: ({ headers }) => callers[headers.get('x-caller')!]! });
    const ask = (caller: string, params: Item, path = '/user_identities/list') =>
      gateway(path, params, { headers: { 'x-caller': caller } });
    const cursor = cursorOf(await ask('everybody', { limit: 2, search: 'a' }))!;

    assert.equal((await ask('everybody', { limit: 2, search: 'a', page_cursor: cursor })).status, 200);
    // The order of the keys is no difference.
    assert.equal((await ask('everybody', { page_cursor: cursor, search: 'a', limit: 2 })).status, 200);
    world.sent.length = 0;
    const tampered = (cursor.startsWith('A') ? 'B' : 'A') + cursor.slice(1);
    const refused = [
      ask('another administrator', { limit: 2, search: 'a', page_cursor: cursor }),
      ask('narrowed', { limit: 2, search: 'a', page_cursor: cursor }),
      ask('everybody', { limit: 3, search: 'a', page_cursor: cursor }),
      ask('everybody', { limit: 2, search: 'b', page_cursor: cursor }),
      ask('everybody', { limit: 2, page_cursor: cursor }),
      ask('everybody', { limit: 2, search: 'a', page_cursor: cursor }, '/devices/list'),
      ask('everybody', { limit: 2, search: 'a', user_identity_ids: [b.id], page_cursor: cursor }),
      ask('everybody', { limit: 2, search: 'a', page_cursor: tampered }),
      ask('everybody', { limit: 2, search: 'a', page_cursor: `${cursor}AAAA` }),
      ask('everybody', { limit: 2, search: 'a', page_cursor: 'eyJ4IjoxfQ' }),
      ask('everybody', { limit: 2, search: 'a', page_cursor: '*' }),
      ask('everybody', { limit: 2, search: 'a', page_cursor: '' }),
    ];
    for (const answer of await Promise.all(refused))
      assert.equal(answer.body.error?.type, 'mismatched_page_parameters', answer.text);
    // Nor are they left to Seam, which may or may not look.
    assert.deepEqual(world.sent, []);
  });

  it('show nothing of Seam’s cursor', async () => {
    const sealed = cursorOf(await everyone('/user_identities/list', { limit: 2 }))!;
    const { pagination } = await world.seam('/user_identities/list', { limit: 2 });
    const seams = (pagination as Item)['next_page_cursor'] as string;
    assert.ok(!sealed.includes(seams) && !atob(sealed.replace(/[-_]/g, 'A')).includes(seams));
  });

  it('can be opened by another copy of the gateway', async () => {
    const cursor = cursorOf(await everyone('/user_identities/list', { limit: 2 }));
    const copy = world.gateway({ authorize: () => everybody });
    assert.equal((await copy('/user_identities/list', { limit: 2, page_cursor: cursor })).status, 200);
  });

  for (const limit of [0, -1, 1e9, 1001, 1.5, '10', null, [10]])
    it(`are not ${JSON.stringify(limit)} long`, async () => {
      for (const path of ['/user_identities/list', '/devices/list']) {
        const { status, body } = await everyone(path, { limit });
        assert.equal(status, 400);
        assert.ok('limit' in body.error!.validation_errors!);
      }
    });
});
