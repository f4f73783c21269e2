// With the keyboard alone, the tasks that other journeys do with the mouse: devices, sessions, Instant Keys,
// automations, the end time of a key, a suspended and an unlinked user, the activity feed.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright';
import { startDemo, type Demo } from '../support/demo.js';
import { launchBrowser, openPage } from '../support/host.js';
import { enter, focused, tabTo } from '../support/keyboard.js';

let browser: Browser;
let demo: Demo;

before(async () => {
  browser = await launchBrowser();
  demo = await startDemo();
});

after(async () => {
  await demo.stop();
  await browser.close();
});

async function openPerson(search: string, name: string) {
  const { page, complaints } = await openPage(browser, demo.url);
  await page.getByRole('grid').getByRole('row').nth(5).waitFor();
  await tabTo(page, /^Search people$/);
  await page.keyboard.type(search);
  await page.getByText(/^1 person/).waitFor();
  await page.keyboard.press('ArrowDown');
  await enter(page, new RegExp(`^(Select )?${name}`));
  await page.getByRole('heading', { name, exact: true }).waitFor();
  await tabTo(page, /^Profile$/);
  return { page, complaints };
}

/** Moves from the focused tab to another. */
async function openSection(page: Page, name: string) {
  while ((await focused(page)) !== name) await page.keyboard.press('ArrowRight');
  const panel = page.getByRole('tabpanel', { name, exact: true });
  await panel.getByRole('heading').first().waitFor();
  return panel;
}

test('a device is granted, unlocked and revoked with the keyboard alone', async () => {
  const { page, complaints } = await openPerson('aiko', 'Aiko Tanaka');
  const panel = await openSection(page, 'Devices');
  await panel.getByText('3 devices').waitFor();

  await enter(page, /^Grant access$/);
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('option', { name: /^Server Room/ }).waitFor();
  await tabTo(page, /^Search by name or place$/);
  await page.keyboard.type('server r');
  await dialog.getByRole('option', { name: 'Room 214' }).waitFor({ state: 'detached' });
  await dialog.getByRole('option', { name: /^Server Room/ }).waitFor();
  await page.keyboard.press('Enter');
  await dialog.getByText('Chosen: Server Room').waitFor();
  await enter(page, /^Grant access$/);
  await panel.getByText('4 devices').waitFor();
  assert.equal(await focused(page), 'Grant access');

  await enter(page, /^Unlock Room 214$/);
  await panel.getByText('Room 214 was unlocked.').waitFor();
  await enter(page, /^Revoke access to Server Room$/);
  await dialog.waitFor();
  assert.equal(await focused(page), 'Cancel');
  await enter(page, /^Revoke access$/);
  await panel.getByText('3 devices').waitFor();
  assert.deepEqual(complaints, []);
  await page.close();
});

test('a session and an Instant Key are created, ended and deleted with the keyboard alone', async () => {
  const { page, complaints } = await openPerson('zoe', 'Zoë Lefèvre-Dûchâtel');
  const sessions = await openSection(page, 'Sessions');
  await sessions.getByText('No sessions').waitFor();
  for (const end of ['Revoke', 'Delete']) {
    await enter(page, /^New session$/);
    await enter(page, /^Create session$/);
    await page.getByRole('dialog', { name: 'The session’s token' }).waitFor();
    await enter(page, /^Done$/);
    await sessions.getByText('1 active of 1').waitFor();
    await enter(page, new RegExp(`^${end} the session created`));
    await page.getByRole('dialog').waitFor();
    assert.equal(await focused(page), 'Cancel');
    await enter(page, new RegExp(`^${end} session$`));
    await sessions.getByText('No sessions').waitFor();
    assert.equal(await focused(page), 'App sessions');
  }

  await tabTo(page, /^Sessions$/, 'Shift+Tab');
  while ((await focused(page)) !== 'Instant Keys') await page.keyboard.press('ArrowLeft');
  const keys = page.getByRole('tabpanel', { name: 'Instant Keys', exact: true });
  await keys.getByText('No Instant Keys').waitFor();
  await enter(page, /^Create Instant Key$/);
  await page.getByRole('dialog', { name: 'Instant Key created' }).waitFor();
  await enter(page, /^Done$/);
  await enter(page, /^Delete the key created/);
  await enter(page, /^Delete Instant Key$/);
  await keys.getByText('No Instant Keys').waitFor();
  assert.deepEqual(complaints, []);
  await page.close();
});

test('an ACS user is suspended and unlinked, and the events are read, with the keyboard alone', async () => {
  const { page, complaints } = await openPerson('osullivan', 'Margaret O’Sullivan');
  const links = await openSection(page, 'Access systems');
  await enter(page, /^Suspend: Margaret O’Sullivan · Harbour House$/);
  await enter(page, /^Suspend user$/);
  const unsuspend = links.getByRole('button', { name: 'Unsuspend: Margaret O’Sullivan · Harbour House' });
  await unsuspend.waitFor();
  await enter(page, /^Unlink: Margaret O’Sullivan · Harbour House$/);
  await page.getByRole('dialog').waitFor();
  assert.equal(await focused(page), 'Cancel');
  await enter(page, /^Unlink user$/);
  await unsuspend.waitFor({ state: 'detached' });

  await tabTo(page, /^Access systems$/, 'Shift+Tab');
  const activity = await openSection(page, 'Activity');
  await activity.getByRole('button', { name: 'Access systems' }).waitFor();
  await tabTo(page, /^Access systems$/);
  await page.keyboard.press('Space');
  await activity.getByRole('button', { name: 'Access systems', pressed: true }).waitFor();
  assert.deepEqual(complaints, []);
  await page.close();
});

test('the end of a key is moved by a year with the keyboard alone', async () => {
  const { page, complaints } = await openPerson('aiko', 'Aiko Tanaka');
  const keys = await openSection(page, 'Keys');
  const until = keys.getByText(/until /).first();
  const [year] = /\d{4}/.exec((await until.innerText()).split('until ')[1]!)!;
  await enter(page, /^Change end of .*Room 214$/);
  await page.getByRole('dialog').waitFor();
  assert.equal(await focused(page), 'End');
  // The year is the third part, after month and day in any order.
  for (const key of ['ArrowRight', 'ArrowRight', 'ArrowUp']) await page.keyboard.press(key);
  await enter(page, /^Save$/);
  await keys
    .getByText(new RegExp(`until .*${Number(year) + 1}`))
    .first()
    .waitFor();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  assert.match(await focused(page), /^Change end of .*Room 214$/);
  assert.deepEqual(complaints, []);
  await page.close();
});

test('an enrollment automation is launched and deleted with the keyboard alone', async () => {
  const { page, complaints } = await openPerson('zoe', 'Zoë Lefèvre-Dûchâtel');
  await enter(page, /^For older workspaces$/);
  const automations = page.locator('#automations');
  await automations.getByText('No enrollment automations').waitFor();
  await automations.locator('option').filter({ hasText: 'Harbour House' }).waitFor({ state: 'attached' });
  await tabTo(page, /^Credential manager/);
  await page.keyboard.type('Harbour');
  await enter(page, /^Launch$/);
  await automations.getByText('Launched with Harbour House Mobile Access.').waitFor();
  await enter(page, /^Delete the automation with Harbour House/, 'Shift+Tab');
  await enter(page, /^Delete automation$/);
  await automations.getByText('No enrollment automations').waitFor();
  assert.deepEqual(complaints, []);
  await page.close();
});
