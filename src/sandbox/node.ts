import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { ApiError } from './model/errors.js';
import { jsonAnswer } from './http/json.js';
import type { Sandbox } from './sandbox.js';

/** The names that this machine has for itself alone. */
export const loopbackHosts = ['127.0.0.1', 'localhost', '::1'];

export interface ServeOptions {
  /** 0, the default, picks a free one. */
  port?: number;
  /** `127.0.0.1` if left out. It answers under this name and those of loopback. */
  host?: string;
  /** Origins of pages that may read its answers; none if left out. */
  allowedOrigins?: readonly string[];
}

export interface ServedSandbox {
  /** Base URL, without a slash at its end. */
  readonly url: string;
  /** Stops at once, open connections included. */
  close(): Promise<void>;
}

/**
 * Serves a sandbox over HTTP. In memory it lets pages of every origin read its answers, as Seam does; behind a port
 * only those that are named, so that no other page in the browser of this machine reaches it.
 * @throws if it cannot listen there
 */
export async function serveSandbox(
  sandbox: Pick<Sandbox, 'fetch'>,
  { port = 0, host = '127.0.0.1', allowedOrigins = [] }: ServeOptions = {},
): Promise<ServedSandbox> {
  const server = createServer();
  await listen(server, port, host);
  const { port: actualPort } = server.address() as AddressInfo;
  const names = new Set([...loopbackHosts, host].map((name) => new URL(originOf(name, actualPort)).hostname));
  server.on(
    'request',
    getRequestListener(async (request, { outgoing }) => {
      if (!names.has(new URL(request.url).hostname)) return wrongHost(names);
      try {
        const answer = await sandbox.fetch(request);
        const isAllowed = allowedOrigins.includes(request.headers.get('origin') ?? '');
        return isAllowed ? answer : withoutCors(answer);
      } catch (error) {
        // A request without an answer: over HTTP that is a connection cut off.
        outgoing.destroy();
        throw error;
      }
    }),
  );
  return {
    url: originOf(host, actualPort),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const originOf = (host: string, port: number): string =>
  `http://${host.includes(':') ? `[${host}]` : host}:${port}`;

/** For a name that somebody lets point at this machine. */
function wrongHost(names: ReadonlySet<string>): Response {
  const message = `It answers under ${[...names].join(', ')} only. --host names another.`;
  const { body, status } = new ApiError(403, 'wrong_host', message);
  return jsonAnswer(body, status);
}

/** As far as browsers are concerned, this is for no other origin. */
function withoutCors(answer: Response): Response {
  for (const name of [...answer.headers.keys()]) {
    if (name.startsWith('access-control-')) answer.headers.delete(name);
  }
  return answer;
}

const listen = (server: Server, port: number, host: string): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
