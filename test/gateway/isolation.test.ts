import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { EndpointPath } from '../../src/api/contract.gen.js';
import { endpointSchemas } from '../../src/api/schemas.gen.js';
import { rows } from '../../src/gateway/table.js';
import { bearer, createWorld, scopedTo, seen, unknownId, type Ask, type World } from './support.js';

/*
 * Acting as A, no change at Seam and no byte of an answer concerns B. Every operation, with every value of B's in
 * every place, in every disguise.
 */

const unlimited = { requestsPerMinute: Infinity, concurrent: Infinity };

type Params = Record<string, unknown>;

/** What A may well ask. */
const usual = ({ a }: World): Partial<Record<EndpointPath, Params>> => ({
  '/client_sessions/create': { user_identity_id: a.id },
  // Not A's own, which must live through its trials.
  '/client_sessions/delete': { client_session_id: unknownId() },
  '/client_sessions/get': { client_session_id: a.sessionId },
  '/client_sessions/list': { user_identity_id: a.id },
  '/client_sessions/revoke': { client_session_id: unknownId() },
  '/devices/get': { device_id: a.deviceId },
  '/devices/list': {},
  '/user_identities/create': { full_name: 'Somebody New' },
  '/user_identities/get': { user_identity_id: a.id },
  '/user_identities/grant_access_to_device': { user_identity_id: a.id, device_id: a.deviceId },
  '/user_identities/list': {},
  '/user_identities/list_accessible_devices': { user_identity_id: a.id },
  '/user_identities/revoke_access_to_device': { user_identity_id: a.id, device_id: a.deviceId },
  '/user_identities/update': { user_identity_id: a.id },
  '/workspaces/get': {},
});

const fullWidth = (text: string) =>
  text.replace(/[0-9a-z]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0));

/** Ways to write a value of B's so that one side may read it and the other not. */
const disguises = (value: string, own: string): unknown[] => [
  value,
  value.toUpperCase(),
  `{${value}}`,
  `urn:uuid:${value}`,
  ` ${value}`,
  `${value} `,
  `${value}\u200b`,
  `${value}\u0000`,
  `\ufeff${value}`,
  fullWidth(value),
  encodeURIComponent(`${value}/`),
  `${own},${value}`,
  `${own}&user_identity_id=${value}`,
  [value],
  [own, value],
  [value, own, value],
  [[value]],
  { id: value },
  { $in: [value] },
  { user_identity_id: value },
  { toString: value },
];

/** Values that some servers take for no filter at all. */
const blanks: unknown[] = [null, '', ' ', '*', '%', [], [null], [''], {}, 0, 1, -1, true, false];

const paramsOf = (path: EndpointPath) => Object.keys(endpointSchemas[path].params.properties ?? {});

const everyParam = [
  ...new Set(rows.flatMap(({ endpoint }) => paramsOf(endpoint.path))),
  'owner_user_identity_id',
  'acs_user_id',
  'workspace_id',
  'id',
  'params',
  'where',
];

/** The full cross of values and disguises where the contract has a parameter, and a plain try everywhere else. */
function trialsOf(world: World, path: EndpointPath): Params[] {
  const base = usual(world)[path]!;
  const { a, b } = world;
  const values = [b.id, b.deviceId, b.sessionId, b.email];
  const declared = paramsOf(path);
  const inDeclared = declared.flatMap((name) => [
    ...values.flatMap((value) => disguises(value, a.id)).map((value) => ({ ...base, [name]: value })),
    ...blanks.map((value) => ({ ...base, [name]: value })),
    ...values.map((value) => ({ [name]: value })),
    ...values.map((value) => ({ ...base, [name]: value, user_identity_ids: [a.id, b.id] })),
    ...b.secrets.map((value) => ({ ...base, [name]: value })),
  ]);
  const elsewhere = everyParam
    .filter((name) => !declared.includes(name))
    .flatMap((name) => [b.id, [b.id], { id: b.id }, null].map((value) => ({ ...base, [name]: value })));
  return [...inDeclared, ...elsewhere];
}

/** What Seam has of everybody who was there before, but A. */
async function othersAt({ seam, b, othersIds }: World): Promise<string> {
  return JSON.stringify([
    await seam('/user_identities/list', { user_identity_ids: othersIds, limit: 1000 }),
    await seam('/user_identities/list_accessible_devices', { user_identity_id: b.id }),
    await seam('/client_sessions/list', { user_identity_id: b.id }),
    await seam('/client_sessions/get', {}, b.token),
  ]);
}

const lower = (text: string) => text.toLowerCase();

for (const caller of ['host', 'session'] as const) {
  describe(`Acting as A, known by the ${caller === 'host' ? "host's login" : 'client session'}`, () => {
    let world: World;
    let ask: Ask;

    before(async () => {
      world = await createWorld();
      const { a } = world;
      const gateway = world.gateway({
        limits: unlimited,
        authorize: () => scopedTo(a.id),
        onUserIdentityCreated: () => undefined,
      });
      ask = Object.assign(
        (path: string, params?: Params, init = {}) =>
          gateway(path, params, { ...init, ...(caller === 'session' && { headers: bearer(a.token) }) }),
        { fetch: gateway.fetch },
      );
    });

    for (const { endpoint } of rows) {
      it(`${endpoint.path} concerns nobody else`, async () => {
        const { sent, b } = world;
        const secrets = b.secrets.map(lower);
        const before = await othersAt(world);
        const trials = trialsOf(world, endpoint.path);
        assert.ok(trials.length > 50);
        const plain = await ask(endpoint.path, usual(world)[endpoint.path]);
        assert.ok([200, 404].includes(plain.status), plain.text);
        for (const params of trials) {
          sent.length = 0;
          const answer = await ask(endpoint.path, params);
          const told = lower(answer.text + JSON.stringify([...answer.headers]));
          // A new person is called as the caller says.
          const own = endpoint.path === '/user_identities/create' ? lower(JSON.stringify(params)) : '';
          const leak = secrets.find((secret) => told.includes(secret) && !own.includes(secret));
          assert.equal(leak, undefined, `${JSON.stringify(params)} → ${answer.text}`);
          assert.notEqual(answer.status, 500, JSON.stringify(params));
          assertNothingOfB(world, endpoint.reads, params);
        }
        assert.ok((await othersAt(world)) === before, 'Something has changed at Seam.');
      });
    }

    function assertNothingOfB({ sent, b, a }: World, reads: boolean, params: Params): void {
      const ids = [b.id, b.deviceId, b.sessionId].map(lower);
      for (const { path, params: passedOn, withKey } of sent) {
        if (!withKey) continue;
        const text = lower(JSON.stringify(passedOn));
        const isOwnChange = !reads && 'user_identity_id' in passedOn && passedOn['user_identity_id'] === a.id;
        // Free text may say what it likes, as long as the change is to A, or the search among A's.
        const ofText = isOwnChange || path === '/user_identities/create' || path === '/user_identities/list';
        const found = ofText ? undefined : ids.find((id) => text.includes(id));
        assert.equal(found, undefined, `${path} ${text} for ${JSON.stringify(params)}`);
        for (const name of ['user_identity_id', 'device_id', 'client_session_id'])
          assert.ok(!ids.includes(lower(String(passedOn[name]))), `${path} ${text}`);
        if (path === '/user_identities/list') assert.deepEqual(passedOn['user_identity_ids'], [a.id]);
      }
    }
  });
}

describe('What is foreign', () => {
  const places: [EndpointPath, (world: World, foreign: 'b' | 'unknown') => Params][] = [
    ['/client_sessions/create', ({ b }, who) => ({ user_identity_id: who === 'b' ? b.id : unknownId() })],
    [
      '/client_sessions/delete',
      ({ b }, who) => ({ client_session_id: who === 'b' ? b.sessionId : unknownId() }),
    ],
    [
      '/client_sessions/get',
      ({ b }, who) => ({ client_session_id: who === 'b' ? b.sessionId : unknownId() }),
    ],
    ['/client_sessions/list', ({ b }, who) => ({ user_identity_id: who === 'b' ? b.id : unknownId() })],
    [
      '/client_sessions/revoke',
      ({ b }, who) => ({ client_session_id: who === 'b' ? b.sessionId : unknownId() }),
    ],
    ['/devices/get', ({ b }, who) => ({ device_id: who === 'b' ? b.deviceId : unknownId() })],
    ['/user_identities/get', ({ b }, who) => ({ user_identity_id: who === 'b' ? b.id : unknownId() })],
    ['/user_identities/update', ({ b }, who) => ({ user_identity_id: who === 'b' ? b.id : unknownId() })],
    [
      '/user_identities/list_accessible_devices',
      ({ b }, who) => ({ user_identity_id: who === 'b' ? b.id : unknownId() }),
    ],
    [
      '/user_identities/grant_access_to_device',
      ({ a, b }, who) => ({ user_identity_id: who === 'b' ? b.id : unknownId(), device_id: a.deviceId }),
    ],
    [
      '/user_identities/grant_access_to_device',
      ({ a, b }, who) => ({ user_identity_id: a.id, device_id: who === 'b' ? b.deviceId : unknownId() }),
    ],
    [
      '/user_identities/revoke_access_to_device',
      ({ a, b }, who) => ({ user_identity_id: who === 'b' ? b.id : unknownId(), device_id: a.deviceId }),
    ],
    [
      '/user_identities/revoke_access_to_device',
      ({ a, b }, who) => ({ user_identity_id: a.id, device_id: who === 'b' ? b.deviceId : unknownId() }),
    ],
  ];

  for (const [path, paramsFor] of places) {
    it(`looks to ${path} like what does not exist, and takes as many steps`, async () => {
      const world = await createWorld();
      const ask = world.gateway({ authorize: () => scopedTo(world.a.id) });
      const steps = async (who: 'b' | 'unknown') => {
        world.sent.length = 0;
        const answer = await ask(path, paramsFor(world, who));
        return { answer: seen(answer), steps: world.sent.map((sent) => sent.path) };
      };
      const [foreign, unknown] = [await steps('b'), await steps('unknown')];
      assert.equal(foreign.answer.status, 404);
      assert.deepEqual(foreign, unknown);
    });
  }

  it('looks like one’s own that has gone', async () => {
    const world = await createWorld();
    const gone = unknownId();
    const ask = world.gateway({ authorize: () => scopedTo(world.a.id, gone) });
    const answers = [gone, world.b.id].map((id) => ask('/user_identities/get', { user_identity_id: id }));
    const [ofGone, ofForeign] = await Promise.all(answers);
    assert.deepEqual(seen(ofGone!), seen(ofForeign!));
  });
});
