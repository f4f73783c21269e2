import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { chromium, type Browser, type LaunchOptions, type Page } from 'playwright';
import { browserArguments, ensureBrowser } from '../../scripts/setup.mjs';
import { engine, launchEngine } from './engine-page.js';

/** The strictest content security policy that a host can have. Our code must work with it. */
export const strictPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types lit-html";

const types: Record<string, string> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.map': 'application/json',
};

export interface Host {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Starts a simple web server of a host. It serves one page, our built files at `/dist`, and `mounts` on the same
 * origin.
 * @param policy the content security policy of the page
 */
export async function serveHost(
  html: () => string,
  mounts: Record<string, (request: Request) => Response | Promise<Response>> = {},
  policy = strictPolicy,
): Promise<Host> {
  const app = new Hono();
  app.get('/', (context) => context.html(html(), 200, { 'content-security-policy': policy }));
  app.get('/favicon.ico', (context) => context.body(null, 204));
  app.get('/dist/*', (context) => {
    const file = fileURLToPath(new URL(`../..${context.req.path}`, import.meta.url));
    return context.body(readFileSync(file), 200, { 'content-type': types[extname(file)] ?? 'text/plain' });
  });
  for (const [path, answer] of Object.entries(mounts))
    app.all(`${path}/*`, (context) => answer(context.req.raw));
  const server = createAdaptorServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** Returns the request without the path that the handler is mounted at. */
export function withoutPrefix(request: Request, prefix: string): Request {
  const url = new URL(request.url);
  url.pathname = url.pathname.slice(prefix.length);
  return new Request(url, request);
}

/** Keeps left pages in the back/forward cache, as browsers do by default; Playwright switches it off. */
export const keepingPages: LaunchOptions = { ignoreDefaultArgs: ['--disable-back-forward-cache'] };

/** A page to go to, for coming back later. */
export const elsewhere = () =>
  new Response('<!doctype html><title>Elsewhere</title>', { headers: { 'content-type': 'text/html' } });

/**
 * Starts the engine of this run. Engines other than Chromium offer only the parts of Playwright that the journeys
 * use.
 */
export async function launchBrowser(options: LaunchOptions = {}): Promise<Browser> {
  if (engine !== 'chromium') return (await launchEngine()) as unknown as Browser;
  return chromium.launch({
    executablePath: await ensureBrowser(),
    args: browserArguments,
    ...options,
  });
}

/** Opens a page and records what a clean page does not have: console messages, errors, requests to other origins. */
export async function openPage(
  browser: Browser,
  url: string,
  options: Parameters<Browser['newPage']>[0] = {},
): Promise<{ page: Page; complaints: string[] }> {
  const page = await browser.newPage({ viewport: { width: 1200, height: 800 }, ...options });
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== new URL(url).origin) complaints.push(`asked for ${request.url()}`);
  });
  await page.goto(url);
  return { page, complaints };
}
