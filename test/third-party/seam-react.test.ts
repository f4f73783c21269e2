// Seam's own web component, in a real browser, believes the sandbox to be Seam.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import type { Browser } from 'playwright';
import { createSandbox } from '../../src/sandbox/index.js';
import { serveSandbox, type ServedSandbox } from '../../src/sandbox/node.js';
import { launchBrowser } from '../support/host.js';

const sandbox = createSandbox();
const asked: string[] = [];
let served: ServedSandbox;
let browser: Browser;
let page: string;
const server = createAdaptorServer(
  new Hono()
    .get('/elements.js', (context) => {
      const script = new URL('node_modules/@seamapi/react/dist/elements.js', import.meta.url);
      return context.body(readFileSync(script), 200, { 'content-type': 'text/javascript' });
    })
    .get('/favicon.ico', (context) => context.body(null, 204))
    .get('/', (context) => context.html(page)),
);

const addressOfPage = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

before(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  served = await serveSandbox(
    {
      fetch(request) {
        asked.push(new URL(request.url).pathname);
        return sandbox.fetch(request);
      },
    },
    { allowedOrigins: [addressOfPage()] },
  );
  browser = await launchBrowser();
});

after(async () => {
  await browser.close();
  server.close();
  await served.close();
});

async function asServer(path: string, params: object) {
  const answer = await fetch(served.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${sandbox.credentials.apiKey}` },
    body: JSON.stringify(params),
  });
  return (await answer.json()) as Record<string, never>;
}

test('<seam-device-table> shows the devices granted, and after a reload no longer the one revoked', async () => {
  const { clientSessionToken } = sandbox.credentials;
  page = `<!doctype html><script type="module" src="/elements.js"></script>
    <seam-device-table client-session-token="${clientSessionToken}" endpoint="${served.url}"
      disable-css-injection="true" disable-font-injection="true"></seam-device-table>`;
  const { client_sessions } = (await asServer('/client_sessions/list', {})) as unknown as {
    client_sessions: { token: string; user_identity_id: string }[];
  };
  const { user_identity_id } = client_sessions.find(({ token }) => token === clientSessionToken)!;
  const { devices } = (await asServer('/user_identities/list_accessible_devices', {
    user_identity_id,
  })) as unknown as { devices: { device_id: string; display_name: string }[] };
  const [revoked, ...kept] = devices;
  assert.ok(revoked && kept.length > 0);

  const tab = await browser.newPage();
  // Pictures of devices come from Seam's own site.
  await tab.route('https://**', (route) => route.abort());
  asked.length = 0;
  await tab.goto(addressOfPage());
  await tab.getByText(`Devices (${devices.length})`).waitFor();
  for (const { display_name } of devices) await tab.getByText(display_name, { exact: true }).waitFor();
  // Beyond our own contract it needs nothing but telemetry, which the sandbox lets run dry.
  const needed = ['/client_sessions/get', '/devices/list', '/internal/tlmtry'];
  assert.deepEqual(
    asked.filter((path) => !needed.includes(path)),
    [],
  );

  await asServer('/user_identities/revoke_access_to_device', {
    user_identity_id,
    device_id: revoked.device_id,
  });
  await tab.reload();
  await tab.getByText(`Devices (${kept.length})`).waitFor();
  assert.equal(await tab.getByText(revoked.display_name, { exact: true }).count(), 0);
});
