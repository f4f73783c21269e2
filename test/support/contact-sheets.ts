// How each element looks in each of its states: compared to the pixel with what was reviewed, and drawn on a sheet to be
// reviewed at a glance, with a row for each story and a column for each look. `UPDATE_SCREENSHOTS=1` draws them anew.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright';
import { dress } from './story-checks.js';

const folder = 'test/public/contact-sheets';
const reviewedFile = `${folder}/reviewed.json`;
/** From right to left in words that run so, too. */
const looks = [
  ['light', 'ltr', 'en'],
  ['light', 'rtl', 'ar'],
  ['dark', 'ltr', 'en'],
  ['dark', 'rtl', 'ar'],
] as const;
const usual = { width: 1000, height: 800 };
const size = { width: 720, height: 600 };
/** Of a sheet beside a page, so that all sheets together stay small. */
const scale = 0.5;
const quality = 0.15;

interface Reviewed {
  /** Elsewhere letters and controls have another shape, and there is nothing to compare. */
  drawnBy: { chromium: string; letters: string };
  /** Element → story → what names each of its pictures. */
  pictures: Record<string, Record<string, string[]>>;
}

export interface ContactSheets {
  /** Takes a picture of the story in the page in each look. @returns the looks that are not as reviewed */
  compare(page: Page, element: string, story: string): Promise<string[]>;
  /** Draws the sheet if it is to be reviewed. @returns what is wrong with it as a whole */
  finish(element: string, stories: readonly string[]): Promise<string[]>;
}

export async function openContactSheets(browser: Browser): Promise<ContactSheets> {
  const isUpdate = Boolean(process.env['UPDATE_SCREENSHOTS']);
  const drawnBy = { chromium: browser.version(), letters: await lettersOf(browser) };
  if (isUpdate) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const reviewed: Reviewed = existsSync(reviewedFile)
    ? (JSON.parse(readFileSync(reviewedFile, 'utf8')) as Reviewed)
    : { drawnBy, pictures: {} };
  if (JSON.stringify(reviewed.drawnBy) !== JSON.stringify(drawnBy)) {
    console.error(
      `Screenshots are NOT COMPARED here: those reviewed are of Chromium ${reviewed.drawnBy.chromium} with the fonts it had, and this is ${drawnBy.chromium} or has others.`,
    );
    return { compare: () => Promise.resolve([]), finish: () => Promise.resolve([]) };
  }
  const taken: Record<string, Record<string, Buffer[]>> = {};
  const differing = new Set<string>();

  return {
    async compare(page, element, story) {
      const wanted = isUpdate ? undefined : (reviewed.pictures[element]?.[story] ?? []);
      await page.setViewportSize(size);
      await page.emulateMedia({ reducedMotion: 'reduce' });
      const pictures: Buffer[] = [];
      for (const [index, [theme, direction, locale]] of looks.entries()) {
        await dress(page, theme, direction);
        await speak(page, locale);
        // Only the first look waits for what is still on its way.
        const restMs = index === 0 ? 3_000 : 300;
        pictures.push(await (wanted ? pictureLike(page, wanted[index]) : pictureAtRest(page, restMs)));
      }
      await dress(page, 'light', 'ltr');
      await speak(page, 'en');
      await page.emulateMedia({ reducedMotion: null });
      await page.setViewportSize(usual);
      (taken[element] ??= {})[story] = pictures;
      if (!wanted) return [];
      const others = looks.filter((_, index) => nameOf(pictures[index]!) !== wanted[index]);
      if (others.length > 0) differing.add(element);
      return others.map((look) => look.join(', '));
    },

    async finish(element, stories) {
      const rows = stories.flatMap((story) => taken[element]?.[story] ?? []);
      if (isUpdate) {
        await draw(browser, rows, `${folder}/${element}.webp`);
        const names = stories.map((story) => [story, taken[element]![story]!.map(nameOf)] as const);
        reviewed.pictures[element] = Object.fromEntries(names);
        writeFileSync(reviewedFile, `${JSON.stringify(reviewed, null, 1)}\n`);
        return [];
      }
      const gone = Object.keys(reviewed.pictures[element] ?? {}).filter((story) => !stories.includes(story));
      const problems = gone.map((story) => `There is no story ${story} any more.`);
      if (!existsSync(`${folder}/${element}.webp`)) problems.push('There is no sheet.');
      const file = `${folder}/${element}.new.webp`;
      if (differing.has(element)) {
        await draw(browser, rows, file);
        problems.push(`${file} shows how it looks now.`);
      }
      return problems.map((problem) => `${problem} UPDATE_SCREENSHOTS=1 draws all sheets anew, for review.`);
    },
  };
}

const nameOf = (picture: Buffer) => createHash('sha256').update(picture).digest('hex').slice(0, 12);

async function pictureOf(page: Page): Promise<Buffer> {
  await page.evaluate(hideTimes);
  return page.screenshot({ animations: 'disabled', caret: 'hide' });
}

/** As soon as it is the one wanted; else as it is in the end, for a story may still be coming to rest. */
async function pictureLike(page: Page, wanted: string | undefined): Promise<Buffer> {
  for (const until = Date.now() + 20_000; ;) {
    const picture = await pictureOf(page);
    if (nameOf(picture) === wanted || Date.now() > until) return picture;
  }
}

/** As soon as it has stayed the same for so long. */
async function pictureAtRest(page: Page, restMs: number): Promise<Buffer> {
  let [picture, since] = [await pictureOf(page), Date.now()];
  while (Date.now() < since + restMs) {
    const next = await pictureOf(page);
    if (!next.equals(picture)) [picture, since] = [next, Date.now()];
  }
  return picture;
}

/** Draws pictures beside and below each other. */
async function draw(browser: Browser, pictures: readonly Buffer[], file: string): Promise<void> {
  const darkroom = await browser.newPage();
  const sheet = await darkroom.evaluate(
    async ({ sources, columns, width, height, quality }) => {
      const canvas = document.createElement('canvas');
      canvas.width = columns * width;
      canvas.height = Math.ceil(sources.length / columns) * height;
      const context = canvas.getContext('2d')!;
      context.imageSmoothingQuality = 'high';
      for (const [index, source] of sources.entries()) {
        const image = new Image();
        image.src = `data:image/png;base64,${source}`;
        await image.decode();
        const [left, top] = [(index % columns) * width, Math.floor(index / columns) * height];
        context.drawImage(image, left, top, width, height);
      }
      return canvas.toDataURL('image/webp', quality);
    },
    {
      sources: pictures.map((picture) => picture.toString('base64')),
      columns: looks.length,
      width: size.width * scale,
      height: size.height * scale,
      quality,
    },
  );
  await darkroom.close();
  writeFileSync(file, Buffer.from(sheet.split(',')[1]!, 'base64'));
}

/** Names the shape of letters, lines and controls here. */
async function lettersOf(browser: Browser): Promise<string> {
  const page = await browser.newPage({ viewport: usual });
  await page.setContent(`<body style="font: 14px/20px system-ui, sans-serif">
    <p>Hamburgefonstiv <b>Hamburgefonstiv</b> <small>Hamburgefonstiv</small> 0123456789 … – “ ” · •</p>
    <p>أبجد هوز 佐藤 花子 Ñ é ß</p>
    <p style="border: 1px solid #2358; border-radius: 6px; background: color-mix(in srgb, currentColor 12%, transparent)">a</p>
    <svg width="16" height="16" fill="none" stroke="#a33" stroke-width="1.5"><circle cx="8" cy="8" r="6.5" /></svg>
    <input type="checkbox" checked><input type="datetime-local"><select><option>One</option></select>`);
  const picture = await page.screenshot();
  await page.close();
  return nameOf(picture);
}

/** Has the story speak a language, which may take a while to come. */
async function speak(page: Page, locale: string): Promise<void> {
  await page.evaluate((tag) => {
    document.querySelector<HTMLElement & { locale: string }>('#storybook-root seam-session')!.locale = tag;
  }, locale);
  await page.waitForFunction(
    (wanted) => {
      const roots: (Document | ShadowRoot)[] = [document];
      for (const root of roots)
        for (const element of root.querySelectorAll('*'))
          if (element.shadowRoot) roots.push(element.shadowRoot);
      return roots
        .flatMap((root) => [...root.querySelectorAll<HTMLElement>('section[part=base]')])
        .every((base) => base.dir === wanted);
    },
    locale === 'ar' ? 'rtl' : '',
  );
}

/** Runs in the page: what o'clock it is differs each time, and so do the seconds that something took. */
function hideTimes(): void {
  const roots: (Document | ShadowRoot)[] = [document];
  for (const root of roots) {
    for (const element of root.querySelectorAll('*')) if (element.shadowRoot) roots.push(element.shadowRoot);
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode as Text;
      const text = node.data.replace(/\p{Nd}+(:\p{Nd}\p{Nd})+/gu, '0:00');
      // Whoever drew it draws it again once it is something else.
      if (text !== node.data) node.data = text;
    }
  }
}
