import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Scope } from '../../src/gateway/index.js';
import { createAttempts } from '../../src/gateway/access/action-attempts.js';
import { createWorld, everybody, scopedTo, unknownId, type Answer, type Ask, type World } from './support.js';

type Item = Record<string, unknown>;

const since = '2000-01-01T00:00:00Z';
const eventsIn = ({ body }: Answer) => body['events'] as Item[];
const typesIn = (answer: Answer) => eventsIn(answer).map((event) => event['event_type']);

describe('Events of a limited scope', () => {
  let world: World;
  before(async () => {
    world = await createWorld();
  });

  const as = (scope: Partial<Scope> = {}): Ask =>
    world.gateway({ authorize: () => ({ ...scopedTo(world.a.id), ...scope }) });

  let asked: string[] = [];

  /** Seam answers every question with these, or those that hold a certain parameter. */
  const answering = (events: Item[], scope: Partial<Scope> = {}, where = 'since'): Ask =>
    world.gateway({
      authorize: () => ({ ...scopedTo(world.a.id), ...scope }),
      async fetch(request) {
        const { pathname } = new URL(request.url);
        asked.push(pathname);
        if (pathname !== '/events/list') return world.sandbox.fetch(request);
        const isAsked = where in ((await request.json()) as Item);
        return Response.json({ events: isAsked ? events : [], ok: true });
      },
    });
  const event = (event_type: string, fields: Item): Item => ({
    event_id: unknownId(),
    event_type,
    created_at: '2026-01-01T00:00:00Z',
    occurred_at: '2026-01-01T00:00:00Z',
    workspace_id: 'w',
    ...fields,
  });

  it('are those of its people', async () => {
    const { a, b } = world;
    const found = await as()('/events/list', { since });
    assert.ok(typesIn(found).includes('acs_credential.issued'));
    for (const { acs_credential_id } of eventsIn(found))
      assert.ok([undefined, a.credentialId, a.childId].includes(acs_credential_id as string | undefined));
    const [ofB, ofNobody] = [as({ userIdentityIds: [b.id] }), as({ userIdentityIds: [] })];
    assert.ok(eventsIn(await ofB('/events/list', { since })).length > 0);
    assert.deepEqual(eventsIn(await ofNobody('/events/list', { since })), []);
    assert.equal((await as()('/events/list', { since, user_identity_id: b.id })).status, 404);
  });

  it('are narrowed by type, time and id, as Seam would', async () => {
    const { a, hotelId, officeId } = world;
    const count = async (params: Item) => eventsIn(await as()('/events/list', { since, ...params })).length;
    const issued = await count({ event_type: 'acs_credential.issued' });
    assert.equal(issued, 2);
    assert.equal(await count({ event_types: ['acs_credential.issued', 'acs_user.deleted'] }), issued);
    assert.equal(await count({ event_type: 'acs_user.deleted' }), 0);
    assert.equal(await count({ acs_credential_id: a.childId, event_type: 'acs_credential.issued' }), 1);
    assert.equal(await count({ acs_system_id: hotelId }), issued);
    assert.equal(await count({ acs_system_ids: [officeId] }), 0);
    assert.equal(await count({ event_ids: [a.eventId] }), 1);
    assert.equal(await count({ event_ids: [world.b.eventId] }), 0);
    assert.equal(await count({ limit: 1 }), 1);
    assert.equal(await count({ since: '2100-01-01T00:00:00Z' }), 0);
    assert.equal((await as()('/events/list', {})).body.error?.type, 'invalid_input');
  });

  it('are those of its devices, phones and ACS users too, where it asks for them', async () => {
    const { a, b, sharedDeviceId, seam, sandbox } = world;
    const typesOf = async (params: Item, scope: Partial<Scope> = {}) =>
      typesIn(await as(scope)('/events/list', { since, ...params }));
    assert.ok((await typesOf({ device_id: a.deviceId })).includes('lock.locked'));
    assert.ok((await typesOf({ device_ids: [a.deviceId, b.deviceId] })).includes('lock.locked'));
    assert.ok((await typesOf({ acs_user_id: a.acsUserId })).includes('acs_user.created'));
    for (const params of [
      { device_id: b.deviceId },
      { device_ids: [b.deviceId] },
      { device_id: b.phoneId },
      { acs_user_id: b.acsUserId },
      { acs_credential_id: b.credentialId },
    ])
      assert.deepEqual(await typesOf(params), [], JSON.stringify(params));
    assert.ok(
      (await typesOf({ device_id: b.deviceId }, { deviceIds: [b.deviceId] })).includes('lock.locked'),
    );
    assert.ok((await typesOf({ device_id: b.deviceId }, { deviceIds: 'all' })).includes('lock.locked'));
    // Who has unlocked a shared door past the gateway is not told, nor which attempt it was.
    await seam('/locks/unlock_door', { device_id: sharedDeviceId });
    sandbox.clock.advance(10_000);
    const shared = await as()('/events/list', { since, device_id: sharedDeviceId });
    assert.ok(eventsIn(shared).length > 0);
    assert.ok(eventsIn(shared).every((one) => !('action_attempt_id' in one)));
  });

  it('say nothing of who else was at a shared door', async () => {
    const { a, b, sharedDeviceId: device_id } = world;
    const events = [
      event('lock.unlocked', { device_id, user_identity_id: b.id, acs_user_id: b.acsUserId }),
      event('lock.unlocked', { device_id, acs_user_id: b.acsUserId }),
      event('access_code.set_on_device', { device_id, access_code_id: unknownId(), code: '1234' }),
      event('access_grant.created', { device_id, access_grant_id: unknownId() }),
      event('access_method.issued', { device_id, access_method_id: unknownId() }),
      event('acs_credential.issued', { device_id, acs_credential_id: b.credentialId }),
      event('acs_credential.deleted', { device_id, acs_credential_id: b.credentialId }),
      event('acs_user.created', { device_id, acs_user_id: b.acsUserId }),
      event('enrollment_automation.deleted', { device_id, acs_user_id: b.acsUserId }),
      event('device.connected', { device_id, client_session_id: b.sessionId }),
      event('lock.unlocked', {
        device_id,
        user_identity_id: a.id,
        event_description: `Not ${b.email}`,
        code: '1234',
        device_custom_metadata: { of: b.email },
        unheard_of: b.email,
      }),
      event('lock.locked', { device_id, method: 'manual' }),
    ];
    const ask = answering(events, {}, 'device_id');
    const found = await ask('/events/list', { since, device_id });
    assert.deepEqual(typesIn(found), ['lock.unlocked', 'lock.locked']);
    assert.deepEqual(Object.keys(eventsIn(found)[0]!).sort(), [
      'created_at',
      'device_id',
      'event_id',
      'event_type',
      'occurred_at',
      'user_identity_id',
      'workspace_id',
    ]);
  });

  it('are shown with all that concerns nobody else', async () => {
    const { a, sharedDeviceId: device_id } = world;
    const shown = event('lock.unlocked', {
      device_id,
      user_identity_id: a.id,
      acs_access_group_id: a.groupId,
      acs_credential_id: a.credentialId,
      acs_entrance_id: a.entranceId,
      acs_system_id: world.hotelId,
      acs_user_id: a.acsUserId,
      action_type: 'UNLOCK_DOOR',
      battery_level: 0.5,
      battery_status: 'good',
      client_session_id: a.sessionId,
      connected_account_id: unknownId(),
      device_name: 'Front Door',
      enrollment_automation_id: a.automationId,
      error_code: 'offline',
      is_via_bluetooth: true,
      is_via_nfc: true,
      method: 'manual',
      reason: { message: 'The battery was empty.', reason_code: 'battery_empty' },
      status: 'success',
    });
    const found = await answering(
      [{ ...shown, code: '1234' }],
      {},
      'device_id',
    )('/events/list', {
      since,
      device_id,
    });
    assert.deepEqual(eventsIn(found), [
      { ...shown, reason: { message: 'battery_empty', reason_code: 'battery_empty' } },
    ]);
  });

  it('may name anything that is nobody’s', async () => {
    const { a } = world;
    for (const name of [
      'acs_access_group_id',
      'acs_encoder_id',
      'acs_entrance_id',
      'acs_entrance_ids',
      'acs_system_id',
      'action_attempt_id',
      'climate_preset_key',
      'connected_account_id',
      'noise_threshold_id',
      'space_id',
      'space_ids',
      'space_key',
    ]) {
      const ask = answering([event('device.connected', { device_id: a.deviceId, [name]: unknownId() })]);
      assert.equal(eventsIn(await ask('/events/list', { since })).length, 1, name);
    }
  });

  it('about something of its own may name its phones and devices as well, which are looked up once', async () => {
    const { a, b } = world;
    const ask = answering(
      [
        event('acs_user.created', { acs_user_id: a.acsUserId, device_id: a.phoneId }),
        event('acs_user.created', {
          acs_user_id: a.acsUserId,
          device_id: a.deviceId,
          client_session_id: null,
        }),
        event('acs_user.created', { acs_user_id: a.acsUserId, device_id: b.phoneId }),
        event('acs_user.created', { acs_user_id: a.acsUserId, device_id: b.deviceId }),
      ],
      {},
      'acs_user_id',
    );
    asked = [];
    const found = await ask('/events/list', { since, acs_user_id: a.acsUserId });
    assert.deepEqual(
      new Set(eventsIn(found).map(({ device_id }) => device_id)),
      new Set([a.phoneId, a.deviceId]),
    );
    assert.equal(asked.filter((path) => path === '/phones/list').length, 1);
  });

  it('of one person are about what the person has, or has done', async () => {
    const { a, b } = world;
    const gone = unknownId();
    const ask = answering([
      // It cannot be looked up any more, but it was this that Seam was asked about.
      event('acs_credential.deleted', { acs_credential_id: gone }),
      event('acs_credential.deleted', { acs_credential_id: gone, user_identity_id: b.id }),
      event('lock.unlocked', { user_identity_id: a.id, acs_user_id: a.acsUserId }),
      event('lock.unlocked', { acs_user_id: b.acsUserId }),
      event('acs_user.created', { acs_user_id: a.acsUserId, acs_credential_id: b.credentialId }),
      // Seam forgets about the filter.
      event('acs_credential.issued', { acs_credential_id: b.credentialId }),
      event('acs_user.created', { acs_user_id: b.acsUserId }),
      event('device.connected', { device_id: b.deviceId }),
      event('phone.unheard_of', { device_id: b.phoneId }),
      event('access_grant.deleted', { access_grant_id: unknownId(), client_session_id: b.sessionId }),
      event('phone.deactivated', { device_id: gone }),
      event('phone', { device_id: gone }),
      // What has ended here is the phone alone.
      event('phone.deactivated', { device_id: gone, acs_user_id: b.acsUserId }),
      // Nor is everything an id that has these letters in it.
      event('lock.locked', { is_identified: true }),
    ]);
    const found = await ask('/events/list', { since });
    assert.deepEqual(typesIn(found), [
      'acs_credential.deleted',
      'lock.unlocked',
      'phone.deactivated',
      'lock.locked',
    ]);
    assert.ok(!found.text.includes(b.id));
    const two = answering([event('lock.unlocked', { user_identity_id: b.id })], {
      userIdentityIds: [a.id, b.id],
    });
    assert.deepEqual(typesIn(await two('/events/list', { since, user_identity_id: a.id })), []);
  });

  it('are asked for person by person, and about what is theirs where it is asked for', async () => {
    const { a, b } = world;
    const quiet = '2100-01-01T00:00:00Z';
    const questions = async (params: Item, scope: Partial<Scope> = {}) => {
      world.sent.length = 0;
      await as(scope)('/events/list', { since: quiet, ...params });
      const asked = world.sent.filter(({ path }) => !/^\/user_identities\/(?:get|list)$/.test(path));
      return asked.map(({ path, params: { since: _, ...question } }) =>
        path === '/events/list' ? question : path,
      );
    };
    const about = (subject: Item) => ({ ...subject, limit: 500 });
    const ofA = about({ user_identity_id: a.id });
    assert.deepEqual(await questions({}), [ofA]);
    // The caller's limit cuts what is its own, and never what Seam answers.
    assert.deepEqual(await questions({ limit: 5 }), [ofA]);
    const both = { userIdentityIds: [a.id, b.id] };
    assert.deepEqual(await questions({}, both), [ofA, about({ user_identity_id: b.id })]);
    assert.deepEqual(await questions({ user_identity_id: a.id }, both), [ofA]);
    // Other people's events may be among the answers, and whether they are must not show in what is looked up.
    const lookups = [
      '/acs/credentials/list',
      '/client_sessions/list',
      '/phones/list',
      '/user_identities/enrollment_automations/list',
      '/user_identities/list_accessible_devices',
      '/user_identities/list_acs_users',
    ];
    for (const [name, id] of [
      ['acs_user_id', a.acsUserId],
      ['acs_credential_id', a.credentialId],
      ['device_id', a.deviceId],
    ] as const) {
      const asked = await questions({ [name]: id });
      assert.deepEqual(asked.filter((one) => typeof one === 'string').sort(), lookups, name);
      assert.deepEqual(asked.slice(-2), [ofA, about({ [name]: id })], name);
    }
    const { deviceId: device_id } = a;
    const asked = await questions({ device_ids: [device_id, b.deviceId] });
    assert.deepEqual(asked.slice(-2), [ofA, about({ device_id })]);
  });

  it('are read to the last, however many of other people’s stand before them', async () => {
    const { a, b, sharedDeviceId: device_id } = world;
    const foreign = Array.from({ length: 1200 }, () =>
      event('lock.unlocked', { device_id, user_identity_id: b.id }),
    );
    const own = event('lock.unlocked', { device_id, user_identity_id: a.id });
    for (const all of [
      [own, ...foreign],
      [...foreign, own],
    ]) {
      const ask = world.gateway({
        authorize: () => scopedTo(a.id),
        async fetch(request) {
          const { pathname } = new URL(request.url);
          if (pathname !== '/events/list') return world.sandbox.fetch(request);
          const params = (await request.json()) as Item & { limit: number; unstable_offset?: number };
          const { limit, unstable_offset: from = 0 } = params;
          return Response.json({
            events: 'device_id' in params ? all.slice(from, from + limit) : [],
            ok: true,
          });
        },
      });
      for (const limit of [1, 5, undefined])
        assert.deepEqual(
          eventsIn(await ask('/events/list', { since, device_id, limit })).map((one) => one['event_id']),
          [own['event_id']],
        );
    }
  });

  it('are not cut where Seam gives the same ones for ever', async () => {
    const { id: user_identity_id } = world.a;
    const all = Array.from({ length: 500 }, () => event('lock.locked', { user_identity_id }));
    const { status, body } = await answering(all)('/events/list', { since });
    assert.equal(status, 502);
    assert.equal(body.error?.type, 'upstream_failed');
  });

  it('cost the caller what the first of Seam’s pages does, however many there are', async () => {
    const { id: user_identity_id } = world.a;
    for (const count of [1, 1200]) {
      const all = Array.from({ length: count }, () => event('lock.locked', { user_identity_id }));
      const ask = world.gateway({
        authorize: () => scopedTo(world.a.id),
        limits: { seamRequestsPerMinute: 1 },
        async fetch(request) {
          const { pathname } = new URL(request.url);
          if (pathname !== '/events/list') return world.sandbox.fetch(request);
          const { unstable_offset: from = 0 } = (await request.json()) as { unstable_offset?: number };
          return Response.json({ events: all.slice(from, from + 500) });
        },
      });
      for (const status of [200, 429]) assert.equal((await ask('/events/list', { since })).status, status);
    }
  });

  it('are filtered again by everything that was asked', async () => {
    const { a } = world;
    const own = { user_identity_id: a.id };
    for (const name of [
      'acs_access_group_id',
      'acs_credential_id',
      'acs_entrance_id',
      'acs_system_id',
      'acs_user_id',
      'connected_account_id',
      'device_id',
    ]) {
      const wanted = unknownId();
      const events = [wanted, unknownId(), undefined].map((id) =>
        event('lock.locked', { ...own, [name]: id }),
      );
      const found = await answering(events)('/events/list', { since, [name]: wanted });
      assert.deepEqual(
        eventsIn(found).map((one) => one['event_id']),
        [events[0]!['event_id']],
        name,
      );
      if (name !== 'acs_system_id' && name !== 'device_id') continue;
      const several = await answering(events)('/events/list', { since, [`${name}s`]: [unknownId(), wanted] });
      assert.equal(eventsIn(several).length, 1, name);
    }
    const types = ['lock.locked', 'lock.unlocked', 'device.connected'];
    const ask = answering(types.map((type) => event(type, own)));
    const found = async (params: Item) => typesIn(await ask('/events/list', { since, ...params }));
    assert.deepEqual(await found({ event_type: types[1] }), [types[1]]);
    assert.deepEqual(await found({ event_types: types.slice(1) }), types.slice(1));
  });

  it('of several people come in one order', async () => {
    const { a, b } = world;
    const on = (day: number, person: World['a']) =>
      event('lock.locked', { user_identity_id: person.id, created_at: `2026-01-0${day}T00:00:00Z` });
    const daysOf = async (ofA: Item[], ofB: Item[], params: Item = {}) => {
      const ask = world.gateway({
        authorize: () => scopedTo(a.id, b.id),
        async fetch(request) {
          const { user_identity_id } = (await request.json()) as Item;
          return Response.json({ events: user_identity_id === a.id ? ofA : ofB, ok: true });
        },
      });
      const found = eventsIn(await ask('/events/list', { since, ...params }));
      return found.map(({ created_at }) => Number(String(created_at).slice(8, 10)));
    };
    assert.deepEqual(await daysOf([on(1, a), on(3, a)], [on(2, b)]), [1, 2, 3]);
    assert.deepEqual(await daysOf([on(3, a), on(1, a)], [on(2, b)]), [3, 2, 1]);
    assert.deepEqual(await daysOf([on(3, a), on(3, a), on(1, a)], []), [3, 3, 1]);
    assert.deepEqual(await daysOf([], [on(2, b)]), [2]);
  });

  it('come once each, in Seam’s order, and the limit cuts what Seam’s would', async () => {
    const { a, b } = world;
    const one = event('lock.locked', { created_at: '2026-01-01T00:00:00Z' });
    const two = event('lock.locked', { created_at: '2026-01-02T00:00:00Z' });
    for (const events of [
      [one, two],
      [two, one],
    ]) {
      const ask = answering(events, { userIdentityIds: [a.id, b.id] });
      const ids = eventsIn(await ask('/events/list', { since })).map(({ event_id }) => event_id);
      assert.deepEqual(
        ids,
        events.map(({ event_id }) => event_id),
      );
      const cut = eventsIn(await ask('/events/list', { since, limit: 1 }));
      assert.deepEqual(
        cut.map(({ event_id }) => event_id),
        [events[0]!['event_id']],
      );
    }
  });

  it('are not fetched one by one, since one alone does not say whose it is', async () => {
    const { a } = world;
    world.sent.length = 0;
    for (const params of [
      { event_id: a.eventId },
      { device_id: a.deviceId },
      { event_type: 'lock.locked' },
      {},
    ])
      assert.equal(
        (await as()('/events/get', params)).body.error!.message,
        [...Object.keys(params), 'Not allowed within a limited scope'].join(': '),
      );
    assert.deepEqual(world.sent, []);
    assert.equal((await as(everybody)('/events/get', { event_id: a.eventId })).status, 200);
  });
});

describe('Locking and unlocking', () => {
  const attemptIn = ({ body }: Answer) =>
    (body['action_attempt'] as Item | undefined)?.['action_attempt_id'] as string;

  it('is for devices in sight, and how it went is for whoever started it', async () => {
    const { a, b, ...world } = await createWorld();
    const callers: Record<string, Scope> = {
      one: scopedTo(a.id),
      two: { ...scopedTo(a.id), caller: 'two' },
      named: { ...scopedTo(), caller: 'named', deviceIds: [b.deviceId] },
      everybody,
    };
    const gateway = world.gateway({ authorize: ({ headers }) => callers[headers.get('x-caller')!]! });
    const ask = (caller: string, path: string, params: Item) =>
      gateway(path, params, { headers: { 'x-caller': caller } });
    for (const path of ['/locks/lock_door', '/locks/unlock_door']) {
      assert.equal((await ask('one', path, { device_id: b.deviceId })).body.error?.type, 'device_not_found');
      assert.equal((await ask('named', path, { device_id: a.deviceId })).status, 404);
      assert.equal((await ask('named', path, { device_id: b.deviceId })).status, 200);
    }
    const started = await ask('one', '/locks/unlock_door', { device_id: a.deviceId });
    const action_attempt_id = attemptIn(started);
    const status = async (caller: string, id: string) =>
      (await ask(caller, '/action_attempts/get', { action_attempt_id: id })).status;
    assert.equal(await status('one', action_attempt_id), 200);
    assert.equal(await status('everybody', action_attempt_id), 200);
    world.sent.length = 0;
    // Of the same people, but of another caller; and what was started past the gateway.
    assert.equal(await status('two', action_attempt_id), 404);
    assert.equal(await status('one', a.attemptId), 404);
    assert.equal(await status('one', b.attemptId), 404);
    assert.deepEqual(world.sent, []);
    world.sandbox.clock.advance(10_000);
    const done = await ask('one', '/action_attempts/get', { action_attempt_id });
    assert.equal((done.body['action_attempt'] as Item)['status'], 'success');
    const { body } = await ask('one', '/events/list', { since, device_id: a.deviceId });
    assert.ok((body['events'] as Item[]).some((event) => event['action_attempt_id'] === action_attempt_id));
  });

  it('of an entrance is remembered too', async () => {
    const { a, frontDoorId, ...world } = await createWorld();
    const ask = world.gateway({ authorize: () => scopedTo(a.id) });
    const started = await ask('/acs/entrances/unlock', {
      acs_credential_id: a.credentialId,
      acs_entrance_id: frontDoorId,
    });
    const found = await ask('/action_attempts/get', { action_attempt_id: attemptIn(started) });
    assert.equal(found.status, 200);
  });

  it('is remembered ten thousand times and no more', () => {
    const attempts = createAttempts();
    for (let at = 0; at <= 10_000; at++) attempts.remember('caller', `attempt ${at}`);
    assert.equal(attempts.isOf('caller', 'attempt 0'), false);
    assert.equal(attempts.isOf('caller', 'attempt 1'), true);
    assert.equal(attempts.isOf('another', 'attempt 1'), false);
  });
});
