import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { describe, it } from 'node:test';
import { sandboxApiKey } from '../../src/api/token-kind.js';
import { createGateway, type GatewayOptions } from '../../src/gateway/index.js';
import { createSandbox } from '../../src/sandbox/index.js';

const valid: GatewayOptions = { apiKey: 'seam_test1abc_secret' };

const refused = (options: Partial<GatewayOptions>, about: RegExp) =>
  assert.throws(
    () => createGateway({ ...valid, ...options }),
    (error: unknown) => {
      assert.ok(error instanceof TypeError);
      assert.match(error.message, about);
      assert.ok(!error.message.includes('secret'), 'The value is repeated.');
      return true;
    },
  );

describe('createGateway() starts', () => {
  it('with an API key alone', () => {
    createGateway(valid);
    createGateway({ apiKey: 'seam_1abc_secret' });
  });

  it('with everything as it should be', () => {
    createGateway({
      ...valid,
      endpoint: 'http://127.0.0.1:3000/',
      allowedOrigins: ['https://admin.example.com', 'http://localhost:8080'],
      basePath: '/seam-gateway/',
      limits: { requestsPerMinute: Infinity, concurrent: 1, bodyBytes: 10, seamRequestsPerMinute: 1 },
      allowedHosts: ['admin.example.com', 'localhost', '127.0.0.1', '[::1]'],
    });
  });

  it('in clear with a sandbox on another machine, whose key is worth nothing', () => {
    assert.equal(sandboxApiKey, createSandbox({ seed: 'empty' }).credentials.apiKey);
    createGateway({ apiKey: sandboxApiKey, endpoint: 'http://sandbox:3000' });
  });
});

describe('createGateway() does not start', () => {
  for (const [apiKey, about] of [
    ['seam_cst1abc_secret', /client session token/],
    ['seam_pk1abc_secret', /publishable key/],
    ['seam_at1abc_secret', /personal access token/],
    ['eysecret', /console session/],
    ['secret', /something else/],
    ['', /something else/],
    ['seam_secret\n', /characters/],
    ['seam_secret x', /characters/],
    [undefined, /needs an apiKey/],
  ] as const)
    it(`with ${JSON.stringify(apiKey)} for an API key`, () => refused({ apiKey: apiKey! }, about));

  for (const origin of [
    '*',
    'null',
    '',
    'secret',
    'https://secret.example.com/',
    'https://secret.example.com/path',
    'https://*.secret.example.com',
    'https://Secret.example.com',
    'https://secret.example.com:443',
    'https://user:secret@example.com',
    'ftp://secret.example.com',
    'secret.example.com',
    'chrome-extension://secret',
  ])
    it(`with ${JSON.stringify(origin)} for an origin`, () =>
      refused({ allowedOrigins: ['https://fine.example.com', origin] }, /allowedOrigins\[1\]/));

  for (const basePath of [
    'secret',
    '/a//b',
    '/a/../b',
    '/a/./b',
    '/a?b',
    '/a%2fb',
    '/a b',
    '/a/*',
    'https://secret',
  ])
    it(`with ${basePath} for a base path`, () => refused({ basePath }, /basePath/));

  for (const endpoint of ['secret', 'ftp://x', 'https://u:secret@x', 'https://x?secret', 'https://x#secret'])
    it(`with ${endpoint} for an endpoint`, () => refused({ endpoint }, /endpoint/));

  for (const apiKey of ['seam_1abc_secret', 'seam_test1abc_secret', 'seam_testReal_secret'])
    for (const endpoint of ['http://seam.example.com', 'http://10.0.0.1', 'http://localhost.example.com'])
      it(`sending ${apiKey} in clear to ${endpoint}`, () => refused({ apiKey, endpoint }, /https/));

  for (const host of [
    'secret:8080',
    'Secret.example.com',
    'https://secret',
    '*.secret',
    'secret/',
    '',
    '::1',
    'u@secret',
  ])
    it(`with ${JSON.stringify(host)} for a host`, () =>
      refused({ allowedHosts: ['fine.example.com', host] }, /allowedHosts\[1\]/));

  for (const limits of [
    { concurrent: 0 },
    { requestsPerMinute: NaN },
    { seamRequestsPerMinute: 0 },
    { bodyBytes: -1 },
    { concurrent: '5' as never },
  ])
    it(`with ${JSON.stringify(limits)} for limits`, () => refused({ limits }, /limits/));
});

describe('In a browser createGateway()', () => {
  /** Runs in a Node that looks like something else. */
  const startedIn = (globals: string, options: string) =>
    execFileSync(
      process.execPath,
      [
        '--import',
        'tsx',
        '--input-type=module',
        '-e',
        `const { createGateway } = await import('./src/gateway/index.ts');
         ${globals}
         let said = 'started';
         try { createGateway(${options}); } catch (error) { said = error.message; }
         console.log(said);`,
      ],
      { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
    ).trim();
  const page = 'delete globalThis.process; globalThis.window = globalThis; globalThis.document = {};';
  const worker =
    'delete globalThis.process; globalThis.WorkerNavigator = class {}; globalThis.self = globalThis;';
  const ownFetch = 'fetch: async () => new Response()';

  it('starts only with the key of a sandbox and a fetch of its own', () => {
    for (const globals of [page, worker]) {
      for (const apiKey of ['seam_1abc', 'seam_testReal_1abc', `${sandboxApiKey}x`])
        assert.match(startedIn(globals, `{ apiKey: '${apiKey}', ${ownFetch} }`), /never in a browser/);
      assert.match(startedIn(globals, `{ apiKey: '${sandboxApiKey}' }`), /never in a browser/);
      assert.equal(startedIn(globals, `{ apiKey: '${sandboxApiKey}', ${ownFetch} }`), 'started');
    }
    const polyfilled = `${page} globalThis.process = { versions: { node: '20.0.0' }, env: {} };`;
    assert.match(startedIn(polyfilled, `{ apiKey: 'seam_1abc' }`), /never in a browser/);
  });

  it('is not fooled by Node with a DOM for tests, nor by a runtime at the edge', () => {
    const dom = 'globalThis.window = globalThis; globalThis.document = {}; globalThis.self = globalThis;';
    const edge =
      'delete globalThis.process; globalThis.self = globalThis; globalThis.WorkerGlobalScope = Object; globalThis.navigator = { userAgent: "Cloudflare-Workers" };';
    for (const globals of [dom, edge]) assert.equal(startedIn(globals, `{ apiKey: 'seam_1abc' }`), 'started');
  });
});
