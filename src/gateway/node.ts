import { getRequestListener, serve, type Http2Bindings, type HttpBindings } from '@hono/node-server';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { gatewayHealthPath } from '../api/gateway-protocol.js';
import { noteAddress } from './http/address.js';
import type { Gateway } from './index.js';
import { answerOf, Refusal } from './http/http-error.js';

/**
 * The gateway for servers made of Node's own requests and responses: `node:http`, Express, Connect.
 *
 * Mount it before whatever reads bodies, such as `express.json()`: what has been read cannot be read again.
 */
export function nodeListener(
  gateway: Gateway,
): (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void> {
  // The process is the host's, and so are its globals.
  const listener = getRequestListener(fetchFrom(gateway), { overrideGlobalObjects: false });
  return (incoming: IncomingMessage & { originalUrl?: string }, outgoing) => {
    // Express takes the prefix away where something is mounted; the gateway wants to see it.
    if (incoming.originalUrl !== undefined) incoming.url = incoming.originalUrl;
    return listener(incoming, outgoing);
  };
}

export interface ServedGateway {
  readonly url: string;
  /**
   * Takes no more requests, lets those under way finish, and cuts off what is left after `graceMs`, by default 10,000.
   */
  close(options?: { graceMs?: number }): Promise<void>;
}

/**
 * Serves a gateway over HTTP with Node's own server.
 * @param options `port` 0, the default, picks a free one; `host` is `127.0.0.1` by default. A request's head may take
 *   `patienceMs` to arrive, by default 10,000, and the whole of it three times as long; then it is cut off
 * @throws where the port is taken
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
          // Node itself looks only every half a minute.
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
    // Adapters of other platforms bring no socket.
    noteAddress(request, (incoming.socket as typeof incoming.socket | undefined)?.remoteAddress);
    return gateway.fetch(isAsSent(request.url, incoming.url) ? request : lost(request));
  };

/**
 * A path that had to be tidied is a path that somebody in front of us may have read otherwise. So it leads nowhere,
 * rather than to where it would after tidying.
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

/** The gateway, with a way to leave it: its health says so to whoever still asks, and what is under way can be awaited. */
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
    /** Also changes whose caller has gone: somebody must know how they went. */
    async leave(): Promise<void> {
      isLeaving = true;
      await Promise.allSettled(underWay);
    },
  };
}

const leaving = () => new Refusal(503, 'shutting_down', 'The gateway is shutting down.');

const closed = (server: Server): Promise<void> => new Promise((resolve) => server.close(() => resolve()));

/** Node itself closes only what is idle when it is told to close, and keeps the rest for seconds. */
function closeWhatFallsIdle(server: Server): void {
  server.on('request', (_, outgoing) =>
    outgoing.once('close', () => {
      if (!server.listening) server.closeIdleConnections();
    }),
  );
}
