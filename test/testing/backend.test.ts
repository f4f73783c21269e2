// Tests the test kit as hosts use it without a browser. The tests in test/third-party use it in jsdom.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { getResponse } from 'msw';
import { createTestBackend, type TestBackend } from '../../src/testing/index.js';
import { testBackendHandlers } from '../../src/testing/msw.js';
import { blocksOf, runCode } from '../support/run-code.js';

const guide = 'docs/guides/testing.md';
const asked = {
  method: 'POST',
  headers: { 'content-type': 'application/json', 'seam-gateway': '1' },
  body: '{}',
};
const ask = (backend: Pick<TestBackend, 'fetch'>, path: string) => backend.fetch(`/seam${path}`, asked);

async function personOf(backend: TestBackend): Promise<string> {
  const { user_identity } = await backend.seam<{ user_identity: { user_identity_id: string } }>(
    '/user_identities/get',
    { user_identity_key: 'room-214' },
  );
  return user_identity.user_identity_id;
}

describe('createTestBackend', () => {
  it('responds as a gateway and as Seam, with one line of code', async () => {
    const backend = createTestBackend();
    assert.equal((await ask(backend, '/user_identities/list')).status, 200);
    const token = await backend.createClientSession(await personOf(backend));
    const url = `${backend.endpoint}/devices/list`;
    const response = await backend.fetch(
      new Request(url, { method: 'POST', headers: { authorization: `Bearer ${token}` } }),
    );
    const { devices } = (await response.json()) as { devices: { display_name: string }[] };
    assert.ok(devices.some(({ display_name }) => display_name === 'Room 214'));
    assert.deepEqual(backend.requests, ['/seam/user_identities/list', '/devices/list']);
  });

  it('passes all other requests to the platform, also with a body', async () => {
    const backend = createTestBackend();
    assert.equal(await (await backend.fetch('data:,elsewhere')).text(), 'elsewhere');
    const elsewhere = new Request('http://127.0.0.1:1/', { method: 'POST', body: 'a' });
    await assert.rejects(backend.fetch(elsewhere), /fetch failed/);
    assert.deepEqual(backend.requests, []);
  });

  it('applies the scope and permissions of the present login', async () => {
    const backend = createTestBackend({
      login: { userIdentityIds: 'all', permissions: ['user_identities.read'] },
    });
    assert.equal((await ask(backend, '/user_identities/list')).status, 200);
    assert.equal((await ask(backend, '/devices/list')).status, 403);
    backend.login = null;
    assert.equal((await ask(backend, '/user_identities/list')).status, 401);
  });

  it('uses the given base path', async () => {
    const backend = createTestBackend({ basePath: '/api/keys', seed: 'empty' });
    const response = await backend.fetch('https://host.example/api/keys/user_identities/list', asked);
    assert.deepEqual(((await response.json()) as { user_identities: unknown[] }).user_identities, []);
  });

  it('lets a request wait until it is released', async () => {
    const backend = createTestBackend();
    const release = backend.hold('/seam/user_identities/list');
    let isAnswered = false;
    const answer = ask(backend, '/user_identities/list').then((response) => {
      isAnswered = true;
      return response;
    });
    assert.equal((await ask(backend, '/devices/list')).status, 200);
    assert.equal(isAnswered, false);
    release();
    assert.equal((await answer).status, 200);
    assert.equal((await ask(backend, '/user_identities/list')).status, 200);
  });

  it('rejects with the path and status if Seam responds with an error', async () => {
    await assert.rejects(
      createTestBackend().seam('/user_identities/get', { user_identity_id: 'nobody' }),
      /^Error: \/user_identities\/get answered 4\d\d: /,
    );
  });
});

describe('testBackendHandlers', () => {
  it('respond to requests for the gateway or Seam, and ignore all others', async () => {
    const backend = createTestBackend();
    const handlers = testBackendHandlers(backend);
    const status = async (url: string) => (await getResponse(handlers, new Request(url, asked)))?.status;
    assert.equal(await status('https://host.example/seam/user_identities/list'), 200);
    assert.equal(await status('https://connect.getseam.com/user_identities/list'), 401);
    assert.equal(await status('https://host.example/user_identities/list'), undefined);
  });

  it('report a network failure', async () => {
    const backend = createTestBackend();
    backend.sandbox.faults.add({ path: '/devices/list', drop: true });
    const request = new Request(`${backend.endpoint}/devices/list`, asked);
    assert.equal((await getResponse(testBackendHandlers(backend), request))?.type, 'error');
  });
});

describe('the code in the documentation runs', () => {
  it('in the doc comment of createTestBackend', async () => {
    const [, text = ''] = /@example\s+(.*?)\*\/\s*export function createTestBackend/s.exec(
      readFileSync('src/testing/index.ts', 'utf8'),
    )!;
    const logged: unknown[] = [];
    await runCode(text.replace(/^\s*\* ?/gm, ''), {
      createTestBackend,
      console: { log: (value: unknown) => logged.push(value) },
    });
    assert.deepEqual(logged, [200]);
  });

  it('in the guide: Mock Service Worker', async () => {
    const listening: TestBackend[] = [];
    for (const code of blocksOf(guide, 'Mock Service Worker'))
      await runCode(code, {
        createTestBackend,
        testBackendHandlers,
        // MSW 3 does not start in Node 20. The test above checks the handlers.
        setupServer: (...handlers: unknown[]) => ({ listen: () => listening.push(...(handlers as never[])) }),
      });
    assert.equal(listening.length, 2);
  });

  for (const heading of ['Testing a page with our elements', 'Who is logged in', 'What goes wrong'])
    it(`in the guide: ${heading}`, async () => {
      const backend = createTestBackend();
      const given = { createTestBackend, backend, userIdentityId: await personOf(backend) };
      const blocks = blocksOf(guide, heading);
      assert.ok(blocks.length > 0);
      for (const code of blocks) await runCode(code, given);
    });
});
