// Every element under the policy of the strictest hosts, and in the strangest places of their pages.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { createGateway } from '../../src/gateway/index.js';
import { createSandbox } from '../../src/sandbox/index.js';
import { engines, openEngine, type EnginePage } from '../support/engine-page.js';
import { serveHost, strictPolicy, type Host } from '../support/host.js';

const tags = readdirSync('src/elements')
  .filter((file) => /^seam-.*\.ts$/.test(file))
  .map((file) => file.slice(0, -'.ts'.length))
  .filter((tag) => tag !== 'seam-session'); // it shows nothing

const states = ['usual', 'read only, in Arabic', 'about nobody', 'failed', 'without a session'];

const hostileStyles = `
  * { all: unset !important; }
  *, *::before, *::after { box-sizing: content-box !important; margin: 7px !important; color: inherit !important; }
  div, section, button, input, h2, li { display: none !important; float: right; }
  :focus { outline: none !important; }`;

const pollution = `
  for (const [name, value] of Object.entries({
    injected: () => 'injected', html: '<img src=x>', locale: 'xx', error: { message: 'polluted' },
    next_page_cursor: 'polluted', isBusy: true, hidden: true, limit: 3 }))
    Object.prototype[name] = value;`;

interface Result {
  complaints: string[];
  drawn: Record<string, boolean>;
  forbidden: string[];
}

const script = (source: string) => `<script type="module" src="${source}"></script>`;

/** Place → what the page has beside the elements. */
const places: Record<string, string> = {
  plain: '',
  'a page with hostile styles': '<link rel="stylesheet" href="/page/hostile.css">',
  'a modal dialog': '',
  'a shadow root': '',
  'a frame': '',
  'a place it is moved from': '',
  'a page with two versions': '',
  'a page that adds to every object': '<script src="/page/pollution.js"></script>',
};

const files: Record<string, () => [type: string, text: string]> = {
  'hostile.css': () => ['text/css', hostileStyles],
  'pollution.js': () => ['text/javascript', pollution],
  'strict-page.js': () => ['text/javascript', readFileSync('test/browsers/strict-page.js', 'utf8')],
  'other-version.js': () => ['text/javascript', otherVersion()],
};

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };

function otherVersion(): string {
  const text = readFileSync('dist/seam-admin-elements.js', 'utf8');
  assert.ok(text.includes(`\`${version}\``) || text.includes(`"${version}"`));
  return text.replaceAll(version, '9.9.9').replaceAll('./seam-admin-elements/', '/dist/seam-admin-elements/');
}

describe('Under the strictest policy', () => {
  const sandbox = createSandbox();
  const gateway = createGateway({
    apiKey: sandbox.credentials.apiKey,
    fetch: sandbox.fetch,
    authorize: () => ({ caller: 'front-desk', userIdentityIds: 'all', permissions: 'all' }),
    basePath: '/seam',
    limits: { requestsPerMinute: Infinity },
  });
  let host: Host;
  let person: string;

  const pageIn = (place: string, framed: boolean): Response => {
    // The second copy of Lit wants a policy of the same name, which the strictest pages refuse it as a whole.
    const policy = place === 'a page with two versions' ? `${strictPolicy} 'allow-duplicates'` : strictPolicy;
    const headers = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy };
    if (place === 'a frame' && !framed)
      return new Response(
        `<!doctype html><html lang="en"><title>Outside</title><body><iframe src="/page/in/${encodeURIComponent(place)}?framed" width="900" height="700" title="Inside"></iframe></body></html>`,
        { headers: { ...headers, 'content-security-policy': `${strictPolicy}; frame-src 'self'` } },
      );
    const setup = { tags, person, place, states: place === 'plain' ? states : ['usual'] };
    return new Response(
      `<!doctype html><html lang="en" data-setup='${JSON.stringify(setup)}'><title>Strict</title><body>
        ${places[place]}${script('/page/strict-page.js')}${script('/dist/seam-admin-elements.js')}
        ${place === 'a page with two versions' ? script('/page/other-version.js') : ''}</body></html>`,
      { headers },
    );
  };

  before(async () => {
    host = await serveHost(() => '', {
      '/seam': (request) => gateway.fetch(request),
      '/page': (request) => {
        const { pathname, search } = new URL(request.url);
        const [, , name, place] = pathname.split('/');
        if (name === 'in') return pageIn(decodeURIComponent(place!), search !== '');
        const [type, text] = files[name!]!();
        return new Response(text, { headers: { 'content-type': type } });
      },
    });
    const response = await sandbox.fetch(
      new Request('https://connect.getseam.com/user_identities/get', {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${sandbox.credentials.apiKey}`,
        },
        body: JSON.stringify({ user_identity_key: 'room-214' }),
      }),
    );
    person = ((await response.json()) as { user_identity: { user_identity_id: string } }).user_identity
      .user_identity_id;
  });

  after(() => host.close());

  // WebKit's driver does not come to an end with these pages yet, for a reason that is not known.
  if (engines.includes('webkit')) process.stderr.write('Strict pages are not tested in WebKit.\n');
  for (const engine of engines.filter((name) => name !== 'webkit'))
    describe(`in ${engine}`, () => {
      let page: EnginePage;
      before(async () => {
        page = await openEngine(engine);
      });
      after(() => page.close());

      async function resultIn(place: string): Promise<Result> {
        await page.goto(`${host.url}page/in/${encodeURIComponent(place)}`);
        for (;;) {
          const result = await page.evaluate('document.documentElement.dataset.result ?? null');
          if (result !== null) return JSON.parse(result as string) as Result;
          await new Promise((resolve) => setTimeout(resolve, 100));
        }
      }

      for (const place of Object.keys(places))
        it(`every element works in ${place === 'plain' ? 'all its states' : place}`, async () => {
          const { complaints, drawn, forbidden } = await resultIn(place);
          const warnings = complaints.filter((text) => text.includes('is already defined'));
          if (place === 'a page with two versions') {
            assert.equal(warnings.length, tags.length + 1, complaints.join('\n'));
            for (const warning of warnings)
              assert.match(warning, new RegExp(`by version ${version} .*; version 9\\.9\\.9 leaves`));
          } else assert.deepEqual(warnings, []);
          assert.deepEqual(
            complaints.filter((text) => !warnings.includes(text)),
            [],
          );
          const unseen = Object.keys(drawn).filter((what) => !drawn[what]);
          assert.deepEqual(unseen, []);
          assert.equal(Object.keys(drawn).length, tags.length * (place === 'plain' ? states.length : 1));
          assert.deepEqual(new Set(forbidden), new Set(['require-trusted-types-for', 'style-src-attr']));
        });
    });
});
