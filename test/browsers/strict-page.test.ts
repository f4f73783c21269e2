// Every element under the strictest policy, and in unusual places of a page.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright';
import { createGateway, type Scope } from '../../src/gateway/index.js';
import { createSandbox, type Sandbox } from '../../src/sandbox/index.js';
import { engine } from '../support/engine-page.js';
import { launchBrowser, serveHost, strictPolicy, type Host } from '../support/host.js';

const tags = readdirSync('src/elements').filter(
  (name) => name.startsWith('seam-') && name !== 'seam-session', // it shows nothing
);

/** Elements that open a dialog when all their buttons are pressed. */
const withDialog = [
  'seam-acs-user-links',
  'seam-client-session-list',
  'seam-credential-list',
  'seam-device-access',
  'seam-instant-keys',
  'seam-phone-manager',
  'seam-user-identity-details',
  'seam-user-identity-list',
];

const administrator: Scope = { caller: 'front-desk', userIdentityIds: 'all', permissions: 'all' };
const reader: Scope = {
  ...administrator,
  permissions: ['user_identities.read', 'devices.read', 'credentials.read'],
};

interface State {
  properties: { gateway?: string; userIdentityId: string; readOnly?: boolean; locale?: string };
  /** Whether the element never changes after this state. */
  isStill?: boolean;
}

const nobody = '00000000-0000-4000-8000-000000000000';

const statesOf = (person: string, newcomer: string): Record<string, State> => ({
  usual: { properties: { gateway: '/seam', userIdentityId: person } },
  loading: { properties: { gateway: '/silent', userIdentityId: person }, isStill: true },
  'with nothing yet': { properties: { gateway: '/empty', userIdentityId: newcomer } },
  'about nobody, in an empty workspace': { properties: { gateway: '/empty', userIdentityId: nobody } },
  'for somebody who may only look': {
    properties: { gateway: '/reader', userIdentityId: person },
  },
  'for somebody who may do nothing': { properties: { gateway: '/forbidden', userIdentityId: person } },
  'of a login that has ended': { properties: { gateway: '/ended', userIdentityId: person } },
  failed: { properties: { gateway: '/nowhere', userIdentityId: person } },
  'read only, in Arabic': {
    properties: { gateway: '/seam', userIdentityId: person, readOnly: true, locale: 'ar' },
  },
  'without a session': { properties: { userIdentityId: person }, isStill: true },
});

const hostileStyles = `
  * { all: unset !important; }
  *, *::before, *::after { box-sizing: content-box !important; margin: 7px !important; color: inherit !important; }
  div, section, button, input, h2, li { display: none !important; float: right; }
  :focus { outline: none !important; }`;

interface Result {
  complaints: string[];
  drawn: Record<string, boolean>;
  forbidden: string[];
}

const script = (source: string) => `<script type="module" src="${source}"></script>`;

/** Place → the page's content around the elements. */
const places: Record<string, string> = {
  'a plain page': '',
  'a page with hostile styles': '<link rel="stylesheet" href="/page/hostile.css">',
  'a modal dialog': '',
  'a shadow root': '',
  'a frame': '',
  'a place it is moved from': '',
  'a page with two versions': '',
};

const files: Record<string, () => [type: string, text: string]> = {
  'hostile.css': () => ['text/css', hostileStyles],
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
  let host: Host;
  let browser: Browser;
  let page: Page;
  let states: Record<string, State>;

  const pageIn = (place: string, framed: boolean): Response => {
    // The second copy of Lit needs a policy of the same name, and the strictest pages refuse two of the same name.
    const policy = place === 'a page with two versions' ? `${strictPolicy} 'allow-duplicates'` : strictPolicy;
    const headers = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy };
    if (place === 'a frame' && !framed)
      return new Response(
        `<!doctype html><html lang="en"><title>Outside</title><body><iframe src="/page/in/${encodeURIComponent(place)}?framed" width="900" height="700" title="Inside"></iframe></body></html>`,
        { headers: { ...headers, 'content-security-policy': `${strictPolicy}; frame-src 'self'` } },
      );
    const setup = { tags, withDialog, place, states };
    return new Response(
      `<!doctype html><html lang="en" data-setup='${JSON.stringify(setup)}'><title>Strict</title><body>
        ${places[place]}${script('/page/strict-page.js')}${script('/dist/seam-admin-elements.js')}
        ${place === 'a page with two versions' ? script('/page/other-version.js') : ''}</body></html>`,
      { headers },
    );
  };

  before(async () => {
    const empty = createSandbox({ seed: 'empty' });
    const [person, newcomer] = [
      await idOf(sandbox, '/user_identities/get', { user_identity_key: 'room-214' }),
      await idOf(empty, '/user_identities/create', { full_name: 'Nina Newcomer' }),
    ];
    states = statesOf(person, newcomer);
    host = await serveHost(() => '', {
      ...gatewayAt('/seam', sandbox, administrator),
      ...gatewayAt('/empty', empty, administrator),
      ...gatewayAt('/reader', sandbox, reader),
      ...gatewayAt('/forbidden', sandbox, { ...administrator, permissions: [] }),
      ...gatewayAt('/ended', sandbox, null),
      '/silent': () => new Promise(() => {}),
      '/page': (request) => {
        const { pathname, search } = new URL(request.url);
        const [, , name, place] = pathname.split('/');
        if (name === 'in') return pageIn(decodeURIComponent(place!), search !== '');
        const [type, text] = files[name!]!();
        return new Response(text, { headers: { 'content-type': type } });
      },
    });
    browser = await launchBrowser();
    page = await browser.newPage();
  });

  after(async () => {
    await browser.close();
    await host.close();
  });

  async function resultIn(place: string): Promise<Result> {
    sandbox.reset(); // many of the pressed buttons have changed data
    await page.goto(`${host.url}page/in/${encodeURIComponent(place)}`);
    for (;;) {
      const result = await page.evaluate('document.documentElement.dataset.result ?? null');
      if (result !== null) return JSON.parse(result as string) as Result;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  for (const place of Object.keys(places))
    it(`every element works in all its states in ${place}, in ${engine}`, async () => {
      const { complaints, drawn, forbidden } = await resultIn(place);
      const warnings = complaints.filter((text) => text.includes('is already defined'));
      if (place === 'a page with two versions') {
        // The first script fetches for both scripts, so the second defines only the elements in the script itself.
        assert.equal(warnings.length, 2, complaints.join('\n'));
        for (const warning of warnings)
          assert.match(warning, new RegExp(`by version ${version} .*; version 9\\.9\\.9 leaves`));
      } else assert.deepEqual(warnings, []);
      assert.deepEqual(
        complaints.filter((text) => !warnings.includes(text)),
        [],
      );
      const unseen = Object.keys(drawn).filter((what) => !drawn[what]);
      assert.deepEqual(unseen, []);
      assert.equal(Object.keys(drawn).length, tags.length * Object.keys(states).length);
      assert.deepEqual(new Set(forbidden), new Set(['require-trusted-types-for', 'style-src-attr']));
    });
});

/** A gateway under a path, with or without a login. */
const gatewayAt = (basePath: string, { credentials, fetch }: Sandbox, login: Scope | null) => ({
  [basePath]: createGateway({
    apiKey: credentials.apiKey,
    fetch,
    authorize: () => login,
    basePath,
    limits: { requestsPerMinute: Infinity },
  }).fetch,
});

/** The id of the person that a call is about. */
async function idOf({ credentials, fetch }: Sandbox, path: string, params: object): Promise<string> {
  const response = await fetch(
    new Request(`https://connect.getseam.com${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${credentials.apiKey}` },
      body: JSON.stringify(params),
    }),
  );
  const { user_identity } = (await response.json()) as { user_identity: { user_identity_id: string } };
  return user_identity.user_identity_id;
}
