import assert from 'node:assert/strict';
import type { Page } from 'playwright';

/** What has the focus, however deep, as a person would name it. */
export const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    if (!element) return '';
    const { labels } = element as HTMLInputElement;
    const label = element.getAttribute('aria-label') ?? labels?.[0]?.textContent ?? element.textContent ?? '';
    return label.replace(/\s+/g, ' ').trim();
  });

/** Presses Tab until that has the focus. */
export async function tabTo(page: Page, wanted: RegExp, key = 'Tab'): Promise<void> {
  const passed: string[] = [];
  for (let presses = 0; presses < 80; presses++) {
    if (wanted.test(await focused(page))) return;
    passed.push(await focused(page));
    await page.keyboard.press(key);
  }
  assert.fail(`Tab never came to ${wanted}, only to ${passed.join(' | ')}`);
}

/** Presses Tab until that has the focus, and Enter once it does something. */
export async function enter(page: Page, wanted: RegExp, key?: string): Promise<void> {
  await tabTo(page, wanted, key);
  await page.waitForFunction(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return element && !element.ariaDisabled && !element.ariaBusy;
  });
  await page.keyboard.press('Enter');
}
