import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { definitions, type JsonSchema } from '../../src/api/schemas.gen.js';
import type { Scope } from '../../src/gateway/index.js';
import { partBy, withinReach } from '../../src/gateway/access/filter-answer.js';
import { reachOf } from '../../src/gateway/access/scope.js';
import { createWorld, everybody, scopedTo } from './support.js';

describe('Answers', () => {
  it('name nobody else, by the newer field or the older', () => {
    const reach = reachOf(scopedTo('a'));
    const isProven = () => true;
    for (const foreign of [
      { user_identity_id: 'b' },
      { user_identity_ids: ['b'] },
      { user_identity_ids: ['a', 'b'] },
      { user_identity_id: 'a', user_identity_ids: ['b'] },
      { user_identity_id: ['a'] },
      { user_identity_id: 1 },
      { user_identity_id: { id: 'a' } },
      { user_identity_ids: 'a' },
      { user_identity_ids: [['a']] },
    ]) {
      assert.throws(() => withinReach({ client_session: foreign }, reach, isProven), {
        type: 'client_session_not_found',
      });
      assert.deepEqual(withinReach({ client_sessions: [foreign] }, reach, isProven), { client_sessions: [] });
    }
  });

  it('hold nothing of a personal kind that does not say whose it is, unless it has been found among the own', () => {
    const reach = reachOf(scopedTo('a'));
    for (const [key, id] of [
      ['acs_user', 'acs_user_id'],
      ['acs_credential', 'acs_credential_id'],
      ['client_session', 'client_session_id'],
      ['instant_key', 'instant_key_id'],
      ['enrollment_automation', 'enrollment_automation_id'],
      ['phone', 'device_id'],
    ] as const)
      for (const owner of [{}, { user_identity_id: null }, { user_identity_ids: [] }]) {
        const item = { [id]: 'own', ...owner };
        const own = (kind: string, itsId: unknown) => kind === key && itsId === 'own';
        assert.deepEqual(withinReach({ [key]: item }, reach, own), { [key]: item });
        assert.throws(() => withinReach({ [key]: item }, reach, () => false), { type: `${key}_not_found` });
        const another = { ...item, [id]: 'another' };
        assert.deepEqual(withinReach({ [`${key}s`]: [item, another] }, reach, own), { [`${key}s`]: [item] });
      }
    assert.throws(() => withinReach({ user_identity: {} }, reach, () => false), { status: 404 });
    assert.deepEqual(
      withinReach({ user_identities: [{}, { user_identity_id: 'a' }] }, reach, () => false),
      {
        user_identities: [{ user_identity_id: 'a' }],
      },
    );
    const byAcsUser = { acs_credentials: [{ acs_user_id: 'own' }, { acs_user_id: 'other' }, {}, 'x', null] };
    assert.deepEqual(
      withinReach(byAcsUser, reach, (kind, id) => kind === 'acs_user' && id === 'own'),
      { acs_credentials: [{ acs_user_id: 'own' }] },
    );
  });

  it('hold only what the contract declares', async () => {
    const { a, seam, ...world } = await createWorld();
    const { user_identity } = (await seam('/user_identities/get', { user_identity_id: a.id })) as {
      user_identity: object;
    };
    const { device } = (await seam('/devices/get', { device_id: a.deviceId })) as { device: object };
    const extra = {
      secret: 'undeclared',
      __proto__: null,
      errors: [{ error_code: 'x', secret: 'undeclared' }],
    };
    const ask = world.gateway({
      authorize: () => everybody,
      fetch: async (request) =>
        Response.json({
          user_identity: { ...user_identity, ...extra, acs_user_ids: [{ secret: 'undeclared' }] },
          device: { ...device, ...extra, location: { secret: 'undeclared', time_zone: 'Europe/Paris' } },
          workspace: { name: 'W', publishable_key: 'seam_pk_undeclared', secret: 'undeclared' },
          secret: 'undeclared',
          ok: request.url.length > 0,
        }),
    });
    const person = await ask('/user_identities/get', { user_identity_id: a.id });
    assert.deepEqual(Object.keys(person.body).sort(), ['ok', 'user_identity']);
    const shown = person.body['user_identity'] as Record<string, unknown>;
    assert.deepEqual(shown['acs_user_ids'], []);
    assert.deepEqual(shown['errors'], [{ error_code: 'x' }]);
    assert.ok(Object.keys(shown).every((name) => name in definitions['user_identity']!.properties!));
    const lock = await ask('/devices/get', { device_id: a.deviceId });
    assert.deepEqual((lock.body['device'] as Record<string, unknown>)['location'], {
      time_zone: 'Europe/Paris',
    });
    const workspace = await ask('/workspaces/get');
    assert.deepEqual(workspace.body, { workspace: { name: 'W' }, ok: true });
    for (const { text } of [person, lock, workspace]) assert.ok(!text.includes('undeclared'));
  });
});

describe('The part of a value that a schema lets out', () => {
  const partOf = (schema: JsonSchema, value: unknown, ...keptBack: string[]) =>
    partBy(schema, { keptBack: new Set(keptBack) })(value);
  const id: JsonSchema = { type: 'object', properties: { id: { type: 'string' } } };

  it('is of the kind it declares, or null', () => {
    const values = { string: 'x', number: 1.5, integer: 1, boolean: false };
    for (const type of Object.keys(values))
      for (const [kind, value] of Object.entries({ ...values, object: { id: 'x' }, array: ['x'] })) {
        const isSame = kind === type || (typeof value === 'number' && ['number', 'integer'].includes(type));
        assert.deepEqual(partOf({ type }, value), isSame ? value : undefined, `${type} ${kind}`);
      }
    assert.equal(partOf({ type: 'string' }, null), null);
    assert.equal(partOf({ type: ['boolean', 'string'] }, 'x'), 'x');
    assert.equal(partOf({ type: ['boolean', 'string'] }, 1), undefined);
    assert.equal(partOf({ enum: ['x'] }, 'x'), undefined);
  });

  it('of an object is what it names, with whatever name where all names are declared', () => {
    assert.deepEqual(partOf(id, { id: 'x', other: 'y' }), { id: 'x' });
    assert.deepEqual(partOf(id, { id: 1 }), {});
    assert.equal(partOf({ type: 'object' }, { id: 'x' }), undefined);
    const numbers: JsonSchema = { type: 'object', additionalProperties: { type: 'number' } };
    assert.deepEqual(partOf(numbers, { a: 1, b: 'x' }), { a: 1 });
    assert.deepEqual(partOf({ ...numbers, ...id }, { a: 1, id: 'x' }), { a: 1, id: 'x' });
    // An empty schema declares no fields, so it lets none out.
    assert.deepEqual(partOf({ type: 'object', additionalProperties: {} }, { a: { secret: 1 } }), {});
  });

  it('of a list is that of its items', () => {
    assert.deepEqual(partOf({ type: 'array', items: id }, [{ id: 'x', other: 1 }, 'x', null]), [
      { id: 'x' },
      null,
    ]);
    assert.equal(partOf({ type: 'array' }, ['x']), undefined);
    assert.equal(partOf(id, [{ id: 'x' }]), undefined);
  });

  it('of one kind or another is what either lets out', () => {
    const name: JsonSchema = { type: 'object', properties: { name: { type: 'string' } } };
    assert.deepEqual(partOf({ anyOf: [id, name] }, { id: 'x', name: 'y', other: 'z' }), {
      id: 'x',
      name: 'y',
    });
    assert.deepEqual(partOf({ anyOf: [{ type: 'number' }, name] }, { name: 'y' }), { name: 'y' });
    assert.equal(partOf({ anyOf: [{ type: 'number' }, { type: 'string' }] }, 'x'), 'x');
    assert.equal(partOf({ anyOf: [{ type: 'number' }, name] }, true), undefined);
  });

  it('of a resource is what its definition names', () => {
    const phone = partOf({ $ref: '#/$defs/phone' }, { device_id: 'x', owner: 'y' });
    assert.deepEqual(phone, { device_id: 'x' });
  });

  it('has nothing kept back in it, at whatever depth, and no prototype', () => {
    const anything: JsonSchema = { type: 'object', additionalProperties: { type: 'string' } };
    const nested: JsonSchema = {
      ...id,
      properties: { ...id.properties, more: anything, list: { items: id } },
    };
    const value = { id: 'x', more: { id: 'x', a: 'y' }, list: [{ id: 'x' }] };
    assert.deepEqual(partOf(nested, value, 'id'), { more: { a: 'y' }, list: [{}] });
    const trap = JSON.parse('{ "__proto__": "x", "a": "y" }') as object;
    assert.deepEqual(Object.entries(partOf(anything, trap) as object), [['a', 'y']]);
    const deepTrap = JSON.parse('{ "__proto__": { "a": "x" } }') as object;
    const shaped = partOf({ type: 'object', additionalProperties: anything }, deepTrap);
    assert.equal(Object.getPrototypeOf(shaped), Object.prototype);
  });
});

describe('Of what a limited scope shares with others it is shown', () => {
  const toLimited = (kind: string, value: unknown, ...keptBack: string[]) =>
    partBy({ $ref: `#/$defs/${kind}` }, { keptBack: new Set(keptBack), isForLimited: true })(value);
  const toAll = (kind: string, value: unknown) =>
    partBy({ $ref: `#/$defs/${kind}` }, { keptBack: new Set(), isForLimited: false })(value);
  const problem = { created_at: 'x', error_code: 'offline', message: 'Bjarne has taken the batteries' };

  it('what has been decided on, at whatever depth, and everybody is shown all', () => {
    const device = {
      device_id: 'x',
      nickname: 'of Bjarne',
      custom_metadata: { of: 'Bjarne' },
      errors: [{ ...problem, is_device_error: true }],
      location: { location_name: 'x', time_zone: 'y' },
      properties: { online: true, serial_number: 'x', battery: { level: 1, status: 'full' } },
    };
    assert.deepEqual(toLimited('device', device), {
      device_id: 'x',
      errors: [{ ...problem, message: 'offline', is_device_error: true }],
      location: { location_name: 'x', time_zone: 'y' },
      properties: { online: true, battery: { level: 1, status: 'full' } },
    });
    assert.deepEqual(toAll('device', device), device);
  });

  it('the code of what is said, and no words without one', () => {
    const { message: _, ...coded } = problem;
    for (const [kind, value, shown] of [
      ['device', { errors: [problem] }, { errors: [{ ...coded, message: 'offline' }] }],
      [
        'device',
        { warnings: [{ created_at: 'x', warning_code: 'slow', message: 'Bjarne' }] },
        { warnings: [{ created_at: 'x', warning_code: 'slow', message: 'slow' }] },
      ],
      ['device', { errors: [{ message: 'Bjarne' }] }, { errors: [{}] }],
      [
        'action_attempt',
        { error: { type: 'jammed', message: 'Bjarne' } },
        { error: { type: 'jammed', message: 'jammed' } },
      ],
      [
        'event',
        { reason: { reason_code: 'late', message: 'Bjarne' } },
        { reason: { reason_code: 'late', message: 'late' } },
      ],
      // This has no words of its own.
      ['event', { event_id: 'x', error_code: 'late' }, { event_id: 'x', error_code: 'late' }],
    ] as const) {
      assert.deepEqual(toLimited(kind, value), shown);
      assert.deepEqual(toAll(kind, value), value);
    }
  });

  it('nothing under a name that is not declared', () => {
    const schema: JsonSchema = {
      type: 'object',
      properties: { named: { type: 'object', additionalProperties: { type: 'string' } } },
    };
    const partOf = partBy(schema, { keptBack: new Set(), shown: { paths: ['named'], at: '' } });
    assert.deepEqual(partOf({ named: { any: 'x' } }), { named: {} });
  });

  it('all of what is a person’s own, but what may name others’ and what is kept back from everybody', () => {
    const credential = {
      acs_credential_id: 'x',
      code: '4711',
      visionline_metadata: { card_id: 'x', joiner_acs_credential_ids: ['of Bjarne'] },
    };
    const { code: _, ...withoutCode } = credential;
    const shown = { ...withoutCode, visionline_metadata: { card_id: 'x' } };
    assert.deepEqual(toLimited('acs_credential', credential), { ...shown, code: '4711' });
    assert.deepEqual(toLimited('acs_credential', credential, 'code'), shown);
    assert.deepEqual(toAll('acs_credential', credential), credential);
    const phone = { device_id: 'x', nickname: 'mine' };
    assert.deepEqual(toLimited('phone', phone), phone);
  });

  it('the same by the gateway', async () => {
    const { a, sandbox, ...world } = await createWorld();
    const ask = (scope: Scope) =>
      world.gateway({
        authorize: () => scope,
        async fetch(request) {
          const response = await sandbox.fetch(request);
          const body = (await response.json()) as { devices?: object[]; device?: object };
          const marked = (device: object) => ({ ...device, nickname: 'of Bjarne', errors: [problem] });
          return Response.json({
            ...body,
            ...(body.devices && { devices: body.devices.map(marked) }),
            ...(body.device && { device: marked(body.device) }),
          });
        },
      })('/devices/get', { device_id: a.deviceId });
    const { device } = (await ask(scopedTo(a.id))).body as { device: Record<string, unknown> };
    assert.equal(device['nickname'], undefined);
    assert.deepEqual(device['errors'], [{ ...problem, message: 'offline' }]);
    const all = (await ask(everybody)).body as { device: Record<string, unknown> };
    assert.equal(all.device['nickname'], 'of Bjarne');
    assert.deepEqual(all.device['errors'], [problem]);
  });
});

describe('Phones', () => {
  const nothing = () => false;
  const phones = [
    { device_type: 'ios_phone' },
    { device_type: 'android_phone' },
    { device_type: 'a_new_phone', capabilities_supported: ['phone'] },
  ];
  const lock = { device_type: 'august_lock' };

  it('are no devices for a limited scope, which does not see whose they are', () => {
    const limited = reachOf(scopedTo('a'));
    for (const key of ['devices', 'accessible_devices'])
      assert.deepEqual(withinReach({ [key]: [...phones, lock, 'x', null] }, limited, nothing), {
        [key]: [lock, 'x', null],
      });
    for (const device of phones)
      assert.throws(() => withinReach({ device }, limited, nothing), { type: 'device_not_found' });
  });

  it('are among the devices of a scope of everybody', () => {
    assert.deepEqual(withinReach({ devices: phones }, reachOf(everybody), nothing), { devices: phones });
  });
});
