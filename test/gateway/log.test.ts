import assert from 'node:assert/strict';
import { before, beforeEach, describe, it } from 'node:test';
import type { GatewayOptions, LogLine } from '../../src/gateway/index.js';
import { asking, bearer, createWorld, everybody, scopedTo, type Ask, type World } from './support.js';

describe('The log', () => {
  let world: World;
  let lines: LogLine[];
  const logging = (options: Partial<GatewayOptions> = {}): Ask =>
    world.gateway({ authorize: () => everybody, onLog: (line) => void lines.push(line), ...options });

  before(async () => {
    world = await createWorld();
  });
  beforeEach(() => {
    lines = [];
  });

  it('has one line for each request, with caller, operation and result', async () => {
    const { headers } = await logging()('/user_identities/get', { user_identity_id: world.a.id });
    const [{ at, durationMs, ...line }] = lines as [LogLine];
    assert.equal(lines.length, 1);
    assert.ok(Math.abs(Date.parse(at) - Date.now()) < 60_000);
    assert.ok(durationMs >= 0 && durationMs < 60_000);
    assert.deepEqual(line, {
      method: 'POST',
      operation: '/user_identities/get',
      caller: headers.get('seam-gateway-caller'),
      status: 200,
      error: null,
      requestId: headers.get('seam-request-id'),
    });
  });

  it('contains refused requests, with the reason', async () => {
    const ask = logging({ authorize: (_, session) => session && scopedTo(world.a.id) });
    await ask('/user_identities/get', { user_identity_id: world.b.id }, { headers: bearer(world.a.token) });
    await ask('/user_identities/get', { user_identity_id: world.b.id });
    await ask('/user_identities/list', {}, { headers: { origin: 'https://evil.example' } });
    await ask('/user_identities/list', {}, { method: 'HEAD' });
    await ask('/gateway/health', {}, { method: 'GET' });
    assert.deepEqual(
      lines.map(({ method, operation, status, error, caller }) => [
        method,
        operation,
        status,
        error,
        caller !== null,
      ]),
      [
        ['POST', '/user_identities/get', 404, 'user_identity_not_found', true],
        ['POST', '/user_identities/get', 401, 'gateway_login_required', false],
        ['POST', '/user_identities/list', 403, 'origin_not_allowed', false],
        ['HEAD', '/user_identities/list', 405, null, false],
        ['GET', '/gateway/health', 200, null, false],
      ],
    );
  });

  it('contains the operation without the base path', async () => {
    await logging({ basePath: '/seam' })('/seam/user_identities/list');
    assert.equal(lines[0]!.operation, '/user_identities/list');
  });

  it('contains no personal data and no secret from any part of the request', async () => {
    const { a, b, sandbox } = world;
    const ask = logging({ authorize: (_, session) => (session ? scopedTo(a.id) : everybody) });
    const secrets = [...a.secrets, ...b.secrets, sandbox.credentials.apiKey];
    for (const secret of secrets) {
      await ask(`/user_identities/${encodeURIComponent(secret)}`);
      await ask(`/user_identities/list?search=${encodeURIComponent(secret)}`);
      await ask('/user_identities/list', { search: secret });
      await ask('/user_identities/update', { user_identity_id: secret, full_name: secret });
      await ask('/user_identities/list', { [secret]: secret });
      await ask('/user_identities/list', {}, { headers: bearer(secret) });
    }
    const word = asking((request) =>
      ask.fetch(new Proxy(request, { get: (_, name) => (name === 'method' ? a.token : of(request, name)) })),
    );
    await word('/user_identities/list');
    await ask('/client_sessions/create', { user_identity_id: a.id });
    assert.equal(lines.length, secrets.length * 6 + 2);
    assert.equal(lines.at(-2)!.method, 'unknown');
    const told = JSON.stringify(lines);
    for (const secret of [...secrets, 'seam_cst', 'seam_test', 'Bearer'])
      assert.ok(!told.includes(secret), secret);
  });

  it('passes an error of a host function as the second argument, and not in the line', async (context) => {
    const onConsole = context.mock.method(console, 'error', () => undefined);
    const thrown = new Error('ada@example.com is locked out');
    const told: unknown[][] = [];
    const authorize = () => Promise.reject(thrown);
    const { status } = await logging({ authorize, onLog: (...args) => void told.push(args) })(
      '/user_identities/list',
    );
    assert.equal(status, 500);
    assert.equal(told.length, 1);
    assert.equal(told[0]![1], thrown);
    assert.equal((told[0]![0] as LogLine).error, 'internal_server_error');
    assert.ok(!JSON.stringify(told[0]![0]).includes('ada'));
    assert.equal(onConsole.mock.callCount(), 0);

    await logging({ onLog: (...args) => void told.push(args) })('/user_identities/list');
    assert.equal(told[1]!.length, 1);
  });

  it('without onLog writes only faults to the console', async (context) => {
    const onConsole = context.mock.method(console, 'error', () => undefined);
    const thrown = new Error('no database');
    await world.gateway({ authorize: () => everybody })('/user_identities/list');
    assert.equal(onConsole.mock.callCount(), 0);
    await world.gateway({ authorize: () => Promise.reject(thrown) })('/user_identities/list');
    assert.equal(onConsole.mock.calls[0]!.arguments[1], thrown);
  });

  it('may fail without failing the request', async (context) => {
    const onConsole = context.mock.method(console, 'error', () => undefined);
    const onLog = () => {
      throw new Error('disk full');
    };
    assert.equal((await logging({ onLog })('/user_identities/list')).status, 200);
    assert.equal(onConsole.mock.callCount(), 1);
  });
});

const of = (request: Request, name: string | symbol): unknown => {
  const value = Reflect.get(request, name) as unknown;
  return typeof value === 'function' ? (value.bind(request) as unknown) : value;
};
