import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, it, type TestContext } from 'node:test';
import { createGateway } from '../../src/gateway/index.js';
import { nodeListener } from '../../src/gateway/node.js';
import { createWorld, everybody } from './support.js';

const { Request, Response } = globalThis;

describe("A gateway in the host's own server", () => {
  const listenWith = async (
    t: TestContext,
    prepare: (incoming: IncomingMessage & { originalUrl?: string }) => void | Promise<void>,
  ): Promise<string> => {
    const world = await createWorld();
    const listener = nodeListener(
      createGateway({
        apiKey: world.sandbox.credentials.apiKey,
        fetch: world.sandbox.fetch,
        basePath: '/seam',
        authorize: () => everybody,
      }),
    );
    const server = createServer(async (incoming, outgoing) => {
      await prepare(incoming);
      await listener(incoming, outgoing);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    t.after(() => server.close().closeAllConnections());
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/seam/user_identities/list`;
  };
  const ask = (url: string) =>
    fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'seam-gateway': '1' },
      body: '{"limit":1}',
    });

  it('uses the mount path that Express removes', async (t) => {
    const url = await listenWith(t, (incoming) => {
      incoming.originalUrl = incoming.url!;
      incoming.url = incoming.url!.slice('/seam'.length);
    });
    assert.equal((await ask(url)).status, 200);
  });

  it('refuses a request whose body was already read', async (t) => {
    const url = await listenWith(t, async (incoming) => void (await text(incoming)));
    const response = await ask(url);
    assert.equal(response.status, 500);
    assert.match(await response.text(), /body_already_read.*before.*express\.json\(\)/);
  });

  it("does not replace the process's global classes", async (t) => {
    assert.equal((await ask(await listenWith(t, () => undefined))).status, 200);
    assert.deepEqual([globalThis.Request, globalThis.Response], [Request, Response]);
  });
});
