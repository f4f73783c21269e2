import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { endpointSchemas, type JsonSchema } from '../../src/api/schemas.gen.js';
import { rows } from '../../src/gateway/table.js';
import { assertNothingAsked, assertNothingTold, assertUnchanged, settle } from './invariant.js';
import { requestsOf, type Params } from './requests-of.js';
import { createWorld, scopedTo, unknownId, type World } from './support.js';

/** `FUZZ_RUNS=long` sends twenty times as many. */
const requests = process.env['FUZZ_RUNS'] === 'long' ? 10_000 : 500;
const inARow = 20;
const seed = 20261121;

interface Attempt {
  path: (typeof rows)[number]['endpoint']['path'];
  params: Params;
}

/** Parameters as the contract has them, more or less, with ids of A's, of B's and of nobody's. */
function arbitraries({ a, b, ...world }: World) {
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
  const wild = fc.oneof(fc.constantFrom(null, '', 0, [], {}, b.id, [b.id]), fc.jsonValue({ maxDepth: 2 }));

  const tame = ({
    type,
    format,
    enum: words,
    items,
    properties,
    anyOf,
  }: JsonSchema): fc.Arbitrary<unknown> => {
    if (anyOf && !properties) return fc.oneof(...anyOf.map(tame));
    if (words) return fc.constantFrom(...words);
    if (items) return fc.array(tame(items), { maxLength: 3 });
    if (properties)
      return fc.record(
        Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, value(schema)])),
        { requiredKeys: [] },
      );
    if (format === 'uuid') return ids;
    if (format === 'date-time') return dates;
    switch ([type].flat()[0]) {
      case 'boolean':
        return fc.boolean();
      case 'number':
      case 'integer':
        return fc.constantFrom(1, 2, 500, -1, 0.5);
      case 'object':
        return fc.constant({});
      default:
        return fc.oneof(ids, texts, dates);
    }
  };
  const value = (schema: JsonSchema) =>
    fc.oneof({ weight: 12, arbitrary: tame(schema) }, { weight: 1, arbitrary: wild });

  const attempt = fc.constantFrom(...rows).chain(({ endpoint: { path } }): fc.Arbitrary<Attempt> => {
    const { properties = {} } = endpointSchemas[path].params;
    const given = fc.dictionary(
      fc.constantFrom(...Object.keys(properties), 'unheard_of'),
      fc.constant(null),
      { maxKeys: 3 },
    );
    const some = given.chain((names) =>
      fc.record(
        Object.fromEntries(
          Object.keys(names).map((name) => [name, value(properties[name] ?? { type: 'string' })]),
        ),
      ),
    );
    const own = requestsOf(a, { a, b, ...world })[path] ?? {};
    return fc
      .tuple(fc.boolean(), some)
      .map(([isOwn, params]) => ({ path, params: isOwn ? { ...own, ...params } : params }));
  });
  return fc.array(attempt, { minLength: inARow, maxLength: inARow });
}

describe('Whatever is sent', () => {
  it(`in ${requests} requests, the gateway has an answer, and it is not about B`, async (context) => {
    const outcomes = new Map<number, number>();
    const property = fc.asyncProperty(arbitraries(await createWorld()), async (attempts) => {
      const world = await createWorld();
      const { a, hotelId } = world;
      const ask = world.gateway({
        authorize: () => ({ ...scopedTo(a.id), acsSystemIds: [hotelId] }),
        onUserIdentityCreated: () => undefined,
        limits: { requestsPerMinute: Infinity },
      });
      const before = world.sandbox.snapshot();
      const typed: Params[] = [];
      for (const { path, params } of attempts) {
        typed.push(params);
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
    // Not all of them were nonsense.
    assert.ok(outcomes.get(200)! > requests / 10);
  });

  it('as a body, it is answered', async () => {
    const world = await createWorld();
    const ask = world.gateway({
      authorize: () => scopedTo(world.a.id),
      limits: { requestsPerMinute: Infinity },
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
