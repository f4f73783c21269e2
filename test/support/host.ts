import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { chromium, type Browser, type LaunchOptions, type Page } from 'playwright';
import { browserArguments, ensureBrowser } from '../../scripts/setup.mjs';
import { engine, launchEngine } from './engine-page.js';

/** The strictest policy a host may have. Nothing of ours may break it. */
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
 * A host's plain web server: one page under the strict policy or its own, our built files at `/dist`, and whatever
 * else stands on the same origin.
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

/** The same request without the path it is mounted at. */
export function withoutPrefix(request: Request, prefix: string): Request {
  const url = new URL(request.url);
  url.pathname = url.pathname.slice(prefix.length);
  return new Request(url, request);
}

/** Keeps pages that are left, as browsers do where Playwright does not tell them not to. */
export const keepingPages: LaunchOptions = { ignoreDefaultArgs: ['--disable-back-forward-cache'] };

/** Where a page may go, to come back. */
export const elsewhere = () =>
  new Response('<!doctype html><title>Elsewhere</title>', { headers: { 'content-type': 'text/html' } });

/** The engine this run is about: beside Chromium, with as much of it as the journeys use. */
export async function launchBrowser(options: LaunchOptions = {}): Promise<Browser> {
  if (engine !== 'chromium') return (await launchEngine()) as unknown as Browser;
  return chromium.launch({
    executablePath: await ensureBrowser(),
    args: browserArguments,
    ...options,
  });
}

/** A page that notes what a clean one does not have: console messages, errors, requests to elsewhere. */
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
