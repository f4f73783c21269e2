// The built dashboards in examples, in React and in Vue.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright';
import { build } from 'vite';
import { createGateway } from '../../src/gateway/index.js';
import { createSandbox } from '../../src/sandbox/index.js';
import { launchBrowser, openPage, serveHost, strictPolicy } from '../support/host.js';

let browser: Browser;
before(async () => {
  browser = await launchBrowser();
});
after(() => browser.close());

const react = path.resolve('examples/react');
const vue = path.resolve('examples/vue');
/** Vue creates its own Trusted Types policy when it loads. */
const policyOfVue = strictPolicy.replace('trusted-types lit-html', 'trusted-types lit-html vue');
const react18 = {
  react: path.join(react, 'node_modules/react-18'),
  'react-dom': path.join(react, 'node_modules/react-dom-18'),
};

dashboard('React 19', { folder: react });
dashboard('React 18', { folder: react, alias: react18 });
dashboard('Vue 3', { folder: vue, policy: policyOfVue });

interface Example {
  folder: string;
  /** Packages that replace dependencies. */
  alias?: Record<string, string>;
  policy?: string;
}

function dashboard(name: string, { folder, alias = {}, policy = strictPolicy }: Example) {
  describe(`the dashboard in ${name}`, () => {
    it('opens a person, receives the events of its elements, and shows errors', async (context) => {
      const outDir = mkdtempSync(path.join(tmpdir(), 'seam-dashboard-'));
      context.after(() => rmSync(outDir, { recursive: true }));
      await build({
        root: folder,
        configFile: path.join(folder, 'vite.config.ts'),
        logLevel: 'error',
        resolve: { alias },
        build: { outDir, emptyOutDir: true },
      });
      // A phone is deleted a while after the request, so this sandbox needs a running clock.
      const sandbox = createSandbox({ clock: 'real' });
      const gateway = createGateway({
        apiKey: sandbox.credentials.apiKey,
        fetch: sandbox.fetch,
        basePath: '/seam',
        authorize: () => ({ caller: 'front-desk', userIdentityIds: 'all', permissions: 'all' }),
      });
      const host = await serveHost(
        () => readFileSync(path.join(outDir, 'index.html'), 'utf8'),
        { '/seam': gateway.fetch, '/assets': (request) => fileOf(outDir, request) },
        policy,
      );
      context.after(host.close);
      const { page, complaints } = await openPage(browser, host.url);
      context.after(() => page.close());

      await page.getByRole('heading', { name: 'Activity' }).waitFor();
      await page.getByRole('searchbox').fill('aiko');
      await page.getByText(/^1 person/).waitFor();
      await page.getByRole('grid').getByRole('row').nth(1).click();
      await page.getByRole('tab', { name: 'Phones', selected: true }).waitFor();

      await page.getByRole('button', { name: 'Deactivate Pixel 9a' }).click();
      await page.getByRole('button', { name: 'Deactivate phone' }).click();
      await page.getByText('A phone of Aiko Tanaka was deactivated.').waitFor();
      // After the deactivation, the element may request deleted resources once more.
      assert.deepEqual(
        complaints.filter((text) => !text.includes('404 (Not Found)')),
        [],
      );

      sandbox.faults.add({ path: '/user_identities/list_accessible_devices', status: 400, body: outage });
      await page.getByRole('tab', { name: 'Devices' }).click();
      await page.locator('header').getByText('The doors are being painted.').waitFor();
    });
  });
}

const outage = { error: { type: 'invalid_input', message: 'The doors are being painted.' }, ok: false };

const types: Record<string, string> = { '.js': 'text/javascript', '.css': 'text/css' };

function fileOf(folder: string, { url }: Request): Response {
  const { pathname } = new URL(url);
  const type = types[path.extname(pathname)]!;
  return new Response(readFileSync(path.join(folder, pathname)), { headers: { 'content-type': type } });
}
