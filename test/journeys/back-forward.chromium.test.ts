// The back button shows a page from the browser's cache, frozen, with all its state.
// In Chromium alone: only there can Playwright turn this cache on.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright';
import type { Device } from '../../src/api/contract.gen.js';
import { createSandbox } from '../../src/sandbox/index.js';
import {
  elsewhere,
  keepingPages,
  launchBrowser,
  serveHost,
  withoutPrefix,
  type Host,
} from '../support/host.js';

const sandbox = createSandbox();
let host: Host;
let browser: Browser;
/** The requests with a session, in order. */
let asked: string[] = [];

before(async () => {
  sandbox.clock.advance(Date.now() - sandbox.clock.now().getTime()); // the page uses the real clock
  const embed = `<seam-device-access endpoint="/seam-api"
    client-session-token="${sandbox.credentials.clientSessionToken}"></seam-device-access>`;
  host = await serveHost(
    () => `<!doctype html><html lang="en"><title>Embed</title>
      <script type="module" src="/dist/seam-admin-elements.js"></script>${embed}</html>`,
    {
      '/seam-api': (request) => {
        const seamRequest = withoutPrefix(request, '/seam-api');
        asked.push(new URL(seamRequest.url).pathname);
        return sandbox.fetch(seamRequest);
      },
      '/elsewhere': elsewhere,
    },
  );
  browser = await launchBrowser(keepingPages);
});

after(async () => {
  await browser.close();
  await host.close();
});

test('after the back button, a page is taken from the cache, and reads its list once', async () => {
  const page = await browser.newPage();
  await page.goto(host.url);
  const shown = page.locator('seam-device-access .title').first();
  const name = (await shown.innerText()).trim();
  const answer = await sandbox.fetch(
    new Request('https://connect.getseam.com/devices/list', {
      method: 'POST',
      headers: { authorization: `Bearer ${sandbox.credentials.apiKey}` },
    }),
  );
  const { devices } = (await answer.json()) as { devices: Device[] };
  const { device_id } = devices.find(({ display_name }) => display_name === name)!;
  await page.evaluate(() => {
    addEventListener('pageshow', ({ persisted }) => Object.assign(window, { persisted }));
  });

  await page.goto(`${host.url}elsewhere/`);
  asked = [];
  sandbox.resources.change(device_id, { display_name: 'Renamed meanwhile' });
  await page.goBack({ waitUntil: 'commit' }); // a page from the cache does not load
  await page.getByText('Renamed meanwhile').waitFor();
  assert.equal(await page.evaluate('persisted'), true, 'the browser had kept it');
  assert.deepEqual(asked.slice(0, 2), ['/events/list', '/devices/list']);
  assert.equal(asked.filter((path) => path === '/devices/list').length, 1);
});
