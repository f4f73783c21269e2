// The browser itself hides and freezes a tab, and resumes it after an hour of its clock. Uses Puppeteer, because
// Playwright keeps every page visible.
// In Chromium alone: only Chromium has a command that freezes a tab.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { browserArguments, ensureBrowser } from '../../scripts/setup.mjs';
import type { Device, UserIdentity } from '../../src/api/contract.gen.js';
import { createTestBackend } from '../../src/testing/index.js';
import { serveHost, type Host } from '../support/host.js';

const backend = createTestBackend();
const lists = ['seam-user-identity-list', 'seam-device-access', 'seam-user-identity-details'];
let host: Host;
let browser: Browser;
let anna: UserIdentity;
let device: Device;
/** The page's requests to the gateway since this list was last emptied. */
let asked: string[] = [];

before(async () => {
  backend.sandbox.clock.advance(Date.now() - backend.sandbox.clock.now().getTime()); // the page uses the real clock
  ({ user_identity: anna } = await backend.seam<{ user_identity: UserIdentity }>('/user_identities/get', {
    user_identity_key: 'room-201',
  }));
  const { devices } = await backend.seam<{ devices: Device[] }>('/user_identities/list_accessible_devices', {
    user_identity_id: anna.user_identity_id,
  });
  [device] = devices as [Device];
  host = await serveHost(
    () => `<!doctype html><html lang="en"><title>Embeds</title>
      <script type="module" src="/dist/seam-admin-elements.js"></script>
      <seam-session gateway="/seam">
        ${lists.map((tag) => `<${tag} user-identity-id="${anna.user_identity_id}"></${tag}>`).join('')}
      </seam-session></html>`,
    {
      '/seam': (request) => {
        asked.push(new URL(request.url).pathname.slice('/seam'.length));
        return backend.fetch(request);
      },
    },
  );
  browser = await puppeteer.launch({ executablePath: await ensureBrowser(), args: browserArguments });
});

after(async () => {
  await browser.close();
  await host.close();
});

const waitMs = 60_000;
const hourMs = 3_600_000;

const says = (page: Page, tag: string, text: string) =>
  page.waitForFunction(
    (tag, text) => document.querySelector(tag)?.shadowRoot?.textContent?.includes(text),
    { polling: 100, timeout: waitMs },
    tag,
    text,
  );

async function saysEverywhere(page: Page, person: string, door: string): Promise<void> {
  await says(page, 'seam-user-identity-list', person);
  await says(page, 'seam-user-identity-details', person);
  await says(page, 'seam-device-access', door);
}

const isHidden = (page: Page) => page.evaluate('document.hidden');

test('a frozen tab sends no request until it is resumed and visible, and then reads everything that it shows', async () => {
  const page = await browser.newPage();
  await page.goto(host.url);
  await saysEverywhere(page, anna.full_name!, device.display_name);
  await page.evaluate(() => {
    for (const type of ['freeze', 'resume'])
      document.addEventListener(type, () => {
        document.title += ` ${type}`;
      });
  });
  const devtools = await page.createCDPSession();

  const inFront = await browser.newPage();
  await inFront.bringToFront();
  for (const end = Date.now() + waitMs; !(await isHidden(page));) assert.ok(Date.now() < end, 'never hidden');
  await page.evaluate((ms) => {
    const { now } = Date;
    Date.now = () => now() + ms;
  }, hourMs);
  await devtools.send('Page.setWebLifecycleState', { state: 'frozen' });
  asked = [];
  backend.sandbox.clock.advance(hourMs);
  backend.sandbox.resources.change(device.device_id, { display_name: 'Door Meanwhile' });
  await backend.seam('/user_identities/update', {
    user_identity_id: anna.user_identity_id,
    full_name: 'Anna Meanwhile',
  });
  await devtools.send('Page.setWebLifecycleState', { state: 'active' });
  assert.deepEqual(asked, [], 'nobody sees it yet');

  await page.bringToFront();
  await saysEverywhere(page, 'Anna Meanwhile', 'Door Meanwhile');
  assert.match(await page.title(), /freeze resume/);
  // An event about a resource makes the page read the resource a second time.
  const reads = asked.filter((path) => path !== '/events/list');
  assert.ok(
    reads.every((path) => reads.filter((other) => other === path).length <= 2),
    reads.join(),
  );
});
