// What hosts write their unit tests with: Testing Library in jsdom, as docs/guides/testing.md shows it.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { after, afterEach, before, test } from 'node:test';
import * as testingLibrary from '@testing-library/dom';
import { createTestBackend, shadowQueries, type TestBackend } from '../../src/testing/index.js';
import { blocksOf, runCode } from '../support/run-code.js';

const { JSDOM } = createRequire(import.meta.url)('jsdom') as {
  JSDOM: new (html: string, options: object) => { window: Window & typeof globalThis };
};
const { window } = new JSDOM('<!doctype html><body>', { url: 'http://localhost/', pretendToBeVisual: true });
const ownFetch = globalThis.fetch;

/** As test runners with such an environment do: the platform's own, where Node has it, and the window's for the rest. */
before(async () => {
  const replaced = new Set(['Event', 'CustomEvent', 'EventTarget', 'navigator']);
  for (const name of Object.getOwnPropertyNames(window))
    if (!(name in globalThis) || replaced.has(name))
      Object.defineProperty(globalThis, name, {
        value: window[name as keyof typeof window],
        configurable: true,
        writable: true,
      });
  await import('../../src/index.js');
});

afterEach(() => {
  document.body.replaceChildren();
  globalThis.fetch = ownFetch;
});

after(() => window.close());

const screenOf = () => testingLibrary.within(document.body, shadowQueries(testingLibrary));
const patient = { timeout: 20_000 };

function show(html: string): TestBackend {
  const backend = createTestBackend();
  globalThis.fetch = backend.fetch;
  document.body.innerHTML = html;
  return backend;
}

test('the guide’s unit test finds a row and opens it', async () => {
  const opened: string[] = [];
  document.body.addEventListener('seam-user-identity-selected', ({ detail }) =>
    opened.push(detail.userIdentity.display_name),
  );
  testingLibrary.configure({ asyncUtilTimeout: patient.timeout });
  for (const code of blocksOf('docs/guides/testing.md', 'Testing Library'))
    await runCode(code, { testingLibrary, createTestBackend, shadowQueries });
  assert.deepEqual(opened, ['Aiko Tanaka']);
});

test('queries look through shadow roots, and say so where they find nothing or too much', async () => {
  show('<h2>People</h2><seam-user-identity-list gateway="/seam"></seam-user-identity-list>');
  const screen = screenOf();
  await screen.findByRole('row', { name: /Aiko Tanaka/ }, patient);
  assert.equal(screen.getByLabelText('Search people').tagName, 'INPUT');
  assert.equal(screen.queryByRole('row', { name: 'Nobody' }), null);
  const headings = screen.getAllByRole('heading', { name: 'People' });
  assert.deepEqual(
    headings.map((heading) => heading.getRootNode() === document),
    [true, false],
  );
  assert.throws(() => screen.getByRole('row', { name: /^Nobody/ }), /no element ByRole "row".*\^Nobody/);
  assert.throws(() => screen.getByRole('heading', { name: 'People' }), /several elements ByRole/);
});

test('what is in a hidden element has no role, unless one asks for it', async () => {
  show('<div hidden><seam-user-identity-list gateway="/seam"></seam-user-identity-list></div>');
  const screen = screenOf();
  await screen.findByText('Aiko Tanaka', {}, patient);
  assert.equal(screen.queryByRole('heading'), null);
  assert.ok(screen.getByRole('heading', { hidden: true }));
});

test('a login that has ended is shown as such, and the next one gets through', async () => {
  const backend = show('');
  backend.login = null;
  document.body.innerHTML = '<seam-user-identity-list gateway="/seam"></seam-user-identity-list>';
  const screen = screenOf();
  await screen.findByRole('alert', {}, patient);
  assert.equal(screen.queryByText('Aiko Tanaka'), null);
  backend.login = { userIdentityIds: 'all', permissions: 'all' };
  screen.getByRole('button', { name: 'Retry' }).click();
  await screen.findByText('Aiko Tanaka', {}, patient);
});
