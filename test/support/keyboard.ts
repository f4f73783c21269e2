import assert from 'node:assert/strict';
import type { Page } from 'playwright';

/** As a person would name it: what has the focus, however deep, and after it what could have it. */
const names = (page: Page): Promise<[string, ...string[]]> =>
  page.evaluate(() => {
    let focused = document.activeElement ?? document.body;
    while (focused.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
    const all = [focused, ...document.querySelectorAll('*')];
    // What is in a shadow root is looked through in its turn.
    for (const { shadowRoot } of all) if (shadowRoot) all.push(...shadowRoot.querySelectorAll('*'));
    return all
      .filter(
        (element) => element === focused || element.matches('button, input, select, summary, [tabindex]'),
      )
      .map((element) => {
        const label = (element as HTMLInputElement).labels?.[0];
        const name = element.ariaLabel ?? label?.textContent ?? element.textContent ?? '';
        return name.replace(/\s+/g, ' ').trim();
      }) as [string, ...string[]];
  });

/** What has the focus, however deep. */
export const focused = async (page: Page): Promise<string> => (await names(page))[0];

/** Presses Tab until that has the focus, once it is there. */
export async function tabTo(page: Page, wanted: RegExp, key = 'Tab'): Promise<void> {
  const until = performance.now() + 60_000;
  for (;;) {
    const [, ...all] = await names(page);
    if (all.some((name) => wanted.test(name))) break;
    if (performance.now() > until) assert.fail(`There is no ${wanted}, only ${all.join(' | ')}`);
  }
  const passed = new Set<string>();
  for (let presses = 0; presses < 80; presses++) {
    const name = await focused(page);
    if (wanted.test(name)) return;
    passed.add(name);
    await page.keyboard.press(key);
  }
  assert.fail(`Tab never came to ${wanted}, only to ${[...passed].join(' | ')}`);
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
