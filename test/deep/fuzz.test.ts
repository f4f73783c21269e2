import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { rows } from '../../src/gateway/endpoints/index.js';
import { someParamsOf, type Pools } from '../gateway/arbitraries.js';
import { assertNothingAsked, assertNothingTold, assertUnchanged, settle } from '../gateway/invariant.js';
import { seed, times } from './proofs.js';
import { requestsOf, type Params } from '../gateway/requests-of.js';
import { createWorld, scopedTo, unknownId, unlimited, type World } from '../gateway/support.js';

const requests = times(500, 10_000);
const inARow = 20;

interface Attempt {
  path: (typeof rows)[number]['endpoint']['path'];
  params: Params;
}

/** Parameters as the contract has them, more or less, with ids of A's, of B's and of nobody's. */
function arbitraries({ a, b, ...world }: World): fc.Arbitrary<Attempt[]> {
  const ids = fc.constantFrom(
    ...[a, b].flatMap((person) =>
      Object.entries(person).flatMap(([name, value]) => (/^id$|Id$/.test(name) ? (value as string) : [])),
    ),
    ...[world.hotelId, world.officeId, world.apartmentsId, world.managerId, world.officeManagerId],
    ...[world.frontDoorId, world.officeDoorId, world.strangerId, world.sharedDeviceId, unknownId()],
  );
  const texts = fc.constantFrom('Aaltje', 'a', b.email, 'key-of-Bjarne', '+15555550303', '');
  const dates = fc.constantFrom(
    '2000-01-01T00:00:00Z',
    '2026-11-02T12:00:00Z',
    '2099-01-01T00:00:00Z',
    'soon',
  );
  const pools: Pools = {
    ids: () => ids,
    texts: fc.oneof(ids, texts, dates),
    dates,
    numbers: fc.constantFrom(1, 2, 500, -1, 0.5),
    wild: fc.oneof(fc.constantFrom(null, '', 0, [], {}, b.id, [b.id]), fc.jsonValue({ maxDepth: 2 })),
  };
  const attempt = fc.constantFrom(...rows).chain(({ endpoint: { path } }): fc.Arbitrary<Attempt> => {
    const own = requestsOf(a, { a, b, ...world })[path] ?? {};
    return fc
      .tuple(fc.boolean(), someParamsOf(path, pools, { added: ['unheard_of'] }))
      .map(([isOwn, params]) => ({ path, params: isOwn ? { ...own, ...params } : params }));
  });
  return fc.array(attempt, { minLength: inARow, maxLength: inARow });
}

describe('Whatever is sent', () => {
  it(`in ${requests} requests, the gateway has an answer, and it is not about B`, async (context) => {
    const outcomes = new Map<number, number>();
    const tried = new Set<string>();
    const property = fc.asyncProperty(arbitraries(await createWorld()), async (attempts) => {
      const world = await createWorld();
      const { a, hotelId } = world;
      const ask = world.gateway({
        authorize: () => ({ ...scopedTo(a.id), acsSystemIds: [hotelId] }),
        onUserIdentityCreated: () => undefined,
        limits: unlimited,
      });
      const before = world.sandbox.snapshot();
      const typed: Params[] = [];
      for (const { path, params } of attempts) {
        typed.push(params);
        tried.add(path);
        world.sent.length = 0;
        const { status, text } = await ask(path, params);
        outcomes.set(status, (outcomes.get(status) ?? 0) + 1);
        assert.ok([200, 400, 404, 409].includes(status), `${path} ${status} ${text}`);
        assertNothingTold(world, typed, text);
        assertNothingAsked(world, params);
      }
      await settle(world);
      assertUnchanged(world, before, world.sandbox.snapshot());
    });
    await fc.assert(property, { seed, numRuns: requests / inARow });
    const sent = [...outcomes.values()].reduce((sum, count) => sum + count, 0);
    context.diagnostic(`${sent} requests: ${JSON.stringify(Object.fromEntries(outcomes))}`);
    assert.ok(sent >= requests);
    assert.equal(tried.size, rows.length);
    // Not all of them were nonsense.
    assert.ok(outcomes.get(200)! > requests / 10);
  });

  it('as a body, it is answered', async () => {
    const world = await createWorld();
    const ask = world.gateway({
      authorize: () => scopedTo(world.a.id),
      limits: unlimited,
    });
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.json().map((json) => new TextEncoder().encode(json)),
    );
    await fc.assert(
      fc.asyncProperty(bytes, async (body) => {
        const { status } = await ask('/user_identities/list', {}, { body: new Uint8Array(body) });
        assert.ok([200, 400].includes(status), String(status));
      }),
      { seed, numRuns: requests },
    );
  });
});
