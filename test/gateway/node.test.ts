import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { after, before, describe, it, type TestContext } from 'node:test';
import { createGateway, type AuditRecord } from '../../src/gateway/index.js';
import { serveGateway, type ServedGateway } from '../../src/gateway/node.js';
import { bearer, createWorld, everybody, type World } from './support.js';

describe('A gateway over HTTP', () => {
  let world: World;
  let served: ServedGateway;
  let reached: string[];

  before(async () => {
    world = await createWorld();
    reached = [];
    served = await serveGateway(
      createGateway({
        apiKey: world.sandbox.credentials.apiKey,
        authorize: (_, session) =>
          session ? { userIdentityIds: [world.a.id], permissions: ['user_identities.read'] } : everybody,
        fetch: (request) => {
          reached.push(new URL(request.url).pathname);
          return world.sandbox.fetch(request);
        },
      }),
    );
  });
  after(() => served.close());

  /** Sends the bytes, and returns everything received until the connection closes. */
  const raw = (bytes: string): Promise<string> =>
    new Promise((resolve, reject) => {
      let received = '';
      const socket = connect(Number(new URL(served.url).port), '127.0.0.1', () => socket.write(bytes));
      socket.setEncoding('utf8').on('data', (text) => (received += text));
      socket.on('close', () => resolve(received)).on('error', reject);
    });
  const statusOf = (answer: string) => Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1]);
  const request = (
    target: string,
    { method = 'POST', host = new URL(served.url).host, headers = '', body = '{}' } = {},
  ) =>
    raw(
      `${method} ${target} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\nContent-Type: application/json\r\n` +
        `seam-gateway: 1\r\n${headers || `Content-Length: ${body.length}\r\n`}\r\n${body}`,
    );

  it('serves requests at its own address', async () => {
    assert.match(served.url, /^http:\/\/127\.0\.0\.1:\d+$/);
    const response = await fetch(`${served.url}/user_identities/list`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'seam-gateway': '1', ...bearer(world.a.token) },
      body: '{}',
    });
    assert.equal(response.status, 200);
    assert.equal(((await response.json()) as { user_identities: unknown[] }).user_identities.length, 1);
    assert.equal(statusOf(await request('/user_identities/list')), 200);
  });

  for (const target of [
    '/x/../user_identities/list',
    '/x/%2e%2e/user_identities/list',
    '/x/.%2E/user_identities/list',
    '/./user_identities/list',
    '/user_identities/./list',
    '/user_identities/x/../list',
    '/..;/user_identities/list',
    '//user_identities/list',
    '/user_identities%2flist',
    '/%75ser_identities/list',
    '/user_identities/list%00',
    '/user_identities/list/',
    '/user_identities/list;x=y',
    '/x\\..\\user_identities/list',
    '\\user_identities\\list',
    '/user_identities\\list',
    '/USER_IDENTITIES/LIST',
    '/user_identities/list#/workspaces/get',
    '/@evil.test/user_identities/list',
    '@evil.test/user_identities/list',
    'user_identities/list',
    'http://evil.test/user_identities/list',
    'https://127.0.0.1/user_identities/list',
    '*',
    `/${'a'.repeat(10_000)}`,
  ])
    it(`responds with 404 to ${target.slice(0, 60)}`, async () => {
      reached.length = 0;
      const status = statusOf(await request(target));
      assert.ok([400, 404].includes(status), String(status));
      assert.deepEqual(reached, []);
    });

  it('accepts only POST', async () => {
    reached.length = 0;
    for (const method of ['GET', 'PUT', 'DELETE', 'TRACE', 'OPTIONS', 'HEAD', 'PROPFIND'])
      assert.equal(statusOf(await request('/user_identities/list', { method })), 405, method);
    for (const method of ['post', 'Post', 'BREW', 'CONNECT'])
      assert.ok([400, NaN].includes(statusOf(await request('/user_identities/list', { method }))), method);
    assert.deepEqual(reached, []);
  });

  for (const [what, headers] of [
    ['two lengths', 'Content-Length: 2\r\nContent-Length: 5\r\n'],
    ['a length and chunks', 'Content-Length: 2\r\nTransfer-Encoding: chunked\r\n'],
    ['chunks twice over', 'Transfer-Encoding: chunked, chunked\r\n'],
    ['chunks misspelt', 'Transfer-Encoding: xchunked\r\n'],
    ['chunks after a tab', 'Transfer-Encoding:\tchunked\r\nContent-Length: 2\r\n'],
    ['a folded line', 'X-Folded: a\r\n b\r\nContent-Length: 2\r\n'],
    ['a blank before a colon', 'Content-Length : 2\r\n'],
    ['a line feed alone', 'X-A: b\nX-C: d\r\nContent-Length: 2\r\n'],
    ['a nought in a value', 'X-A: \0\r\nContent-Length: 2\r\n'],
    ['more headers than anybody needs', `${'X-A: '.padEnd(20_000, 'a')}\r\nContent-Length: 2\r\n`],
    ['an expectation', 'Expect: the-impossible\r\nContent-Length: 2\r\n'],
  ])
    it(`is not confused by ${what}`, async () => {
      reached.length = 0;
      const answer = await request('/user_identities/list', { headers: headers! });
      const statuses = [...answer.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => Number(status));
      assert.equal(statuses.length, 1, answer);
      assert.ok([400, 417, 431].includes(statuses[0]!), answer);
      assert.deepEqual(reached, []);
    });

  it('accepts no request with two logins', async () => {
    reached.length = 0;
    const one = `Authorization: Bearer ${world.a.token}\r\n`;
    const other = `Authorization: Bearer ${world.b.token}\r\n`;
    const answer = await request('/user_identities/list', { headers: `${one}${other}Content-Length: 2\r\n` });
    assert.equal(statusOf(answer), 401);
    assert.deepEqual(reached, []);
  });

  it('limits the length of a chunked body', async () => {
    const chunk = `4000\r\n${' '.repeat(0x4000)}\r\n`;
    const answer = await request('/user_identities/list', {
      headers: 'Transfer-Encoding: chunked\r\n',
      body: `${chunk.repeat(5)}2\r\n{}\r\n0\r\n\r\n`,
    });
    assert.equal(statusOf(answer), 413);
  });

  it('refuses a body in another encoding than declared', async () => {
    reached.length = 0;
    for (const encoding of ['gzip, chunked', 'identity, chunked', 'deflate,chunked', 'GZIP , chunked']) {
      const headers = `Transfer-Encoding: ${encoding}\r\n`;
      const answer = await request('/user_identities/list', { headers, body: '2\r\n{}\r\n0\r\n\r\n' });
      assert.ok([400, 415].includes(statusOf(answer)), answer);
    }
    assert.deepEqual(reached, []);
  });

  it('does not accept another host name as its own', async () => {
    const answer = await request('/user_identities/list', {
      host: 'evil.test',
      headers: `Origin: ${served.url}\r\nContent-Length: 2\r\n`,
    });
    assert.equal(statusOf(answer), 403);
  });

  it('reports a port that is in use', async () => {
    const gateway = createGateway({ apiKey: 'seam_test1abc' });
    const port = Number(new URL(served.url).port);
    await assert.rejects(serveGateway(gateway, { port }), { code: 'EADDRINUSE' });
  });
});

describe('A gateway that closes', () => {
  interface Closing {
    served: ServedGateway;
    records: AuditRecord[];
    /** Releases Seam's response. */
    release(): void;
    /** Resolves once a request has reached Seam. */
    held: Promise<void>;
    /** A connection with a running change. */
    socket: Socket;
    received(): string;
  }

  /** A gateway with one running change, followed by an incomplete health request. */
  async function busy(t: TestContext): Promise<Closing> {
    const world = await createWorld();
    const records: AuditRecord[] = [];
    let release = () => {};
    const released = new Promise<void>((resolve) => (release = resolve));
    let hold = () => {};
    const held = new Promise<void>((resolve) => (hold = resolve));
    const served = await serveGateway(
      createGateway({
        apiKey: world.sandbox.credentials.apiKey,
        authorize: () => everybody,
        onAudit: (record) => void records.push(record),
        async fetch(request) {
          hold();
          await released;
          return world.sandbox.fetch(request);
        },
      }),
    );
    t.after(async () => {
      release();
      await served.close({ graceMs: 1 });
    });
    const socket = connect(Number(new URL(served.url).port), '127.0.0.1');
    let received = '';
    socket.setEncoding('utf8').on('data', (text: string) => (received += text));
    const body = JSON.stringify({ user_identity_id: world.a.id, full_name: 'Changed' });
    socket.write(
      'POST /user_identities/update HTTP/1.1\r\nHost: gateway\r\nContent-Type: application/json\r\n' +
        `seam-gateway: 1\r\nContent-Length: ${body.length}\r\n\r\n${body}GET /gateway/health HTTP/1.1\r\n`,
    );
    await held;
    return { served, records, release, held, socket, received: () => received };
  }

  it(
    'finishes what is under way, takes nothing new, and says so to who still asks',
    { timeout: 4000 },
    async (t) => {
      const { served, records, release, socket, received } = await busy(t);
      const closed = served.close();
      await assert.rejects(fetch(`${served.url}/gateway/health`));
      socket.write('Host: gateway\r\n\r\n');
      const isClosed = once(socket, 'close');
      release();
      await closed;
      await isClosed;
      const statuses = [...received().matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status);
      assert.deepEqual(statuses, ['200', '503']);
      assert.match(received(), /"type":"shutting_down"/);
      assert.equal(records[0]!.outcome, 'done');
    },
  );

  it('waits for a change whose page has left', async (t) => {
    const { served, records, release, socket } = await busy(t);
    socket.destroy();
    let isClosed = false;
    const closed = served.close().then(() => (isClosed = true));
    for (let turn = 0; turn < 50; turn++) await new Promise(setImmediate);
    assert.equal(isClosed, false);
    release();
    await closed;
    assert.equal(records[0]!.outcome, 'done');
  });

  it('waits no longer than graceMs', { timeout: 4000 }, async (t) => {
    const { served, socket } = await busy(t);
    const isClosed = once(socket, 'close');
    await served.close({ graceMs: 5 });
    await isClosed;
  });
});
