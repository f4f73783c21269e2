// Tests the test kit with a real Playwright page, as docs/guides/testing.md describes.
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import type { Browser, Page } from 'playwright';
import { createTestBackend, type TestBackend } from '../../src/testing/index.js';
import { routeTestBackend } from '../../src/testing/playwright.js';
import { launchBrowser, serveHost, type Host } from '../support/host.js';
import { blocksOf, runCode } from '../support/run-code.js';

const guide = 'docs/guides/testing.md';
let browser: Browser;
let host: Host;
let page: Page;
let body: string;

before(async () => {
  browser = await launchBrowser();
  host = await serveHost(
    () => `<!doctype html><html lang="en"><title>A host</title>
      <script type="module" src="/dist/seam-admin-elements.js"></script>${body}</html>`,
    {},
    "connect-src 'self' https://connect.getseam.com",
  );
});

beforeEach(async () => {
  page = await browser.newPage();
});

afterEach(() => page.close());

after(async () => {
  await browser.close();
  await host.close();
});

async function idsOf(backend: TestBackend) {
  const { user_identity } = await backend.seam<{ user_identity: { user_identity_id: string } }>(
    '/user_identities/get',
    { user_identity_key: 'room-214' },
  );
  const { devices } = await backend.seam<{ devices: { device_id: string; display_name: string }[] }>(
    '/devices/list',
  );
  const { device_id } = devices.find(({ display_name }) => display_name === 'Linen Store')!;
  return { userIdentityId: user_identity.user_identity_id, deviceId: device_id };
}

test('the guide’s page shows people, and finds them by role in shadow roots', async () => {
  body = '<seam-user-identity-list gateway="/seam"></seam-user-identity-list>';
  for (const code of blocksOf(guide, 'Playwright'))
    await runCode(code, { createTestBackend, routeTestBackend, page, url: host.url });
  await page.getByRole('row', { name: /Aiko Tanaka/ }).waitFor();
});

test('the guide’s page shows the change of another caller after some time', async () => {
  const backend = createTestBackend();
  const ids = await idsOf(backend);
  body = `<seam-device-access gateway="/seam" user-identity-id="${ids.userIdentityId}"></seam-device-access>`;
  await routeTestBackend(page, backend);
  for (const code of blocksOf(guide, 'Time')) await runCode(code, { page, url: host.url, backend, ...ids });
  await page.getByText('Linen Store').waitFor();
});

test('a client session sends requests directly to Seam, and the page shows its end', async () => {
  const backend = createTestBackend();
  const token = await backend.createClientSession((await idsOf(backend)).userIdentityId);
  body = `<seam-device-access client-session-token="${token}"></seam-device-access>`;
  await routeTestBackend(page, backend);
  await page.goto(host.url);
  await page.getByText('Room 214', { exact: true }).waitFor();
  backend.sandbox.sessions.expire(token);
  await page.reload();
  await page.getByRole('alert').waitFor();
});

test('a request without a response is a network failure', async () => {
  const backend = createTestBackend();
  backend.sandbox.faults.add({ drop: true });
  body = '';
  await routeTestBackend(page, backend);
  await page.goto(host.url);
  const outcome = await page.evaluate(() =>
    fetch('https://connect.getseam.com/devices/list', { method: 'POST' }).then(
      () => 'answered',
      (error: unknown) => (error as Error).name,
    ),
  );
  assert.equal(outcome, 'TypeError');
});
