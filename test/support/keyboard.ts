import assert from 'node:assert/strict';
import type { Page } from 'playwright';

/**
 * Names elements as a person would: first the one that has the focus, in any shadow root, then all that can have it.
 */
const names = (page: Page): Promise<[string, ...string[]]> =>
  page.evaluate(() => {
    let focused = document.activeElement ?? document.body;
    while (focused.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
    const all = [focused, ...document.querySelectorAll('*')];
    // The loop also reaches the elements that it adds.
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

/** The name of the element that has the focus, in any shadow root. */
export const focused = async (page: Page): Promise<string> => (await names(page))[0];

/** Waits until the element exists, and presses Tab until it has the focus. */
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

/** Presses Tab until the element has the focus, and Enter when it is enabled. */
export async function enter(page: Page, wanted: RegExp, key?: string): Promise<void> {
  await tabTo(page, wanted, key);
  await page.waitForFunction(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return element && !element.ariaDisabled && !element.ariaBusy;
  });
  await page.keyboard.press('Enter');
}
