// One server for everybody: the scripts, Seam's API, and the gateway in front of it.
import { readFileSync, readdirSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { compress } from 'hono/compress';
import { createGateway } from '../../src/gateway/index.js';
import { createSandbox, type Sandbox } from '../../src/sandbox/index.js';
import { withoutPrefix } from '../../test/support/host.js';

const root = path.join(import.meta.dirname, '../..');

export interface Served {
  readonly url: string;
  /** Paths of the API that were asked for since the start or since it was emptied. */
  readonly asked: string[];
  readonly sandbox: Sandbox;
  close(): void;
}

/** Serves `/` with the given markup, Seam at `/api` and the gateway at `/seam`. */
export async function serve(markup: () => string, sandbox: Sandbox): Promise<Served> {
  const asked: string[] = [];
  const gateway = createGateway({
    apiKey: sandbox.credentials.apiKey,
    fetch: sandbox.fetch,
    basePath: '/seam',
    limits: { requestsPerMinute: Infinity },
    authorize: () => ({ caller: 'bench', userIdentityIds: 'all', permissions: 'all' }),
  });
  const scripts = new Map([
    ['/elements.js', 'bench/peers/node_modules/@seamapi/react/dist/elements.js'],
    ['/dist/seam-admin-elements.js', 'dist/seam-admin-elements.js'],
    ...readdirSync(path.join(root, 'dist/seam-admin-elements')).map(
      (file) => [`/dist/seam-admin-elements/${file}`, `dist/seam-admin-elements/${file}`] as const,
    ),
  ]);
  const zipped = new Map(
    [...scripts].map(([url, file]) => [url, gzipSync(readFileSync(path.join(root, file)))]),
  );

  const app = new Hono();
  app.get('/', (context) => context.html(markup()));
  app.use('/api/*', compress()).use('/seam/*', compress());
  app.all('/api/*', ({ req }) => {
    const request = withoutPrefix(req.raw, '/api');
    asked.push(new URL(request.url).pathname);
    return sandbox.fetch(request);
  });
  app.all('/seam/*', ({ req }) => {
    asked.push(req.path);
    return gateway.fetch(req.raw);
  });
  app.get('*', (context) => {
    const script = zipped.get(context.req.path);
    if (!script) return context.notFound();
    return context.body(script, 200, { 'content-type': 'text/javascript', 'content-encoding': 'gzip' });
  });
  const server = createAdaptorServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    asked,
    sandbox,
    close: () => void server.close(),
  };
}

/** A sandbox with so many people, and so many devices, all of them the session's. */
export async function sandboxWith(count: number): Promise<Sandbox> {
  const sandbox = createSandbox({ seed: { user_identities: count, devices: count } });
  const ask = async <Answer>(path: string, params: object) => {
    const { apiKey } = sandbox.credentials;
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${apiKey}` };
    const request = new Request(`https://seam.test${path}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(params),
    });
    return (await (await sandbox.fetch(request)).json()) as Answer;
  };
  const { client_sessions } = await ask<{ client_sessions: { user_identity_id: string; token: string }[] }>(
    '/client_sessions/list',
    {},
  );
  const { user_identity_id } = client_sessions.find(
    ({ token }) => token === sandbox.credentials.clientSessionToken,
  )!;
  for (let page_cursor: string | null = ''; page_cursor !== null;) {
    const { devices, pagination }: DevicePage = await ask(
      '/devices/list',
      page_cursor ? { page_cursor } : {},
    );
    for (const { device_id } of devices)
      await ask('/user_identities/grant_access_to_device', { user_identity_id, device_id });
    page_cursor = pagination.next_page_cursor;
  }
  return sandbox;
}

interface DevicePage {
  readonly devices: { readonly device_id: string }[];
  readonly pagination: { readonly next_page_cursor: string | null };
}
