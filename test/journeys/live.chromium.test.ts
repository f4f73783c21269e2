// Changes that somebody else makes appear in an open page, in a real browser whose clock is held together with Seam's.
// In Chromium alone: Playwright holds the clocks of several pages at once, and drives no other engine of Debian.
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { SeamHttp } from '@seamapi/http/connect';
import type { Browser, BrowserContext, Page } from 'playwright';
import { createSandbox } from '../../src/sandbox/index.js';
import { serveSandbox, type ServedSandbox } from '../../src/sandbox/node.js';
import { launchBrowser, serveHost, withoutPrefix, type Host } from '../support/host.js';

const sandbox = createSandbox();
let served: ServedSandbox;
let host: Host;
let browser: Browser;
let context: BrowserContext;
let seam: SeamHttp;
let body = '';
/** Each request to Seam, with its path and its session. */
let requests: { path: string; token: string }[] = [];
let underWay = 0;

before(async () => {
  served = await serveSandbox(sandbox);
  host = await serveHost(
    () => `<!doctype html><html lang="en"><title>Embeds</title>
      <script type="module" src="/dist/seam-admin-elements.js"></script>${body}</html>`,
    {
      '/seam-api': (request) => {
        const seamRequest = withoutPrefix(request, '/seam-api');
        const token = request.headers.get('authorization')!.replace('Bearer ', '');
        requests.push({ path: new URL(seamRequest.url).pathname, token });
        return sandbox.fetch(seamRequest);
      },
    },
  );
  browser = await launchBrowser();
  seam = SeamHttp.fromApiKey(sandbox.credentials.apiKey, { endpoint: served.url });
});

beforeEach(async () => {
  await context?.close();
  context = await browser.newContext();
  underWay = 0;
  context.on('request', () => underWay++);
  context.on('requestfinished', () => underWay--);
  context.on('requestfailed', () => underWay--);
  sandbox.reset();
  await context.clock.install({ time: sandbox.clock.now().getTime() - 1000 });
  await context.clock.pauseAt(sandbox.clock.now());
});

after(async () => {
  await browser.close();
  await host.close();
  await served.close();
});

async function newGuest(...deviceIds: string[]) {
  const { user_identity_id } = await seam.userIdentities.create({});
  for (const device_id of deviceIds)
    await seam.userIdentities.grantAccessToDevice({ user_identity_id, device_id });
  const { token } = await seam.clientSessions.create({ user_identity_ids: [user_identity_id] });
  return { user_identity_id, token };
}

const embed = (tag: string, token: string) =>
  `<${tag} endpoint="/seam-api" client-session-token="${token}"></${tag}>`;

async function openPage(html: string): Promise<Page> {
  body = html;
  const page = await context.newPage();
  await page.goto(host.url);
  return page;
}

/**
 * Advances the clocks of Seam and of all pages by one second at a time, and waits for all responses after each second.
 */
async function pass(seconds: number): Promise<void> {
  for (let second = 0; second < seconds; second++) {
    sandbox.clock.advance(1000);
    await context.clock.runFor(1000);
    do for (const page of context.pages()) await page.evaluate('0');
    while (underWay > 0);
  }
}

const shown = (page: Page, name: string) =>
  page.locator('seam-device-access').getByText(name, { exact: true });
const pollers = () => requests.filter(({ path }) => path === '/events/list').map(({ token }) => token);

test('a grant by somebody else appears within 30 seconds, and only for its person', async () => {
  const [first, second, third] = await seam.devices.list();
  const anna = await newGuest(first!.device_id);
  const ben = await newGuest(second!.device_id);
  const page = await openPage(
    embed('seam-device-access', anna.token) + embed('seam-device-access', ben.token),
  );
  await shown(page, first!.display_name).waitFor();
  await seam.userIdentities.grantAccessToDevice({
    user_identity_id: anna.user_identity_id,
    device_id: third!.device_id,
  });
  await pass(30);
  const hers = page.locator('seam-device-access').nth(0);
  const his = page.locator('seam-device-access').nth(1);
  await hers.getByText(third!.display_name, { exact: true }).waitFor();
  assert.deepEqual(
    (await his.locator('.title').allTextContents()).map((text) => text.trim()),
    [second!.display_name],
  );
});

test('a change with an event appears after the next poll, in the existing row', async () => {
  const [first] = await seam.devices.list();
  const { token } = await newGuest(first!.device_id);
  const page = await openPage(embed('seam-device-access', token));
  await shown(page, first!.display_name).waitFor();
  await pass(3);
  const row = page.locator('seam-device-access .device').first();
  await row.evaluate((element) => element.setAttribute('data-same', ''));
  requests = [];
  sandbox.resources.change(first!.device_id, { display_name: 'Renamed from afar' });
  await pass(12);
  await shown(page, 'Renamed from afar').waitFor();
  assert.ok(await page.locator('seam-device-access .device[data-same]').isVisible());
});

test('twenty elements of two sessions have two polls, and no two elements send the same request', async () => {
  const [first, second] = await seam.devices.list();
  const guests = [await newGuest(first!.device_id), await newGuest(second!.device_id)];
  requests = [];
  const page = await openPage(
    Array.from({ length: 20 }, (_, at) => embed('seam-device-access', guests[at % 2]!.token)).join(''),
  );
  await shown(page, second!.display_name).nth(9).waitFor();
  for (const { path, token } of requests)
    assert.equal(requests.filter((other) => other.path === path && other.token === token).length, 1, path);
  await pass(60);
  requests = [];
  await pass(60);
  for (const { token } of guests) {
    const polls = pollers().filter((poller) => poller === token).length;
    assert.ok(polls >= 5 && polls <= 6, `${polls} in an idle minute`);
  }
  assert.equal(new Set(pollers()).size, 2);
  const reads = requests.filter(({ path }) => path === '/devices/list').length;
  assert.ok(reads <= 6, `${reads} reads of two lists`);
});

test('two tabs of one session poll as often as one, and one continues when the other is closed', async () => {
  const [first] = await seam.devices.list();
  const { token } = await newGuest(first!.device_id);
  const one = await openPage(embed('seam-device-access', token));
  await shown(one, first!.display_name).waitFor();
  const two = await openPage(embed('seam-device-access', token));
  await shown(two, first!.display_name).waitFor();
  await pass(30);
  requests = [];
  await pass(60);
  assert.ok(pollers().length <= 6, `${pollers().length} in an idle minute`);
  sandbox.resources.change(first!.device_id, { display_name: 'Renamed from afar' });
  await pass(12);
  for (const page of [one, two]) await shown(page, 'Renamed from afar').waitFor();

  await one.close();
  sandbox.resources.change(first!.device_id, { display_name: 'Renamed again' });
  await pass(14);
  await shown(two, 'Renamed again').waitFor();
});

test('a hidden page sends no request, and is up to date when it is visible again', async () => {
  const [first] = await seam.devices.list();
  const { token } = await newGuest(first!.device_id);
  const page = await openPage(embed('seam-device-access', token));
  await shown(page, first!.display_name).waitFor();
  const setVisibility = (state: string) =>
    page.evaluate((visibilityState) => {
      Object.defineProperty(document, 'visibilityState', { value: visibilityState, configurable: true });
      document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
    }, state);
  await pass(5);
  await setVisibility('hidden');
  requests = [];
  sandbox.resources.change(first!.device_id, { display_name: 'Renamed from afar' });
  await pass(60);
  assert.deepEqual(requests, []);
  await setVisibility('visible');
  await shown(page, 'Renamed from afar').waitFor();
  await pass(1);
  assert.equal(pollers().length, 1);
});
