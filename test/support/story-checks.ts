// Checks a finished story against WCAG 2.2 AA, in each look that a user may have chosen.
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
/** The width that is left of 1280 px at a zoom of 400 %. */
const narrow = { width: 320, height: 800 };
const usual = { width: 1000, height: 800 };

/** Returns a line for each problem of the story. Restores the look of the page. */
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

/** Runs in the page. Finds animations that run although the user asked for reduced motion. */
function moving(): string[] {
  return document
    .getAnimations()
    .filter(({ playState, effect }) => playState === 'running' && effect!.getTiming().iterations === Infinity)
    .map((animation) => `moves: ${(animation as CSSAnimation).animationName}`);
}

/** Runs in the page. Checks whether the page must be scrolled horizontally. */
function tooWide(): string[] {
  const { clientWidth, scrollWidth } = document.documentElement;
  return scrollWidth > clientWidth ? [`${scrollWidth} px wide`] : [];
}

/** Runs in the page. Finds texts that are cut off with the line and letter spacing of WCAG 1.4.12. */
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
      clipPath === 'none' && // only for screen readers
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
