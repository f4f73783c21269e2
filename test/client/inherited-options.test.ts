// What an element inherits from the session around it: never a credential or a header for another place.
import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';
import fc from 'fast-check';
import { devicesList } from '../../src/api/contract.gen.js';
import { createSeamClient } from '../../src/client/client.js';
import { completeOptions, type SessionOptions } from '../../src/client/session.js';

const page = 'https://page.example';

/** Spellings of each place, and the place that they mean. The first entry is the default. */
const endpoints = [
  [undefined, 'https://connect.getseam.com'],
  ['https://connect.getseam.com/', 'https://connect.getseam.com'],
  ['https://seam.example', 'https://seam.example'],
  ['HTTPS://Seam.Example:443//', 'https://seam.example'],
] as const;
const gateways = [
  [undefined, ''],
  ['https://host.example/seam', 'https://host.example/seam'],
  ['https://HOST.example:443/x/../seam/', 'https://host.example/seam'],
  ['/seam//', `${page}/seam`],
] as const;

interface Level {
  endpoint: (typeof endpoints)[number];
  gateway: (typeof gateways)[number];
  has: readonly string[];
}

const credentialNames = [
  'clientSessionToken',
  'getClientSessionToken',
  'publishableKey',
  'userIdentifierKey',
] as const;
const secretNames = [...credentialNames, 'gatewayHeaders'] as const;

/** The secrets of three sessions, one inside the other; the last one is an element's own. */
const secrets = [0, 1, 2].map((at) => {
  const headers = { 'x-login': `login-of-${at}` };
  return {
    clientSessionToken: `seam_cst1fixed${at}_x`,
    getClientSessionToken: async () => `seam_cst1asked${at}_x`,
    publishableKey: `seam_pk1of${at}_x`,
    userIdentifierKey: `identifier-of-${at}`,
    gatewayHeaders: async () => headers,
  };
});
/**
 * Texts that must not be in a request to another place. The token fetched with a publishable key is as secret as the
 * key.
 */
const traces = [0, 1, 2].map((at) => [
  `seam_cst1fixed${at}_x`,
  `seam_cst1asked${at}_x`,
  `seam_cst1fetched${at}_x`,
  `seam_pk1of${at}_x`,
  `identifier-of-${at}`,
  `login-of-${at}`,
]);

const optionsOf = ({ endpoint, gateway, has }: Level, at: number): SessionOptions => ({
  endpoint: endpoint[0],
  gateway: gateway[0],
  ...Object.fromEntries(
    secretNames.filter((name) => has.includes(name)).map((name) => [name, secrets[at]![name]]),
  ),
});

type Place = readonly [endpoint: string, gateway: string];

/** The place of a level's calls: its own place, if it differs from the place around it. */
function placeInside({ endpoint, gateway }: Level, around: Place): Place {
  const completed: Place = [endpoint[0] ? endpoint[1] : around[0], gateway[0] ? gateway[1] : around[1]];
  return String(completed) === String(around) ? around : [endpoint[1], gateway[1]];
}

const outside: Place = [endpoints[0][1], ''];

function* subsets<Item>(items: readonly Item[]): Generator<Item[]> {
  for (let bits = 0; bits < 2 ** items.length; bits++) yield items.filter((_item, at) => bits & (2 ** at));
}

const everyLevel: Level[] = [...subsets(secretNames)].flatMap((has) =>
  endpoints.flatMap((endpoint) => gateways.map((gateway) => ({ endpoint, gateway, has }))),
);

test('an element inherits each option exactly where it belongs', () => {
  const isCredential = (name: string) => credentialNames.some((credential) => credential === name);
  const inside = everyLevel.map((inner) => ({ inner, own: optionsOf(inner, 1) }));
  for (const around of everyLevel) {
    const inherited = optionsOf(around, 0);
    const place = placeInside(around, outside);
    for (const { inner, own } of inside) {
      const completed = completeOptions(own, inherited);
      const isElsewhere = placeInside(inner, place) !== place;
      const hasCredential = own.clientSessionToken || own.getClientSessionToken || own.publishableKey;
      for (const name of secretNames) {
        const isTaken = !isElsewhere && !(hasCredential && isCredential(name));
        const expected = own[name] ?? (isTaken ? inherited[name] : undefined);
        if (completed[name] !== expected) assert.fail(`${name} of ${JSON.stringify([around, inner])}`);
      }
      const given = isElsewhere ? own : inherited;
      if (completed.endpoint !== given.endpoint || completed.gateway !== given.gateway)
        assert.fail(`place of ${JSON.stringify([around, inner])}`);
    }
  }
});

let sent: { url: string; text: string }[] = [];

/** Responds to every request, and records it. */
beforeEach(() => {
  sent = [];
  mock.method(globalThis, 'fetch', async (input: RequestInfo, init?: RequestInit) => {
    const request = new Request(new URL(String(input), page), init);
    const text = JSON.stringify([...request.headers]) + (await request.text());
    sent.push({ url: request.url, text });
    const at = /identifier-of-(\d)/.exec(text)?.[1];
    const user_identity_ids: string[] = [];
    return Response.json({
      ok: true,
      devices: [],
      client_session: { token: `seam_cst1fetched${at}_x`, user_identity_ids },
      user_identity_ids,
    });
  });
});

afterEach(() => mock.restoreAll());

test('a credential or header is sent only to the place that it was given for', async () => {
  const level = fc.record({
    endpoint: fc.constantFrom(...endpoints),
    gateway: fc.constantFrom(...gateways),
    has: fc.subarray([...secretNames]),
  });
  let secretsSent = 0;
  await fc.assert(
    fc.asyncProperty(fc.tuple(level, level, level), async (levels) => {
      sent = [];
      let options: SessionOptions = {};
      let place = outside;
      const places = levels.map((each, at) => {
        options = completeOptions(optionsOf(each, at), options);
        return (place = placeInside(each, place));
      });
      const client = createSeamClient(options);
      await client.call(devicesList, {}).catch(() => undefined);
      client.close();
      for (const { url, text } of sent)
        for (const [at, secretsOfLevel] of traces.entries()) {
          if (!secretsOfLevel.some((secret) => text.includes(secret))) continue;
          secretsSent++;
          const isGivenWith = places[at]!.some((given) => given && url.startsWith(`${given}/`));
          assert.ok(isGivenWith, `${text} went to ${url}, given with ${String(places[at])}`);
        }
    }),
    { numRuns: 1000 },
  );
  assert.ok(secretsSent > 500, `only ${secretsSent} secrets were sent at all`);
});
