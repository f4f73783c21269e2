import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { endpointSchemas } from '../../src/api/schemas.gen.js';
import type { Scope } from '../../src/gateway/index.js';
import { rows } from '../../src/gateway/endpoints/index.js';
import type { Snapshot } from '../../src/sandbox/index.js';
import { requestOf, type Params } from './requests-of.js';
import {
  bearer,
  createWorld,
  scopedTo,
  seen,
  unknownId,
  unlimited,
  type Answer,
  type Ask,
  type World,
} from './support.js';
import { withPhonesAsDevices, withEvents } from './twins.js';

/*
 * Attacks that put one question after another, and learn about others from what is not shown, step by step.
 */

const start = Date.parse('2026-11-02T10:00:00.000Z');
const hourMs = 3_600_000;
const instant = (at: number): string => new Date(start + at).toISOString();

async function worldOf(change: (snapshot: Snapshot, world: World) => Snapshot): Promise<World> {
  const world = await createWorld();
  world.sandbox.restore(change(world.sandbox.snapshot(), world));
  return world;
}

/** When B came through the shared door, in milliseconds since the start. */
const visits = [3_600_123, 5_400_777, 7_200_001];
const endMs = 4 * hourMs;
const ownEventId = unknownId();

const event = (at: number, fields: Params): Params => ({
  event_id: unknownId(),
  event_type: 'lock.unlocked',
  created_at: instant(at),
  occurred_at: instant(at),
  method: 'keycode',
  internal: {},
  ...fields,
});

const doorOf = ({ b, sharedDeviceId: device_id }: World, times: number[]): Params[] => [
  ...times.map((at) =>
    event(at, { device_id, user_identity_id: b.id, internal: { user_identity_id: b.id } }),
  ),
  event(endMs - 1, { event_id: ownEventId, event_type: 'lock.locked', device_id }),
];

type SharedDoor = (params: Params) => Promise<{ event_id: string }[]>;

/**
 * For each length of a list, the earliest start at which an event at the end of the window is still in the list: there
 * lies an event of somebody else's.
 */
async function timesLearnt(list: SharedDoor, device_id: string): Promise<number[]> {
  const learnt: number[] = [];
  for (let limit = 1; limit <= 3; limit++) {
    const isShown = async (from: number) => {
      const found = await list({ device_id, between: [instant(from), instant(endMs)], limit });
      return found.some(({ event_id }) => event_id === ownEventId);
    };
    let [hidden, shown] = [0, endMs - 1000];
    if (await isShown(hidden)) continue;
    while (shown - hidden > 1) {
      const middle = Math.floor((hidden + shown) / 2);
      if (await isShown(middle)) shown = middle;
      else hidden = middle;
    }
    learnt.push(shown);
  }
  return learnt.sort((one, next) => one - next);
}

const listOf =
  (ask: Ask, headers: Record<string, string> = {}): SharedDoor =>
  async (params) => {
    const { status, text, body } = await ask('/events/list', params, { headers });
    assert.equal(status, 200, text);
    return body['events'] as { event_id: string }[];
  };

describe('When others came through a shared door', () => {
  it('could be found out where a list is cut before it is filtered', async () => {
    const world = await worldOf((snapshot, one) => withEvents(snapshot, doorOf(one, visits)));
    const list: SharedDoor = async (params) => {
      const { events } = (await world.seam('/events/list', params)) as {
        events: { event_id: string; user_identity_id?: string }[];
      };
      return events.filter(({ user_identity_id }) => user_identity_id === undefined);
    };
    assert.deepEqual(await timesLearnt(list, world.sharedDeviceId), visits);
  });

  for (const [who, ask] of [
    [
      'the client session of A',
      (world: World) => listOf(world.gateway({ limits: unlimited }), bearer(world.a.token)),
    ],
    [
      'a caller limited to A',
      (world: World) => listOf(world.gateway({ limits: unlimited, authorize: () => scopedTo(world.a.id) })),
    ],
  ] as const)
    it(`is not to be found out by ${who}`, async () => {
      const world = await worldOf((snapshot, one) => withEvents(snapshot, doorOf(one, visits)));
      assert.deepEqual(await timesLearnt(ask(world), world.sharedDeviceId), []);
    });

  it('is not to be found out where they are more than any page holds', async () => {
    const many = Array.from({ length: 1200 }, (_, at) => 1000 * (at + 1));
    const [crowded, lonely] = await Promise.all(
      [many, []].map(async (times) => {
        const world = await worldOf((snapshot, one) => withEvents(snapshot, doorOf(one, times)));
        const ask = world.gateway({ limits: unlimited, authorize: () => scopedTo(world.a.id) });
        const params = { device_id: world.sharedDeviceId, since: instant(0), limit: 1 };
        return (await listOf(ask)(params)).map(({ event_id }) => event_id);
      }),
    );
    assert.deepEqual(crowded, lonely);
    assert.deepEqual(crowded, [ownEventId]);
  });
});

describe('Phones of others, among the devices', () => {
  const scopes: Record<string, (world: World) => Scope> = {
    'where a door is named': ({ a, sharedDeviceId }) => ({ ...scopedTo(a.id), deviceIds: [sharedDeviceId] }),
    'where every device may be handed out': ({ a }) => ({ ...scopedTo(a.id), deviceIds: 'all' }),
  };
  const worldWithPhones = () => worldOf(withPhonesAsDevices);
  const cursorOf = ({ body }: Answer) =>
    (body['pagination'] as { next_page_cursor: string | null }).next_page_cursor;

  async function pagesOf(ask: Ask, params: Params): Promise<number> {
    let pages = 0;
    for (let cursor: string | null | undefined; cursor !== null; pages++)
      cursor = cursorOf(await ask('/devices/list', { ...params, ...(cursor && { page_cursor: cursor }) }));
    return pages;
  }

  for (const [where, scope] of Object.entries(scopes)) {
    const asked = (world: World) =>
      world.gateway({
        limits: unlimited,
        authorize: () => scope(world),
        onUserIdentityCreated: () => undefined,
      });

    it(`are counted by no number of pages, ${where}`, async () => {
      const crowded = await worldWithPhones();
      const lonely = await createWorld();
      for (const params of [
        { device_types: ['ios_phone', 'android_phone'] },
        { device_type: 'android_phone' },
        { search: 'Jolla' },
        { created_before: '2026-11-02T09:00:05Z' },
        {},
      ])
        assert.equal(
          await pagesOf(asked(crowded), { ...params, limit: 1 }),
          await pagesOf(asked(lonely), { ...params, limit: 1 }),
          JSON.stringify(params),
        );
    });

    for (const { endpoint } of rows) {
      const { path } = endpoint;
      const { properties = {} } = endpointSchemas[path].params;
      const places = Object.keys(properties).filter((name) => /^device_ids?$/.test(name));
      for (const place of places)
        it(`are unknown to ${path} as ${place}, ${where}`, async () => {
          const world = await worldWithPhones();
          const ask = asked(world);
          const base = await requestOf(path, world.a, world, ask);
          const before = world.sandbox.snapshot();
          const tried = async (id: string) => {
            world.sandbox.restore(structuredClone(before));
            world.sent.length = 0;
            const { properties: own = {} } = endpointSchemas[path].params;
            const trials = [
              { [place]: place === 'device_ids' ? [id] : id },
              ...(place === 'device_ids' ? [{ [place]: [world.a.deviceId, id] }] : []),
            ].flatMap((params) => [params, ...('limit' in own ? [{ ...params, limit: 1 }] : [])]);
            const answers: unknown[] = [];
            for (const params of trials) answers.push(withoutCursor(await ask(path, { ...base, ...params })));
            return { answers, steps: world.sent.map((one) => one.path) };
          };
          assert.deepEqual(await tried(world.b.phoneId), await tried(unknownId()));
        });
    }
  }

  function withoutCursor(answer: Answer) {
    const { status, text, headers } = seen(answer);
    return { status, headers, text: text.replace(/"next_page_cursor":"[^"]*"/, '"next_page_cursor":"…"') };
  }
});
