// Tests the built program, started in the same way as users start it.
import assert from 'node:assert/strict';
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { connect, createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { after, before, describe, it, type TestContext } from 'node:test';
import { SeamHttp } from '@seamapi/http';
import { endpointSchemas } from '../../src/api/schemas.gen.js';
import { createSandbox } from '../../src/sandbox/index.js';
import { serveSandbox } from '../../src/sandbox/node.js';

type Bin = ChildProcessByStdio<null, Readable, Readable>;

const environment = { SEAM_API_KEY: '', SEAM_ENDPOINT: '', PORT: '' };

/** `npm run coverage` measures only source files, so it does not run the built program. */
const program = process.env['COVERAGE_FOLDER']
  ? ['--import', 'tsx', 'src/cli/index.ts']
  : ['dist/cli/index.js'];

const spawnBin = (args: string[], env: Record<string, string> = {}): Bin =>
  spawn(process.execPath, [...program, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...environment, ...env },
  });

/** Runs a command that ends by itself. */
async function run(args: string[], env?: Record<string, string>) {
  const bin = spawnBin(args, env);
  const [stdout, stderr, [code]] = await Promise.all([text(bin.stdout), text(bin.stderr), once(bin, 'exit')]);
  return { code: code as number | null, stdout, stderr };
}

interface Started {
  readonly line: string;
  readonly bin: Bin;
  /** Returns the next line of its log. */
  log(): Promise<string>;
}

/** Starts a server, waits for the line that shows that it is ready, and stops it after the test. */
async function start(
  t: Pick<TestContext, 'after'>,
  args: string[],
  env?: Record<string, string>,
): Promise<Started> {
  const bin = spawnBin(args, env);
  t.after(async () => {
    if (bin.exitCode !== null || !bin.kill('SIGKILL')) return;
    await once(bin, 'exit');
  });
  const log: string[] = [];
  const lines = createInterface(bin.stderr).on('line', (line) => log.push(line));
  const ended = once(bin, 'exit').then(() => assert.fail(`It ended instead of starting:\n${log.join('\n')}`));
  const [line] = (await Promise.race([once(createInterface(bin.stdout), 'line'), ended])) as [string];
  ended.catch(() => {});
  return { line, bin, log: async () => log.shift() ?? ((await once(lines, 'line')) as [string])[0] };
}

/** Resolves when no server accepts connections at this URL. */
async function refused(url: string): Promise<void> {
  const { hostname, port } = new URL(url);
  for (;;) {
    const socket = connect(Number(port), hostname);
    try {
      await once(socket, 'connect');
    } catch {
      return;
    }
    socket.destroy();
  }
}

async function takePort(): Promise<{ server: Server; port: number }> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, port: (server.address() as AddressInfo).port };
}

const post = (url: string, body: object, headers: Record<string, string>) =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

describe('seam-admin-elements', () => {
  it('lists its commands', async () => {
    const { code, stdout } = await run(['--help']);
    assert.equal(code, 0);
    for (const name of ['demo', 'sandbox', 'gateway']) assert.match(stdout, new RegExp(`^  ${name} `, 'm'));
  });

  for (const name of ['demo', 'sandbox', 'gateway'])
    it(`explains ${name}`, async () => {
      const { code, stdout } = await run([name, '--help']);
      assert.equal(code, 0);
      assert.match(stdout, /--port <number>/);
      assert.match(stdout, /--host <name>/);
    });

  const mistakes: [args: string[], message: RegExp][] = [
    [[], /Usage: seam-admin-elements <command>/],
    [['serve'], /There is no command serve\./],
    [['constructor'], /There is no command constructor\./],
    [['sandbox', '--prot', '1'], /^Unknown option '--prot'\. --help lists what there is\.$/m],
    [['sandbox', 'now'], /Unexpected argument 'now'/],
    [['sandbox', '--port', 'many'], /--port is many, but a port is a number/],
    [['sandbox', '--port', '65536'], /--port is 65536, but a port is a number/],
    [['sandbox', '--seed', 'big'], /--seed is big, but it can be demo or empty or a number of people\./],
    [['gateway'], /needs an API key.*Set SEAM_API_KEY/],
    ...['https://seam.example.com', 'seam.example.com:80', '*.example.com', ''].map(
      (name): [string[], RegExp] => [
        ['gateway', '--allow-host', name],
        /--allow-host is .*, which is not a host name\. It looks like seam\.example\.com\./,
      ],
    ),
    [['sandbox', '--seed', '1000000000'], /user_identities must be a whole number from 0 to 100,000\./],
    [['sandbox', '--allow-origin', '*'], /--allow-origin is \*, which is not a URL/],
    [['demo', '--host', '0.0.0.0'], /The demo is for this machine alone/],
  ];
  for (const [args, message] of mistakes)
    it(`explains in one sentence the error in "${args.join(' ')}"`, async () => {
      const { code, stdout, stderr } = await run(args);
      assert.equal(code, 2);
      assert.equal(stdout, '');
      assert.match(stderr, message);
      assert.doesNotMatch(stderr, /^ {4}at /m);
    });

  it('explains in one sentence that the endpoint is not a URL', async () => {
    const { code, stderr } = await run(['gateway', '--endpoint', 'seam'], { SEAM_API_KEY: 'seam_test_x' });
    assert.equal(code, 2);
    assert.match(stderr, /--endpoint is seam, which is not a URL/);
  });

  it('explains in one sentence that a port is in use', async () => {
    const { server, port } = await takePort();
    const { code, stderr } = await run(['sandbox', '--port', `${port}`]);
    server.close();
    assert.equal(code, 1);
    assert.match(stderr, /^That port is taken\./);
  });
});

describe('sandbox', () => {
  it('prints one line, handles requests, logs to stderr, and stops without an error', async (t) => {
    const { line, bin, log } = await start(t, ['sandbox']);
    const ready = JSON.parse(line) as Record<string, string>;
    assert.deepEqual(Object.keys(ready), [
      ...['url', 'workspaceId', 'apiKey', 'publishableKey', 'clientSessionToken', 'personalAccessToken'],
    ]);
    assert.match(ready['url']!, /^http:\/\/127\.0\.0\.1:\d+$/);
    const response = await post(
      `${ready['url']}/user_identities/list`,
      {},
      { authorization: `Bearer ${ready['apiKey']}` },
    );
    const { user_identities } = (await response.json()) as { user_identities: unknown[] };
    assert.ok(user_identities.length > 20);
    assert.equal(await log(), 'POST /user_identities/list 200');
    const seam = SeamHttp.fromPersonalAccessToken(ready['personalAccessToken']!, ready['workspaceId']!, {
      endpoint: ready['url']!,
    });
    assert.equal((await seam.workspaces.get()).workspace_id, ready['workspaceId']);
    assert.equal(await log(), 'GET /workspaces/get 200');
    bin.kill('SIGTERM');
    assert.deepEqual(await once(bin, 'exit'), [0, null]);
  });

  it('can start empty', async (t) => {
    const { line } = await start(t, ['sandbox', '--seed', 'empty']);
    const { url, apiKey } = JSON.parse(line) as Record<string, string>;
    const response = await post(`${url}/devices/list`, {}, { authorization: `Bearer ${apiKey}` });
    assert.deepEqual(((await response.json()) as { devices: unknown[] }).devices, []);
  });

  it('can start with a given number of people', async (t) => {
    const { line } = await start(t, ['sandbox', '--seed', '7']);
    const { url, apiKey } = JSON.parse(line) as Record<string, string>;
    const response = await post(`${url}/user_identities/list`, {}, { authorization: `Bearer ${apiKey}` });
    assert.equal(((await response.json()) as { user_identities: unknown[] }).user_identities.length, 7);
  });

  it('keeps its data after a restart, also when it is killed', async (t) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'seam-sandbox-'));
    t.after(() => rmSync(folder, { recursive: true }));
    const data = path.join(folder, 'data.json');
    const ask = async (line: string, endpoint: string, params: object) => {
      const { url, apiKey } = JSON.parse(line) as Record<string, string>;
      const response = await post(`${url}${endpoint}`, params, { authorization: `Bearer ${apiKey}` });
      return (await response.json()) as { user_identity: { user_identity_id: string } };
    };
    const first = await start(t, ['sandbox', '--seed', 'empty', '--data', data]);
    const made = await ask(first.line, '/user_identities/create', { user_identity_key: 'kept' });
    first.bin.kill('SIGKILL');
    await once(first.bin, 'exit');

    const second = await start(t, ['sandbox', '--seed', 'empty', '--data', data]);
    const found = await ask(second.line, '/user_identities/get', { user_identity_key: 'kept' });
    assert.deepEqual(found, made);
    second.bin.kill('SIGTERM');
    await once(second.bin, 'exit');
    assert.deepEqual(readdirSync(folder), ['data.json']);

    writeFileSync(data, '{"half":');
    const { code, stderr } = await run(['sandbox', '--data', data]);
    assert.equal(code, 1);
    assert.match(stderr, /holds no sandbox/);
  });

  it('accepts only the keys that it prints, and prints new keys at each start', async (t) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'seam-sandbox-'));
    t.after(() => rmSync(folder, { recursive: true }));
    const data = path.join(folder, 'data.json');
    const first = await start(t, ['sandbox', '--data', data]);
    const { url, workspaceId: workspaceBefore, ...before } = JSON.parse(first.line) as Record<string, string>;
    // This request writes the file, as every request does.
    const made = await post(
      `${url}/client_sessions/create`,
      { user_identifier_key: 'guest' },
      { authorization: `Bearer ${before['apiKey']}` },
    );
    const { client_session } = (await made.json()) as { client_session: { token: string } };
    first.bin.kill('SIGTERM');
    await once(first.bin, 'exit');
    assert.equal(statSync(data).mode & 0o077, 0, 'it is for its owner alone');

    const second = await start(t, ['sandbox', '--data', data]);
    const { url: address, workspaceId, ...after } = JSON.parse(second.line) as Record<string, string>;
    assert.equal(workspaceId, workspaceBefore);
    await assertClosed(address!);
    const statusFor = async (token: string) =>
      (await post(`${address}/devices/list`, {}, { authorization: `Bearer ${token}` })).status;
    assert.equal(await statusFor(after['apiKey']!), 200);
    assert.equal(await statusFor(after['clientSessionToken']!), 200);
    // A client session created on request stays valid.
    assert.equal(await statusFor(client_session.token), 200);
    for (const name of Object.keys(before)) {
      assert.notEqual(after[name], before[name]);
      assert.equal(await statusFor(before[name]!), 401, name);
    }
  });

  it('accepts only the host names of this machine and the given one', async (t) => {
    const { line } = await start(t, ['sandbox', '--host', '127.0.0.2']);
    const { url } = JSON.parse(line) as { url: string };
    const { port } = new URL(url);
    for (const name of ['127.0.0.2', '127.0.0.1', 'localhost', '[::1]', 'localhost:1'])
      assert.equal(await statusOf(url, '/workspaces/get', name), 401, name);
    for (const name of ['attacker.example', `127.0.0.2.attacker.example:${port}`, '0.0.0.0', '127.0.0.3'])
      assert.equal(await statusOf(url, '/workspaces/get', name), 403, name);
  });

  it('lets only pages of the allowed origins read its responses', async (t) => {
    const corsOf = async ({ headers }: Response) =>
      [...headers.keys()].filter((name) => name.startsWith('access-control-'));
    const askFrom = async (args: string[], origin: string) => {
      const { line } = await start(t, ['sandbox', ...args]);
      const { url, apiKey } = JSON.parse(line) as Record<string, string>;
      const authorization = `Bearer ${apiKey}`;
      const asked = {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization',
      };
      return [
        await fetch(`${url}/devices/list`, { method: 'OPTIONS', headers: asked }),
        await post(`${url}/devices/list`, {}, { origin, authorization }),
        await post(`${url}/devices/list`, {}, { origin }),
        await post(`${url}/_sandbox/clock/get`, {}, { origin, authorization }),
      ];
    };
    const page = 'https://host.example';
    const allowed = ['--allow-origin', `${page}/`, '--allow-origin', 'http://localhost:3000'];
    for (const response of await askFrom(allowed, page))
      assert.equal(response.headers.get('access-control-allow-origin'), page);
    for (const [args, origin] of [
      [allowed, 'https://other.example'],
      [allowed, 'null'],
      [[], page],
      [[], 'http://127.0.0.1:1'],
    ] as const)
      for (const response of await askFrom([...args], origin)) assert.deepEqual(await corsOf(response), []);
  });

  it('can require ordered deletions', async (t) => {
    const { line } = await start(t, ['sandbox', '--deletion', 'ordered']);
    const { url, apiKey } = JSON.parse(line) as Record<string, string>;
    const headers = { authorization: `Bearer ${apiKey}` };
    const got = await post(`${url}/user_identities/get`, { user_identity_key: 'room-214' }, headers);
    const { user_identity } = (await got.json()) as { user_identity: { user_identity_id: string } };
    const { user_identity_id } = user_identity;
    assert.equal((await post(`${url}/user_identities/delete`, { user_identity_id }, headers)).ok, false);
  });
});

describe('gateway', () => {
  it('accepts only client sessions, and only pages of the allowed origins', async (t) => {
    const sandbox = createSandbox();
    const served = await serveSandbox(sandbox);
    t.after(() => served.close());
    const { apiKey, clientSessionToken } = sandbox.credentials;
    const { line, bin } = await start(
      t,
      ['gateway', '--endpoint', served.url, '--allow-origin', 'https://host.example/'],
      { SEAM_API_KEY: apiKey },
    );
    const { url } = JSON.parse(line) as { url: string };
    const list = (headers: Record<string, string>) =>
      post(`${url}/user_identities/list`, {}, { 'seam-gateway': '1', ...headers });

    const authorization = `Bearer ${clientSessionToken}`;
    const answer = await list({ authorization, origin: 'https://host.example' });
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get('access-control-allow-origin'), 'https://host.example');
    const { user_identities } = (await answer.json()) as { user_identities: unknown[] };
    assert.equal(user_identities.length, 1);

    assert.equal((await list({})).status, 401);
    assert.equal((await list({ authorization: `Bearer ${apiKey}` })).status, 401);
    assert.equal((await list({ authorization, origin: 'https://other.example' })).status, 403);
    bin.kill('SIGINT');
    assert.deepEqual(await once(bin, 'exit'), [0, null]);
  });

  it('accepts only the host names of this machine and the given ones', async (t) => {
    const { line } = await start(
      t,
      ['gateway', '--allow-host', 'seam.example.com', '--allow-host', 'Seam.Local'],
      {
        SEAM_API_KEY: 'seam_test1abc_secret',
      },
    );
    const { port } = new URL((JSON.parse(line) as { url: string }).url);
    const typeAs = (host: string) =>
      new Promise<string>((resolve, reject) => {
        const headers = { host, 'content-type': 'application/json', 'seam-gateway': '1' };
        const asking = httpRequest({
          host: '127.0.0.1',
          port,
          method: 'POST',
          path: '/user_identities/list',
          headers,
        });
        asking
          .on('response', (answer) => void text(answer).then(resolve, reject))
          .on('error', reject)
          .end('{}');
      });
    for (const host of ['localhost', `127.0.0.1:${port}`, '[::1]', 'seam.example.com', 'seam.local:80'])
      assert.match(await typeAs(host), /gateway_login_required/, host);
    for (const host of ['rebind.evil.example', 'seam.example.com.evil.example', '127.0.0.2', 'example.com'])
      assert.match(await typeAs(host), /host_not_allowed/, host);
  });

  it('logs one line of JSON for every request', async (t) => {
    const { line, log } = await start(t, ['gateway'], { SEAM_API_KEY: 'seam_test1abc_secret' });
    const { url } = JSON.parse(line) as { url: string };
    await post(`${url}/user_identities/list?secret`, { search: 'secret' }, { 'seam-gateway': '1' });
    const { at: _, durationMs: __, ...told } = JSON.parse(await log()) as Record<string, unknown>;
    assert.deepEqual(told, {
      method: 'POST',
      operation: '/user_identities/list',
      caller: null,
      status: 400,
      error: 'invalid_input',
      requestId: null,
    });
  });

  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    it(`on ${signal} finishes open requests, accepts no new ones, and stops`, async (t) => {
      const sandbox = createSandbox();
      const { apiKey, clientSessionToken } = sandbox.credentials;
      let release = () => {};
      const released = new Promise<void>((resolve) => (release = resolve));
      let hold = () => {};
      const held = new Promise<void>((resolve) => (hold = resolve));
      const served = await serveSandbox({
        async fetch(request) {
          if (new URL(request.url).pathname === '/user_identities/list') {
            hold();
            await released;
          }
          return sandbox.fetch(request);
        },
      });
      t.after(() => served.close());
      const { line, bin } = await start(t, ['gateway', '--endpoint', served.url], { SEAM_API_KEY: apiKey });
      const exited = once(bin, 'exit');
      const { url } = JSON.parse(line) as { url: string };
      assert.equal((await fetch(`${url}/gateway/health`)).status, 200);

      const authorization = `Bearer ${clientSessionToken}`;
      const answer = post(`${url}/user_identities/list`, {}, { 'seam-gateway': '1', authorization });
      await held;
      bin.kill(signal);
      await refused(url);
      release();
      assert.equal((await answer).status, 200);
      assert.deepEqual(await exited, [0, null]);
    });
});

describe('demo', () => {
  /** The cleanups to run after the suite. */
  const cleanups: (() => unknown)[] = [];
  let url: string;
  let secret: string;
  let bin: Bin;

  before(async () => {
    const started = await start({ after: (cleanup) => cleanups.push(cleanup as () => unknown) }, [
      'demo',
      '--port',
      '0',
    ]);
    bin = started.bin;
    [url, secret] = addressIn(started.line);
  });
  after(async () => {
    for (const cleanup of cleanups) await cleanup();
  });

  /** Reads the URL and the secret from the printed line. */
  function addressIn(line: string): [url: string, secret: string] {
    const [, address, hash] = /^Dashboard: (http:\/\/127\.0\.0\.1:\d+)\/#([0-9a-f]{32})$/.exec(line)!;
    return [address!, hash!];
  }
  const people = (headers: Record<string, string>) =>
    post(`${url}/seam/user_identities/list`, {}, { 'seam-gateway': '1', ...headers });

  it('serves the dashboard with a strict content security policy', async () => {
    const page = await fetch(`${url}/`);
    assert.equal(page.status, 200);
    assert.match(page.headers.get('content-type')!, /^text\/html/);
    assert.equal(
      page.headers.get('content-security-policy'),
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; require-trusted-types-for 'script'; trusted-types lit-html; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    );
    assert.equal(page.headers.get('x-content-type-options'), 'nosniff');
    for (const [file, type] of [
      ['', /^text\/html/],
      ['dashboard.js', /^text\/javascript/],
      ['dashboard.css', /^text\/css/],
      ['config.json', /^application\/json/],
      ['dist/seam-admin-elements.js', /^text\/javascript/],
    ] as const) {
      const response = await fetch(`${url}/${file}`);
      assert.equal(response.status, 200, file);
      assert.match(response.headers.get('content-type')!, type);
      // Every user of this machine can load these files.
      assert.deepEqual(response.headers.getSetCookie(), []);
      const served = JSON.stringify([...response.headers]) + (await response.text());
      assert.ok(!served.includes(secret), file);
    }
  });

  it('tells the page the URLs of gateway and Seam API', async () => {
    const config = await (await fetch(`${url}/config.json`)).json();
    assert.deepEqual(config, { gateway: '/seam', endpoint: '/sandbox', sandbox: true });
  });

  it('gives the rights of the administrator to requests with the secret', async () => {
    const response = await people({ 'demo-secret': secret });
    assert.equal(response.status, 200);
    const { user_identities } = (await response.json()) as { user_identities: unknown[] };
    assert.ok(user_identities.length > 20);
  });

  it('rejects all other requests', async () => {
    assert.equal((await people({})).status, 401);
    for (const wrong of ['', `${secret}x`, secret.slice(1), secret.toUpperCase(), `${secret}, ${secret}`])
      assert.equal((await people({ 'demo-secret': wrong })).status, 401, wrong);
    assert.equal((await people({ cookie: `demo-secret=${secret}` })).status, 401);
    assert.equal((await people({ authorization: `Bearer ${secret}` })).status, 401);
    for (const origin of ['https://attacker.example', 'http://127.0.0.1:1', 'null'])
      assert.equal((await people({ 'demo-secret': secret, origin })).status, 403, origin);
  });

  it('has another secret in every run', async (t) => {
    const { line } = await start(t, ['demo', '--port', '0']);
    const [otherUrl, otherSecret] = addressIn(line);
    const statusWith = async (own: string) =>
      (await post(`${otherUrl}/seam/user_identities/list`, {}, { 'seam-gateway': '1', 'demo-secret': own }))
        .status;
    assert.equal(await statusWith(otherSecret), 200);
    assert.equal(await statusWith(secret), 401);
    assert.equal((await people({ 'demo-secret': otherSecret })).status, 401);
  });

  it('serves the sandbox to client sessions, which only the administrator can create', async () => {
    const asAdministrator = { 'seam-gateway': '1', 'demo-secret': secret };
    const ask = (path: string, params: object) => post(`${url}/seam${path}`, params, asAdministrator);
    const { user_identity } = (await (
      await ask('/user_identities/get', { user_identity_key: 'room-214' })
    ).json()) as { user_identity: { user_identity_id: string } };
    const made = await ask('/client_sessions/create', {
      user_identity_id: user_identity.user_identity_id,
      expires_at: new Date(Date.now() + 3_600_000).toISOString(),
    });
    const { client_session } = (await made.json()) as { client_session: { token: string } };
    const authorization = `Bearer ${client_session.token}`;
    const response = await post(`${url}/sandbox/devices/list`, {}, { authorization });
    assert.equal(response.status, 200);
    // The demo's gateway accepts only the administrator.
    assert.equal((await people({ authorization })).status, 401);

    await assertClosed(`${url}/sandbox`);
    await assertClosed(`${url}/seam`);
  });

  it('rejects other host names', async () => {
    const { port } = new URL(url);
    assert.equal(await statusOf(url, '/', `localhost:${port}`), 200);
    assert.equal(await statusOf(url, '/', `attacker.example:${port}`), 403);
    assert.equal(await statusOf(url, '/config.json', `127.0.0.1.attacker.example:${port}`), 403);
    assert.equal(await statusOf(url, '/', '127.0.0.1:1'), 403);
  });

  for (const path of [
    '/../package.json',
    '/dist/../package.json',
    '/dist/%2e%2e/package.json',
    '/dist/..%2fpackage.json',
  ])
    it(`does not serve ${path}`, async () => {
      assert.equal(await statusOf(url, path), 404);
    });

  it('fails if an explicit port is in use', async () => {
    const { code, stderr } = await run(['demo', '--port', new URL(url).port]);
    assert.equal(code, 1);
    assert.match(stderr, /^That port is taken\./);
  });

  it('uses the next free port by default', async (t) => {
    const { server, port } = await takePort();
    t.after(() => server.close());
    const { line } = await start(t, ['demo'], { PORT: `${port}` });
    const chosen = Number(new URL(addressIn(line)[0]).port);
    assert.ok(chosen > port, `${chosen} should be after ${port}`);
  });

  it('connects the same page to the real API if it has a key', async (t) => {
    const sandbox = createSandbox();
    const served = await serveSandbox(sandbox);
    t.after(() => served.close());
    const { line } = await start(t, ['demo', '--port', '0'], {
      SEAM_API_KEY: sandbox.credentials.apiKey,
      SEAM_ENDPOINT: served.url,
    });
    const [base, ownSecret] = addressIn(line);
    const page = await fetch(base);
    assert.ok(page.headers.get('content-security-policy')!.includes(`connect-src 'self' ${served.url};`));
    assert.deepEqual(await (await fetch(`${base}/config.json`)).json(), {
      gateway: '/seam',
      endpoint: served.url,
      sandbox: false,
    });
    const headers = { 'seam-gateway': '1', 'demo-secret': ownSecret };
    const answer = await post(`${base}/seam/user_identities/list`, {}, headers);
    assert.equal(answer.status, 200);
    const direct = await post(`${base}/sandbox/devices/list`, {}, {});
    assert.equal(direct.status, 404);
    await assertClosed(`${base}/seam`);
  });

  it('stops without an error on Ctrl-C, even with open connections', async () => {
    bin.kill('SIGINT');
    assert.deepEqual(await once(bin, 'exit'), [0, null]);
  });
});

/**
 * Asserts that Seam's API, the gateway and the sandbox's controls reject all credentials that an attacker can know:
 * those of a sandbox in memory, and the tokens that it creates.
 */
async function assertClosed(base: string): Promise<void> {
  const twin = createSandbox();
  const { apiKey, publishableKey, clientSessionToken } = twin.credentials;
  const [{ workspaceId }] = twin.workspaces as [(typeof twin.workspaces)[number]];
  const other = twin.addWorkspace();
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
  const known: Record<string, string>[] = [
    {},
    bearer(apiKey),
    bearer(clientSessionToken),
    { 'client-session-token': clientSessionToken },
    bearer(other.credentials.apiKey),
    bearer(other.credentials.clientSessionToken),
    { ...bearer(twin.personalAccessToken), 'seam-workspace': workspaceId },
    { 'seam-publishable-key': publishableKey },
  ];
  for (let session = 0; session < 3; session++) {
    const made = await twin.fetch(
      new Request('http://localhost/client_sessions/create', {
        method: 'POST',
        headers: { ...bearer(apiKey), 'content-type': 'application/json' },
        body: JSON.stringify({ user_identifier_key: `guest-${session}` }),
      }),
    );
    const { client_session } = (await made.json()) as { client_session: { token: string } };
    known.push(bearer(client_session.token));
  }
  const paths = [
    ...Object.keys(endpointSchemas),
    ...['clock/get', 'snapshot/take', 'workspaces/add', 'reset'].map((name) => `/_sandbox/${name}`),
    ...['/gateway/session/get', '/gateway/operations/remove_user_identity'],
  ];
  const open = await Promise.all(
    paths.flatMap((path) =>
      known.map(async (headers) => {
        const sent = { ...headers, 'seam-gateway': '1' };
        const response = await post(`${base}${path}`, { user_identifier_key: 'guest' }, sent);
        await response.body?.cancel();
        return response.status < 400 ? [`${path} ${JSON.stringify(headers)}`] : [];
      }),
    ),
  );
  assert.deepEqual(open.flat(), []);
}

/** Not with `fetch`, because it cannot send another Host header, and removes dots from a path. */
async function statusOf(base: string, path: string, host = new URL(base).host): Promise<number> {
  const { hostname, port } = new URL(base);
  const request = httpRequest({ hostname, port, path, headers: { host } }).end();
  const [response] = (await once(request, 'response')) as [import('node:http').IncomingMessage];
  response.resume();
  return response.statusCode!;
}
