// The package on a server: imports, and the first render of each element.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { after, before, describe, it, mock } from 'node:test';
import { render } from '@lit-labs/ssr';
import { collectResult } from '@lit-labs/ssr/lib/render-result.js';
import { LitElementRenderer } from '@lit-labs/ssr/lib/lit-element-renderer.js';
import { html, unsafeStatic } from 'lit/static-html.js';
import type { Browser } from 'playwright';
import { createTestBackend } from '../../src/testing/index.js';
import { bundle } from '../support/bundle.js';
import { launchBrowser, openPage, serveHost, strictPolicy, type Host } from '../support/host.js';

const tags = readdirSync('src/elements').filter((name) => name.startsWith('seam-'));

describe('importing on a server', () => {
  const paths = [...tags.map((tag) => `/elements/${tag}.js`), ''];
  /** In a separate Node process, without the modules that tests load. */
  const script = `
    await import('lit'); // which does have globals of its own
    const look = () => ({
      ...Object.fromEntries(Object.entries(Object.getOwnPropertyDescriptors(globalThis))
        .map(([name, { value, get }]) => [name, value ?? get])),
      listeners: process.eventNames().reduce((sum, name) => sum + process.listenerCount(name), 0),
      timers: process.getActiveResourcesInfo().filter((name) => /Timeout|Immediate/.test(name)).length,
    });
    const asked = [];
    globalThis.fetch = (input) => asked.push(String(input));
    const changes = {};
    for (const path of ${JSON.stringify(paths)}) {
      const before = look();
      await import('seam-admin-elements' + path);
      const after = look();
      changes[path] = Object.keys(after).filter((name) => !Object.is(after[name], before[name]));
    }
    console.log(JSON.stringify({ asked, changes }));`;
  const { asked, changes } = JSON.parse(
    execFileSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8' }),
  ) as { asked: string[]; changes: Record<string, string[]> };

  for (const path of paths)
    it(`seam-admin-elements${path} changes no global, and keeps no process running`, () => {
      assert.deepEqual(changes[path], []);
    });

  it('sends no request', () => assert.deepEqual(asked, []));
});

const scriptOf = async (code: string) => (await bundle(code, { codeSplitting: false }))[0]!.code;

const drawn = (markup: string): Promise<string> => collectResult(render(html`${unsafeStatic(markup)}`));
const textOf = (markup: string) =>
  markup
    .replace(/<style>.*?<\/style>|<!--.*?-->/gs, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

describe('rendering on a server', () => {
  const fetched = mock.method(globalThis, 'fetch', () =>
    Promise.reject(new Error('A server asks for nothing.')),
  );
  before(() => import('seam-admin-elements'));
  after(() => fetched.mock.restore());

  for (const [session, attributes] of [
    ['a gateway', 'gateway="/seam"'],
    ['a client session', 'client-session-token="seam_cst1test_token"'],
    ['no session of its own', ''],
  ])
    for (const tag of tags)
      it(`<${tag}> with ${session} is rendered as declarative shadow DOM`, async () => {
        const markup = await drawn(`<${tag} ${attributes} user-identity-id="someone"></${tag}>`);
        assert.match(markup, new RegExp(`<${tag}[^>]*><template shadowroot="open" shadowrootmode="open">`));
        const text = textOf(markup);
        assert.doesNotMatch(text, /No session yet/);
        if (tag !== 'seam-session') assert.match(markup, /<h2 id="title"[^>]*>[^]*?\p{L}[^]*?<\/h2>/u);
        assert.equal(fetched.mock.callCount(), 0);
        assert.ok(!process.getActiveResourcesInfo().includes('Timeout'), 'It keeps a timer.');
      });

  for (const tag of tags)
    it(`does not write a secret that is set as a property of <${tag}>`, async () => {
      const raw = unsafeStatic;
      const secret = 'a7c1f0de';
      const markup = await collectResult(
        render(
          html`${raw(`<${tag} .clientSessionToken=`)}${`seam_cst1_${secret}`}
          ${raw('.publishableKey=')}${`seam_pk1_${secret}`} ${raw('.userIdentifierKey=')}${secret}
          ${raw('.gatewayHeaders=')}${async () => ({ 'x-login': secret })}${raw(`></${tag}>`)}`,
        ),
      );
      assert.match(markup, new RegExp(`<${tag}[^>]*>`));
      assert.doesNotMatch(markup, new RegExp(secret));
    });

  it('also works if the server connects elements', async () => {
    LitElementRenderer.renderOptions.push(() => ({ connectedCallback: true }));
    try {
      const inside = tags.map((tag) => `<${tag} user-identity-id="someone"></${tag}>`).join('');
      const markup = await drawn(`<seam-session gateway="/seam">${inside}</seam-session>`);
      assert.doesNotMatch(textOf(markup), /No session yet/);
      assert.equal(fetched.mock.callCount(), 0);
    } finally {
      LitElementRenderer.renderOptions.pop();
    }
  });
});

describe('a page that a server has rendered', () => {
  let browser: Browser;
  let host: Host;
  let page = '';
  const backend = createTestBackend();
  /** The page itself contains the styles that a server writes. */
  const policy = strictPolicy.replace("style-src 'self'", "style-src 'unsafe-inline'");

  before(async () => {
    browser = await launchBrowser();
    const scripts: Record<string, string> = {
      '/js/alone.js': await scriptOf(`import 'seam-admin-elements';`),
      '/js/hydrating.js': await scriptOf(
        `import '@lit-labs/ssr-client/lit-element-hydrate-support.js'; import 'seam-admin-elements';`,
      ),
    };
    host = await serveHost(
      () => page,
      {
        '/seam': (request) => backend.fetch(request),
        '/js': ({ url }) =>
          new Response(scripts[new URL(url).pathname], { headers: { 'content-type': 'text/javascript' } }),
      },
      policy,
    );
  });

  after(async () => {
    await browser.close();
    await host.close();
  });

  for (const script of ['alone', 'hydrating'])
    it(`is hydrated once, ${script === 'alone' ? 'with our script alone' : 'beside Lit’s hydration'}`, async () => {
      const person = await backend.seam<{ user_identity: { user_identity_id: string } }>(
        '/user_identities/get',
        { user_identity_key: 'room-214' },
      );
      const elements = await drawn(`<seam-session gateway="/seam">
        <seam-user-identity-list></seam-user-identity-list>
        <seam-user-identity-details user-identity-id="${person.user_identity.user_identity_id}" section="devices"></seam-user-identity-details>
      </seam-session>`);
      page = `<!doctype html><html lang="en"><title>Drawn</title>${elements}</html>`;
      const first = await openPage(browser, host.url);
      await first.page.getByRole('heading', { name: 'People' }).waitFor();
      assert.equal(await first.page.evaluate(() => customElements.get('seam-session')), undefined);
      await first.page.close();

      page = page.replace('</html>', `<script type="module" src="/js/${script}.js"></script></html>`);
      const { page: alive, complaints } = await openPage(browser, host.url);
      await alive.getByRole('row', { name: /Aiko Tanaka/ }).waitFor();
      await alive.getByRole('group', { name: 'Devices' }).getByText('Room 214').waitFor();
      assert.equal(await alive.getByRole('heading', { name: 'People' }).count(), 1);
      assert.equal(await alive.getByRole('tablist').count(), 1);
      assert.deepEqual(complaints, []);
      await alive.close();
    });
});
