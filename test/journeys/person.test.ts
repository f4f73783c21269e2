// The life of a person in the dashboard of `npm start`, from first day to last: once with the keyboard alone, and
// once with the mouse.
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright';
import { launchBrowser, openPage } from '../support/host.js';

let browser: Browser;
let demo: ChildProcess;
let dashboard: string;

before(async () => {
  browser = await launchBrowser();
  demo = spawn(process.execPath, ['dist/cli/index.js', 'demo', '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, SEAM_API_KEY: '' },
  });
  const [line] = (await once(createInterface(demo.stdout!), 'line')) as [string];
  dashboard = /^Dashboard: (\S+)$/.exec(line)![1]!;
});

after(async () => {
  demo.kill('SIGINT');
  await once(demo, 'exit');
  await browser.close();
});

/** What has the focus, however deep, as a person would name it. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    if (!element) return '';
    const { labels } = element as HTMLInputElement;
    const label = element.getAttribute('aria-label') ?? labels?.[0]?.textContent ?? element.textContent ?? '';
    return label.replace(/\s+/g, ' ').trim();
  });

/** Presses Tab until that has the focus. */
async function tabTo(page: Page, wanted: RegExp, key = 'Tab'): Promise<void> {
  const passed: string[] = [];
  for (let presses = 0; presses < 80; presses++) {
    if (wanted.test(await focused(page))) return;
    passed.push(await focused(page));
    await page.keyboard.press(key);
  }
  assert.fail(`Tab never came to ${wanted}, only to ${passed.join(' | ')}`);
}

test('a person is created, found, opened, added to an access system, edited and removed with the keyboard alone', async () => {
  const { page, complaints } = await openPage(browser, dashboard);
  await page.getByRole('grid').getByRole('row').nth(5).waitFor();

  await tabTo(page, /^New person$/);
  await page.keyboard.press('Enter');
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
  await tabTo(page, /^Keyboard Kim|Select Keyboard Kim/);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Keyboard Kim', exact: true }).waitFor();

  await tabTo(page, /^Profile$/);
  await page.keyboard.press('ArrowRight');
  await page.getByRole('tabpanel', { name: 'Access systems' }).waitFor();
  await page.getByRole('button', { name: 'Create user' }).waitFor();
  await tabTo(page, /^Create user$/);
  await page.keyboard.press('Enter');
  const system = page.getByRole('combobox');
  await system.waitFor();
  await tabTo(page, /access system/i);
  await page.keyboard.type('Mill Court Salto');
  const choice = page.getByRole('option', { name: /^Mill Court Salto/ });
  await choice.waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('option', { name: /^Mill Court Salto/, selected: true }).waitFor();
  await tabTo(page, /^Create user$/);
  await page.keyboard.press('Enter');
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

  await tabTo(page, /^Remove…$/, 'Shift+Tab');
  await page.keyboard.press('Enter');
  const sure = page.getByRole('checkbox', { name: /understand/ });
  await sure.waitFor();
  await page.getByText('Mill Court').first().waitFor();
  await tabTo(page, /understand/);
  await page.keyboard.press('Space');
  await tabTo(page, /^Remove Keyboard Kim Junior$/);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Close', exact: true }).waitFor();
  await tabTo(page, /^Close$/);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Nobody chosen' }).waitFor({ state: 'attached' });
  await page.getByText('Nobody matches “kim.keyboard”').waitFor();
  // Of a person who has gone, whoever asks hears so.
  assert.deepEqual(
    complaints.filter((text) => !text.includes('404 (Not Found)')),
    [],
  );
  await page.close();
});

test('and with the mouse', async () => {
  const { page, complaints } = await openPage(browser, dashboard);
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
  // Of a person who has gone, whoever asks hears so.
  assert.deepEqual(
    complaints.filter((text) => !text.includes('404 (Not Found)')),
    [],
  );
  await page.close();
});
