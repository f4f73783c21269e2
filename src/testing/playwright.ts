import type { TestBackend } from './index.js';

/** What is needed of Playwright's `Page` or `BrowserContext`. */
export interface Routing {
  route(url: (url: URL) => boolean, handler: (route: Route) => Promise<void>): Promise<unknown>;
}

export interface Route {
  request(): {
    url(): string;
    method(): string;
    allHeaders(): Promise<Record<string, string>>;
    postDataBuffer(): Uint8Array<ArrayBuffer> | null;
  };
  fulfill(answer: { status: number; headers: Record<string, string>; body: Uint8Array }): Promise<void>;
  abort(reason: string): Promise<void>;
}

/**
 * Lets a test backend answer what a page of Playwright's sends to its gateway or to Seam.
 *
 * Nothing else is needed to find things: Playwright's own `getByRole` and `getByText` look through shadow roots.
 *
 * @example
 * const backend = createTestBackend();
 * await routeTestBackend(page, backend);
 * await page.goto(url);
 * await page.getByRole('row', { name: 'Aiko Tanaka' }).waitFor();
 */
export async function routeTestBackend(
  page: Routing,
  backend: Pick<TestBackend, 'fetch' | 'basePath' | 'endpoint'>,
): Promise<void> {
  await page.route(
    (url) => url.pathname.startsWith(`${backend.basePath}/`) || url.origin === backend.endpoint,
    async (route) => {
      const asked = route.request();
      try {
        const response = await backend.fetch(asked.url(), {
          method: asked.method(),
          headers: await asked.allHeaders(),
          body: asked.postDataBuffer(),
        });
        const body = Buffer.from(await response.arrayBuffer());
        await route.fulfill({ status: response.status, headers: Object.fromEntries(response.headers), body });
      } catch {
        await route.abort('failed');
      }
    },
  );
}
