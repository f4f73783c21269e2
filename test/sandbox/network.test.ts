import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createSandbox } from '../../src/sandbox/index.js';
import { callerOf, demo } from './support.js';

const url = 'https://connect.getseam.com/devices/list';

describe('cross-origin requests', () => {
  it('are allowed from every origin, with Seam’s headers and no others', async () => {
    const { sandbox } = demo();
    const answer = await sandbox.fetch(
      new Request(url, {
        method: 'OPTIONS',
        headers: { origin: 'https://host.example', 'access-control-request-method': 'POST' },
      }),
    );
    assert.equal(answer.status, 204);
    assert.equal(answer.headers.get('access-control-allow-origin'), 'https://host.example');
    assert.equal(answer.headers.get('access-control-allow-credentials'), 'true');
    assert.equal(answer.headers.get('access-control-allow-methods'), 'GET,POST,PUT,PATCH,DELETE,OPTIONS');
    const allowed = answer.headers.get('access-control-allow-headers')?.split(',') ?? [];
    assert.equal(allowed.length, 20);
    for (const header of ['authorization', 'client-session-token', 'content-type', 'seam-workspace']) {
      assert.ok(allowed.includes(header), header);
    }
    assert.ok(!allowed.includes('idempotency-key'));
  });

  it('can read successful responses, errors and 404s, but not the request id', async () => {
    const { sandbox, call } = demo();
    const headers = { origin: 'https://host.example' };
    const answers = [
      await call('/devices/list', {}, { headers }),
      await call('/devices/list', {}, { headers, token: null }),
      await call('/acs/entrances/list', {}, { headers }),
      await sandbox.fetch(new Request('https://connect.getseam.com/nowhere', { headers })),
    ];
    for (const answer of answers) {
      assert.equal(answer.headers.get('access-control-allow-origin'), 'https://host.example');
      assert.equal(answer.headers.get('access-control-expose-headers'), null);
    }
  });

  it('get a different request id in every response', async () => {
    const { sandbox } = demo();
    sandbox.faults.add({ path: '/workspaces/get' });
    const seen = new Set<string | null>();
    for (const path of ['/devices/list', '/devices/list', '/nowhere', '/workspaces/get']) {
      const answer = await sandbox.fetch(new Request(`https://connect.getseam.com${path}`));
      seen.add(answer.headers.get('seam-request-id'));
    }
    assert.equal(seen.size, 4);
    assert.ok(!seen.has(null));
  });
});

describe('faults', () => {
  it('respond with the given status, headers and body, for the given path and number of times', async () => {
    const { sandbox, call } = demo();
    sandbox.faults.add({
      path: '/devices/list',
      times: 2,
      status: 429,
      headers: { 'retry-after': '3' },
      body: { error: { type: 'too_many_requests', message: 'Slow down' }, ok: false },
    });
    const answer = await call('/devices/list', {}, { headers: { origin: 'https://host.example' } });
    assert.equal(answer.status, 429);
    assert.equal(answer.headers.get('retry-after'), '3');
    assert.equal(answer.headers.get('access-control-allow-origin'), 'https://host.example');
    assert.equal(answer.body['error']?.['type'], 'too_many_requests');
    assert.equal((await call('/workspaces/get')).status, 200);
    assert.equal((await call('/devices/list')).status, 429);
    assert.equal((await call('/devices/list')).status, 200);
  });

  it('respond with 500 and no body by default, until they are removed', async () => {
    const { sandbox, call } = demo();
    const remove = sandbox.faults.add({});
    for (const path of ['/devices/list', '/workspaces/get', '/devices/list'] as const) {
      const answer = await call(path);
      assert.deepEqual([answer.status, answer.body], [500, { text: '' }]);
    }
    remove();
    assert.equal((await call('/devices/list')).status, 200);
  });

  it('apply in order of creation, and never to preflight requests', async () => {
    const { sandbox, call } = demo();
    sandbox.faults.add({ status: 503, times: 1 });
    sandbox.faults.add({ status: 502, times: 1 });
    assert.equal((await sandbox.fetch(new Request(url, { method: 'OPTIONS' }))).status, 204);
    assert.deepEqual(
      [(await call('/devices/list')).status, (await call('/devices/list')).status],
      [503, 502],
    );
  });

  it('can be cleared, also by a reset', async () => {
    const { sandbox, call } = demo();
    sandbox.faults.add({});
    sandbox.faults.clear();
    assert.equal((await call('/devices/list')).status, 200);
    sandbox.faults.add({});
    sandbox.reset();
    assert.equal((await call('/devices/list')).status, 200);
  });

  it('can drop a request before it has an effect, like a network failure', async () => {
    const { sandbox, call } = demo();
    sandbox.faults.add({ drop: true, times: 1 });
    await assert.rejects(call('/user_identities/create', { user_identity_key: 'a' }), TypeError);
    assert.equal((await call('/user_identities/create', { user_identity_key: 'a' })).status, 200);
  });

  it('can let a request wait until it is aborted', async () => {
    const { sandbox } = demo();
    sandbox.faults.add({ hang: true });
    const abort = new AbortController();
    const pending = sandbox.fetch(new Request(url, { signal: abort.signal }));
    abort.abort(new Error('enough'));
    await assert.rejects(pending, { message: 'enough' });
  });

  it('can let the body of a response wait until the request is aborted', async () => {
    const { sandbox } = demo();
    sandbox.faults.add({ bodyDelay: 3_600_000 });
    const abort = new AbortController();
    const pending = sandbox.fetch(new Request(url, { signal: abort.signal }));
    abort.abort(new Error('enough'));
    await assert.rejects((await pending).text(), { message: 'enough' });
  });
});

describe('latency', () => {
  it('delays every response', async (test) => {
    test.mock.timers.enable({ apis: ['setTimeout'] });
    const call = callerOf(createSandbox({ latency: 250 }));
    let answered = false;
    const pending = call('/devices/list').then(() => (answered = true));
    test.mock.timers.tick(249);
    await Promise.resolve();
    assert.equal(answered, false);
    test.mock.timers.tick(1);
    await pending;
  });

  it('ends when the request is aborted', async () => {
    const sandbox = createSandbox({ latency: 3_600_000 });
    const abort = new AbortController();
    const pending = sandbox.fetch(new Request(url, { signal: abort.signal }));
    abort.abort(new Error('enough'));
    await assert.rejects(pending, { message: 'enough' });
    await assert.rejects(sandbox.fetch(new Request(url, { signal: abort.signal })), { message: 'enough' });
  });

  it('rejects a request that is aborted at the end of the delay', async (test) => {
    test.mock.timers.enable({ apis: ['setTimeout'] });
    const sandbox = createSandbox({ latency: 250 });
    sandbox.faults.add({ hang: true });
    const abort = new AbortController();
    const pending = sandbox.fetch(new Request(url, { signal: abort.signal }));
    test.mock.timers.tick(250);
    abort.abort(new Error('enough'));
    await assert.rejects(pending, { message: 'enough' });
  });
});
