import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import fc from 'fast-check';
import type { EndpointPath } from '../../src/api/contract.gen.js';
import { endpointSchemas } from '../../src/api/schemas.gen.js';
import type { GatewayOptions, Scope } from '../../src/gateway/index.js';
import type { Snapshot } from '../../src/sandbox/index.js';
import type { Row } from '../../src/gateway/endpoints/endpoint-rule.js';
import { rows } from '../../src/gateway/endpoints/index.js';
import { idsFor, someParamsOf, type KnownIds, type Pools } from '../gateway/arbitraries.js';
import { seed, times } from './proofs.js';
import { requestsOf, type Params } from '../gateway/requests-of.js';
import {
  bearer,
  createWorld,
  scopedTo,
  seen,
  unlimited,
  type Answer,
  type Ask,
  type World,
} from '../gateway/support.js';
import { baseOf, eventTypes, twinsOf, type Base, type Twins } from '../gateway/twins.js';

/*
 * A world with others in it and the same world without them get the same answers, by the same steps: so no answer, no
 * page and no number of requests tells of anybody else.
 */

const isList = (path: EndpointPath, key: string | null): boolean =>
  key !== null && endpointSchemas[path].answer.properties?.[key]?.items !== undefined;

const reads = rows.filter(({ endpoint }) => endpoint.reads);
const listPaths = reads
  .filter(({ endpoint: { path, responseKey } }) => isList(path, responseKey))
  .map(({ endpoint }) => endpoint.path);

interface Caller {
  name: string;
  options: Partial<GatewayOptions>;
  headers: Record<string, string>;
}

/** Everybody who may have a limited view. */
function callersOf({ a, sharedDeviceId, frontDoorId, hotelId }: World): fc.Arbitrary<Caller> {
  const bySession: Caller = { name: 'the client session of A', options: {}, headers: bearer(a.token) };
  const given = (ids: string[]) =>
    fc.constantFrom<readonly string[] | 'all' | undefined>(undefined, ids, 'all');
  const limited = fc
    .record({
      deviceIds: given([sharedDeviceId]),
      acsEntranceIds: given([frontDoorId]),
      acsSystemIds: given([hotelId]),
    })
    .map((lists): Caller => {
      const named = Object.entries(lists).filter(([, ids]) => ids !== undefined);
      const scope: Scope = { ...scopedTo(a.id), ...Object.fromEntries(named) };
      return {
        name: `limited to A, ${JSON.stringify(lists)}`,
        options: { authorize: () => scope },
        headers: {},
      };
    });
  return fc.oneof({ weight: 1, arbitrary: fc.constant(bySession) }, { weight: 4, arbitrary: limited });
}

/** What somebody may ask for who looks for others: ids and names of theirs, and times around what they did. */
function poolsOf(world: World, { foreignIds, foreignNames, instants }: Twins): Pools {
  const { a } = world;
  const own: KnownIds = {
    user_identity_id: [a.id],
    acs_user_id: [a.acsUserId, a.officeAcsUserId, world.strangerId],
    acs_credential_id: [a.credentialId, a.childId],
    acs_entrance_id: [a.entranceId, world.frontDoorId, world.officeDoorId, world.b.entranceId],
    acs_system_id: [world.hotelId, world.officeId, world.managerId],
    acs_access_group_id: [a.groupId, world.b.groupId],
    device_id: [a.deviceId, a.phoneId, world.sharedDeviceId, world.b.deviceId],
    client_session_id: [a.sessionId],
    instant_key_id: [a.instantKeyId],
    enrollment_automation_id: [a.automationId],
    event_id: [a.eventId],
  };
  const dates = fc.constantFrom(
    '2000-01-01T00:00:00.000Z',
    '2026-11-02T09:00:05.000Z',
    '2026-11-02T10:00:00.000Z',
    '2027-01-01T00:00:00.000Z',
    ...instants,
    ...instants.map((instant) => new Date(Date.parse(instant) - 1).toISOString()),
  );
  const searches = fc.constantFrom('Bjarne', 'Aaltje', 'a', 'Jolla', 'Front', 'nobody', '', ...foreignNames);
  const types = fc.constantFrom(...eventTypes);
  const deviceTypes = fc.constantFrom('ios_phone', 'android_phone', 'august_lock', 'schlage_lock');
  return {
    ids: idsFor(own, foreignIds),
    texts: searches,
    dates,
    numbers: fc.constantFrom(1, 2, 3, 500),
    named: {
      limit: fc.oneof({ weight: 4, arbitrary: fc.integer({ min: 1, max: 4 }) }, fc.constantFrom(50, 1000)),
      search: searches,
      since: dates,
      between: fc.tuple(dates, dates).map((pair) => pair.sort()),
      event_type: types,
      event_types: fc.array(types, { minLength: 1, maxLength: 4 }),
      device_type: deviceTypes,
      device_types: fc.array(deviceTypes, { minLength: 1, maxLength: 2 }),
    },
  };
}

/** Requests for one endpoint, so that many of them have something to show. */
function requestsFor({ endpoint, onlyForAll }: Row, world: World, twins: Twins): fc.Arbitrary<Params> {
  const { path } = endpoint;
  const pools = poolsOf(world, twins);
  const { properties = {} } = endpointSchemas[path].params;
  const limits: fc.Arbitrary<Params> = fc.oneof(
    fc.constant({}),
    ...('limit' in properties ? [pools.named!['limit']!.map((limit) => ({ limit }))] : []),
  );
  const some = someParamsOf(path, pools, { most: 3, leftOut: ['page_cursor', 'limit', ...onlyForAll] });
  return fc
    .tuple(fc.constantFrom(...subjectsOf(path, world)), limits, some, pools.dates)
    .map(([subject, limit, params, date]) => {
      const { since: _, ...others } = params;
      const isInTime = path !== '/events/list' || others['between'] !== undefined;
      return { ...subject, ...limit, ...others, ...(!isInTime && { since: date }) };
    });
}

/** What a caller begins with. */
function subjectsOf(path: EndpointPath, world: World): Params[] {
  if (path !== '/events/list') return [{}, requestsOf(world.a, world)[path] ?? {}];
  return [
    {},
    { device_id: world.sharedDeviceId },
    { device_id: world.sharedDeviceId },
    { device_ids: [world.sharedDeviceId, world.a.deviceId] },
    { acs_user_id: world.a.acsUserId },
    { acs_credential_id: world.a.credentialId },
  ];
}

const mostPages = 100;

/** Every page of what is asked for, each with what was asked of Seam for it. */
async function walk(
  { sent }: World,
  ask: Ask,
  path: string,
  params: Params,
  headers: Record<string, string>,
) {
  const pages: { answer: unknown; steps: string[] }[] = [];
  let cursor: unknown;
  do {
    sent.length = 0;
    const answer = await ask(path, cursor === undefined ? params : { ...params, page_cursor: cursor }, {
      headers,
    });
    pages.push({ answer: opened(answer), steps: sent.map(({ path: asked }) => asked).sort() });
    cursor = (answer.body['pagination'] as { next_page_cursor?: string | null } | undefined)
      ?.next_page_cursor;
  } while (typeof cursor === 'string' && pages.length < mostPages);
  return pages;
}

/** Without what differs by chance alone. */
function opened(answer: Answer) {
  const { headers, status } = seen(answer);
  const { pagination, ...body } = answer.body as { pagination?: { next_page_cursor?: unknown } };
  return {
    status,
    headers,
    body,
    ...(pagination && {
      pagination: { ...pagination, next_page_cursor: typeof pagination.next_page_cursor },
    }),
  };
}

/** Which end of a list Seam answers first is not published. */
type Order = 'oldest first' | 'newest first';

interface Stage {
  world: World;
  ask: Ask;
}

async function stageOf(snapshot: Snapshot, { options }: Caller, order: Order): Promise<Stage> {
  const world = await createWorld();
  world.sandbox.restore(structuredClone(snapshot));
  const gateway = { limits: unlimited, ...options };
  if (order === 'oldest first') return { world, ask: world.gateway(gateway) };
  return {
    world,
    ask: world.gateway({
      ...gateway,
      async fetch(request) {
        const { pathname: path } = new URL(request.url);
        const params = (await request.clone().json()) as Params;
        world.sent.push({ path, headers: request.headers, params, withKey: true });
        return path === '/events/list' ? newestFirst(world, request, params) : world.sandbox.fetch(request);
      },
    }),
  };
}

/** Seam's list from its other end. */
async function newestFirst({ sandbox }: World, request: Request, params: Params): Promise<Response> {
  const {
    limit = 500,
    unstable_offset: offset = 0,
    ...filters
  } = params as Params & {
    limit?: number;
    unstable_offset?: number;
  };
  const whole = await sandbox.fetch(
    new Request(request.url, {
      method: 'POST',
      headers: request.headers,
      body: JSON.stringify({ ...filters, limit: 100_000 }),
    }),
  );
  const body = (await whole.json()) as { events?: unknown[] };
  if (!body.events) return Response.json(body, { status: whole.status });
  return Response.json({ ...body, events: body.events.reverse().slice(offset, offset + limit) });
}

describe('With others in the world or without them', () => {
  let base: Base;
  before(async () => {
    base = baseOf(await createWorld());
  });

  for (const row of reads) {
    const { path, responseKey } = row.endpoint;
    it(`${path} answers the same, by the same steps`, async () => {
      const { world } = base;
      let shown = 0;
      const circumstances = fc
        .record({
          twins: twinsOf(base),
          caller: callersOf(world),
          order: fc.constantFrom<Order>('oldest first', 'newest first'),
        })
        .chain(({ twins, ...others }) =>
          fc.record({
            twins: fc.constant(twins),
            caller: fc.constant(others.caller),
            order: fc.constant(others.order),
            requests: fc.array(requestsFor(row, world, twins), { minLength: 3, maxLength: 3 }),
          }),
        );
      const property = fc.asyncProperty(circumstances, async ({ twins, caller, order, requests }) => {
        const [crowded, lonely] = await Promise.all([
          stageOf(twins.crowded, caller, order),
          stageOf(twins.lonely, caller, order),
        ]);
        for (const params of requests) {
          const ofCrowded = await walk(crowded.world, crowded.ask, path, params, caller.headers);
          const ofLonely = await walk(lonely.world, lonely.ask, path, params, caller.headers);
          const what = `${caller.name}, ${order}: ${path} ${JSON.stringify(params)}`;
          assert.deepEqual(ofCrowded, ofLonely, what);
          shown += ofLonely.flatMap(
            ({ answer }) =>
              ((answer as { body: Record<string, unknown> }).body[responseKey ?? ''] as
                unknown[] | undefined) ?? [],
          ).length;
        }
      });
      await fc.assert(property, {
        seed,
        numRuns: times(runs(path), runs(path) * 20),
        // To make an example smaller may take as long as it likes.
        interruptAfterTimeLimit: times(60_000, 300_000),
        markInterruptAsFailure: true,
      });
      if (listPaths.includes(path)) assert.ok(shown > 0, `No request for ${path} has shown anything.`);
    });
  }
});

/** There is more to draw where a list can be asked in many ways. */
function runs(path: EndpointPath): number {
  const ways = Object.keys(endpointSchemas[path].params.properties ?? {}).length;
  return ways > 10 ? 15 : ways > 4 ? 4 : 2;
}
