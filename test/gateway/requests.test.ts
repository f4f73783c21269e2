import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { EndpointPath } from '../../src/api/contract.gen.js';
import { gatewaySessionPath } from '../../src/api/gateway-protocol.js';
import { clientSessionPermissions } from '../../src/api/permissions.js';
import { rows, table } from '../../src/gateway/endpoints/index.js';
import {
  asking,
  bearer,
  createWorld,
  everybody,
  scopedTo,
  seen,
  unknownId,
  unlimited,
  type Ask,
  type World,
} from './support.js';

let world: World;
let ask: Ask;
before(async () => {
  world = await createWorld();
  ask = world.gateway({ authorize: () => everybody, limits: unlimited });
});

const known = [...rows.map(({ endpoint }) => endpoint.path), gatewaySessionPath];

describe('Paths', () => {
  it('without a row are like paths that nobody has heard of', async () => {
    const unheardOf = seen(await ask('/nothing/here'));
    assert.equal(unheardOf.status, 404);
    const withoutRow = (Object.keys(table) as EndpointPath[]).filter((path) => 'none' in table[path]);
    assert.equal(withoutRow.length, 2);
    world.sent.length = 0;
    for (const path of withoutRow) assert.deepEqual(seen(await ask(path)), unheardOf);
    assert.deepEqual(world.sent, []);
  });

  for (const path of [
    '/',
    '/user_identities',
    '/user_identities/list/',
    '/user_identities//list',
    '//user_identities/list',
    '/User_Identities/List',
    '/user_identities/list.css',
    '/user_identities/list/x.css',
    '/user_identities/list;x=1',
    '/user_identities;/list',
    '/..;/user_identities/list',
    '/user_identities%2flist',
    '/user_identities%2Flist',
    '/user_identities%252flist',
    '/%75ser_identities/list',
    '/user_identities/list%00',
    '/user_identities/list%20',
    '/user_identities/%6cist',
    '/user_identities/l%C0%AFist',
    '/user_identities/%c0%ae%c0%ae/list',
    '/x/%252e%252e/user_identities/list',
    '/user_identities/list%0d%0ax: y',
    '/@evil.test/user_identities/list',
    '/https://evil.test/user_identities/list',
    '/user_identities/list%3fx',
    '/gateway/session',
    '/toString',
    '/__proto__',
    '/constructor',
    `/${'a'.repeat(10_000)}`,
    `/user_identities/list/${'../'.repeat(50)}x`,
  ])
    it(`${path.slice(0, 60)} leads nowhere`, async () => {
      world.sent.length = 0;
      assert.equal((await ask(path)).status, 404);
      assert.deepEqual(world.sent, []);
    });

  it('reach Seam only from the table, and with nothing of the request line', async () => {
    world.sent.length = 0;
    const fetched: string[] = [];
    const gateway = world.gateway({
      authorize: () => everybody,
      endpoint: 'https://seam.test/v1/',
      fetch: async (request) => {
        fetched.push(request.url);
        return Response.json({ user_identities: [], pagination: {}, ok: true });
      },
    });
    await gateway('/user_identities/list', {}, { origin: 'https://[::1]:8443' });
    assert.deepEqual(fetched, ['https://seam.test/v1/user_identities/list']);
  });

  it('are below the base path, wherever that is', async () => {
    for (const basePath of ['/seam-gateway', '/seam-gateway/', '/a/b.c']) {
      const mounted = world.gateway({ authorize: () => everybody, basePath });
      const base = basePath.replace(/\/$/, '');
      assert.equal((await mounted(`${base}/gateway/session/get`)).status, 200);
      assert.equal((await mounted(`${base}/user_identities/list`)).status, 200);
      for (const path of [
        '/user_identities/list',
        `${base}x/user_identities/list`,
        `/x${base}/user_identities/list`,
        `${base}${base}/user_identities/list`,
        base,
      ])
        assert.equal((await mounted(path)).status, 404, path);
    }
  });
});

describe('Methods', () => {
  for (const method of ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'patch', 'QUERY'])
    it(`${method} is not accepted`, async () => {
      world.sent.length = 0;
      for (const path of known) assert.equal((await ask(path, {}, { method })).status, 405, path);
      assert.equal((await ask('/client_sessions/grant_access', {}, { method })).status, 404);
      assert.deepEqual(world.sent, []);
    });

  it('cannot be put another way', async () => {
    const { sent, a } = world;
    const params = { user_identity_id: a.id };
    for (const headers of [
      { 'x-http-method-override': 'DELETE' },
      { 'x-method-override': 'DELETE' },
      { 'x-original-url': '/user_identities/delete' },
      { 'x-rewrite-url': '/user_identities/delete' },
    ] as Record<string, string>[]) {
      sent.length = 0;
      assert.equal((await ask('/user_identities/get', params, { headers })).status, 200);
      assert.deepEqual(
        sent.map(({ path }) => path),
        ['/user_identities/get'],
      );
    }
    assert.equal((await ask('/user_identities/get', { ...params, _method: 'DELETE' })).status, 400);
    assert.equal((await ask('/user_identities/get?_method=DELETE', params)).status, 400);
  });
});

describe('Headers', () => {
  it('of the client do not travel on', async () => {
    const { sent } = world;
    sent.length = 0;
    const headers = {
      'seam-workspace': 'another',
      'seam-api-key': 'seam_test_another',
      'client-session-token': 'seam_cst_another',
      'seam-client-session-token': 'seam_cst_another',
      'seam-publishable-key': 'seam_pk_another',
      'x-forwarded-for': '10.0.0.1',
      'x-forwarded-host': 'evil.test',
      forwarded: 'for=10.0.0.1',
      cookie: 'login=secret',
      connection: 'authorization, seam-gateway',
      'accept-language': 'nl',
    };
    assert.equal((await ask('/workspaces/get', {}, { headers })).status, 200);
    const [{ headers: passedOn }] = sent as [(typeof sent)[0]];
    assert.deepEqual([...passedOn.keys()].sort(), ['authorization', 'content-type']);
    assert.equal(passedOn.get('authorization'), `Bearer ${world.sandbox.credentials.apiKey}`);
  });

  it('must have the gateway’s own among them', async () => {
    world.sent.length = 0;
    for (const value of ['', '0', 'true', '1, 1']) {
      const { status, body } = await ask('/workspaces/get', {}, { headers: { 'seam-gateway': value } });
      assert.equal(status, 403);
      assert.equal(body.error?.type, 'gateway_header_required');
    }
    assert.deepEqual(world.sent, []);
  });

  for (const type of [
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'text/json',
    'application/json, text/plain',
    'application/jsonx',
    'application/json; charset=utf-16',
    '',
  ])
    it(`do not say that the content is ${type || 'nothing'}`, async () => {
      const { status, body } = await ask('/workspaces/get', {}, { headers: { 'content-type': type } });
      assert.equal(status, 415);
      assert.equal(body.error?.type, 'invalid_content_type');
    });

  it('may say which characters the JSON is in', async () => {
    for (const type of ['application/json;charset=UTF-8', 'Application/JSON; charset=utf-8'])
      assert.equal((await ask('/workspaces/get', {}, { headers: { 'content-type': type } })).status, 200);
  });

  it('do not announce a compressed body', async () => {
    for (const encoding of ['gzip', 'identity', 'br'])
      assert.equal(
        (await ask('/workspaces/get', {}, { headers: { 'content-encoding': encoding } })).status,
        415,
      );
    for (const encoding of ['gzip', 'gzip, chunked', 'chunked, gzip', 'xchunked']) {
      const headers = { 'transfer-encoding': encoding };
      assert.equal((await ask('/workspaces/get', {}, { headers })).status, 415, encoding);
    }
    for (const encoding of ['chunked', 'Chunked']) {
      const headers = { 'transfer-encoding': encoding };
      assert.notEqual((await ask('/workspaces/get', {}, { headers })).status, 415, encoding);
    }
  });

  it('of every answer keep it from caches, sniffers and other origins', async () => {
    const answers = [
      await ask('/workspaces/get'),
      await ask('/workspaces/get', { unknown: 1 }),
      await ask('/nothing/here'),
      await ask('/workspaces/get', {}, { method: 'GET' }),
      await ask('/workspaces/get', {}, { headers: { origin: 'https://evil.test' } }),
      await world.gateway()('/workspaces/get'),
    ];
    assert.deepEqual(
      answers.map(({ status }) => status),
      [200, 400, 404, 405, 403, 401],
    );
    for (const { headers } of answers) {
      assert.equal(headers.get('vary'), 'Origin');
      assert.equal(headers.get('cache-control'), 'no-store');
      assert.equal(headers.get('x-content-type-options'), 'nosniff');
      assert.equal(headers.get('content-type'), 'application/json');
      assert.equal(headers.get('access-control-allow-origin'), null);
    }
  });

  it('name Seam’s request', async () => {
    assert.match((await ask('/workspaces/get')).headers.get('seam-request-id')!, /./);
    const failed = await ask('/user_identities/create', { email_address: world.b.email });
    assert.match(failed.headers.get('seam-request-id')!, /./);
  });
});

describe('Queries', () => {
  it('are refused, whatever is in them', async () => {
    const { a, b, sent } = world;
    sent.length = 0;
    for (const query of [`?user_identity_id=${b.id}`, '?x', '?seam-gateway=1', '?authorization=seam_cst'])
      assert.equal((await ask(`/user_identities/get${query}`, { user_identity_id: a.id })).status, 400);
    assert.deepEqual(sent, []);
  });
});

describe('Bodies', () => {
  const bodies: [string, string][] = [
    ['nothing', ''],
    ['no JSON', '{"a":'],
    ['two values', '{}{}'],
    ['a comment', '{/**/}'],
    ['a list', '[]'],
    ['null', 'null'],
    ['a number', '1'],
    ['a string', '"x"'],
    ['a prototype', '{"__proto__":{"user_identity_ids":[]}}'],
    ['an escaped prototype', '{"\\u005f_proto__":{}}'],
    ['a constructor', '{"constructor":{"prototype":{"x":1}}}'],
    ['a prototype further down', '{"custom_metadata_has":{"__proto__":"x"}}'],
    ['a constructor further down', '{"custom_metadata_has":{"constructor":"x"}}'],
    ['a key twice', '{"limit":1,"limit":2}'],
    ['a key twice, once escaped', '{"limit":1,"l\\u0069mit":2}'],
    ['a key twice further down', '{"custom_metadata_has":{"x":"1","x":"2"}}'],
    ['half a character in a key', '{"\\ud800":1}'],
    ['too long a list', JSON.stringify({ device_ids: Array.from({ length: 1001 }, unknownId) })],
    ['too much depth', `{"x":${'['.repeat(1e4)}${']'.repeat(1e4)}}`],
    ['too much depth of objects', `${'{"x":'.repeat(9)}1${'}'.repeat(9)}`],
    ['a byte order mark', '\ufeff{}'],
    ['an unknown key', '{"workspace_id":"x"}'],
    ['hasOwnProperty', '{"hasOwnProperty":1}'],
    ['toString', '{"toString":1}'],
    ['an unknown key further down', '{"custom_metadata_has":{"x":{"y":1}}}'],
  ];
  for (const [what, body] of bodies)
    it(`with ${what} are refused in Seam’s way`, async () => {
      world.sent.length = 0;
      const answer = await ask('/devices/list', {}, { body });
      assert.equal(answer.status, 400);
      assert.equal(answer.body.error?.type, 'invalid_input');
      assert.ok(answer.body.error?.validation_errors);
      assert.deepEqual(world.sent, []);
    });

  it('with too much depth are refused for that alone', async () => {
    const nest = (depth: number) => `${'{"x":'.repeat(depth)}1${'}'.repeat(depth)}`;
    const messageFor = async (body: string) => (await ask('/devices/list', {}, { body })).body.error?.message;
    assert.match((await messageFor(nest(9)))!, /deeply/);
    assert.doesNotMatch((await messageFor(nest(8)))!, /deeply/);
  });

  it('that are not UTF-8 are refused', async () => {
    const answer = await ask('/devices/list', {}, { body: new Uint8Array([0x7b, 0xff, 0x7d]) });
    assert.equal(answer.status, 400);
  });

  it('with look-alikes of traps in their values are fine', async () => {
    const search = '","__proto__":{},"search":"\\"';
    assert.equal((await ask('/devices/list', { search })).status, 200);
    const same = '{"limit":1,"custom_metadata_has":{"limit":"limit","x":"{[,:"}}';
    assert.equal((await ask('/devices/list', {}, { body: same })).status, 200);
    assert.equal((await ask('/devices/list', {}, { body: ' {\n"limit"\t: 1 } ' })).status, 200);
  });

  it('name each fault where it is', async () => {
    const { body } = await ask('/user_identities/list', { user_identity_ids: ['x', 3], limit: 0, foo: 1 });
    assert.deepEqual(body.error, {
      type: 'invalid_input',
      message:
        '4 Input Errors: limit: Invalid value, user_identity_ids.0: Invalid uuid, user_identity_ids.1: Invalid type, foo: Unrecognized key',
      validation_errors: {
        _errors: [],
        limit: { _errors: ['Invalid value'] },
        user_identity_ids: {
          _errors: [],
          '0': { _errors: ['Invalid uuid'] },
          '1': { _errors: ['Invalid type'] },
        },
        foo: { _errors: ['Unrecognized key'] },
      },
    });
    const missing = await ask('/user_identities/update', { full_name: '' });
    assert.deepEqual(missing.body.error?.validation_errors, {
      _errors: [],
      user_identity_id: { _errors: ['Required'] },
      full_name: { _errors: ['Invalid value'] },
    });
    assert.equal((await ask('/user_identities/get')).status, 400);
  });
});

describe('Who the gateway takes a caller for', () => {
  it('is told to the page, without a name or an id', async () => {
    const { a } = world;
    const { body, headers } = await world.gateway({ authorize: () => scopedTo(a.id) })(gatewaySessionPath);
    assert.deepEqual(Object.keys(body), ['caller', 'user_identity_ids', 'permissions', 'expires_at', 'ok']);
    assert.equal(body['caller'], headers.get('seam-gateway-caller'));
    assert.match(String(body['caller']), /^[\w-]{22}$/);
    assert.deepEqual(body['user_identity_ids'], [a.id]);
    assert.equal(body['expires_at'], null);
    const all = await ask(gatewaySessionPath);
    assert.equal(all.body['user_identity_ids'], 'all');
  });

  it('takes no parameters', async () => {
    assert.equal((await ask(gatewaySessionPath, { user_identity_id: world.b.id })).status, 400);
  });

  it('comes with every answer to somebody known, and changes with them', async () => {
    const { a, b } = world;
    const callerOf = async (scope: object, path = '/workspaces/get', params = {}) => {
      const asOne = world.gateway({ authorize: () => ({ ...everybody, ...scope }) });
      return (await asOne(path, params)).headers.get('seam-gateway-caller');
    };
    const one = await callerOf({ caller: 'one' });
    assert.equal(await callerOf({ caller: 'one' }, '/devices/get', { device_id: 'x' }), one);
    assert.equal(await callerOf({ caller: 'one', permissions: [] }), one);
    assert.notEqual(await callerOf({ caller: 'two' }), one);
    const unnamed = { caller: undefined };
    assert.notEqual(
      await callerOf({ ...unnamed, userIdentityIds: [a.id] }),
      await callerOf({ ...unnamed, userIdentityIds: [b.id] }),
    );
    assert.equal((await ask('/nothing/here')).headers.get('seam-gateway-caller'), null);
  });
});

it('A gateway mounted in another app answers below its prefix', async () => {
  const { Hono } = await import('hono');
  const { createGateway } = await import('../../src/gateway/index.js');
  const gateway = createGateway({
    apiKey: world.sandbox.credentials.apiKey,
    fetch: world.sandbox.fetch,
    basePath: '/seam-gateway',
    authorize: ({ headers }) => (headers.get('cookie') === 'login=administrator' ? everybody : null),
  });
  const app = new Hono().all('/seam-gateway/*', ({ req }) => gateway.fetch(req.raw));
  const host = asking(async (request) => app.fetch(request));
  const headers = { cookie: 'login=administrator' };
  assert.equal((await host('/seam-gateway/gateway/session/get', {}, { headers })).status, 200);
  assert.equal((await host('/seam-gateway/user_identities/list', { limit: 1 }, { headers })).status, 200);
  assert.equal((await host('/seam-gateway/user_identities/list')).body.error?.type, 'gateway_login_required');
});

describe('What a request is refused for', () => {
  it('is said of the whole, or by the name of what is wrong', async () => {
    const { a, ...world } = await createWorld();
    const ask = world.gateway();
    const headers = bearer(a.token);
    const refusal = async (path: string, params = {}, more = {}) =>
      (await ask(path, params, { headers: { ...headers, ...more } })).body.error!;

    const query = await refusal('/workspaces/get?x=y');
    assert.equal(query.message, 'Parameters go into the body, not into the query.');
    const unknown = await refusal('/gateway/session/get', { x: 1 });
    assert.deepEqual(unknown.validation_errors, { _errors: [], x: { _errors: ['Unrecognized key'] } });
    const types = [
      await refusal('/workspaces/get', {}, { 'content-type': 'x-application/json' }),
      await refusal('/workspaces/get', {}, { 'content-encoding': 'gzip' }),
    ].map(({ type }) => type);
    assert.deepEqual(types, ['invalid_content_type', 'invalid_content_encoding']);
  });

  it('is not told where the gateway itself is at fault', async (context) => {
    context.mock.method(console, 'error', () => undefined);
    const world = await createWorld();
    const ask = world.gateway({
      authorize: () => {
        throw new Error('secret');
      },
    });
    const { status, body } = await ask('/workspaces/get');
    assert.equal(status, 500);
    assert.equal(body.error!.type, 'internal_server_error');
  });
});

describe('Who a page is taken for', () => {
  it('is told from memory, with what it may do', async () => {
    const { a, sent, ...world } = await createWorld();
    const ask = world.gateway();
    const headers = bearer(a.token);
    await ask('/gateway/session/get', {}, { headers });
    const asked = sent.length;
    const { body } = await ask('/gateway/session/get', {}, { headers });
    assert.equal(sent.length, asked);
    assert.equal(body['ok'], true);
    assert.deepEqual(body['user_identity_ids'], [a.id]);
    assert.deepEqual(body['permissions'], clientSessionPermissions);
  });
});
