// How each element looks in each of its states: drawn on a sheet to be reviewed at a glance, with a row for each story and
// a column for each look, and compared with what was reviewed by small prints of the same, in which nothing is lost.
// `SCREENSHOTS=1` compares, `UPDATE_SCREENSHOTS=1` draws all anew.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright';
import { dress } from './story-checks.js';

const folder = 'test/deep/contact-sheets';
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
const sheet = { scale: 0.5, quality: 0.1 };
/** Each of its points is the mean of 12 × 12: a letter more or less is seen, and how a line was rounded is not. */
const print = { width: size.width / 12, height: size.height / 12, quality: 1 };
/** How far means may be apart, 0…255. */
const tolerance = 6;

interface Reviewed {
  /** Elsewhere letters and controls have another shape, and there is nothing to compare. */
  drawnBy: { chromium: string; letters: string };
  /** Element → its stories, as they follow each other on its sheet. */
  stories: Record<string, string[]>;
}

export interface ContactSheets {
  /** Takes a picture of the story in the page in each look. @returns the looks that are not as reviewed */
  compare(page: Page, element: string, story: string): Promise<string[]>;
  /** Draws the sheet if it is to be reviewed. @returns what is wrong with it as a whole */
  finish(element: string, stories: readonly string[]): Promise<string[]>;
}

const isUpdate = Boolean(process.env['UPDATE_SCREENSHOTS']);
/** Not unless asked for: how letters are drawn depends on the machine. */
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
          // A story may still be coming to rest.
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

/** As soon as it has stayed the same for so long. */
async function pictureAtRest(page: Page, restMs: number): Promise<Buffer> {
  let [picture, since] = [await pictureOf(page), Date.now()];
  while (Date.now() < since + restMs) {
    const next = await pictureOf(page);
    if (!next.equals(picture)) [picture, since] = [next, Date.now()];
  }
  return picture;
}

/** How far the picture is from the one on a print, where they are furthest apart: 0…255. */
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

/** Draws pictures beside and below each other. */
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

/** Names the shape of letters, lines and controls here, by a page that no element of ours is on. */
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
