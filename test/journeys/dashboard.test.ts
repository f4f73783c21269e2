// A newcomer's first steps: the page in the README, and the dashboard of `npm start`.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright';
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

test('the page in the README works unchanged', async () => {
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

test('the dashboard shows people, the person in the address, and the devices as that person’s own session sees them', async () => {
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

/** The demo's address, without the secret. */
const origin = () => new URL(demo.url).origin;

const askedForAddress = (page: Page) => page.getByText('Open the address that the terminal printed.');

/** Another program on this machine, on its own port; the browser opens its page. */
async function thief() {
  const sent: (string | undefined)[][] = [];
  const server = createServer(({ url, headers }, response) => {
    // When the browser requests the icon, it names the page itself, which is the thief's own.
    if (url === '/') sent.push([headers.cookie, headers.referer]);
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Thief</title>');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, sent, server };
}

test('the secret leaves the address immediately, works only in its tab, also after a reload, and is sent to no other server', async (context) => {
  const { url, sent, server } = await thief();
  const other = await startDemo();
  context.after(async () => {
    server.close();
    assert.equal(await other.stop(), 0);
  });
  const { page } = await openPage(browser, demo.url);
  const people = page.getByRole('grid').getByRole('row');
  const address = () => page.evaluate(() => location.href);
  await people.nth(5).waitFor();
  assert.equal(await address(), `${origin()}/`);
  await page.reload();
  await people.nth(5).waitFor();

  await page.goto(url);
  assert.ok(sent.length > 0);
  for (const headers of sent) assert.deepEqual(headers, [undefined, undefined]);

  // Another demo has no effect on this one.
  await page.goto(other.url);
  await people.nth(5).waitFor();
  await page.goto(`${origin()}/`);
  await people.nth(5).waitFor();

  // Opens the printed address in a tab that already shows the dashboard.
  await page.goto(demo.url);
  await people.nth(5).waitFor();
  assert.equal(await address(), `${origin()}/`);
  await page.close();
});

test('a tab without the secret asks for the address, and shows nothing else', async () => {
  const { page, complaints } = await openPage(browser, `${origin()}/#person=somebody`);
  await askedForAddress(page).waitFor();
  await page.getByText('ターミナルに表示されたアドレスを開いてください。').waitFor();
  assert.equal(await page.getByRole('grid').count(), 0);
  assert.deepEqual(complaints, []);

  await page.goto(demo.url);
  await page.getByRole('grid').getByRole('row').nth(5).waitFor();
  await page.close();
});

test('the secret of a demo that has ended does not work: the page asks for the address', async () => {
  const { page } = await openPage(browser, `${origin()}/#${'0'.repeat(32)}`);
  await askedForAddress(page).waitFor();
  assert.equal(await page.getByRole('grid').count(), 0);
  await page.close();
});

/** Whether nothing overflows to the side, with any width of the scrollbar. */
const fits = () => document.documentElement.scrollWidth === document.documentElement.clientWidth;

test('the dashboard fits 360 px, and is right-to-left in Arabic', async () => {
  const { page, complaints } = await openPage(browser, demo.url, { viewport: { width: 360, height: 740 } });
  await page.getByRole('row').nth(3).waitFor();
  assert.ok(await page.evaluate(fits));
  await page.getByLabel('Language').selectOption('ar');
  await page.getByRole('heading', { name: 'الأشخاص' }).first().waitFor();
  assert.ok(await page.evaluate(fits));
  assert.deepEqual(complaints, []);
  await page.close();
});
