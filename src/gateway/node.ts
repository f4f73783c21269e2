import { serve } from '@hono/node-server';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Gateway } from './index.js';

export interface ServedGateway {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves a gateway over HTTP with Node's own server.
 * @param options `port` 0, the default, picks a free one; `host` is `127.0.0.1` by default
 * @throws where the port is taken
 */
export function serveGateway(
  gateway: Gateway,
  { port = 0, host = '127.0.0.1' }: { port?: number; host?: string } = {},
): Promise<ServedGateway> {
  return new Promise((resolve, reject) => {
    const server = serve(
      {
        port,
        hostname: host,
        serverOptions: { headersTimeout: 10_000, requestTimeout: 30_000, maxHeaderSize: 16_384 },
        fetch: (request, { incoming }) =>
          gateway.fetch(isAsSent(request.url, incoming.url) ? request : lost(request)),
      },
      (address) => resolve({ url: urlOf(host, address), close: () => close(server as Server) }),
    );
    server.once('error', reject);
  });
}

/**
 * A path that had to be tidied is a path that somebody in front of us may have read otherwise. So it leads nowhere,
 * rather than to where it would after tidying.
 */
const isAsSent = (url: string, target = ''): boolean =>
  url.endsWith(target) && new URL(url).pathname === pathOf(target);

const pathOf = (target: string): string => target.split('?', 1)[0]!;

const lost = ({ url, headers }: Request): Request => new Request(new URL('/', url), { headers });

const urlOf = (host: string, { port, family }: AddressInfo): string =>
  `http://${family === 'IPv6' && host.includes(':') ? `[${host}]` : host}:${port}`;

const close = (server: Server): Promise<void> =>
  new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeAllConnections();
  });
