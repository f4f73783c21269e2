// Checks a story in pseudo-English: each phrase is in brackets, and 40% longer.
import type { Page } from 'playwright';

declare global {
  interface Window {
    /** All texts in the responses of the story's server. */
    answered: Set<string>;
    strayWords(): string[];
    clipped(): string[];
  }
}

const pseudoLocale = 'en-XA';
/** A narrow width, where long texts have the least space, and a usual one. */
const widths = [360, 1000];
const height = 800;

/** Runs in a page before everything else. Records the texts in responses, because they are data, not our words. */
export const keepAnswers = `
  window.answered = new Set();
  const keep = (value) => {
    if (typeof value === 'string') answered.add(value.trim());
    else if (value && typeof value === 'object') Object.values(value).forEach(keep);
  };
  // What an error says of itself is for whoever looks into it, and stands folded away.
  document.addEventListener('seam-error', ({ detail }) => keep(detail.message));
  const ask = fetch;
  window.fetch = async (...values) => {
    const response = await ask(...values);
    if (response.headers.get('content-type')?.includes('json'))
      await response.clone().json().then(keep, () => {});
    return response;
  };
`;

/**
 * Returns a line for each text that is no phrase of the locale, or cannot be read completely. Restores the language
 * of the page.
 */
export async function pseudoLocaleProblems(page: Page): Promise<string[]> {
  await page.evaluate(`window.strayWords = ${strayWords}; window.clipped = ${clipped};`);
  const setLocale = (locale: string) =>
    page.evaluate((tag) => {
      document.querySelector<HTMLElement & { locale: string }>('#storybook-root seam-session')!.locale = tag;
    }, locale);
  const before = await page.evaluate(
    () => document.querySelector<HTMLElement & { locale: string }>('#storybook-root seam-session')!.locale,
  );
  await setLocale(pseudoLocale);
  // All elements change their language, but not all in the same frame.
  await page
    .waitForFunction(() => window.strayWords().length === 0, undefined, { timeout: 20_000 })
    .catch(() => {});
  const problems = await page.evaluate(() => window.strayWords());
  for (const width of widths) {
    await page.setViewportSize({ width, height });
    for (const problem of await page.evaluate(() => window.clipped()))
      problems.push(`${width} px: ${problem}`);
  }
  await setLocale(before);
  return problems;
}

/** Runs in the page. Finds texts that are neither in brackets nor from a response, a date or a list. */
function strayWords(): string[] {
  const attributes = [
    'aria-label',
    'aria-description',
    'aria-valuetext',
    'aria-roledescription',
    'title',
    'placeholder',
    'alt',
    'label',
  ];
  const roots: (Element | ShadowRoot)[] = [document.querySelector('#storybook-root')!];
  const texts = new Set<string>();
  for (const root of roots)
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot) roots.push(element.shadowRoot);
      if (element.localName === 'style') continue;
      for (const node of element.childNodes)
        if (node.nodeType === Node.TEXT_NODE) texts.add((node as Text).data.trim());
      for (const name of attributes) texts.add(element.getAttribute(name)?.trim() ?? '');
    }
  const ofIntl =
    /\b(Jan(uary)?|Feb(ruary)?|Mar(ch)?|Apr(il)?|May|June?|July?|Aug(ust)?|Sept?(ember)?|Oct(ober)?|(Nov|Dec)(ember)?)\b|\b(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b[AP]M\b|\b(UTC|GMT|[A-Z]{1,3}[SD]?T)\b|\b(and|at)\b/g;
  return [...texts]
    .filter((text) => {
      if (window.answered.has(text)) return false;
      let rest = text;
      for (let before = ''; rest !== before;) {
        before = rest;
        rest = rest.replaceAll(/\[[^[\]]*\]/g, ' ');
      }
      const data = [...window.answered].filter((value) => value !== '' && rest.includes(value));
      for (const value of data.sort((a, b) => b.length - a.length)) rest = rest.replaceAll(value, ' ');
      return /\p{L}/u.test(rest.replaceAll(ofIntl, ' '));
    })
    .map((text) => `no phrase of the locale: ${text}`);
}

/** Runs in the page. Finds texts that are cut off or larger than their box, and cannot be read in another way. */
function clipped(): string[] {
  const roots: (Element | ShadowRoot)[] = [document.querySelector('#storybook-root')!];
  const problems: string[] = [];
  for (const root of roots)
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot) roots.push(element.shadowRoot);
      const text = element.textContent?.replace(/\s+/g, ' ').trim();
      const { clipPath, overflowX, display } = getComputedStyle(element);
      if (
        !text ||
        !element.checkVisibility({ contentVisibilityAuto: true }) ||
        clipPath !== 'none' ||
        display === 'inline'
      )
        continue;
      const canBeRead =
        ['auto', 'scroll'].includes(overflowX) ||
        element.closest('[title]') ||
        element.querySelector('[title]');
      if (element.scrollWidth > element.clientWidth + 1 && !canBeRead)
        problems.push(`${element.localName}.${element.className} is too narrow for: ${text.slice(0, 80)}`);
    }
  const { clientWidth, scrollWidth } = document.documentElement;
  if (scrollWidth > clientWidth) problems.push(`${scrollWidth} px wide`);
  return problems;
}
