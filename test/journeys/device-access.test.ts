// Brief document 004, "Using User Identities to Scope Users' Device Access": Seam's own client makes the calls over
// HTTP, and a page shows the results.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { SeamHttp } from '@seamapi/http/connect';
import type { Browser, Page } from 'playwright';
import { createSandbox } from '../../src/sandbox/index.js';
import { serveSandbox, type ServedSandbox } from '../../src/sandbox/node.js';
import { launchBrowser, openPage, serveHost, withoutPrefix, type Host } from '../support/host.js';

const sandbox = createSandbox();
let served: ServedSandbox;
let host: Host;
let browser: Browser;
let seam: SeamHttp;
let body = '';
let early = '';

before(async () => {
  served = await serveSandbox(sandbox);
  host = await serveHost(
    () => `<!doctype html><html lang="en"><title>Embeds</title>
      <script type="module" src="/dist/seam-admin-elements.js"></script>${body}</html>`,
    {
      '/seam-api': (request) => sandbox.fetch(withoutPrefix(request, '/seam-api')),
      '/early': () => new Response(early, { headers: { 'content-type': 'text/javascript' } }),
    },
  );
  browser = await launchBrowser();
  seam = SeamHttp.fromApiKey(sandbox.credentials.apiKey, { endpoint: served.url });
});

after(async () => {
  await browser.close();
  await host.close();
  await served.close();
});

async function newGuest(key: string, ...deviceIds: string[]) {
  const { user_identity_id } = await seam.userIdentities.create({ user_identity_key: key });
  for (const device_id of deviceIds)
    await seam.userIdentities.grantAccessToDevice({ user_identity_id, device_id });
  const { token } = await seam.clientSessions.create({ user_identity_ids: [user_identity_id] });
  return { user_identity_id, token };
}

const embed = (id: string, token: string) =>
  `<seam-device-access id="${id}" endpoint="/seam-api" client-session-token="${token}"></seam-device-access>`;

async function devicesIn(page: Page, id: string): Promise<string[]> {
  await page
    .locator(`#${id}`)
    .getByText(/^\d+ devices?$/)
    .waitFor();
  return (await page.locator(`#${id} .title`).allTextContents()).map((name) => name.trim()).sort();
}

test('two elements with two client sessions show only their own devices, before and after a grant and a revoke', async () => {
  const [first, second, third] = await seam.devices.list();
  assert.ok(first && second && third);
  const anna = await newGuest('journey-anna', first.device_id);
  const ben = await newGuest('journey-ben', second.device_id);
  body = embed('anna', anna.token) + embed('ben', ben.token);

  const { page, complaints } = await openPage(browser, host.url);
  assert.deepEqual(await devicesIn(page, 'anna'), [first.display_name]);
  assert.deepEqual(await devicesIn(page, 'ben'), [second.display_name]);

  await seam.userIdentities.grantAccessToDevice({
    user_identity_id: anna.user_identity_id,
    device_id: third.device_id,
  });
  await seam.userIdentities.revokeAccessToDevice({
    user_identity_id: ben.user_identity_id,
    device_id: second.device_id,
  });
  await page.reload();
  assert.deepEqual(await devicesIn(page, 'anna'), [first.display_name, third.display_name].sort());
  assert.deepEqual(await devicesIn(page, 'ben'), []);
  // The console has no error, and no violation of the page's strict policy.
  assert.deepEqual(complaints, []);
  await page.close();
});

test('an API key in place of a token is refused, with the reason and without the key', async () => {
  body = `<seam-device-access endpoint="/seam-api" client-session-token="${sandbox.credentials.apiKey}"></seam-device-access>`;
  const { page, complaints } = await openPage(browser, host.url);
  await page.getByText('set up with the wrong kind of key').waitFor();
  await page.getByText('Details').click();
  await page.getByText('This is an API key.').waitFor();
  assert.ok(!(await page.locator('seam-device-access').innerText()).includes(sandbox.credentials.apiKey));
  assert.deepEqual(complaints, []);
  await page.close();
});

test('properties that were set before the script has loaded are kept', async () => {
  const [first] = await seam.devices.list();
  const { token } = await newGuest('journey-early', first!.device_id);
  // A plain script runs before a module.
  early = `Object.assign(document.querySelector('#early'), ${JSON.stringify({ endpoint: '/seam-api', clientSessionToken: token })});`;
  body = '<seam-device-access id="early"></seam-device-access><script src="/early/set.js"></script>';
  const page = await browser.newPage();
  await page.goto(host.url);
  assert.deepEqual(await devicesIn(page, 'early'), [first!.display_name]);
  await page.close();
});
