import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';
import { it } from 'node:test';
import { createSandbox, type Sandbox } from '../../src/sandbox/index.js';
import { serveSandbox } from '../../src/sandbox/node.js';

async function served(run: (url: string, sandbox: Sandbox) => Promise<void>): Promise<void> {
  const sandbox = createSandbox();
  const { url, close } = await serveSandbox(sandbox);
  try {
    await run(url, sandbox);
  } finally {
    await close();
  }
}

it('responds over HTTP', () =>
  served(async (url, sandbox) => {
    assert.match(url, /^http:\/\/127\.0\.0\.1:\d+$/);
    const headers = { authorization: `Bearer ${sandbox.credentials.apiKey}` };
    const answer = await fetch(`${url}/user_identities/list?limit=2`, { headers });
    assert.equal(answer.status, 200);
    const { pagination } = (await answer.json()) as { pagination: { next_page_url: string } };
    assert.ok(pagination.next_page_url.startsWith(`${url}/user_identities/list?`));
  }));

it('closes the connection of a dropped request', () =>
  served(async (url, sandbox) => {
    sandbox.faults.add({ drop: true });
    await assert.rejects(fetch(`${url}/devices/list`), TypeError);
  }));

it('lets only pages of the allowed origins read its responses, and accepts only its own host names', async () => {
  const sandbox = createSandbox();
  const allowedOrigins = ['https://host.example'];
  const { url, close } = await serveSandbox(sandbox, { host: 'localhost', allowedOrigins });
  const readableFrom = async (origin: string) =>
    (await fetch(`${url}/devices/list`, { headers: { origin } })).headers.get('access-control-allow-origin');
  try {
    assert.equal(await readableFrom('https://host.example'), 'https://host.example');
    assert.equal(await readableFrom('https://host.example.attacker.example'), null);
    const wrong = request(url, { headers: { host: 'attacker.example' } }).end();
    const [answer] = (await once(wrong, 'response')) as [IncomingMessage];
    assert.equal(answer.statusCode, 403);
    const { error } = (await json(answer)) as { error: { message: string } };
    assert.equal(error.message, 'It answers under 127.0.0.1, localhost, [::1] only. --host names another.');
  } finally {
    await close();
  }
});

it('closes at once, even with an open request, and can be closed twice', async () => {
  const sandbox = createSandbox();
  sandbox.faults.add({ hang: true });
  const { promise: arrived, resolve } = withResolvers();
  const { url, close } = await serveSandbox({
    fetch: (request) => {
      resolve();
      return sandbox.fetch(request);
    },
  });
  const refused = assert.rejects(fetch(`${url}/devices/list`), TypeError);
  await arrived;
  await close();
  await refused;
  await close();
});

it('rejects if it cannot listen', () =>
  served(async (url, sandbox) => {
    const { port } = new URL(url);
    await assert.rejects(serveSandbox(sandbox, { port: Number(port) }), { code: 'EADDRINUSE' });
  }));

function withResolvers() {
  let resolve = () => {};
  const promise = new Promise<void>((done) => (resolve = done));
  return { promise, resolve };
}
