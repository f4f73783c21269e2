// Storybook, built and opened: every story renders, plays to its end and stays in its own origin, and so does every page.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { extname } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright';
import { arePicturesWanted, openContactSheets, type ContactSheets } from '../support/contact-sheets.js';
import { launchBrowser } from '../support/host.js';
import { keepAnswers, pseudoLocaleProblems } from '../support/pseudo-locale.js';
import { accessibilityProblems } from '../support/story-checks.js';

interface Entry {
  id: string;
  type: 'story' | 'docs';
  title: string;
  name: string;
}

const folder = 'storybook-static';
const built = spawnSync(process.execPath, ['scripts/storybook.mjs', 'build'], { encoding: 'utf8' });
assert.equal(built.status, 0, built.stdout + built.stderr);
const entries = Object.values(
  (JSON.parse(readFileSync(`${folder}/index.json`, 'utf8')) as { entries: Record<string, Entry> }).entries,
);

const types: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
};

const app = new Hono();
app.get('/favicon.ico', (context) => context.body(null, 204));
app.get('/*', ({ req, body, notFound }) => {
  const file = `${folder}${req.path === '/' ? '/index.html' : req.path}`;
  if (!existsSync(file)) return notFound();
  return body(readFileSync(file), 200, {
    'content-type': types[extname(file)] ?? 'application/octet-stream',
    'cache-control': 'max-age=3600',
  });
});
const server = createAdaptorServer(app);
let origin: string;
let browser: Browser;
let sheets: ContactSheets;

before(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browser = await launchBrowser();
  sheets = await openContactSheets(browser);
});

after(async () => {
  await browser.close();
  server.close();
});

declare global {
  interface Window {
    /** What Storybook has said since it was emptied, as `name: details`. */
    said: string[];
    __STORYBOOK_ADDONS_CHANNEL__: { emit(name: string, details: object): void };
  }
}

const ends = ['storyFinished', 'docsRendered'];
const failures = [
  ...['storyErrored', 'storyThrewException', 'playFunctionThrewException', 'unhandledErrorsWhilePlaying'],
  ...['storyMissing', 'configError'],
];

/** Runs in a page before Storybook does. */
const listen = `
  window.said = [];
  // MSW's worker leaves with its last page, at times while the next one asks whether it is up to date.
  addEventListener('unhandledrejection', (event) => {
    if (!/update a ServiceWorker/.test(event.reason?.message)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  });
  document.addEventListener('seam-ready', () => said.push('seam-ready'));
  const plain = (_, value) => (value instanceof Error ? value.message : value);
  let channel;
  Object.defineProperty(window, '__STORYBOOK_ADDONS_CHANNEL__', {
    get: () => channel,
    set(made) {
      channel = made;
      for (const name of ${JSON.stringify([...ends, ...failures])})
        channel.on(name, (...details) => said.push(name + ': ' + JSON.stringify(details, plain)));
    },
  });
`;

/** A page of Storybook's frame, with what is wrong in it. It shares no worker with others, which come and go. */
async function openFrame({ timezoneId = 'UTC' } = {}) {
  const page = await browser.newPage({
    viewport: { width: 1000, height: 800 },
    timezoneId,
    locale: 'en-US',
  });
  const complaints: string[] = [];
  page.on('console', (message) => {
    // Browsers write down what a server answers; what comes of it is the story's business.
    if (new URL(message.location().url || origin).pathname.startsWith('/seam/')) return;
    complaints.push(`${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== origin) complaints.push(`asked for ${request.url()}`);
  });
  // What the page before has left to say is not this one's.
  page.on('framenavigated', (frame) => {
    if (frame === page.mainFrame()) complaints.length = 0;
  });
  await page.addInitScript(listen);
  await page.addInitScript(keepAnswers);
  return { page, complaints };
}

const viewMode = ({ type }: Entry) => (type === 'docs' ? 'docs' : 'story');

const addressOf = (entry: Entry, globals = '') =>
  `${origin}/iframe.html?id=${entry.id}&viewMode=${viewMode(entry)}${globals && `&globals=${globals}`}`;

const heard = async (page: Page, names: readonly string[]) =>
  (await page.waitForFunction(
    (wanted) => window.said.find((line) => wanted.some((name) => line.startsWith(name))),
    names,
    { timeout: 60_000 },
  )) && page.evaluate(() => window.said);

/** The sandbox's clock runs from when a story is opened. */
const timesOfDay = /\d+:\d\d(:\d\d)? [AP]M( (E[SD]T|GMT))?/g;

/** The accessibility tree of a story, as soon as it is the one wanted; else as it is in the end. */
async function treeOf(page: Page, wanted: string): Promise<string> {
  for (const until = Date.now() + 20_000; ;) {
    const tree = `${await page.locator('#storybook-root').ariaSnapshot()}\n`.replace(timesOfDay, '<time>');
    if (tree === wanted || Date.now() > until) return tree;
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
}

const titles = [...new Set(entries.map(({ title }) => title))];
const sheetOf = (title: string) => title.slice('Elements/'.length).toLowerCase().replaceAll(' ', '-');
const isUsable = ({ name }: Entry) => ['Usual', 'Empty', 'Many Rows', 'Read Only'].includes(name);

describe('Storybook', { concurrency: 4 }, () => {
  for (const title of titles)
    describe(title, { concurrency: 1 }, () => {
      let frame: Awaited<ReturnType<typeof openFrame>>;
      before(async () => {
        frame = await openFrame();
      });
      after(() => frame.page.close());

      const mine = entries.filter((entry) => entry.title === title);
      const stories = mine.filter(({ type }) => type === 'story').map(({ name }) => name);
      const sheet = sheetOf(title);
      for (const [index, entry] of mine.entries()) {
        it(`${entry.name} renders and plays to its end`, async () => {
          const { page, complaints } = frame;
          // People go from one to the next, too; a page with all of them is read anew.
          if (mine[index - 1]?.type === 'story' && page.url() !== 'about:blank')
            await page.evaluate((storyId) => {
              window.said = [];
              window.__STORYBOOK_ADDONS_CHANNEL__.emit('setCurrentStory', { storyId });
            }, entry.id);
          else await page.goto(addressOf(entry), { waitUntil: 'commit', timeout: 60_000 });
          const said = await heard(page, [
            ...(entry.type === 'docs' ? ['docsRendered'] : ['storyFinished']),
            ...failures,
          ]);
          assert.deepEqual(
            said.filter((line) => failures.some((name) => line.startsWith(name))),
            [],
          );
          if (entry.type === 'story') assert.match(said.join('\n'), /"status":"success"/);
          if (entry.type === 'story' && isUsable(entry)) await heard(page, ['seam-ready']);
          assert.deepEqual(complaints, []);
        });

        if (entry.type === 'story')
          it(`${entry.name} is accessible in each theme, direction and width`, async () => {
            assert.deepEqual(await accessibilityProblems(frame.page), []);
          });

        if (entry.type === 'story')
          it(`${entry.name} is all in the words of its locale, and none is cut off`, async () => {
            assert.deepEqual(await pseudoLocaleProblems(frame.page), []);
          });

        if (entry.type === 'story' && arePicturesWanted)
          it(`${entry.name} looks as reviewed in each theme and direction`, async () => {
            assert.deepEqual(await sheets.compare(frame.page, sheet, entry.name), []);
          });
      }

      if (stories.length > 0 && arePicturesWanted)
        it('has a contact sheet of all that, as reviewed', async () => {
          assert.deepEqual(await sheets.finish(sheet, stories), []);
        });
    });

  it('reads as reviewed in each element’s usual state', async () => {
    const { page } = await openFrame({ timezoneId: 'America/New_York' });
    for (const entry of entries.filter(({ id }) => /^elements-.*--usual$/.test(id))) {
      await page.goto(addressOf(entry));
      await heard(page, ['storyFinished']);
      await heard(page, ['seam-ready']);
      const file = `test/deep/accessibility-trees/${entry.id.slice('elements-'.length, -'--usual'.length)}.yml`;
      const reviewed = existsSync(file) ? readFileSync(file, 'utf8') : '';
      const tree = await treeOf(page, reviewed);
      if (process.env['UPDATE_TREES']) writeFileSync(file, tree);
      else assert.equal(tree, reviewed, `${file} differs: UPDATE_TREES=1 writes it anew, for review`);
    }
    await page.close();
  });

  it('has a story file for each element, and each of its states', () => {
    for (const tag of readdirSync('src/elements').filter((name) => name.startsWith('seam-'))) {
      const name = tag.slice('seam-'.length);
      const ids = entries.map(({ id }) => id);
      for (const state of [
        'usual',
        'empty',
        'loading',
        'slow',
        'failed',
        'not-permitted',
        'read-only',
        'docs',
      ])
        assert.ok(ids.includes(`elements-${name}--${state}`), `${name} ${state}`);
    }
  });

  it('has a page for each guide', () => {
    const pages = entries.filter(({ title }) => title.startsWith('Guides/')).map(({ id }) => id);
    const guides = readdirSync('docs/guides').filter((file) => file.endsWith('.md'));
    assert.deepEqual(
      pages.sort(),
      guides.map((file) => `guides-${file.slice(0, -'.md'.length)}--docs`).sort(),
    );
  });

  it('takes language, look and circumstances from the toolbar', async () => {
    const { page } = await openFrame();
    const usual = entries.find(({ id }) => id === 'elements-device-access--usual')!;
    const open = (globals: string) => page.goto(addressOf(usual, globals));

    await open('locale:de;theme:dark;density:2;direction:rtl');
    await page.getByRole('heading', { name: 'Geräte' }).waitFor();
    const look = await page.locator('seam-device-access').evaluate((element) => {
      const { direction, colorScheme } = getComputedStyle(element);
      return {
        direction,
        colorScheme,
        density: getComputedStyle(element).getPropertyValue('--seam-density').trim(),
      };
    });
    assert.deepEqual(look, { direction: 'rtl', colorScheme: 'dark', density: '2' });

    await open('permissions:reading');
    await page.getByText('You are not permitted to do this').first().waitFor();
    for (const globals of [
      'outage:unavailable',
      'outage:offline',
      'session:over',
      'permissions:few;session:over',
    ]) {
      await open(globals);
      await page.getByRole('alert').waitFor();
    }
    await open('latency:forever');
    await page.getByText('Loading…').waitFor();
    await page.close();
  });

  it('keeps what was done when only the look changes', async () => {
    const { page } = await openFrame();
    await page.goto(addressOf(entries.find(({ id }) => id === 'elements-device-access--usual')!));
    await page.getByRole('button', { name: 'Revoke access to Room 214' }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Revoke/ })
      .click();
    await page.getByText('2 devices').waitFor();
    await page.evaluate(() =>
      window.__STORYBOOK_ADDONS_CHANNEL__.emit('updateGlobals', { globals: { locale: 'de' } }),
    );
    await page.getByText('2 Geräte').waitFor();
    await page.close();
  });

  it('lists guides and elements beside each other, and asks nobody else', async () => {
    const { page, complaints } = await openFrame();
    await page.setViewportSize({ width: 1400, height: 1000 });
    await page.goto(`${origin}/?path=/docs/guides-start--docs`);
    for (const title of titles.filter((name) => name.startsWith('Guides/')))
      await page
        .getByRole('link', { name: title.slice('Guides/'.length), exact: true })
        .first()
        .waitFor();
    await page.frameLocator('#storybook-preview-iframe').getByRole('heading', { level: 1 }).waitFor();
    assert.deepEqual(complaints, []);
    await page.close();
  });

  it('documents an element from the manifest', { skip: !existsSync('custom-elements.json') }, async () => {
    const { page } = await openFrame();
    await page.goto(addressOf(entries.find(({ id }) => id === 'elements-device-access--docs')!));
    await page.getByRole('cell', { name: /seam-device-access-granted/ }).waitFor();
    await page
      .getByRole('cell', { name: /user-identity-id/ })
      .first()
      .waitFor();
    await page.close();
  });
});
