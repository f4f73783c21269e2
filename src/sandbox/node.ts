import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { ApiError } from './model/errors.js';
import { jsonAnswer } from './http/json.js';
import type { Sandbox } from './sandbox.js';

/** The host names of the loopback interface: only this machine can connect to them. */
export const loopbackHosts = ['127.0.0.1', 'localhost', '::1'];

export interface ServeOptions {
  /** TCP port; 0 (the default) selects a free one. */
  port?: number;
  /** Host name or IP address; `127.0.0.1` by default. The server accepts this name and those of loopback. */
  host?: string;
  /** The origins of pages that may read the responses; none by default. */
  allowedOrigins?: readonly string[];
}

export interface ServedSandbox {
  /** Base URL, without a slash at the end. */
  readonly url: string;
  /** Stops the server at once, and closes open connections. */
  close(): Promise<void>;
}

/**
 * Serves a sandbox over HTTP. A sandbox in memory lets pages of every origin read its responses, as Seam does. Behind a
 * port only pages of `allowedOrigins` can, so that no other page in a browser of this machine can use it.
 * @throws {Error} if the server cannot listen on the host and port
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
        // There is no response, so the connection is closed.
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

/** The response to an unknown host name: an attacker may let such a name point to this machine (DNS rebinding). */
function wrongHost(names: ReadonlySet<string>): Response {
  const message = `It answers under ${[...names].join(', ')} only. --host names another.`;
  const { body, status } = new ApiError(403, 'wrong_host', message);
  return jsonAnswer(body, status);
}

/** Removes the CORS headers, so that a browser does not show the response to pages of other origins. */
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
