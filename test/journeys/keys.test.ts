// Brief documents 000, 001 and 002, as a front desk does them: phones and their keys, in the dashboard of `npm start`
// with the mouse and with the keyboard alone, and then with only a client session.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Locator, Page } from 'playwright';
import { createSandbox } from '../../src/sandbox/index.js';
import { startDemo, type Demo } from '../support/demo.js';
import { launchBrowser, openPage, serveHost, withoutPrefix, type Host } from '../support/host.js';
import { enter, focused, tabTo } from '../support/keyboard.js';

let browser: Browser;
let demo: Demo;
/** A host's page that calls Seam directly, without a gateway. */
let host: Host;
let body = '';
const sandbox = createSandbox({ clock: 'real' });

before(async () => {
  browser = await launchBrowser();
  demo = await startDemo();
  host = await serveHost(
    () => `<!doctype html><html lang="en"><title>Embeds</title>
      <script type="module" src="/dist/seam-admin-elements.js"></script>${body}</html>`,
    { '/seam-api': (request) => sandbox.fetch(withoutPrefix(request, '/seam-api')) },
  );
});

after(async () => {
  await host.close();
  await demo.stop();
  await browser.close();
});

/** Calls the gateway as the host's own pages do, for example when the guest's app signs in. */
const ask = <Answer>(page: Page, path: string, params: object): Promise<Answer> =>
  page.evaluate(
    async ([url, body]) => {
      const secret = sessionStorage.getItem('secret')!;
      const headers = { 'content-type': 'application/json', 'seam-gateway': '1', 'demo-secret': secret };
      const response = await fetch(url, { method: 'POST', headers, body });
      if (!response.ok) throw new Error(await response.text());
      return (await response.json()) as never;
    },
    [`/seam${path}`, JSON.stringify(params)] as const,
  );

const personIn = (page: Page): string =>
  new URLSearchParams(new URL(page.url()).hash.slice(1)).get('person')!;

async function openPerson(page: Page, name: string): Promise<void> {
  await page.getByRole('searchbox', { name: 'Search people' }).fill(name);
  await page.getByText(/^1 person/).waitFor();
  await page.getByRole('row', { name }).click();
  await page.getByRole('heading', { name, exact: true }).waitFor();
}

async function openSection(page: Page, name: string): Promise<Locator> {
  await page.getByRole('tab', { name, exact: true }).click();
  return page.getByRole('tabpanel', { name, exact: true });
}

/** The row of a list that contains a text. */
const rowWith = (within: Locator, text: string): Locator =>
  within
    .getByRole('listitem')
    .filter({ has: within.page().getByText(text, { exact: true }) })
    .first();

/** The console messages of a page that must have none, except those that match `expected`. */
const unexpected = (complaints: readonly string[], expected?: RegExp) =>
  complaints.filter((text) => !expected?.test(text));

test("a key for all phones is issued, reaches the guest's new phone, leaves a lost phone, and ends", async () => {
  const { page, complaints } = await openPage(browser, demo.url);
  await openPerson(page, 'Zoë Lefèvre-Dûchâtel');
  const user_identity_id = personIn(page);

  // 001 and 002: a multi-phone sync credential. Its option `override` ends the last guest's key.
  const issuer = await openSection(page, 'Issue a key');
  await issuer.getByRole('combobox', { name: 'Access system' }).selectOption('Harbour House');
  await issuer.getByRole('option', { name: 'Room 207' }).click();
  await issuer.getByRole('option', { name: 'Front Door' }).click();
  await issuer.getByLabel(/^Ends/).fill('2031-07-16T11:00');
  await issuer.getByLabel(/^Format of the key/).selectOption('rfid48');
  await issuer.getByLabel(/^Label on the phone/).fill('%ROOMNUM% - %SITENAME%');
  await issuer.getByRole('checkbox', { name: /^Override/ }).check();
  await issuer.getByText('Goes to: iPhone 15').waitFor();
  await issuer.getByRole('button', { name: 'Issue key' }).click();
  const override = page.getByRole('dialog', { name: 'End other guests’ keys?' });
  await override.getByText('Room 207').waitFor();
  await override.getByRole('button', { name: 'Issue key and end the others' }).click();
  await issuer.getByText('The key has arrived on every phone.').waitFor();
  await rowWith(issuer, 'On iPhone 15').getByText('Done').waitFor();

  // 000, a new phone: its key arrives without an action.
  const phones = await openSection(page, 'Phones');
  await phones.getByRole('button', { name: 'New phone' }).click();
  await phones.getByText('Waiting for the new phone…').waitFor();
  await phones.getByRole('button', { name: 'Simulate a phone' }).click();
  await phones.getByText(/^Samsung Galaxy S10 is here/).waitFor();
  const arriving = phones.getByRole('list', { name: 'Keys on Samsung Galaxy S10' }).getByRole('listitem');
  await arriving.filter({ hasText: 'Front Door · Room 207' }).filter({ hasText: 'Active' }).waitFor();
  await phones.getByRole('button', { name: 'Done' }).click();

  // 000, a phone by its id, which the guest's app knows.
  const { phones: known } = await ask<{ phones: { device_id: string; display_name: string }[] }>(
    page,
    '/phones/list',
    { owner_user_identity_id: user_identity_id },
  );
  await phones.getByText('Find a phone by its id').click();
  await phones
    .getByLabel('Phone id')
    .fill(known.find(({ display_name }) => display_name === 'iPhone 15')!.device_id);
  await phones.getByRole('button', { name: 'Find', exact: true }).click();
  await phones.locator('[aria-current=true]').getByText('iPhone 15').waitFor();
  await phones.getByLabel('Phone id').fill('00000000-0000-4000-8000-000000000000');
  await phones.getByRole('button', { name: 'Find', exact: true }).click();
  await phones.getByText(/^There is no phone with this id/).waitFor();

  // 000, a lost phone: the dialog lists the keys that stop, each is followed until its end, and the app signs out.
  const expires_at = new Date(Date.now() + 3_600_000).toISOString();
  await ask(page, '/client_sessions/create', { user_identity_id, expires_at });
  await phones.getByRole('button', { name: 'Deactivate iPhone 15' }).click();
  const lost = page.getByRole('dialog', { name: 'Deactivate “iPhone 15”?' });
  await lost.getByRole('listitem').filter({ hasText: 'Front Door · Room 207' }).waitFor();
  await lost.getByText('Samsung Galaxy S10 keeps its keys.').waitFor();
  assert.ok(
    await lost.getByRole('checkbox', { name: 'Also end this person’s app sessions (1)' }).isChecked(),
  );
  await lost.getByRole('button', { name: 'Deactivate phone' }).click();
  const following = phones.getByRole('region', { name: 'Deactivating iPhone 15' });
  await following.getByText('iPhone 15 is deactivated.').waitFor();
  const removed = following.getByRole('listitem').filter({ hasText: 'Removed from the access system' });
  await removed.filter({ hasText: 'Front Door · Room 207' }).waitFor();
  await following.getByRole('listitem').filter({ hasText: 'App session' }).getByText('Ended').waitFor();
  await following.getByRole('button', { name: 'Close' }).click();
  await phones.getByText('1 phone', { exact: true }).waitFor();
  await openSection(page, 'Sessions');
  await page.getByText('No sessions').waitFor();

  // The stay is extended, and then ends.
  const keys = await openSection(page, 'Keys');
  const key = rowWith(keys, 'Front Door · Room 207');
  await key
    .getByRole('list', { name: 'Front Door · Room 207 on each phone' })
    .getByText('Active')
    .first()
    .waitFor();
  await key
    .getByText(/Jul 16, 2031/)
    .first()
    .waitFor();
  await key.getByRole('button', { name: 'Change end of Front Door · Room 207' }).click();
  const end = page.getByRole('dialog', { name: 'When does “Front Door · Room 207” end?' });
  await end.getByLabel('End').fill('2031-07-18T11:00');
  await end.getByRole('button', { name: 'Save' }).click();
  await key
    .getByText(/Jul 18, 2031/)
    .first()
    .waitFor();
  await key.getByRole('button', { name: 'Delete Front Door · Room 207' }).click();
  const deletion = page.getByRole('dialog', { name: 'Delete “Front Door · Room 207”?' });
  await deletion.getByText('It is taken off Samsung Galaxy S10 and stops working there.').waitFor();
  await deletion.getByRole('button', { name: 'Delete credential' }).click();
  await key.waitFor({ state: 'detached' });

  assert.deepEqual(unexpected(complaints, /404 \(Not Found\)/), []);
  await page.close();
});

test('the same with the keyboard alone', async () => {
  const { page, complaints } = await openPage(browser, demo.url);
  const { keyboard } = page;
  const go = (to: RegExp, key?: string) => enter(page, to, key);
  const nextTab = async (name: string) => {
    await keyboard.press('ArrowRight');
    await page.getByRole('tabpanel', { name, exact: true }).getByRole('heading').first().waitFor();
  };

  await page.getByRole('grid').getByRole('row').nth(5).waitFor();
  await tabTo(page, /^Search people$/);
  await keyboard.type('juergen');
  await page.getByText(/^1 person/).waitFor();
  await keyboard.press('ArrowDown');
  await go(/^Jürgen Groß|Select Jürgen Groß/);
  await page.getByRole('heading', { name: 'Jürgen Groß', exact: true }).waitFor();

  await tabTo(page, /^Profile$/);
  for (const name of ['Access systems', 'Phones', 'Keys']) await nextTab(name);
  await keyboard.press('ArrowRight');
  const issuer = page.getByRole('tabpanel', { name: 'Issue a key', exact: true });
  await issuer.getByRole('combobox', { name: 'Access system' }).waitFor();
  await tabTo(page, /^Access system$/);
  await keyboard.type('Harbour');
  await issuer
    .getByRole('option', { name: 'Linen Store' })
    .or(issuer.getByRole('option', { name: 'Room 208' }))
    .waitFor();
  await tabTo(page, /^Doors/);
  await keyboard.type('208');
  await issuer.getByRole('option', { name: 'Room 201' }).waitFor({ state: 'detached' });
  await keyboard.press('Enter');
  await issuer.getByText('Chosen: Room 208').waitFor();
  await go(/^Issue key$/);
  await issuer.getByText('The key has arrived on every phone.').waitFor();

  await tabTo(page, /^Issue a key$/, 'Shift+Tab');
  await keyboard.press('ArrowLeft');
  await keyboard.press('ArrowLeft');
  const phones = page.getByRole('tabpanel', { name: 'Phones', exact: true });
  await phones.getByRole('button', { name: 'Deactivate Pixel 10' }).waitFor();
  await phones.getByText('Room 208').first().waitFor(); // the name of the key is loaded, so the question contains it
  const { phones: known } = await ask<{ phones: { device_id: string }[] }>(page, '/phones/list', {
    owner_user_identity_id: personIn(page),
  });
  await go(/^Find a phone by its id$/);
  await tabTo(page, /^Phone id$/);
  await keyboard.type(known[0]!.device_id);
  await go(/^Find$/);
  await phones.locator('[aria-current=true]').getByText('Pixel 10').waitFor();
  assert.match(await focused(page), /^Pixel 10/);
  await go(/^Deactivate Pixel 10$/);
  await page.getByRole('dialog').getByText('Room 208').waitFor();
  assert.equal(await focused(page), 'Cancel');
  await go(/^Deactivate phone$/);
  await phones.getByText('Pixel 10 is deactivated.').waitFor();
  await phones.getByText('No phones yet').waitFor();
  assert.equal(await focused(page), 'Phones'); // the focus is on the heading, because the phone's row is gone
  await go(/^Close$/);
  await phones.getByRole('button', { name: 'Close', exact: true }).waitFor({ state: 'detached' });
  assert.equal(await focused(page), 'Phones');

  await page.keyboard.press('Shift+Tab');
  await tabTo(page, /^Phones$/, 'Shift+Tab');
  await keyboard.press('ArrowRight');
  const keys = page.getByRole('tabpanel', { name: 'Keys', exact: true });
  await rowWith(keys, 'Room 208').getByText('Waiting for a phone').waitFor();
  await go(/^Delete Room 208$/);
  await go(/^Delete credential$/);
  await rowWith(keys, 'Room 208').waitFor({ state: 'detached' });

  // By then, the requested id belongs to no phone.
  assert.deepEqual(unexpected(complaints, /404 \(Not Found\)/), []);
  await page.close();
});

test('an enrollment automation is launched, listed and deleted in a workspace with this feature', async () => {
  const { page, complaints } = await openPage(browser, demo.url);
  await openPerson(page, 'Zoë Lefèvre-Dûchâtel');
  await page.getByText('For older workspaces').click();
  const automations = page.locator('#automations');
  await automations.getByText('No enrollment automations').waitFor();
  await automations
    .getByRole('combobox', { name: 'Credential manager' })
    .selectOption('Harbour House Mobile Access');
  await automations.getByRole('button', { name: 'Launch' }).click();
  await automations.getByText('Launched with Harbour House Mobile Access.').waitFor();
  await automations.getByRole('button', { name: /^Delete the automation with Harbour House/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete automation' }).click();
  await automations.getByText('No enrollment automations').waitFor();
  assert.deepEqual(complaints, []);
  await page.close();
});

test('an Instant Key is shown once, and deleted', async () => {
  const { page, complaints } = await openPage(browser, demo.url);
  await openPerson(page, 'Zoë Lefèvre-Dûchâtel');
  const keys = await openSection(page, 'Instant Keys');
  await keys.getByText('No Instant Keys').waitFor();
  await keys.getByRole('button', { name: 'Create Instant Key' }).click();
  const made = page.getByRole('dialog', { name: 'Instant Key created' });
  await made.getByRole('button', { name: 'Show QR code' }).click();
  await made.getByRole('img', { name: 'QR code of the link' }).waitFor();
  assert.ok(!(await made.innerText()).includes('https:'));
  await made.getByRole('button', { name: 'Show link' }).click();
  await made.getByText(/^https:/).waitFor();
  await made.getByRole('button', { name: 'Done' }).click();
  await keys.getByRole('button', { name: /^Delete the key created/ }).click();
  assert.ok(!(await page.locator('body').innerText()).includes('https:'));
  await page.getByRole('dialog').getByRole('button', { name: 'Delete Instant Key' }).click();
  await keys.getByText('No Instant Keys').waitFor();
  assert.deepEqual(complaints, []);
  await page.close();
});

// ---- With only a client session ----

const elements = [
  'seam-phone-manager',
  'seam-credential-list',
  'seam-credential-issuer',
  'seam-enrollment-automations',
  'seam-instant-keys',
];

/** Calls Seam as the host's own server does, with its API key. */
async function seam<Answer>(path: string, params: object): Promise<Answer> {
  const response = await sandbox.fetch(
    new Request(`https://connect.getseam.com${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${sandbox.credentials.apiKey}`,
      },
      body: JSON.stringify(params),
    }),
  );
  assert.ok(response.ok, path);
  return (await response.json()) as Answer;
}

/** All elements, with the sandbox's client session. */
async function openAlone(): Promise<Awaited<ReturnType<typeof openPage>> & { user_identity_id: string }> {
  const { user_identity } = await seam<{ user_identity: { user_identity_id: string } }>(
    '/user_identities/get',
    { user_identity_key: 'room-214' },
  );
  const { user_identity_id } = user_identity;
  body = `<seam-session endpoint="/seam-api" client-session-token="${sandbox.credentials.clientSessionToken}">
    ${elements.map((tag) => `<${tag} user-identity-id="${user_identity_id}"></${tag}>`).join('')}
  </seam-session>`;
  return { ...(await openPage(browser, host.url)), user_identity_id };
}

test('with only a client session, everything that Seam permits works, and everything else shows the reason', async () => {
  const { page, complaints, user_identity_id } = await openAlone();
  const why = 'This needs the gateway: Seam does not allow it with a client session alone.';

  // Credentials are shown, with the entrances that Seam returns, and cannot be changed.
  const keys = page.locator('seam-credential-list');
  await keys.getByText('2 credentials').waitFor();
  await keys.getByText(why).first().waitFor();
  for (const name of [/^Change end of/, /^Delete/]) {
    const buttons = await keys.getByRole('button', { name }).all();
    assert.ok(buttons.length > 0);
    for (const button of buttons) assert.equal(await button.getAttribute('aria-disabled'), 'true');
  }

  // The elements for issuing and for Instant Keys say that this is not possible.
  for (const tag of ['seam-credential-issuer', 'seam-instant-keys']) {
    await page.locator(tag).getByText(why).waitFor();
    assert.equal(await page.locator(tag).getByRole('button').count(), 0);
  }

  // Enrollment automations are shown, and cannot be launched.
  const automations = page.locator('seam-enrollment-automations');
  await automations.getByText('No enrollment automations').waitFor();
  await automations.getByText(why).waitFor();
  assert.equal(await automations.getByRole('button').count(), 0);

  // A phone is not shown, but can be deactivated by its id; the list of keys then shows that its key is gone.
  const phones = page.locator('seam-phone-manager');
  await phones.getByText(/^Seam does not show phones to a client session alone/).waitFor();
  const onPhones = phones.getByRole('list', { name: 'Keys on phones' }).getByRole('listitem');
  await onPhones.nth(3).waitFor();
  const { phones: known } = await seam<{ phones: { device_id: string; display_name: string }[] }>(
    '/phones/list',
    { owner_user_identity_id: user_identity_id },
  );
  const { device_id } = known.find(({ display_name }) => display_name === 'Pixel 9a')!;
  await phones.getByLabel('Phone id').fill(device_id);
  await phones.getByRole('button', { name: 'Deactivate phone' }).click();
  const lost = page.getByRole('dialog');
  assert.ok(await lost.getByRole('checkbox').isDisabled());
  await lost.getByText(why).waitFor();
  await lost.getByRole('button', { name: 'Deactivate phone' }).click();
  await phones.getByText(`${device_id} is deactivated.`).waitFor();
  await phones.getByText(/^The app on this phone may still be signed in/).waitFor();
  await onPhones.nth(2).waitFor({ state: 'detached' });

  assert.deepEqual(complaints, []);
  await page.close();
});

test('a workspace without enrollment automations shows one neutral sentence', async () => {
  const path = '/user_identities/enrollment_automations/list';
  const restore = sandbox.faults.add({ path, status: 404 });
  const { page } = await openAlone();
  const automations = page.locator('seam-enrollment-automations');
  await automations
    .getByText('This workspace has no enrollment automations any more: Seam enrols phones by itself.')
    .waitFor();
  assert.equal(await automations.getByRole('alert').count(), 0);
  assert.equal(await automations.getByRole('button').count(), 0);
  restore();
  await page.close();
});
