// During development, a page warns of colours with too little contrast. The published script does not.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright';
import { createSandbox } from '../../src/sandbox/index.js';
import { bundle } from '../support/bundle.js';
import { launchBrowser, openPage, serveHost, withoutPrefix } from '../support/host.js';

const sandbox = createSandbox();
let browser: Browser;

before(async () => {
  browser = await launchBrowser();
});

after(() => browser.close());

/** The console messages of a page with low contrast. */
async function told(script: string): Promise<string[]> {
  const host = await serveHost(
    () => `<!doctype html><html lang="en"><title>Poor</title><style>:root { --seam-muted: #bbb; }</style>
      <script type="module" src="${script}"></script><body></body></html>`,
    {
      '/seam-api': (request) => sandbox.fetch(withoutPrefix(request, '/seam-api')),
      '/bundled': async () => {
        const code = `import 'seam-admin-elements/elements/seam-device-access.js';`;
        const [chunk] = await bundle(code, { codeSplitting: false }, 'development');
        return new Response(chunk!.code, { headers: { 'content-type': 'text/javascript' } });
      },
    },
    '',
  );
  const { page, complaints } = await openPage(browser, host.url);
  await page.waitForLoadState('networkidle'); // the module that warns must have loaded before the element is there
  await page.evaluate((clientSessionToken) => {
    const element = document.createElement('seam-device-access');
    document.body.append(Object.assign(element, { endpoint: '/seam-api', clientSessionToken }));
  }, sandbox.credentials.clientSessionToken);
  await page.getByText('Room 214', { exact: true }).waitFor();
  await page.close();
  await host.close();
  return complaints.filter((text) => !text.includes('Lit is in dev mode'));
}

test('a bundle in development mode warns of colours with too little contrast', async () => {
  const [warning, ...others] = await told('/bundled/development.js');
  assert.match(warning!, /^warning: .*--seam-muted on --seam-background has 1\.92:1 and needs 4\.5:1/);
  assert.deepEqual(others, []);
});

test('the script does not warn of the same colours', async () => {
  assert.deepEqual(await told('/dist/seam-admin-elements.js'), []);
});
