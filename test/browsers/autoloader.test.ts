// The script of a script tag fetches the code of the elements on a page, when the page has them.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright';
import { createTestBackend } from '../../src/testing/index.js';
import { engine } from '../support/engine-page.js';
import { launchBrowser, serveHost, type Host } from '../support/host.js';
import { tags } from '../support/tags.js';

const backend = createTestBackend();
const strictest = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'";

const preload = JSON.parse(readFileSync('dist/preload.json', 'utf8')) as Record<string, string[]>;

const nobody = '00000000-0000-4000-8000-000000000000';

/** No request of an element gets a response. A request that waits at the server would delay the elements' code. */
const silence = () =>
  new Response('globalThis.fetch = () => new Promise(() => {});', {
    headers: { 'content-type': 'text/javascript' },
  });

/** The files of the script. A test can make some of them fail or wait. */
const files = {
  asked: [] as string[],
  /** Names that match are missing. */
  missing: undefined as RegExp | undefined,
  /** Names that match wait until `release()`. */
  held: undefined as RegExp | undefined,
  release: () => {},
  onRequest: () => {},
};

function hold(name: RegExp) {
  files.held = name;
  released = new Promise((resolve) => (files.release = resolve));
}
let released: Promise<void> | undefined;

async function answerFile(request: Request): Promise<Response> {
  const name = new URL(request.url).pathname.slice('/code/'.length);
  files.asked.push(name);
  files.onRequest();
  if (files.held?.test(name)) await released;
  if (files.missing?.test(name)) return new Response('', { status: 503 });
  return new Response(readFileSync(`dist/${name}`, 'utf8'), {
    headers: { 'content-type': 'text/javascript', 'cache-control': 'no-store' },
  });
}

describe('the script of a script tag', () => {
  let host: Host;
  let browser: Browser;
  let page: Page;
  let html = '';

  before(async () => {
    host = await serveHost(
      () => html,
      { '/seam': (request) => backend.fetch(request), '/silence': silence, '/code': answerFile },
      strictest,
    );
    browser = await launchBrowser();
  });
  after(async () => {
    await browser.close();
    await host.close();
  });
  afterEach(async () => {
    files.release();
    Object.assign(files, { asked: [], missing: undefined, held: undefined, onRequest: () => {} });
    await page.close();
  });

  async function open(body: string, head = '', width = 1200) {
    html = `<!doctype html><html lang="en"><head><title>Page</title>${head}
      <script type="module" blocking="render" src="/code/seam-admin-elements.js"></script></head><body>${body}</body></html>`;
    page = await browser.newPage({ viewport: { width, height: 800 } });
    await page.goto(host.url);
  }

  const put = (markup: string) =>
    page.evaluate(
      `document.body.replaceChildren(document.createRange().createContextualFragment(${JSON.stringify(markup)}))`,
    );
  const heading = (name: string) => page.getByRole('heading', { name, exact: true });
  const askedFor = (tag: string) => files.asked.some((name) => name.includes(`/${tag}-`));

  it(`fetches elements of the page, elements that are added later and elements in a discovered shadow root, in ${engine}`, async () => {
    await open('<seam-device-access gateway="/seam"></seam-device-access><div></div>');
    await heading('Devices').waitFor();
    assert.deepEqual(
      tags.filter((tag) => askedFor(tag)),
      ['seam-device-access'],
    );
    await page.evaluate(`(() => {
      const list = document.createElement('seam-user-identity-list');
      list.setAttribute('gateway', '/seam');
      document.querySelector('div').append(document.createElement('p'));
      document.querySelector('p').append(list);
    })()`);
    await heading('People').waitFor();
    await page.evaluate(`void (async () => {
      const { discover } = await import('/code/seam-admin-elements.js');
      const root = document.body.appendChild(document.createElement('div')).attachShadow({ mode: 'open' });
      const feed = root.appendChild(document.createElement('seam-activity-feed'));
      feed.setAttribute('gateway', '/seam');
      discover(root);
    })()`);
    await heading('Activity').waitFor();
    assert.deepEqual(
      tags.filter((tag) => askedFor(tag)),
      ['seam-activity-feed', 'seam-device-access', 'seam-user-identity-list'],
    );
  });

  it(`fetches exactly the files that preload.json lists for an element, in ${engine}`, async () => {
    assert.deepEqual(Object.keys(preload).sort(), [...tags].sort());
    await open('<seam-phone-manager gateway="/seam"></seam-phone-manager>');
    await heading('Phones').waitFor();
    assert.deepEqual(
      new Set(files.asked),
      new Set(['seam-admin-elements.js', ...preload['seam-phone-manager']!]),
    );
  });

  it(`requests all files of an element at once, in ${engine}`, async () => {
    hold(/\/seam-phone-manager-/);
    await open('');
    const shared = preload['seam-phone-manager']!.filter((name) => !name.includes('/seam-phone-manager-'));
    assert.ok(shared.length > 0);
    files.onRequest = () => {
      if (shared.every((name) => files.asked.includes(name))) files.release();
    };
    await put('<seam-phone-manager gateway="/seam"></seam-phone-manager>');
    await heading('Phones').waitFor();
  });

  it(`passes an element the properties that were set before its code loaded, in ${engine}`, async () => {
    hold(/\/seam-instant-keys-/);
    await open('');
    await put('<seam-instant-keys gateway="/seam" locale="de"></seam-instant-keys>');
    const given = await backend.seam<{ user_identity: { user_identity_id: string } }>(
      '/user_identities/get',
      {
        user_identity_key: 'room-214',
      },
    );
    await page.evaluate(
      `void Object.assign(document.querySelector('seam-instant-keys'),
        { userIdentityId: '${given.user_identity.user_identity_id}', readOnly: true })`,
    );
    files.release();
    await page.getByText('Diese Seite zeigt nur an.', { exact: false }).first().waitFor();
    await page.getByRole('heading', { name: 'Instant Keys' }).waitFor();
  });

  for (const width of [1200, 360])
    it(`reserves the space of each element while its code loads, ${width} px wide, in ${engine}`, async () => {
      const embeds = tags.map(
        (tag) => `<${tag} gateway="/seam" user-identity-id="${nobody}"></${tag}><hr id="after-${tag}">`,
      );
      hold(/\/seam-\w+/);
      // Engines other than Chromium keep loading a page while code is held back.
      const head = '<script src="/silence/fetch.js"></script>';
      await open(engine === 'chromium' ? embeds.join('') : '', head, width);
      if (engine !== 'chromium') await put(embeds.join(''));
      await page.evaluate(`void (globalThis.shift = 0, new PerformanceObserver((list) => {
        for (const { value } of list.getEntries()) globalThis.shift += value;
      }).observe({ type: 'layout-shift', buffered: true }))`);
      const places = () =>
        page.evaluate(
          `Object.fromEntries([...document.querySelectorAll('hr')].map((line) => [line.id, line.offsetTop]))`,
        );
      const before = await places();
      files.release();
      for (const tag of tags) await page.evaluate(`customElements.whenDefined('${tag}').then(() => 1)`);
      await page.evaluate(`Promise.all([...document.querySelectorAll('seam-user-identity-list, seam-user-identity-form')]
        .map(({ updateComplete }) => updateComplete)).then(() => 1)`);
      await page.evaluate(
        `new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(1))))`,
      );
      assert.deepEqual(await places(), before);
      assert.equal(await page.evaluate('globalThis.shift'), 0);
    });

  it(`says that the code of an element could not be fetched, and fetches it again on request, in ${engine}`, async () => {
    files.missing = /\/seam-device-access-/;
    await open('');
    await page.evaluate(`void (globalThis.errors = [],
      document.addEventListener('seam-error', ({ detail }) => errors.push(detail.kind)))`);
    await put(
      '<seam-session gateway="/seam" locale="de"><seam-device-access></seam-device-access></seam-session>',
    );
    const retry = page.getByRole('button', { name: 'Erneut versuchen' });
    await retry.waitFor();
    assert.equal(await page.evaluate('errors.join()'), 'unreachable');
    files.missing = undefined;
    await retry.click();
    // Firefox does not request a failed module again.
    if (engine === 'firefox') await page.getByRole('button', { name: 'Seite neu laden' }).waitFor();
    else await page.getByText('Room 214', { exact: true }).first().waitFor();
    await retry.waitFor({ state: 'detached' });
  });

  it(`offers to reload the page if the code is gone, in ${engine}`, async () => {
    files.missing = /\/seam-device-access-/;
    await open('<seam-device-access gateway="/seam"></seam-device-access>');
    await page.getByRole('button', { name: 'Retry' }).click();
    const reload = page.getByRole('button', { name: 'Reload page' });
    await reload.waitFor();
    files.missing = undefined;
    await reload.click();
    await heading('Devices').waitFor();
  });

  it(`fetches failed code by itself when the network is back, in ${engine}`, async () => {
    files.missing = /\/seam-device-access-/;
    await open('<seam-device-access gateway="/seam"></seam-device-access>');
    await page.getByRole('button', { name: 'Retry' }).waitFor();
    files.missing = undefined;
    await page.evaluate(`void dispatchEvent(new Event('online'))`);
    if (engine !== 'firefox') await heading('Devices').waitFor();
  });

  it(`lets the first copy define the elements if a page has two, in ${engine}`, async () => {
    await open(`<script type="module" src="/code/seam-admin-elements.js?second"></script>
      <seam-device-access gateway="/seam"></seam-device-access>`);
    await heading('Devices').waitFor();
    assert.equal(files.asked.filter((name) => name.includes('/seam-device-access-')).length, 1);
    assert.equal(
      await page.evaluate(`Promise.all(['', '?second'].map((copy) => import('/code/seam-admin-elements.js' + copy)))
        .then(([first, second]) => first.discover === second.discover)`),
      true,
    );
  });
});

describe('the script with all elements', () => {
  it(`needs no other file, in ${engine}`, async () => {
    const host = await serveHost(
      () => `<!doctype html><html lang="en"><title>Page</title>
        <script type="module" src="/code/seam-admin-elements.all.js"></script>
        <seam-session gateway="/seam">${tags.map((tag) => `<${tag}></${tag}>`).join('')}</seam-session></html>`,
      { '/seam': (request) => backend.fetch(request), '/code': answerFile },
      strictest,
    );
    const browser = await launchBrowser();
    const page = await browser.newPage();
    try {
      files.asked = [];
      await page.goto(host.url);
      await page.getByRole('row', { name: /Aiko Tanaka/ }).waitFor();
      await page.getByRole('button', { name: 'New person' }).click();
      await page.getByRole('textbox', { name: 'Full name' }).first().waitFor();
      assert.deepEqual(files.asked, ['seam-admin-elements.all.js']);
    } finally {
      await browser.close();
      await host.close();
    }
  });
});
