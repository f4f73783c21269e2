// A person in the dashboard of `npm start`, from creation to removal: once with the keyboard alone, and once with the
// mouse.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright';
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

test('a person is created, found, opened, added to an access system, edited and removed with the keyboard alone', async () => {
  const { page, complaints } = await openPage(browser, demo.url);
  await page.getByRole('grid').getByRole('row').nth(5).waitFor();

  await enter(page, /^New person$/);
  await page.getByRole('textbox', { name: 'Full name' }).waitFor();
  await tabTo(page, /^Full name/);
  await page.keyboard.type('Keyboard Kim');
  await tabTo(page, /^Email address/);
  await page.keyboard.type('kim.keyboard@example.com');
  await page.keyboard.press('Enter');
  await page.getByText('Keyboard Kim was created.').waitFor();
  assert.equal(await focused(page), 'New person');

  await tabTo(page, /^Search people$/, 'Shift+Tab');
  await page.keyboard.type('kim.keyboard');
  await page.getByText(/^1 person/).waitFor();
  await page.keyboard.press('ArrowDown');
  await enter(page, /^Keyboard Kim|Select Keyboard Kim/);
  await page.getByRole('heading', { name: 'Keyboard Kim', exact: true }).waitFor();

  await tabTo(page, /^Profile$/);
  await page.keyboard.press('ArrowRight');
  await page.getByRole('tabpanel', { name: 'Access systems' }).waitFor();
  await page.getByRole('button', { name: 'Create user' }).waitFor();
  await enter(page, /^Create user$/);
  await page.getByRole('combobox', { name: 'Access system' }).waitFor();
  await tabTo(page, /^Access system$/);
  await page.keyboard.type('Mill Court Salto');
  const choice = page.getByRole('option', { name: /^Mill Court Salto/ });
  await choice.waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('option', { name: /^Mill Court Salto/, selected: true }).waitFor();
  await enter(page, /^Create user$/);
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByText('1 access system').waitFor();

  await tabTo(page, /^Access systems$/, 'Shift+Tab');
  await page.keyboard.press('ArrowLeft');
  await page.getByRole('textbox', { name: 'Full name' }).waitFor();
  await tabTo(page, /^Full name/);
  await page.keyboard.press('End');
  await page.keyboard.type(' Junior');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Keyboard Kim Junior', exact: true }).waitFor();

  await enter(page, /^Remove…$/, 'Shift+Tab');
  const sure = page.getByRole('checkbox', { name: /understand/ });
  await sure.waitFor();
  await page.getByText('Mill Court').first().waitFor();
  await tabTo(page, /understand/);
  await page.keyboard.press('Space');
  await enter(page, /^Remove Keyboard Kim Junior$/);
  await page.getByRole('button', { name: 'Close', exact: true }).waitFor();
  await enter(page, /^Close$/);
  await page.getByText('Nobody chosen').first().waitFor();
  await page.getByText('Nobody matches “kim.keyboard”').waitFor();
  // After the removal, requests about the person fail with 404.
  assert.deepEqual(
    complaints.filter((text) => !text.includes('404 (Not Found)')),
    [],
  );
  await page.close();
});

test('the same with the mouse', async () => {
  const { page, complaints } = await openPage(browser, demo.url);
  await page.getByRole('grid').getByRole('row').nth(5).waitFor();
  await page.getByRole('button', { name: 'New person' }).click();
  await page.getByRole('textbox', { name: 'Full name' }).fill('Mouse Mia');
  await page.getByRole('button', { name: 'Create person' }).click();
  await page.getByText('Mouse Mia was created.').waitFor();
  await page.getByRole('searchbox').first().fill('Mouse Mia');
  await page.getByText(/^1 person/).waitFor();
  await page.getByRole('row', { name: /Mouse Mia/ }).click();
  await page.getByRole('heading', { name: 'Mouse Mia', exact: true }).waitFor();
  for (const name of [
    'Access systems',
    'Phones',
    'Keys',
    'Issue a key',
    'Instant Keys',
    'Devices',
    'Sessions',
  ]) {
    await page.getByRole('tab', { name, exact: true }).click();
    await page.getByRole('tabpanel', { name, exact: true }).getByRole('heading').first().waitFor();
  }
  await page.getByRole('checkbox', { name: 'Select Mouse Mia' }).check();
  await page.locator('#people').getByRole('button', { name: 'Remove…' }).click();
  await page.getByRole('checkbox', { name: /understand/ }).check();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Remove/ })
    .click();
  await page.getByText('Nobody matches “Mouse Mia”').waitFor({ timeout: 40_000 });
  // After the removal, requests about the person fail with 404.
  assert.deepEqual(
    complaints.filter((text) => !text.includes('404 (Not Found)')),
    [],
  );
  await page.close();
});
