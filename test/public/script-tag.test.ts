// A page with only the script tag and two elements: plain static servers, and a sandbox in place of Seam.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync, readdirSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright';
import { createSandbox } from '../../src/sandbox/index.js';
import { serveSandbox, type ServedSandbox } from '../../src/sandbox/node.js';
import { launchBrowser } from '../support/host.js';

const integrity = JSON.parse(readFileSync('dist/integrity.json', 'utf8')) as Record<string, string>;
const hashOf = (file: string) =>
  `sha384-${createHash('sha384')
    .update(readFileSync(`dist/${file}`))
    .digest('base64')}`;

const sandbox = createSandbox();
let seam: ServedSandbox;
let pages: Server;
let files: Server;
let browser: Browser;
let html = '';

/** Serves files without any special headers. */
const serve = async (answer: (path: string) => string | undefined, headers: Record<string, string> = {}) => {
  const server = createServer(({ url = '' }, response) => {
    const body = answer(url);
    const type = url.endsWith('.js') ? 'text/javascript' : 'text/html';
    response.writeHead(body === undefined ? 404 : 200, { ...headers, 'content-type': type }).end(body);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return server;
};
const urlOf = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const built = (path: string) =>
  Object.hasOwn(integrity, path.slice(1)) ? readFileSync(`dist${path}`, 'utf8') : undefined;

before(async () => {
  pages = await serve((path) => (path === '/' ? html : path === '/favicon.ico' ? '' : built(path)));
  seam = await serveSandbox(sandbox, { allowedOrigins: [urlOf(pages)] });
  files = await serve(built, { 'access-control-allow-origin': '*' });
  browser = await launchBrowser();
});

after(async () => {
  await browser.close();
  pages.close();
  files.close();
  await seam.close();
});

async function open(tag: string): Promise<{ page: Page; complaints: string[]; asked: string[] }> {
  html = `<!doctype html>
    <html lang="de">
      ${tag}
      <seam-user-identity-list endpoint="${seam.url}" client-session-token="${sandbox.credentials.clientSessionToken}"></seam-user-identity-list>
      <seam-device-access endpoint="${seam.url}" client-session-token="${sandbox.credentials.clientSessionToken}"></seam-device-access>
    </html>`;
  const page = await browser.newPage();
  const complaints: string[] = [];
  const asked: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(urlOf(pages));
  return { page, complaints, asked };
}

async function showsBothInGerman(page: Page): Promise<void> {
  await page.getByRole('heading', { name: 'Personen' }).waitFor();
  await page.getByRole('row', { name: /Aiko Tanaka/ }).waitFor();
  await page.getByText('Room 214', { exact: true }).waitFor();
}

test('dist/integrity.json contains the hashes of both scripts and of all their files', () => {
  const files = ['seam-admin-elements', 'seam-admin-elements.all'].flatMap((script) => [
    `${script}.js`,
    ...readdirSync(`dist/${script}`).map((file) => `${script}/${file}`),
  ]);
  assert.deepEqual(new Set(Object.keys(integrity)), new Set(files));
  for (const [file, hash] of Object.entries(integrity)) assert.equal(hash, hashOf(file), file);
});

test('the script tag and two elements are a complete page, in German, on a plain static server', async () => {
  const { page, complaints, asked } = await open(
    '<script type="module" src="/seam-admin-elements.js"></script>',
  );
  await showsBothInGerman(page);
  assert.deepEqual(complaints, []);
  const known = [urlOf(pages), seam.url];
  assert.deepEqual(
    asked.filter((url) => !known.some((origin) => url.startsWith(origin))),
    [],
  );
  await page.close();
});

test('on another origin, the page checks the hashes of the script and of its files', async () => {
  const hashes = Object.fromEntries(
    Object.entries(integrity).map(([file, hash]) => [`${urlOf(files)}/${file}`, hash]),
  );
  const tags = (script: string, beside: object) => `
    <script type="importmap">${JSON.stringify({ integrity: beside })}</script>
    <script type="module" src="${urlOf(files)}/seam-admin-elements.js" integrity="${script}" crossorigin="anonymous"></script>`;
  const script = integrity['seam-admin-elements.js']!;
  const right = await open(tags(script, hashes));
  await showsBothInGerman(right.page);
  assert.deepEqual(right.complaints, []);
  await right.page.close();

  const wrong = `sha384-${Buffer.alloc(48).toString('base64')}`;
  const refused = await open(tags(wrong, hashes));
  assert.equal(await refused.page.evaluate(() => customElements.get('seam-device-access')), undefined);
  assert.match(refused.complaints.join(), /integrity/);
  await refused.page.close();

  // Without the file of German texts, the page is in English.
  const preload = JSON.parse(readFileSync('dist/preload.json', 'utf8')) as Record<string, string[]>;
  const code = new Set(Object.values(preload).flat());
  const inEnglish = await open(
    tags(
      script,
      Object.fromEntries(
        Object.entries(integrity).map(([file, hash]) => [
          `${urlOf(files)}/${file}`,
          code.has(file) ? hash : wrong,
        ]),
      ),
    ),
  );
  await inEnglish.page.getByRole('heading', { name: 'People' }).waitFor();
  await inEnglish.page.getByRole('row', { name: /Aiko Tanaka/ }).waitFor();
  assert.match(inEnglish.complaints.join(), /integrity/);
  await inEnglish.page.close();
});
