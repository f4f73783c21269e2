import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { Sandbox } from './sandbox.js';

export interface ServeOptions {
  /** 0, the default, picks a free one. */
  port?: number;
  /** `127.0.0.1` if left out. */
  host?: string;
}

export interface ServedSandbox {
  /** Base URL, without a slash at its end. */
  readonly url: string;
  /** Stops at once, open connections included. */
  close(): Promise<void>;
}

/**
 * Serves a sandbox over HTTP.
 * @throws if it cannot listen there
 */
export async function serveSandbox(
  sandbox: Pick<Sandbox, 'fetch'>,
  { port = 0, host = '127.0.0.1' }: ServeOptions = {},
): Promise<ServedSandbox> {
  const server = createServer(
    getRequestListener(async (request, { outgoing }) => {
      try {
        return await sandbox.fetch(request);
      } catch (error) {
        // A request without an answer: over HTTP that is a connection cut off.
        outgoing.destroy();
        throw error;
      }
    }),
  );
  await listen(server, port, host);
  const { port: actualPort } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${actualPort}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const listen = (server: Server, port: number, host: string): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
