import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { describe, it, type TestContext } from 'node:test';
import fc from 'fast-check';
import type { GatewayOptions } from '../../src/gateway/index.js';
import { serveGateway, type ServedGateway } from '../../src/gateway/node.js';
import { assertNothingAsked, assertNothingTold, assertUnchanged } from './invariant.js';
import { createWorld, scopedTo, type Person, type World } from './support.js';

const head = (length: number, connection = 'close') =>
  'POST /user_identities/get HTTP/1.1\r\nHost: gateway\r\nContent-Type: application/json\r\nseam-gateway: 1\r\n' +
  `Connection: ${connection}\r\nContent-Length: ${length}\r\n\r\n`;

function wholeFor({ id }: Person, connection?: string): string {
  const body = JSON.stringify({ user_identity_id: id });
  return head(body.length, connection) + body;
}

async function serve(
  t: TestContext,
  world: World,
  options: Partial<GatewayOptions>,
  patienceMs?: number,
): Promise<ServedGateway> {
  const gateway = world.gateway({ authorize: () => scopedTo(world.a.id), ...options });
  const served = await serveGateway(gateway, patienceMs === undefined ? {} : { patienceMs });
  t.after(() => served.close({ graceMs: 1 }));
  return served;
}

const dial = ({ url }: ServedGateway): Socket => connect(Number(new URL(url).port), '127.0.0.1');

/** Everything received until the other side closes. */
async function heard(socket: Socket): Promise<string> {
  let received = '';
  socket.setEncoding('utf8').on('data', (text: string) => (received += text));
  // Some of these tests expect that the connection closes in the middle of a response.
  socket.on('error', () => undefined);
  await once(socket, 'close');
  return received;
}

const statusesIn = (received: string): number[] =>
  [...received.matchAll(/^HTTP\/1\.1 (\d+)/gm)].map(([, status]) => Number(status));

describe('A slow client', () => {
  const patienceMs = 200;
  const dripMs = 20;

  type Way = [first: string, drip: string, last: (world: World) => string];

  /** Sends single bytes with pauses, and completes the request long after every timeout. */
  function dawdle(t: TestContext, socket: Socket, first: string, drip: string, last: string): void {
    socket.write(first);
    let drips = 0;
    const timer = setInterval(() => {
      if (drips++ < 150) return void socket.write(drip);
      clearInterval(timer);
      socket.write(last);
    }, dripMs);
    t.after(() => clearInterval(timer));
  }

  const ways: Record<'before the first word' | 'over the head' | 'over the body', Way> = {
    'before the first word': ['', '', ({ a }) => wholeFor(a)],
    'over the head': [`${head(2).slice(0, -4)}\r\nX-Slow: `, 'x', () => '\r\n\r\n{}'],
    'over the body': [head(1000), ' ', () => '{}'.padEnd(1000)],
  };

  for (const [what, [first, drip, last]] of Object.entries(ways))
    it(`${what} is disconnected, without a request to Seam`, async (t) => {
      const world = await createWorld();
      const socket = dial(await serve(t, world, {}, patienceMs));
      dawdle(t, socket, first, drip, last(world));
      assert.deepEqual(statusesIn(await heard(socket)), [408]);
      assert.deepEqual(world.sent, []);
    });

  it('is disconnected sooner in the headers than in the body', async (t) => {
    const world = await createWorld();
    const served = await serve(t, world, {}, 1000);
    const cutOff: string[] = [];
    const dawdling = async (what: 'over the body' | 'over the head') => {
      const [first, drip, last] = ways[what];
      const socket = dial(served);
      dawdle(t, socket, first, drip, last(world));
      await heard(socket);
      cutOff.push(what);
    };
    const body = dawdling('over the body');
    // Two in sequence: if both timeouts were equal, the second could not end before the body.
    await dawdling('over the head');
    await dawdling('over the head');
    await body;
    assert.deepEqual(cutOff, ['over the head', 'over the head', 'over the body']);
  });

  it('uses a place only until it is disconnected', async (t) => {
    const world = await createWorld();
    const served = await serve(t, world, { limits: { concurrent: 1 } }, patienceMs);
    const ask = async () => {
      const socket = dial(served);
      socket.write(wholeFor(world.a));
      return statusesIn(await heard(socket))[0];
    };
    const slow = dial(served);
    slow.write(head(1000));
    let isOver = false;
    const over = heard(slow).then(() => (isOver = true));
    const meanwhile = new Set<number | undefined>();
    while (!isOver) meanwhile.add(await ask());
    await over;
    assert.ok(meanwhile.has(429));
    assert.equal(await ask(), 200);
  });
});

describe('Random bytes', () => {
  const requests = 300;
  const atOnce = 100;

  /** Parts that a proxy may read differently, and parts in the wrong place. */
  const splinters = ({ b }: World) =>
    fc.oneof(
      fc.constantFrom(
        ...[
          '\r\n',
          '\n',
          '\r',
          '\0',
          ' ',
          '\t',
          ':',
          '"',
          '{',
          '}',
          '\u00e9',
          '/../',
          '%2e%2e/',
          '?x=',
          '#',
          '//',
        ],
        'Content-Length: 0\r\n',
        'Content-Length: 5\r\n',
        'Transfer-Encoding: chunked\r\n',
        'Transfer-Encoding: identity\r\n',
        'Connection: close\r\n',
        'Expect: 100-continue\r\n',
        'Upgrade: h2c\r\nConnection: upgrade\r\n',
        'X-Original-URL: /user_identities/delete\r\n',
        '0\r\n\r\n',
        'POST /user_identities/list HTTP/1.1\r\n',
        'GET http://evil.test/ HTTP/1.0\r\n\r\n',
        b.id,
      ),
      fc.string({ maxLength: 8 }),
    );
  const garbled = (world: World) => {
    const first = wholeFor(world.a, 'keep-alive');
    const { length } = first.repeat(2);
    const change = fc.record({
      at: fc.nat(length),
      without: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat(60)),
      put: splinters(world),
    });
    const changes = fc.array(change, { minLength: 1, maxLength: 3 });
    return fc
      .tuple(fc.constantFrom(world.a, world.b), changes)
      .map(([who, changes]) =>
        changes.reduce(
          (text, { at, without, put }) => text.slice(0, at) + put + text.slice(at + without),
          first + wholeFor(who),
        ),
      );
  };

  it(`in ${requests} requests do not stop the server, and change nothing of B`, async (t) => {
    const outcomes = new Map<number, number>();
    const property = fc.asyncProperty(
      fc.array(garbled(await createWorld()), { minLength: atOnce, maxLength: atOnce }),
      async (messages) => {
        const world = await createWorld();
        const served = await serve(t, world, { limits: { requestsPerMinute: Infinity } }, 300);
        const before = world.sandbox.snapshot();
        await Promise.all(
          messages.map(async (message) => {
            const socket = dial(served);
            // Followed by invalid bytes, so that the server does not wait for another request.
            socket.write(`${message}\0\r\n\r\n`);
            const received = await heard(socket);
            for (const status of statusesIn(received)) {
              outcomes.set(status, (outcomes.get(status) ?? 0) + 1);
              assert.ok(status < 500, `${JSON.stringify(message)} → ${received}`);
            }
            assertNothingTold(world, { search: message }, received);
          }),
        );
        assertNothingAsked(world, {});
        for (const { path } of world.sent) assert.match(path, /^\/user_identities\/(?:get|list)$/);
        assertUnchanged(world, before, world.sandbox.snapshot());
        const whole = dial(served);
        whole.write(wholeFor(world.a));
        assert.deepEqual(statusesIn(await heard(whole)), [200]);
        await served.close({ graceMs: 1 });
      },
    );
    await fc.assert(property, { seed: 20261121, numRuns: requests / atOnce, endOnFailure: true });
    t.diagnostic(JSON.stringify(Object.fromEntries(outcomes)));
    // Some were accepted, and some were not.
    assert.ok(outcomes.get(200)! > requests / 20 && outcomes.get(400)! > requests / 10);
  });
});
