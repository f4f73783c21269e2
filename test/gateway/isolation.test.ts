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
  '/client_sessions/delete': { client_session_id: a.sessionId },
  '/client_sessions/get': { client_session_id: a.sessionId },
  '/client_sessions/list': { user_identity_id: a.id },
  '/client_sessions/revoke': { client_session_id: a.sessionId },
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

const everyParam = [
  ...new Set(
    rows.flatMap(({ endpoint }) => Object.keys(endpointSchemas[endpoint.path].params.properties ?? {})),
  ),
  'owner_user_identity_id',
  'acs_user_id',
  'workspace_id',
  'id',
  'params',
  'where',
];

const readsOf = (world: World, path: EndpointPath): Params[] => {
  const base = usual(world)[path]!;
  const { a, b } = world;
  const valuesOfB = [b.id, b.deviceId, b.sessionId, ...b.secrets.filter((secret) => secret.includes('@'))];
  return everyParam.flatMap((name) => [
    ...valuesOfB.flatMap((value) => disguises(value, a.id)).map((value) => ({ ...base, [name]: value })),
    ...blanks.map((value) => ({ ...base, [name]: value })),
    ...valuesOfB.map((value) => ({ [name]: value })),
    ...valuesOfB.map((value) => ({ ...base, [name]: value, user_identity_ids: [a.id, b.id] })),
    ...b.secrets.map((value) => ({ ...base, [name]: value })),
  ]);
};

/** Everything at Seam that is not A's. */
async function othersAt({ seam, a, b }: World): Promise<string> {
  const { user_identities } = (await seam('/user_identities/list', { limit: 1000 })) as {
    user_identities: { user_identity_id: string; full_name: string }[];
  };
  return JSON.stringify([
    user_identities.filter((one) => one.user_identity_id !== a.id && one.full_name !== 'Somebody New'),
    await seam('/user_identities/list_accessible_devices', { user_identity_id: b.id }),
    await seam('/client_sessions/list', { user_identity_id: b.id }),
    await seam('/client_sessions/get', {}, b.token),
  ]);
}

const withoutRequestIds = (text: string) => text.toLowerCase();

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
        if (endpoint.path === '/client_sessions/revoke' || endpoint.path === '/client_sessions/delete') {
          // A's own session must live through its own trials.
          world.a.sessionId = unknownId();
        }
        const { sent, b } = world;
        const secrets = b.secrets.map(withoutRequestIds);
        const before = await othersAt(world);
        const trials = readsOf(world, endpoint.path);
        assert.ok(trials.length > 1000);
        for (const params of trials) {
          sent.length = 0;
          const answer = await ask(endpoint.path, params);
          const told = withoutRequestIds(answer.text + JSON.stringify([...answer.headers]));
          const leak = secrets.find((secret) => told.includes(secret));
          assert.equal(leak, undefined, `${JSON.stringify(params)} → ${answer.text}`);
          assert.notEqual(answer.status, 500, JSON.stringify(params));
          assertNothingOfB(world, endpoint.reads, params);
        }
        assert.equal(await othersAt(world), before);
      });
    }

    function assertNothingOfB({ sent, b, a }: World, reads: boolean, params: Params): void {
      const ids = [b.id, b.deviceId, b.sessionId].map(withoutRequestIds);
      for (const { path, params: passedOn, withKey } of sent) {
        if (!withKey) continue;
        const text = withoutRequestIds(JSON.stringify(passedOn));
        const isOwnChange = !reads && 'user_identity_id' in passedOn && passedOn['user_identity_id'] === a.id;
        // Free text may say what it likes, as long as the change is to A, or the search among A's.
        const ofText = isOwnChange || path === '/user_identities/create' || path === '/user_identities/list';
        const found = ofText ? undefined : ids.find((id) => text.includes(id));
        assert.equal(found, undefined, `${path} ${text} for ${JSON.stringify(params)}`);
        for (const name of ['user_identity_id', 'device_id', 'client_session_id'])
          assert.ok(!ids.includes(withoutRequestIds(String(passedOn[name]))), `${path} ${text}`);
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
