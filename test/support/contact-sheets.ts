// Pictures of each element in each of its states. A contact sheet per element, for review, has a row for each story
// and a column for each look. New pictures are compared with prints, which are smaller lossless copies of the
// reviewed pictures.
// `SCREENSHOTS=1` compares, `UPDATE_SCREENSHOTS=1` draws all sheets again.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright';
import { dress } from './story-checks.js';

const folder = 'test/deep/contact-sheets';
const reviewedFile = `${folder}/reviewed.json`;
/** Theme, direction and language of each look. The direction from right to left has a language that is written so. */
const looks = [
  ['light', 'ltr', 'en'],
  ['light', 'rtl', 'ar'],
  ['dark', 'ltr', 'en'],
  ['dark', 'rtl', 'ar'],
] as const;
const usual = { width: 1000, height: 800 };
const size = { width: 720, height: 600 };
const sheet = { scale: 0.5, quality: 0.1 };
/** Each pixel of a print is the mean of 12 × 12 pixels: one changed letter is visible, a rounded line is not. */
const print = { width: size.width / 12, height: size.height / 12, quality: 1 };
/** The largest accepted difference between two means, 0…255. */
const tolerance = 6;

interface Reviewed {
  /**
   * The browser and the fonts of the pictures. With others, letters and controls look different, so pictures cannot
   * be compared.
   */
  drawnBy: { chromium: string; letters: string };
  /** Element → its stories, in the order of its sheet. */
  stories: Record<string, string[]>;
}

export interface ContactSheets {
  /** Takes a picture of the story in each look. @returns the looks that differ from the reviewed pictures */
  compare(page: Page, element: string, story: string): Promise<string[]>;
  /** Draws the sheet if it needs a review. @returns the problems of the whole sheet */
  finish(element: string, stories: readonly string[]): Promise<string[]>;
}

const isUpdate = Boolean(process.env['UPDATE_SCREENSHOTS']);
/** Pictures are only taken on request, because fonts depend on the machine. */
export const arePicturesWanted = isUpdate || Boolean(process.env['SCREENSHOTS']);

export async function openContactSheets(browser: Browser): Promise<ContactSheets> {
  const drawnBy = { chromium: browser.version(), letters: await lettersOf(browser) };
  if (isUpdate) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const reviewed: Reviewed = existsSync(reviewedFile)
    ? (JSON.parse(readFileSync(reviewedFile, 'utf8')) as Reviewed)
    : { drawnBy, stories: {} };
  if (JSON.stringify(reviewed.drawnBy) !== JSON.stringify(drawnBy)) {
    console.error(
      `Screenshots are NOT COMPARED here: those reviewed are of Chromium ${reviewed.drawnBy.chromium} with the fonts it had, and this is ${drawnBy.chromium} or has others.`,
    );
    return { compare: () => Promise.resolve([]), finish: () => Promise.resolve([]) };
  }
  const darkroom = await browser.newPage();
  const taken: Record<string, Record<string, Buffer[]>> = {};
  const differing = new Set<string>();

  return {
    async compare(page, element, story) {
      const row = isUpdate ? -1 : (reviewed.stories[element]?.indexOf(story) ?? -1);
      await page.setViewportSize(size);
      await page.emulateMedia({ reducedMotion: 'reduce' });
      const pictures: Buffer[] = [];
      const others: string[] = [];
      for (const [column, [theme, direction, locale]] of looks.entries()) {
        await dress(page, theme, direction);
        await speak(page, locale);
        if (row === -1) pictures.push(await pictureAtRest(page, column === 0 ? 1_500 : 100));
        else {
          // The story may still be changing.
          const until = Date.now() + 20_000;
          let distance;
          do {
            pictures[column] = await pictureOf(page);
            distance = await distanceBetween(
              darkroom,
              pictures[column],
              `${folder}/${element}.print.webp`,
              row,
              column,
            );
          } while (distance > tolerance && Date.now() < until);
          if (distance > tolerance) others.push(`${theme}, ${direction}: ${distance} of 255 apart`);
        }
      }
      await dress(page, 'light', 'ltr');
      await speak(page, 'en');
      await page.emulateMedia({ reducedMotion: null });
      await page.setViewportSize(usual);
      (taken[element] ??= {})[story] = pictures;
      if (others.length > 0 || (row === -1 && !isUpdate)) differing.add(element);
      return row === -1 && !isUpdate ? ['nothing was reviewed yet'] : others;
    },

    async finish(element, stories) {
      const pictures = stories.flatMap((story) => taken[element]?.[story] ?? []);
      const whole = {
        width: size.width * sheet.scale,
        height: size.height * sheet.scale,
        quality: sheet.quality,
      };
      if (isUpdate) {
        await draw(darkroom, pictures, whole, `${folder}/${element}.webp`);
        await draw(darkroom, pictures, print, `${folder}/${element}.print.webp`);
        const all = Object.entries({ ...reviewed.stories, [element]: [...stories] });
        reviewed.stories = Object.fromEntries(all.sort(([one], [other]) => (one < other ? -1 : 1)));
        writeFileSync(reviewedFile, `${JSON.stringify(reviewed, null, 2)}\n`);
        return [];
      }
      const gone = (reviewed.stories[element] ?? []).filter((story) => !stories.includes(story));
      const problems = gone.map((story) => `There is no story ${story} any more.`);
      if (differing.has(element)) {
        const file = `${folder}/${element}.new.webp`;
        await draw(darkroom, pictures, whole, file);
        problems.push(`${file} shows how it looks now.`);
      }
      return problems.map((problem) => `${problem} UPDATE_SCREENSHOTS=1 draws all sheets anew, for review.`);
    },
  };
}

async function pictureOf(page: Page): Promise<Buffer> {
  await page.evaluate(hideTimes);
  return page.screenshot({ animations: 'disabled', caret: 'hide' });
}

/** Takes a picture when the page has not changed for `restMs` milliseconds. */
async function pictureAtRest(page: Page, restMs: number): Promise<Buffer> {
  let [picture, since] = [await pictureOf(page), Date.now()];
  while (Date.now() < since + restMs) {
    const next = await pictureOf(page);
    if (!next.equals(picture)) [picture, since] = [next, Date.now()];
  }
  return picture;
}

/** The largest difference between the picture and its place on a print, 0…255. */
const distanceBetween = (darkroom: Page, picture: Buffer, file: string, row: number, column: number) =>
  darkroom.evaluate(
    async ({ sources: [picture, reviewed], width, height, left, top }) => {
      const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })!;
      context.imageSmoothingQuality = 'high';
      const images = [new Image(), new Image()] as const;
      images[0].src = `data:image/png;base64,${picture}`;
      images[1].src = `data:image/webp;base64,${reviewed}`;
      await Promise.all(images.map((image) => image.decode()));
      context.drawImage(images[0], 0, 0, width, height);
      const one = context.getImageData(0, 0, width, height).data;
      context.drawImage(images[1], -left, -top);
      const other = context.getImageData(0, 0, width, height).data;
      return one.reduce((most, value, index) => Math.max(most, Math.abs(value - other[index]!)), 0);
    },
    {
      sources: [picture.toString('base64'), readFileSync(file, 'base64')],
      width: print.width,
      height: print.height,
      left: column * print.width,
      top: row * print.height,
    },
  );

/** Draws pictures in rows and columns. */
async function draw(
  darkroom: Page,
  pictures: readonly Buffer[],
  { width, height, quality }: typeof print,
  file: string,
): Promise<void> {
  const drawn = await darkroom.evaluate(
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
      width,
      height,
      quality,
    },
  );
  writeFileSync(file, Buffer.from(drawn.split(',')[1]!, 'base64'));
}

/** Sets the language of the story, and waits until its words are loaded. */
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

/** Identifies how this machine draws letters, lines and controls, with a page without our elements. */
async function lettersOf(browser: Browser): Promise<string> {
  const page = await browser.newPage({ viewport: usual });
  await page.setContent(`<body style="font: 14px/20px system-ui, sans-serif">
    <p>Hamburgefonstiv <b>Hamburgefonstiv</b> <small>Hamburgefonstiv</small> 0123456789 … – “ ” · •</p>
    <p>أبجد هوز 佐藤 花子 Ñ é ß</p>
    <input type="checkbox" checked><input type="datetime-local"><select><option>One</option></select>`);
  const picture = await page.screenshot({ caret: 'hide' });
  await page.close();
  return createHash('sha256').update(picture).digest('hex').slice(0, 12);
}

/** Runs in the page. Hides times and durations, because they differ at each run. */
function hideTimes(): void {
  const roots: (Document | ShadowRoot)[] = [document];
  for (const root of roots) {
    for (const element of root.querySelectorAll('*')) if (element.shadowRoot) roots.push(element.shadowRoot);
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode as Text;
      const text = node.data.replace(/\p{Nd}+(:\p{Nd}\p{Nd})+/gu, '0:00');
      // The element renders the text again when it changes.
      if (text !== node.data) node.data = text;
    }
  }
}
