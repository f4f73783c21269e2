// One server, in a process of its own, so that its processor time is its own: `upstream`, `proxy`, `jsonProxy` or `gateway`.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { proxy } from 'hono/proxy';
import { createGateway } from 'seam-admin-elements/gateway';
import { serveGateway } from 'seam-admin-elements/gateway/node';
import { createSandbox } from 'seam-admin-elements/sandbox';

export type Asked = 'usage' | 'heap';

const [, , role, endpoint = ''] = process.argv;
const { apiKey } = createSandbox({ seed: 'empty' }).credentials;

const urls: Record<string, () => Promise<string>> = {
  /** Answers what Seam would, without taking its time. */
  async upstream() {
    const answers = await recorded();
    const server = createServer(async (request, response) => {
      for await (const _ of request);
      const answer = answers[request.url!]!;
      const token = request.headers.authorization!.slice('Bearer '.length);
      response
        .writeHead(200, { 'content-type': 'application/json', 'seam-request-id': 'bench' })
        .end(typeof answer === 'string' ? answer : answer(token));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  },

  /** What one would write without this package: everything goes through, with the key. */
  proxy() {
    const app = new Hono();
    app.post('*', ({ req }) =>
      proxy(`${endpoint}${req.path}`, {
        raw: req.raw,
        headers: { ...req.header(), authorization: `Bearer ${apiKey}` },
      }),
    );
    return listen(app);
  },

  /** The least that whoever looks into requests and answers must do. */
  jsonProxy() {
    const app = new Hono();
    app.post('*', async ({ req, json }) => {
      const answer = await fetch(`${endpoint}${req.path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${apiKey}` },
        body: JSON.stringify(await req.json()),
      });
      return json(await answer.json());
    });
    return listen(app);
  },

  async gateway() {
    const gateway = createGateway({
      apiKey,
      endpoint,
      limits: { requestsPerMinute: Infinity, concurrent: Infinity },
      authorize: (_, session) =>
        session
          ? { userIdentityIds: [session.user_identity_id!], permissions: 'all' }
          : { caller: 'administrator', userIdentityIds: 'all', permissions: 'all' },
    });
    return (await serveGateway(gateway)).url;
  },
};

const listen = ({ fetch }: Hono): Promise<string> =>
  new Promise((resolve) => {
    serve({ fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => resolve(`http://127.0.0.1:${port}`));
  });

process.on('message', (asked: Asked) => {
  if (asked === 'heap') globalThis.gc?.();
  const { user, system } = process.cpuUsage();
  process.send!(asked === 'heap' ? process.memoryUsage().heapUsed : user + system);
});
// Nobody is left to answer to.
process.on('disconnect', () => process.exit());
process.send!(await urls[role!]!());

type Answer = string | ((token: string) => string);

/** By path. A session is made for each token: its id, and its person's, come from the token's end. */
async function recorded(): Promise<Record<string, Answer>> {
  const sandbox = createSandbox({ seed: { user_identities: 50 } });
  const ask = async (path: string): Promise<string> => {
    const response = await sandbox.fetch(
      new Request(`https://seam.test${path}`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${sandbox.credentials.apiKey}`,
        },
        body: '{}',
      }),
    );
    return response.text();
  };
  const { user_identities } = JSON.parse(await ask('/user_identities/list')) as { user_identities: object[] };
  const { client_sessions } = JSON.parse(await ask('/client_sessions/list')) as { client_sessions: object[] };
  const session = (token: string) => {
    const id = `00000000-0000-4000-8000-${token.slice(-12)}`;
    const client_session = {
      ...client_sessions[0],
      client_session_id: id,
      user_identity_id: id,
      user_identity_ids: [id],
      token,
      expires_at: new Date(Date.now() + 86_400_000).toISOString(),
    };
    return JSON.stringify({ client_session, ok: true });
  };
  return {
    '/workspaces/get': await ask('/workspaces/get'),
    '/client_sessions/get': session,
    '/user_identities/get': JSON.stringify({
      user_identity: { ...user_identities[0], user_identity_id: '00000000-0000-4000-8000-000000000000' },
      ok: true,
    }),
    '/user_identities/list': await ask('/user_identities/list'),
  };
}
