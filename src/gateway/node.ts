import { getRequestListener, serve, type Http2Bindings, type HttpBindings } from '@hono/node-server';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { gatewayHealthPath } from '../api/gateway-protocol.js';
import { noteAddress } from './http/address.js';
import type { Gateway } from './index.js';
import { answerOf, Refusal } from './http/http-error.js';

/**
 * Creates a request listener for servers with Node's own requests and responses: `node:http`, Express, Connect.
 *
 * Mount it before middleware that reads bodies, such as `express.json()`, because a body can be read only once.
 */
export function nodeListener(
  gateway: Gateway,
): (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void> {
  // The host owns the process, so its globals stay unchanged.
  const listener = getRequestListener(fetchFrom(gateway), { overrideGlobalObjects: false });
  return (incoming: IncomingMessage & { originalUrl?: string }, outgoing) => {
    // Express removes the mount path from `url`; the gateway needs the full path.
    if (incoming.originalUrl !== undefined) incoming.url = incoming.originalUrl;
    return listener(incoming, outgoing);
  };
}

export interface ServedGateway {
  readonly url: string;
  /**
   * Stops accepting requests and waits until the running ones end, for `graceMs` milliseconds at most. Then it closes
   * the remaining connections. Default 10,000.
   */
  close(options?: { graceMs?: number }): Promise<void>;
}

/**
 * Serves a gateway over HTTP with Node's own server.
 * @param options `port`: default 0, which picks a free port. `host`: default `127.0.0.1`. `patienceMs`: the time for a
 *   request's headers to arrive, in milliseconds, default 10,000; the whole request may take three times as long. Then
 *   the connection is closed.
 * @throws if the port is in use
 */
export function serveGateway(
  gateway: Gateway,
  {
    port = 0,
    host = '127.0.0.1',
    patienceMs = 10_000,
  }: { port?: number; host?: string; patienceMs?: number } = {},
): Promise<ServedGateway> {
  const { fetch, leave } = leavable(gateway);
  return new Promise((resolve, reject) => {
    const server = serve(
      {
        port,
        hostname: host,
        serverOptions: {
          headersTimeout: patienceMs,
          requestTimeout: 3 * patienceMs,
          // Node's default is 30 seconds.
          connectionsCheckingInterval: patienceMs / 10,
          maxHeaderSize: 16_384,
        },
        fetch: fetchFrom({ fetch }),
      },
      (address) =>
        resolve({
          url: urlOf(host, address),
          async close({ graceMs = 10_000 } = {}) {
            await Promise.race([
              Promise.all([leave(), closed(server as Server)]),
              setTimeout(graceMs, undefined, { ref: false }),
            ]);
            (server as Server).closeAllConnections();
          },
        }),
    );
    server.once('error', reject);
    closeWhatFallsIdle(server as Server);
  });
}

const fetchFrom =
  (gateway: Gateway) =>
  async (request: Request, { incoming }: HttpBindings | Http2Bindings): Promise<Response> => {
    if (incoming.readableDidRead) return answerOf(bodyRead());
    // Adapters of other platforms may have no socket.
    noteAddress(request, (incoming.socket as typeof incoming.socket | undefined)?.remoteAddress);
    return gateway.fetch(isAsSent(request.url, incoming.url) ? request : lost(request));
  };

/**
 * Whether the URL parser left the path unchanged. A proxy in front may have read an unusual path in another way, so
 * such a request gets 404 instead of the endpoint of the normalized path.
 */
const isAsSent = (url: string, target = ''): boolean =>
  url.endsWith(target) && new URL(url).pathname === pathOf(target);

const pathOf = (target: string): string => target.split('?', 1)[0]!;

const lost = ({ url, headers }: Request): Request => new Request(new URL('/', url), { headers });

const bodyRead = () =>
  new Refusal(
    500,
    'body_already_read',
    'Mount the gateway before what reads bodies, such as express.json().',
  );

const urlOf = (host: string, { port, family }: AddressInfo): string =>
  `http://${family === 'IPv6' && host.includes(':') ? `[${host}]` : host}:${port}`;

/** Wraps a gateway for a graceful shutdown: the health endpoint responds with 503, `leave` awaits running requests. */
function leavable(gateway: Gateway) {
  const underWay = new Set<Promise<Response>>();
  let isLeaving = false;
  return {
    fetch(request: Request): Promise<Response> {
      if (isLeaving && new URL(request.url).pathname.endsWith(gatewayHealthPath))
        return Promise.resolve(answerOf(leaving()));
      const response = gateway.fetch(request).finally(() => underWay.delete(response));
      underWay.add(response);
      return response;
    },
    /** Also waits for changes whose caller has left, because the audit record needs their outcome. */
    async leave(): Promise<void> {
      isLeaving = true;
      await Promise.allSettled(underWay);
    },
  };
}

const leaving = () => new Refusal(503, 'shutting_down', 'The gateway is shutting down.');

const closed = (server: Server): Promise<void> => new Promise((resolve) => server.close(() => resolve()));

/** At `close()`, Node closes only connections that are already idle. This also closes those that become idle later. */
function closeWhatFallsIdle(server: Server): void {
  server.on('request', (_, outgoing) =>
    outgoing.once('close', () => {
      if (!server.listening) server.closeIdleConnections();
    }),
  );
}
