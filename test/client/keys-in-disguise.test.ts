// An API key is refused at any place in the options of a page, and nothing else is mistaken for an API key.
import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';
import fc from 'fast-check';
import { devicesList } from '../../src/api/contract.gen.js';
import { isSeamError } from '../../src/api/errors.js';
import { createSeamClient } from '../../src/client/client.js';
import type { SessionOptions } from '../../src/client/session.js';
import { createSandbox } from '../../src/sandbox/index.js';
import { knownKeyring } from '../../src/sandbox/store/workspace-credentials.js';

const { personalAccessToken } = knownKeyring;

let sent: Request[] = [];

beforeEach(() => {
  sent = [];
  mock.method(globalThis, 'fetch', async (input: RequestInfo, init?: RequestInit) => {
    sent.push(new Request(new URL(String(input), 'https://host.example'), init));
    return Response.json({ ok: true, devices: [], client_session: { token: 'seam_cst1abc_x' } });
  });
});

afterEach(() => mock.restoreAll());

async function errorOf(options: SessionOptions): Promise<unknown> {
  const client = createSeamClient(options);
  try {
    await client.call(devicesList, {});
    return undefined;
  } catch (error) {
    return error;
  } finally {
    client.close();
  }
}

async function assertRefused(options: SessionOptions, key: string) {
  sent = [];
  const error = await errorOf(options);
  assert.ok(isSeamError(error) && error.kind === 'wrong_token', String(error));
  const name = key.startsWith('seam_at') ? 'a personal access token' : 'an API key';
  assert.ok(error.message.startsWith(`This is ${name}. It must never be in a web page`), error.message);
  assert.ok(!`${error.message}${error.stack}`.includes(key), 'The key is repeated.');
  assert.deepEqual(sent, []);
}

async function assertSent(options: SessionOptions) {
  sent = [];
  assert.equal(await errorOf(options), undefined);
  assert.ok(sent.length > 0);
}

const { apiKey, clientSessionToken, publishableKey } = createSandbox().credentials;

const login = (headers: Record<string, string>): SessionOptions => ({
  gateway: '/seam',
  gatewayHeaders: async () => headers,
});

const atEndpoint = (endpoint: string): SessionOptions => ({ endpoint, clientSessionToken });
const atGateway = (gateway: string): SessionOptions => ({ gateway });

/** All places where a key can be. */
const disguises: Record<string, (key: string) => SessionOptions> = {
  token: (key) => ({ clientSessionToken: key }),
  'token of a gateway': (key) => ({ gateway: '/seam', clientSessionToken: key }),
  'token that is not used': (key) => ({
    clientSessionToken: key,
    getClientSessionToken: async () => clientSessionToken,
  }),
  'token that is fetched': (key) => ({ getClientSessionToken: async () => key }),
  'publishable key': (key) => ({ publishableKey: key, userIdentifierKey: 'u' }),
  'user identifier key': (key) => ({ publishableKey, userIdentifierKey: key }),
  'user identifier key that is not used': (key) => ({ clientSessionToken, userIdentifierKey: key }),
  'next to a token': (key) => ({ clientSessionToken: `${clientSessionToken}, ${key}` }),
  'whole header': (key) => login({ 'x-key': key }),
  'bearer token': (key) => login({ authorization: `Bearer ${key}` }),
  'pair in a header': (key) => login({ 'x-login': `user=1; key=${key}` }),
  'quoted in a header': (key) => login({ authorization: `Digest username="${key}"` }),
  'JSON in a header': (key) => login({ 'x-login': JSON.stringify({ key }) }),
  'list in a header': (key) => login({ 'x-login': `a,${key},b` }),
  'name and password': (key) => login({ authorization: `Basic ${btoa(`${key}:`)}` }),
  password: (key) => login({ authorization: `basic ${btoa(`seam:${key}`)}` }),
  'encoded in a header': (key) => login({ 'x-login': `key%3D${key}` }),
  'URL in a header': (key) => login({ 'x-for': `https://a.example/${key}/` }),
  'name of a header': (key) => login({ [key]: '1' }),
  'header next to a token': (key) => ({ ...login({ 'x-key': key }), clientSessionToken }),
  'password of the endpoint': (key) => atEndpoint(`https://u:${key}@seam.example`),
  'user of the endpoint': (key) => atEndpoint(`https://${key}@seam.example`),
  'query of the endpoint': (key) => atEndpoint(`https://seam.example?k=${key}`),
  'path of the endpoint': (key) => atEndpoint(`https://seam.example/${key}/x`),
  'fragment of the endpoint': (key) => atEndpoint(`https://seam.example/#${key}`),
  'password of the gateway': (key) => atGateway(`https://u:${key}@host.example/seam`),
  'query of the gateway': (key) => atGateway(`/seam?a=1&k=${key}`),
  'path of the gateway': (key) => atGateway(`/seam/${key}`),
  'fragment of the gateway': (key) => atGateway(`/seam#${key}`),
  'endpoint that is not used': (key) => ({ gateway: '/seam', endpoint: `https://seam.example/?${key}` }),
  'endpoint of a publishable key': (key) => ({
    endpoint: `https://seam.example/${key}`,
    publishableKey,
    userIdentifierKey: 'u',
  }),
};

for (const [place, optionsWith] of Object.entries(disguises))
  test(`an API key is refused as ${place}`, async () => {
    for (const key of [apiKey, personalAccessToken]) await assertRefused(optionsWith(key), key);
  });

const base58 = [...'123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'];
const word = (length: number) =>
  fc.string({ unit: fc.constantFrom(...base58), minLength: length, maxLength: length });
const keys = fc
  .tuple(fc.constantFrom('test1', 'test2', 'live1', 'apikey1', 'at1', '1'), word(3), word(24))
  .map(([kind, short, long]) => `seam_${kind}${short}_${long}`);

/** Percent-encodes some characters, as in `%73`, with the percent sign encoded again `depth` times. */
const escapedAt = (text: string, escaped: readonly boolean[], depth: number) =>
  [...text]
    .map((character, at) => {
      if (!escaped[at % escaped.length]) return character;
      return `%${'25'.repeat(depth)}${character.charCodeAt(0).toString(16)}`;
    })
    .join('');

test('a random key is refused at a random place, with any percent-encoding', async () => {
  const places = Object.keys(disguises).filter(
    (place) => /header|endpoint|gateway$/.test(place) && !/token|^name/.test(place),
  );
  await fc.assert(
    fc.asyncProperty(
      keys,
      fc.constantFrom(...places),
      fc.array(fc.boolean(), { minLength: 1, maxLength: 9 }),
      fc.nat(2),
      async (key, place, escaped, depth) => {
        await assertRefused(disguises[place]!(escapedAt(key, escaped, depth)), key);
      },
    ),
    { numRuns: 500 },
  );
});

const base64url = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'];
const part = fc.string({ unit: fc.constantFrom(...base64url), minLength: 1, maxLength: 60 });
/** JWTs that contain the start of a key, or a whole key, at any position. */
const tokensWithKeyInside = fc
  .tuple(
    part,
    part,
    part,
    fc.oneof(fc.constantFrom('seam_', 'SEAM_x', 'seam_at', 'seam_test1'), keys),
    fc.nat(),
  )
  .map(([head, body, signature, key, at]) => {
    const token = `ey${head}.${body}.${signature}`;
    const place = 1 + (at % token.length);
    return token.slice(0, place) + key + token.slice(place);
  });

test('a login that contains the letters of a key by chance is accepted', async () => {
  await fc.assert(
    fc.asyncProperty(tokensWithKeyInside, async (token) => {
      await assertSent(login({ authorization: `Bearer ${token}`, 'x-login': `login=${token}; other` }));
    }),
    { numRuns: 500 },
  );
});

const innocent: Record<string, SessionOptions> = {
  'a client session token in a header': login({ authorization: `Bearer ${clientSessionToken}` }),
  'a client session token with a gateway': { gateway: '/seam', clientSessionToken },
  'a client session token that is partly encoded': login({ 'x-login': 'token=seam_c%73t1abc_x' }),
  'a publishable key in a header': login({ 'seam-publishable-key': publishableKey }),
  'a login in base64': login({ authorization: `Basic ${btoa('front:desk')}` }),
  'a login that looks like base64': login({ authorization: 'Basic ab%%%c' }),
  'a stray percent sign': login({ 'x-login': '100 % sure, %zz' }),
  'a header with seam_ in its name': login({ 'x-seam_test1_login': '1', 'x-app': 'my-seam_test1_app' }),
  'a path with seam_ in it': atGateway('/seam_gateway'),
  'a longer path with seam_ in it': atGateway('/api/seam_admin_gateway/v1'),
  'a host with seam_ in its name': atGateway('http://seam_gateway:3000/seam'),
  'a user identifier key': { publishableKey, userIdentifierKey: '5e0c8a1e-seam_guest' },
};

for (const [what, options] of Object.entries(innocent))
  test(`${what} is not refused as an API key`, () => assertSent(options));
