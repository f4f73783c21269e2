import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { EndpointPath } from '../../src/api/contract.gen.js';
import { endpointSchemas, type JsonSchema } from '../../src/api/schemas.gen.js';
import type { Scope } from '../../src/gateway/index.js';
import { rows } from '../../src/gateway/endpoints/index.js';
import { assertNothingAsked, assertNothingTold, assertUnchanged, settle } from './invariant.js';
import { foreignFor, requestOf, type Params } from './requests-of.js';
import {
  bearer,
  createWorld,
  scopedTo,
  seen,
  unknownId,
  unlimited,
  type Ask,
  type World,
} from './support.js';

/*
 * When A acts, no change at Seam and no byte of a response is about B. Tests every operation, with every value of B in
 * every parameter, in every disguise.
 */

const fullWidth = (text: string) =>
  text.replace(/[0-9a-z]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0));

/** Ways to write a value of B so that one side may recognize it and the other may not. */
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

/** Values that some servers treat as no filter. */
const blanks: unknown[] = [null, '', ' ', '*', '%', [], [null], [''], {}, 0, 1, -1, true, false];

/** Each parameter with its path, also nested ones. */
function placesIn({ properties = {} }: JsonSchema): string[][] {
  return Object.entries(properties).flatMap(([name, schema]) => [
    [name],
    ...placesIn(schema).map((place) => [name, ...place]),
  ]);
}

function schemaAt(schema: JsonSchema, [name, ...rest]: string[]): JsonSchema {
  return name === undefined ? schema : schemaAt(schema.properties![name]!, rest);
}

function placed(base: Params, [name, ...rest]: string[], value: unknown): Params {
  if (rest.length === 0) return { ...base, [name!]: value };
  return { ...base, [name!]: placed((base[name!] ?? {}) as Params, rest, value) };
}

const everyParam = [
  ...new Set(
    rows.flatMap(({ endpoint }) => placesIn(endpointSchemas[endpoint.path].params).map((place) => place[0]!)),
  ),
  'phone_id',
  'workspace_id',
  'id',
  'params',
  'where',
];

/** Every disguise for parameters of the contract and a plain value elsewhere, or only plain values of the former. */
function trialsOf(world: World, path: EndpointPath, base: Params, isFull: boolean): Params[] {
  const { a, b } = world;
  const ofB = [b.id, b.deviceId, b.phoneId, b.acsUserId, b.credentialId, b.childId, b.sessionId, b.email];
  const places = placesIn(endpointSchemas[path].params);
  const inPlaces = places.flatMap((place) => {
    const foreign = foreignFor(place.at(-1)!, world);
    const values = isFull
      ? [...disguises(foreign, a.id), ...blanks, ...ofB, [...ofB]]
      : [foreign, [foreign], ...ofB];
    return [
      ...values.map((value) => placed(base, place, value)),
      placed({}, place, foreign),
      { ...placed(base, place, foreign), user_identity_ids: [a.id, b.id] },
    ];
  });
  if (!isFull) return inPlaces;
  const declared = new Set(places.map(([name]) => name));
  const elsewhere = everyParam
    .filter((name) => !declared.has(name))
    .map((name) => ({ ...base, [name]: foreignFor(name, world) }));
  return [...inPlaces, ...elsewhere];
}

let cases = 0;

interface Trial {
  scope(world: World): Scope;
  token?(world: World): string;
  isFull: boolean;
}

const callers: Record<string, Trial> = {
  "known by the host's login": { scope: ({ a }) => scopedTo(a.id), isFull: true },
  'known by the client session': {
    scope: ({ a }) => scopedTo(a.id),
    token: ({ a }) => a.token,
    isFull: false,
  },
  'who may hand out what both have': {
    scope: ({ a, hotelId, frontDoorId, sharedDeviceId }) => ({
      ...scopedTo(a.id),
      acsSystemIds: [hotelId],
      acsEntranceIds: [frontDoorId],
      deviceIds: [sharedDeviceId],
    }),
    isFull: false,
  },
};

for (const [who, { scope, token, isFull }] of Object.entries(callers))
  describe(`When A acts, ${who}`, () => {
    for (const { endpoint } of rows)
      it(`${endpoint.path} affects no other person`, async () => {
        const world = await createWorld();
        const { sandbox, sent } = world;
        const gateway = world.gateway({
          limits: unlimited,
          authorize: () => scope(world),
          onUserIdentityCreated: () => undefined,
        });
        const headers = token ? bearer(token(world)) : {};
        const ask: Ask = Object.assign(
          (path: string, params?: Params) => gateway(path, params, { headers }),
          { fetch: gateway.fetch },
        );
        const base = await requestOf(endpoint.path, world.a, world, ask);
        await settle(world);
        const before = sandbox.snapshot();
        for (const params of trialsOf(world, endpoint.path, { ...base, ...unreal(endpoint.path) }, isFull)) {
          sent.length = 0;
          const answer = await ask(endpoint.path, params);
          cases++;
          assertNothingTold(world, params, answer.text + JSON.stringify([...answer.headers]));
          assert.ok(answer.status < 500, `${JSON.stringify(params)} → ${answer.text}`);
          assertNothingAsked(world, params);
        }
        await settle(world);
        assertUnchanged(world, before, sandbox.snapshot());
      });
  });

/** Keeps A's own session, which all attempts need. */
const unreal = (path: EndpointPath): Params =>
  /^\/client_sessions\/(?:delete|revoke)$/.test(path) ? { client_session_id: unknownId() } : {};

it('The cases above are thousands in total', () => {
  console.log(`isolation: ${cases} cases`);
  assert.ok(cases >= 2000);
});

describe('Another person’s resource and a missing one get the same response, after the same steps', () => {
  const scopes: Record<string, (world: World) => Scope> = {
    'for a narrow scope': ({ a }) => scopedTo(a.id),
    'for one with named doors, systems and devices': ({ a, hotelId, frontDoorId, sharedDeviceId }) => ({
      ...scopedTo(a.id),
      acsSystemIds: [hotelId],
      acsEntranceIds: [frontDoorId],
      deviceIds: [sharedDeviceId],
    }),
  };
  const isId = ({ format, items }: JsonSchema): boolean => format === 'uuid' || items?.format === 'uuid';
  const idsOnly = new Set(['/phones/deactivate', '/acs/credentials/update']);

  for (const [which, scope] of Object.entries(scopes))
    for (const { endpoint } of rows) {
      const { params } = endpointSchemas[endpoint.path];
      const places = placesIn(params).filter(
        (place) => isId(schemaAt(params, place)) || (idsOnly.has(endpoint.path) && /_id$/.test(place[0]!)),
      );
      if (places.length === 0) continue;
      it(`from ${endpoint.path}, ${which}`, async () => {
        const world = await createWorld();
        const ask = world.gateway({ authorize: () => scope(world), limits: unlimited });
        const base = await requestOf(endpoint.path, world.a, world, ask);
        const steps = async (place: string[], value: string) => {
          world.sent.length = 0;
          const isList = schemaAt(params, place).items !== undefined;
          const answer = await ask(endpoint.path, placed(base, place, isList ? [value] : value));
          return { answer: seen(answer), steps: world.sent.map(({ path }) => path) };
        };
        for (const place of places) {
          const foreign = await steps(place, foreignFor(place.at(-1)!, world));
          assert.deepEqual(foreign, await steps(place, unknownId()), place.join('.'));
          if (!endpoint.reads) assert.ok([400, 404].includes(foreign.answer.status), place.join('.'));
        }
      });
    }

  it('also if it is the caller’s own deleted resource', async () => {
    const world = await createWorld();
    const gone = unknownId();
    const ask = world.gateway({ authorize: () => scopedTo(world.a.id, gone) });
    const answers = [gone, world.b.id].map((id) => ask('/user_identities/get', { user_identity_id: id }));
    const [ofGone, ofForeign] = await Promise.all(answers);
    assert.deepEqual(seen(ofGone!), seen(ofForeign!));
  });
});
