import assert from 'node:assert/strict';
import { before, beforeEach, describe, it } from 'node:test';
import { createWorld, everybody, seen, type Ask, type World } from './support.js';

const admin = 'https://admin.example.com';
const own = 'https://gateway.test';

describe('A request', () => {
  let world: World;
  let ask: Ask;
  const from = (headers: Record<string, string>, init = {}) =>
    ask('/workspaces/get', {}, { headers, ...init });

  before(async () => {
    world = await createWorld();
    ask = world.gateway({ authorize: () => everybody, allowedOrigins: [admin, 'http://localhost:8080'] });
  });

  for (const headers of [
    { origin: 'null' },
    { origin: '' },
    { origin: '*' },
    { origin: 'https://evil.test' },
    { origin: `${admin}.evil.test` },
    { origin: 'https://evil-admin.example.com' },
    { origin: 'https://example.com' },
    { origin: 'http://admin.example.com' },
    { origin: `${admin}:8443` },
    { origin: `${admin}/` },
    { origin: 'https://ADMIN.example.com' },
    { origin: `${admin}, ${admin}` },
    { origin: `${admin} ` + 'x' },
    { origin: 'http://localhost:8081' },
    { origin: 'http://gateway.test' },
    { origin: `${own}:444` },
    { origin: own, 'sec-fetch-site': 'cross-site' },
    { origin: own, 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'other' },
  ] as Record<string, string>[])
    it(`with ${JSON.stringify(headers)} is refused, and the page cannot read why`, async () => {
      world.sent.length = 0;
      const answer = await from(headers);
      assert.equal(answer.status, 403);
      assert.ok(![...answer.headers.keys()].some((name) => name.startsWith('access-control')));
      assert.deepEqual(seen(await from({ ...headers, 'seam-gateway': '' })), seen(answer));
      assert.deepEqual(world.sent, []);
    });

  for (const headers of [
    {},
    { 'sec-fetch-site': 'none' },
    { 'sec-fetch-site': 'same-origin' },
    { origin: own },
    { origin: own, 'sec-fetch-site': 'same-origin' },
  ] as Record<string, string>[])
    it(`with ${JSON.stringify(headers)} is accepted, without CORS headers`, async () => {
      const answer = await from(headers);
      assert.equal(answer.status, 200);
      assert.ok(![...answer.headers.keys()].some((name) => name.startsWith('access-control')));
    });

  for (const site of [undefined, 'cross-site', 'same-site'])
    it(`from a listed origin (${site}) is accepted, and the page can read the response`, async () => {
      const { status, headers } = await from({ origin: admin, ...(site && { 'sec-fetch-site': site }) });
      assert.equal(status, 200);
      assert.equal(headers.get('access-control-allow-origin'), admin);
      assert.equal(headers.get('access-control-allow-credentials'), 'true');
      assert.equal(
        headers.get('access-control-expose-headers'),
        'seam-gateway-caller, seam-request-id, retry-after',
      );
      assert.equal(headers.get('vary'), 'Origin');
    });

  it('from a listed origin can also read refusals', async () => {
    const { status, headers } = await ask('/nothing/here', {}, { headers: { origin: admin } });
    assert.equal(status, 404);
    assert.equal(headers.get('access-control-allow-origin'), admin);
  });

  it('of a form on a page of another site is refused', async () => {
    const headers = { origin: 'https://evil.test', 'content-type': 'text/plain', 'seam-gateway': '' };
    assert.equal((await from(headers)).status, 403);
    assert.equal((await from({ 'content-type': 'text/plain', 'seam-gateway': '' })).status, 403);
  });
});

describe('A preflight', () => {
  let ask: Ask;
  const preflight = (origin: string, headers = {}) =>
    ask(
      '/workspaces/get',
      {},
      {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'POST', ...headers },
      },
    );

  before(async () => {
    ask = (await createWorld()).gateway({ allowedOrigins: [admin] });
  });

  it('from a listed origin allows the headers that the page requests', async () => {
    const asked = 'authorization,content-type,seam-gateway,x-csrf-token';
    const { status, headers, text } = await preflight(admin, { 'access-control-request-headers': asked });
    assert.equal(status, 204);
    assert.equal(text, '');
    assert.equal(headers.get('access-control-allow-origin'), admin);
    assert.equal(headers.get('access-control-allow-credentials'), 'true');
    assert.equal(headers.get('access-control-allow-methods'), 'POST');
    assert.equal(headers.get('access-control-max-age'), '600');
    assert.equal(headers.get('access-control-allow-headers'), asked);
    assert.equal(headers.get('vary'), 'Origin');
  });

  it('needs no login, and returns only valid lists of header names', async () => {
    for (const asked of ['x: "y"', '"x": y', 'x'.repeat(1001)]) {
      const { status, headers } = await preflight(admin, { 'access-control-request-headers': asked });
      assert.equal(status, 204);
      assert.equal(headers.get('access-control-allow-headers'), null);
    }
    assert.equal((await preflight(admin)).headers.get('access-control-allow-headers'), null);
  });

  it('is only an OPTIONS request with an origin and a requested method', async () => {
    const [origin, asked] = [{ origin: admin }, { 'access-control-request-method': 'POST' }];
    const statusOf = async (method: string, headers: Record<string, string>) =>
      (await ask('/workspaces/get', {}, { method, headers })).status;
    assert.equal(await statusOf('OPTIONS', { ...origin, ...asked }), 204);
    assert.equal(await statusOf('OPTIONS', origin), 405);
    assert.equal(await statusOf('OPTIONS', asked), 405);
    assert.equal(await statusOf('POST', { ...origin, ...asked }), 401);
  });

  it('from another origin gets no CORS headers', async () => {
    for (const origin of ['null', 'https://evil.test', `${admin}.evil.test`]) {
      const { status, headers } = await preflight(origin);
      assert.equal(status, 403);
      assert.ok(![...headers.keys()].some((name) => name.startsWith('access-control')));
    }
  });
});

describe('A gateway with allowedHosts', () => {
  let world: World;
  let ask: Ask;
  before(async () => {
    world = await createWorld();
  });
  beforeEach(() => {
    ask = world.gateway({ authorize: () => everybody, allowedHosts: ['gateway.test', '127.0.0.1', '[::1]'] });
  });

  for (const [origin, host] of [
    ['https://gateway.test', undefined],
    ['https://gateway.test:8443', undefined],
    ['http://127.0.0.1:5173', '127.0.0.1:5173'],
    ['http://[::1]:80', '[::1]'],
    ['https://gateway.test', 'GATEWAY.test'],
  ] as const)
    it(`accepts requests to ${origin} (${host})`, async () => {
      assert.equal((await ask('/workspaces/get', {}, { origin, headers: host ? { host } : {} })).status, 200);
    });

  for (const [origin, host] of [
    ['https://rebind.evil.example', undefined],
    ['https://rebind.evil.example', 'gateway.test'],
    ['https://gateway.test', 'rebind.evil.example'],
    ['https://gateway.test', 'rebind.evil.example:443'],
    ['https://gateway.test', 'gateway.test.evil.example'],
    ['https://gateway.test', 'evil-gateway.test'],
    ['https://gateway.test', 'gateway.test, evil.example'],
    ['https://gateway.test', ''],
    ['https://gateway.test.', undefined],
    ['http://127.0.0.2', undefined],
  ] as const)
    it(`refuses requests to ${origin} (${host}) from any page`, async () => {
      world.sent.length = 0;
      const named = host === undefined ? {} : { host };
      for (const headers of [named, { ...named, origin }, { ...named, origin: 'https://gateway.test' }]) {
        const { status, body, text } = await ask('/workspaces/get', {}, { origin, headers });
        assert.equal(status, 403);
        assert.equal(body.error?.type, 'host_not_allowed');
        assert.ok(!text.includes('evil'));
      }
      assert.deepEqual(world.sent, []);
    });

  it('responds to health requests under every host name', async () => {
    const init = { method: 'GET', origin: 'http://10.0.0.7:8787' };
    assert.equal((await ask('/gateway/health', {}, init)).status, 200);
  });

  it('accepts every host name if none are set', async () => {
    const any = world.gateway({ authorize: () => everybody });
    assert.equal((await any('/workspaces/get', {}, { origin: 'https://rebind.evil.example' })).status, 200);
  });
});
