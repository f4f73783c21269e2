// What WCAG 2.2 AA asks of a story that has come to its end, in each look a reader may have chosen.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright';

declare global {
  interface Window {
    axe: { run(where: string, options?: RunOptions): Promise<AxeResults> };
  }
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const themes = ['light', 'dark'];
const directions = ['ltr', 'rtl'];
/** What 400 % of 1280 px leaves. */
const narrow = { width: 320, height: 800 };
const usual = { width: 1000, height: 800 };

/** What is wrong with the story in the page, a line for each; the page is left as it was. */
export async function accessibilityProblems(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe);
  const problems: string[] = [];
  const look = async (name: string) => {
    for (const problem of await violations(page)) problems.push(`${name}: ${problem}`);
  };
  for (const theme of themes)
    for (const direction of directions) {
      await dress(page, theme, direction);
      await look(`${theme}, ${direction}`);
    }
  await dress(page, 'light', 'ltr');

  await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
  await look('forced colours');
  problems.push(...(await page.evaluate(moving)));
  await page.emulateMedia({ forcedColors: null, reducedMotion: null });

  await page.setViewportSize(narrow);
  for (const direction of directions) {
    await dress(page, 'light', direction);
    problems.push(...(await page.evaluate(tooWide)).map((problem) => `320 px, ${direction}: ${problem}`));
  }
  await dress(page, 'light', 'ltr');
  problems.push(...(await page.evaluate(cutOffOnceSpaced)).map((problem) => `spaced text: ${problem}`));
  await page.setViewportSize(usual);
  return problems;
}

/** Shows the story in a theme and a direction. */
export const dress = (page: Page, theme: string, direction: string) =>
  page.evaluate(
    ([scheme, dir]) => {
      const story = document.querySelector<HTMLElement>('#storybook-root div[dir]')!;
      document.documentElement.style.colorScheme = story.style.colorScheme = scheme!;
      document.documentElement.dir = story.dir = dir!;
    },
    [theme, direction],
  );

const violations = (page: Page) =>
  page.evaluate(async () => {
    const found = await window.axe.run('#storybook-root', {
      rules: { 'target-size': { enabled: true } },
      resultTypes: ['violations'],
    });
    return found.violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.flat().join(' ')} ${failureSummary}`),
    );
  });

/** Runs in the page: what moves although the reader wants less of it. */
function moving(): string[] {
  return document
    .getAnimations()
    .filter(({ playState, effect }) => playState === 'running' && effect!.getTiming().iterations === Infinity)
    .map((animation) => `moves: ${(animation as CSSAnimation).animationName}`);
}

/** Runs in the page: what would have to be scrolled sideways. */
function tooWide(): string[] {
  const { clientWidth, scrollWidth } = document.documentElement;
  return scrollWidth > clientWidth ? [`${scrollWidth} px wide`] : [];
}

/** Runs in the page: what is no longer whole where a reader sets lines and letters as far apart as WCAG 1.4.12 has it. */
function cutOffOnceSpaced(): string[] {
  const spacing = new CSSStyleSheet();
  spacing.replaceSync(`* {
    line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important;
  }
  p { margin-block-end: 2em !important; }`);
  const roots: (Document | ShadowRoot)[] = [document];
  const elements: Element[] = [];
  for (const root of roots)
    for (const element of root.querySelectorAll('*')) {
      elements.push(element);
      if (element.shadowRoot) roots.push(element.shadowRoot);
    }
  for (const root of roots) root.adoptedStyleSheets.push(spacing);
  const cutOff = elements.filter((element) => {
    const { overflowY, clipPath } = getComputedStyle(element);
    return (
      ['hidden', 'clip'].includes(overflowY) &&
      clipPath === 'none' && // for screen readers alone
      element.checkVisibility() &&
      element.textContent?.trim() &&
      element.scrollHeight > element.clientHeight + 1
    );
  });
  const problems = cutOff.map(
    ({ className, textContent }) => `${className} is cut off: ${textContent?.trim()}`,
  );
  for (const root of roots) root.adoptedStyleSheets.splice(root.adoptedStyleSheets.indexOf(spacing), 1);
  return problems;
}
