// What happens to an open page: no network, the back button, a change of the clock, a second tab. The page shows
// present data, or says from when its data are; it keeps entered values. The page's clock and Seam's are held together.
// In Chromium alone: Playwright drives only Chromium here, and only Chromium can simulate a lost network.
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright';
import type { Device, UserIdentity } from '../../src/api/contract.gen.js';
import { createTestBackend, type TestBackend } from '../../src/testing/index.js';
import { elsewhere, keepingPages, launchBrowser, serveHost, type Host } from '../support/host.js';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

let host: Host;
let browser: Browser;
let context: BrowserContext;
let backend: TestBackend;
let anna: UserIdentity;
let device: Device;
/** The pages' requests to the gateway since this list was last emptied. */
let asked: string[] = [];
let underWay = 0;

const lists = ['seam-user-identity-list', 'seam-device-access', 'seam-user-identity-details'];
/** The details also contain a form. */
const form = 'seam-session > seam-user-identity-form';

before(async () => {
  host = await serveHost(
    () => `<!doctype html><html lang="en"><title>Embeds</title>
      <script type="module" src="/dist/seam-admin-elements.js"></script>
      <seam-session gateway="/seam">
        ${[...lists, 'seam-user-identity-form'].map((tag) => `<${tag} user-identity-id="${anna.user_identity_id}"></${tag}>`).join('')}
      </seam-session></html>`,
    {
      '/seam': (request) => {
        asked.push(new URL(request.url).pathname.slice('/seam'.length));
        return backend.fetch(request);
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

beforeEach(async () => {
  await context?.close();
  backend = createTestBackend();
  ({ user_identity: anna } = await backend.seam<{ user_identity: UserIdentity }>('/user_identities/get', {
    user_identity_key: 'room-201',
  }));
  const { devices } = await backend.seam<{ devices: Device[] }>('/user_identities/list_accessible_devices', {
    user_identity_id: anna.user_identity_id,
  });
  [device] = devices as [Device];
  context = await browser.newContext();
  underWay = 0;
  context.on('request', () => underWay++);
  context.on('requestfinished', () => underWay--);
  context.on('requestfailed', () => underWay--);
  await context.clock.install({ time: backend.sandbox.clock.now().getTime() - 1000 });
  await context.clock.pauseAt(backend.sandbox.clock.now());
});

async function openPage(): Promise<Page> {
  const page = await context.newPage();
  await page.goto(host.url);
  await says(page, 'seam-user-identity-list', `${anna.full_name}`);
  await says(page, 'seam-device-access', device.display_name);
  await says(page, 'seam-user-identity-details', `${anna.full_name}`);
  await settle();
  return page;
}

/** Waits until an element shows the text. */
const says = (page: Page, tag: string, text: string | RegExp) =>
  page.locator(tag).getByText(text).first().waitFor();

async function settle(): Promise<void> {
  do for (const page of context.pages()) await page.evaluate('0');
  while (underWay > 0);
}

/**
 * Advances the clocks of Seam and of all pages by one second at a time, and waits for all responses after each second.
 */
async function pass(seconds: number): Promise<void> {
  for (let second = 0; second < seconds; second++) {
    backend.sandbox.clock.advance(1000);
    await context.clock.runFor(1000);
    await settle();
  }
}

/** A change that somebody else makes. */
async function changeElsewhere(to: string): Promise<void> {
  backend.sandbox.resources.change(device.device_id, { display_name: `Door ${to}` });
  await backend.seam('/user_identities/update', {
    user_identity_id: anna.user_identity_id,
    full_name: `Anna ${to}`,
  });
}

async function expectChanged(page: Page, to: string): Promise<void> {
  await says(page, 'seam-device-access', `Door ${to}`);
  await says(page, 'seam-user-identity-list', `Anna ${to}`);
  await says(page, 'seam-user-identity-details', `Anna ${to}`);
}

const nameField = (page: Page) => page.locator(form).getByRole('textbox', { name: 'Full name' });

/** Each list shows, or does not show, that it could not be read again, with the time of its data. */
async function expectMarked(page: Page, isMarked: boolean): Promise<void> {
  for (const tag of lists)
    await page
      .locator(tag)
      .getByText(/could not be reached.* as of /i)
      .first()
      .waitFor({ state: isMarked ? 'visible' : 'detached' });
}

test('a page without a network says so in each list, keeps entered values, and shows new data when the network is back', async () => {
  const page = await openPage();
  await nameField(page).fill('Anna Typed');
  await context.setOffline(true);
  await expectMarked(page, true);
  await changeElsewhere('Meanwhile');
  asked = [];
  await pass(90);
  assert.equal(asked.join(), '');
  await page.locator(form).getByRole('button', { name: 'Save' }).click();
  await says(page, form, /could not be reached/);
  await expectMarked(page, true);

  await context.setOffline(false);
  await pass(2);
  await expectChanged(page, 'Meanwhile');
  await expectMarked(page, false);
  assert.ok(!asked.includes('/user_identities/update'), 'nothing is sent that nobody presses');
  assert.equal(await nameField(page).inputValue(), 'Anna Typed');
  await page.locator(form).getByRole('button', { name: 'Save' }).click();
  await says(page, form, 'Anna Typed was saved.');
  await says(page, 'seam-user-identity-list', 'Anna Typed');
  assert.equal(asked.filter((path) => path === '/user_identities/update').length, 1);
});

test('after the back button, a page is as it was, and reads each list once', async () => {
  const page = await openPage();
  await page.evaluate(() => {
    addEventListener('pageshow', ({ persisted }) => Object.assign(window, { persisted }));
  });
  await nameField(page).fill('Anna Typed');
  await context.clock.setSystemTime(backend.sandbox.clock.now().getTime() + hourMs); // restored after "back"
  await page.goto(`${host.url}elsewhere/`);
  backend.sandbox.clock.advance(hourMs);
  await changeElsewhere('Meanwhile');
  asked = [];
  await page.goBack({ waitUntil: 'commit' }); // a page from the cache does not load
  await expectChanged(page, 'Meanwhile');
  await settle();
  assert.equal(await page.evaluate('persisted'), true, 'the browser had kept it');
  const reads = asked.filter((path) => path !== '/events/list');
  assert.deepEqual(reads.sort(), [...new Set(reads)].sort(), 'each once');
  assert.equal(await nameField(page).inputValue(), 'Anna Typed');
});

for (const [which, byMs] of [
  ['back', -dayMs],
  ['forward', dayMs],
] as const)
  test(`a clock that is set ${which} by a day stops no update, and ends no session`, async () => {
    const page = await openPage();
    await pass(5);
    await context.clock.setSystemTime(backend.sandbox.clock.now().getTime() + byMs);
    await changeElsewhere('Once');
    asked = [];
    await pass(32);
    await expectChanged(page, 'Once');
    assert.ok(asked.length < 40, `${asked.length} requests`);
    await expectMarked(page, false);

    await context.setOffline(true);
    await expectMarked(page, true);
    await context.setOffline(false);
    await expectMarked(page, false);
    await changeElsewhere('Again');
    await pass(32);
    await expectChanged(page, 'Again');
  });

test('a change in one tab appears in the other, and after another login nothing of the first caller is shown', async () => {
  const one = await openPage();
  const two = await openPage();
  await pass(15);
  await nameField(one).fill('Anna Elsewhere');
  await one.locator(form).getByRole('button', { name: 'Save' }).click();
  await says(one, form, 'Anna Elsewhere was saved.');
  for (const tag of ['seam-user-identity-list', 'seam-user-identity-details'])
    await says(two, tag, 'Anna Elsewhere');

  await nameField(two).fill('Anna Typed');
  backend.login = { caller: 'night-shift', userIdentityIds: [], permissions: 'all' };
  await pass(35);
  for (const page of [one, two])
    for (const tag of lists) await page.locator(tag).getByText(/Anna/).first().waitFor({ state: 'detached' });
});
