import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { loopbackHosts } from '../sandbox/node.js';
import { CliError, parse, parsePort, parseUrl, untilStopped, type Command } from './command.js';
import { createDemoApp, sandboxUpstream, seamUpstream } from './demo-app.js';

const usualPort = 5173;

export const demoCommand: Command = {
  summary: 'a dashboard to look at; with SEAM_API_KEY on your own workspace, else on made-up data',
  options: [['--endpoint <url>', "the Seam API, if it is not Seam's own"]],

  async run(args) {
    const { port, host, endpoint } = parse(args, { endpoint: { type: 'string' } });
    if (!loopbackHosts.includes(host))
      throw new CliError(`The demo is for this machine alone, so --host can be ${loopbackHosts.join(', ')}.`);
    const upstream = upstreamOf(endpoint);
    const server = createServer();
    await (port === undefined
      ? listenNear(server, portFromEnvironment(), host)
      : listen(server, parsePort(port), host));

    const name = host.includes(':') ? `[${host}]` : host;
    const origin = `http://${name}:${(server.address() as AddressInfo).port}`;
    // Hexadecimal, because terminals recognize all these characters as part of a URL.
    const secret = randomBytes(16).toString('hex');
    server.on('request', getRequestListener(createDemoApp(origin, upstream, secret).fetch));
    // Browsers do not send the part after the # to any server.
    console.log(`Dashboard: ${origin}/#${secret}`);
    await untilStopped();
    server.close();
    server.closeAllConnections();
  },
};

function upstreamOf(endpoint = process.env['SEAM_ENDPOINT']) {
  const apiKey = process.env['SEAM_API_KEY'];
  if (!apiKey) return sandboxUpstream();
  return seamUpstream(apiKey, parseUrl(endpoint ?? 'https://connect.getseam.com', '--endpoint'));
}

const portFromEnvironment = () => parsePort(process.env['PORT'] || `${usualPort}`, 'PORT');

/** Listens on this port, or on the next free one. */
async function listenNear(server: Server, port: number, host: string): Promise<void> {
  try {
    await listen(server, port, host);
  } catch (error) {
    const isTaken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
    if (!isTaken || port === 65535) throw error;
    await listenNear(server, port + 1, host);
  }
}

const listen = (server: Server, port: number, host: string): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
