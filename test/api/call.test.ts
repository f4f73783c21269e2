import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, it, type TestContext } from 'node:test';
import { createCall, type Call, type Transport } from '../../src/api/call.js';
import {
  phonesDeactivate,
  userIdentitiesCreate,
  userIdentitiesGet,
  userIdentitiesList,
} from '../../src/api/contract.gen.js';
import { SeamError, type SeamErrorKind } from '../../src/api/errors.js';

interface Received {
  path: string | undefined;
  method: string | undefined;
  headers: IncomingMessage['headers'];
  body: unknown;
}
type Answer = (response: ServerResponse) => void;

const json =
  (body: unknown, status = 200, headers: Record<string, string> = {}): Answer =>
  (response) =>
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
const text =
  (body: string, status = 200, headers: Record<string, string> = {}): Answer =>
  (response) =>
    response.writeHead(status, headers).end(body);
const hangUp: Answer = (response) => response.destroy();
const halfABody: Answer = (response) => {
  response.writeHead(200, { 'content-length': '100' });
  response.write('{"user_identity":', () => response.destroy());
};
const silence: Answer = () => {};
const onlyHeaders: Answer = (response) => response.writeHead(200).flushHeaders();

const person = { user_identity_id: 'jean', full_name: 'Jean Doe' };
const found = json({ user_identity: person, ok: true });
const broken = json({ error: { type: 'internal_server_error', message: 'Oops' }, ok: false }, 500);

describe('call', () => {
  let received: Received[];
  /** Used in order; the last one repeats. */
  let answers: Answer[];
  let call: Call;
  let transport: Transport;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body: unknown = JSON.parse(Buffer.concat(chunks).toString());
      received.push({ path: request.url, method: request.method, headers: request.headers, body });
      const answer = answers.length > 1 ? answers.shift() : answers[0];
      answer?.(response);
      server.emit('received');
    });
  });

  beforeEach(async () => {
    received = [];
    answers = [found];
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    transport = {
      url: `http://127.0.0.1:${port}/base`,
      credentials: 'omit',
      headers: () => Promise.resolve({ authorization: 'Bearer seam_cst1_x' }),
    };
    call = createCall(transport);
  });

  afterEach(async () => {
    server.closeAllConnections();
    if (server.listening) await new Promise((resolve) => server.close(resolve));
  });

  const get = (signal?: AbortSignal) =>
    call(userIdentitiesGet, { user_identity_id: 'jean' }, signal ? { signal } : {});
  const create = () => call(userIdentitiesCreate, { full_name: 'Jean Doe' });

  async function failsWith(kind: SeamErrorKind, promise: Promise<unknown>): Promise<SeamError> {
    const error: unknown = await promise.then(
      () => assert.fail('It went well.'),
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof SeamError, String(error));
    assert.equal(error.kind, kind, error.message);
    return error;
  }

  describe('requests and results', () => {
    it('are JSON, sent with POST and the headers of the transport', async () => {
      assert.deepEqual(await get(), person);
      const [request] = received;
      assert.equal(request?.path, '/base/user_identities/get');
      assert.equal(request.method, 'POST');
      assert.equal(request.headers['content-type'], 'application/json');
      assert.equal(request.headers.authorization, 'Bearer seam_cst1_x');
      assert.deepEqual(request.body, { user_identity_id: 'jean' });
    });

    it('are undefined if the response contains only ok', async () => {
      answers = [json({ ok: true })];
      assert.equal(await call(phonesDeactivate, { device_id: 'phone' }), undefined);
    });

    it('are a page with the cursor of the next page', async () => {
      answers = [json({ user_identities: [person], pagination: { next_page_cursor: 'abc' }, ok: true })];
      assert.deepEqual(await call(userIdentitiesList, {}), { items: [person], nextCursor: 'abc' });
    });

    it('are the last page if the response has no pagination', async () => {
      answers = [json({ user_identities: [person], ok: true })];
      assert.deepEqual(await call(userIdentitiesList, {}), { items: [person], nextCursor: null });
    });

    it('show the headers of every response to the transport, also of failures', async (t) => {
      skipPauses(t);
      const seen: (string | null)[] = [];
      call = createCall({ ...transport, onAnswer: (headers) => seen.push(headers.get('x-turn')) });
      answers = [text('', 503, { 'x-turn': '1' }), json({ user_identity: person }, 200, { 'x-turn': '2' })];
      await get();
      assert.deepEqual(seen, ['1', '2']);
    });
  });

  describe('reads', () => {
    const passing: [what: string, answer: Answer][] = [
      ['a dropped connection', hangUp],
      ['half a body', halfABody],
      ['an error of the server', broken],
      ['an outage without a body', text('', 503)],
      ['too many requests', text('', 429)],
    ];
    for (const [what, answer] of passing)
      it(`are retried after ${what}`, async (t) => {
        const pauses = skipPauses(t);
        answers = [answer, answer, found];
        assert.deepEqual(await get(), person);
        assert.equal(received.length, 3);
        assertBetween(pauses[0], 200, 240);
        assertBetween(pauses[1], 400, 480);
      });

    it('are sent three times at most', async (t) => {
      const pauses = skipPauses(t);
      answers = [text('', 503)];
      const error = await failsWith('server', get());
      assert.equal(error.status, 503);
      assert.equal(received.length, 3);
      assert.equal(pauses.length, 2);
    });

    it('wait as long as Retry-After asks', async (t) => {
      const pauses = skipPauses(t);
      answers = [text('', 429, { 'retry-after': '2' }), found];
      await get();
      assert.deepEqual(pauses, [2000]);
    });

    it('fail at once if Retry-After is long', async () => {
      answers = [text('', 429, { 'retry-after': '60' })];
      const error = await failsWith('rate_limited', get());
      assert.equal(error.retryAfter, 60);
      assert.equal(received.length, 1);
    });

    const final: [what: string, answer: Answer, kind: SeamErrorKind][] = [
      ['a session that ended', json(errorBody('client_session_expired'), 401), 'session_ended'],
      ['a refusal', json(errorBody('unauthorized'), 401), 'not_permitted'],
      ['wrong input', json(errorBody('invalid_input'), 400), 'invalid_input'],
      ['something gone', text('404 page not found', 404), 'not_found'],
      ['a page instead of JSON', text('<!doctype html>', 200), 'server'],
      ['a list instead of an object', json([]), 'server'],
      ['an answer without its key', json({ ok: true }), 'server'],
    ];
    for (const [what, answer, kind] of final)
      it(`are not retried after ${what}`, async () => {
        answers = [answer];
        await failsWith(kind, get());
        assert.equal(received.length, 1);
      });
  });

  describe('writes', () => {
    const failures: [what: string, answer: Answer, kind: SeamErrorKind][] = [
      ['a dropped connection', hangUp, 'unreachable'],
      ['half a body', halfABody, 'unreachable'],
      ['an error of the server', broken, 'server'],
      ['an outage without a body', text('', 503), 'server'],
      ['too many requests', text('', 429, { 'retry-after': '0' }), 'rate_limited'],
    ];
    for (const [what, answer, kind] of failures)
      it(`are not retried after ${what}`, async () => {
        answers = [answer, found];
        await failsWith(kind, create());
        assert.equal(received.length, 1);
      });
  });

  describe('failures', () => {
    it('keep the request id, also if the response is not JSON', async () => {
      const headers = { 'seam-request-id': 'req-7' };
      answers = [json(errorBody('invalid_input'), 400, headers)];
      assert.equal((await failsWith('invalid_input', get())).requestId, 'req-7');
      answers = [text('<!doctype html>', 200, headers)];
      assert.equal((await failsWith('server', get())).requestId, 'req-7');
    });

    it('include responses with an unexpected shape', async () => {
      for (const user_identities of ['a list', { length: 1 }, [person, null], [[person]]]) {
        answers = [json({ user_identities, ok: true })];
        await failsWith('server', call(userIdentitiesList, {}));
      }
      for (const user_identity of ['jean', [person], 7]) {
        answers = [json({ user_identity, ok: true })];
        await failsWith('server', get());
      }
    });

    it('are unreachable if there is no server', async (t) => {
      skipPauses(t);
      await new Promise((resolve) => server.close(resolve));
      await failsWith('unreachable', get());
    });

    it('include redirects, which would send the token to another server', async (t) => {
      skipPauses(t);
      answers = [text('', 302, { location: 'http://127.0.0.1:1/' })];
      await failsWith('server', get());
    });

    it('of the session are thrown unchanged', async () => {
      const ended = new SeamError('session_ended', 'Sign in again.');
      call = createCall({ ...transport, headers: () => Promise.reject(ended) });
      assert.equal(await failsWith('session_ended', get()), ended);
      assert.equal(received.length, 0);
    });
  });

  describe('cancelling', () => {
    it('before the start sends no request', async () => {
      await failsWith('cancelled', get(AbortSignal.abort()));
      assert.equal(received.length, 0);
    });

    for (const [when, answer] of [
      ['before the answer', silence],
      ['within the answer', onlyHeaders],
    ] as const)
      it(`${when} throws cancelled`, async () => {
        answers = [answer];
        const controller = new AbortController();
        const failure = failsWith('cancelled', get(controller.signal));
        await once(server, 'received');
        controller.abort();
        await failure;
        assert.equal(received.length, 1);
      });

    it('between two attempts ends the call at once', async (t) => {
      const controller = new AbortController();
      // The pause starts, and the caller cancels during it.
      skipPauses(t, () => controller.abort());
      answers = [broken];
      await failsWith('cancelled', get(controller.signal));
      assert.equal(received.length, 1);
    });

    for (const [what, answer] of [
      ['no answer', silence],
      ['an answer that does not end', onlyHeaders],
    ] as const)
      it(`is automatic after 30 seconds of ${what}`, async (t) => {
        t.mock.timers.enable({ apis: ['setTimeout'] });
        answers = [answer];
        let settled = false;
        const failure = failsWith('unreachable', create()).finally(() => (settled = true));
        await once(server, 'received');
        t.mock.timers.tick(29_999);
        await new Promise((resolve) => setImmediate(resolve));
        assert.equal(settled, false);
        t.mock.timers.tick(1);
        await failure;
      });

    it('ends a read after one timeout, without a retry', async (t) => {
      t.mock.timers.enable({ apis: ['setTimeout'] });
      answers = [silence];
      const failure = failsWith('unreachable', get());
      await once(server, 'received');
      t.mock.timers.tick(30_000);
      await failure;
      assert.equal(received.length, 1);
    });
  });
});

function errorBody(type: string) {
  return { error: { type, message: type }, ok: false };
}

/** Ends each pause between attempts at once, and records its planned length. */
function skipPauses(t: TestContext, onPause?: () => void): number[] {
  const pauses: number[] = [];
  const realSetTimeout = setTimeout;
  t.mock.method(globalThis, 'setTimeout', (callback: () => void, ms: number) => {
    // Leaves out the timeout of a request, and Node's own timers.
    if (ms >= 30_000 || !new Error().stack?.includes('src/api/call.ts')) return realSetTimeout(callback, ms);
    pauses.push(ms);
    return realSetTimeout(onPause ?? callback, 0);
  });
  return pauses;
}

function assertBetween(value: number | undefined, least: number, most: number) {
  assert.ok(value !== undefined && value >= least && value <= most, `${value} is not in ${least}–${most}`);
}
