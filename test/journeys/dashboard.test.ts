// What a newcomer does: the README's page, and the dashboard of `npm start`.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright';
import { createGateway } from '../../src/gateway/index.js';
import { createSandbox } from '../../src/sandbox/index.js';
import { startDemo, type Demo } from '../support/demo.js';
import { launchBrowser, openPage, serveHost } from '../support/host.js';

let browser: Browser;
let demo: Demo;

before(async () => {
  browser = await launchBrowser();
  demo = await startDemo();
});

after(async () => {
  const code = await demo.stop();
  await browser.close();
  assert.equal(code, 0);
});

test('the page in the README works as it stands', async () => {
  const html = /```html\n(.*?)```/s.exec(readFileSync('README.md', 'utf8'))![1]!;
  const sandbox = createSandbox();
  const gateway = createGateway({
    apiKey: sandbox.credentials.apiKey,
    fetch: sandbox.fetch,
    authorize: () => ({ caller: 'reader', userIdentityIds: 'all', permissions: 'all' }),
    basePath: '/seam',
  });
  const host = await serveHost(() => html, { '/seam': (request) => gateway.fetch(request) });
  const { page, complaints } = await openPage(browser, host.url);
  await page
    .getByRole('row', { name: /@example/ })
    .first()
    .waitFor();
  await page.locator('.device').first().waitFor();
  assert.deepEqual(complaints, []);
  await page.close();
  await host.close();
});

test('the dashboard opens on people, shows one from the address, and the devices as that person’s own session sees them', async () => {
  const { page, complaints } = await openPage(browser, demo.url);
  const people = page.getByRole('grid');
  await people.getByRole('row').nth(5).waitFor();
  await page.getByRole('searchbox').first().fill('aiko');
  await page.getByText('1 person · Sorted by name, ascending').waitFor();
  await people.getByRole('row').nth(1).click();
  await page.getByRole('tab', { name: 'Devices' }).click();
  await page
    .locator('#person')
    .getByText(/^\d+ devices?$/)
    .waitFor();
  const asAdministrator = await page.locator('#person .title').allTextContents();

  await page.reload();
  await page
    .locator('#person')
    .getByText(/^\d+ devices?$/)
    .waitFor();
  assert.equal(await page.getByRole('tab', { name: 'Devices' }).getAttribute('aria-selected'), 'true');

  await page.getByRole('button', { name: 'See what this person’s own session sees' }).click();
  await page
    .locator('#guest seam-device-access')
    .getByText(/^\d+ devices?$/)
    .waitFor();
  assert.deepEqual(await page.locator('#guest seam-device-access .title').allTextContents(), asAdministrator);
  await page
    .locator('#guest-people')
    .getByText(/^1 person/)
    .waitFor();
  assert.equal(await page.locator('#guest-people .rows .row').count(), 1);

  await page.getByRole('radio', { name: /Administrator/ }).check();
  await people.getByRole('row').nth(1).waitFor();
  assert.deepEqual(complaints, []);
  await page.close();
});

/** That nothing is beside what can be seen, however much of that a scrollbar takes. */
const fits = () => document.documentElement.scrollWidth === document.documentElement.clientWidth;

test('the dashboard fits 360 px, and speaks Arabic from right to left', async () => {
  const { page, complaints } = await openPage(browser, demo.url, { viewport: { width: 360, height: 740 } });
  await page.getByRole('row').nth(3).waitFor();
  assert.ok(await page.evaluate(fits));
  await page.getByLabel('Language').selectOption('ar');
  await page.getByRole('heading', { name: 'الأشخاص' }).first().waitFor();
  assert.ok(await page.evaluate(fits));
  assert.deepEqual(complaints, []);
  await page.close();
});
