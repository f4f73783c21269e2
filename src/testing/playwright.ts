import type { TestBackend } from './index.js';

/** The method of Playwright's `Page` or `BrowserContext` that `routeTestBackend` needs. */
export interface Routing {
  route(url: (url: URL) => boolean, handler: (route: Route) => Promise<void>): Promise<unknown>;
}

export interface Route {
  request(): {
    url(): string;
    method(): string;
    allHeaders(): Promise<Record<string, string>>;
    postDataBuffer(): Uint8Array | null;
  };
  fulfill(answer: { status: number; headers: Record<string, string>; body: string }): Promise<void>;
  abort(reason: string): Promise<void>;
}

/**
 * Sends the requests of a Playwright page for the gateway or Seam to a test backend.
 *
 * To find elements, use Playwright's own `getByRole` and `getByText`: they search in shadow roots.
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
      const sent = asked.postDataBuffer();
      try {
        const response = await backend.fetch(asked.url(), {
          method: asked.method(),
          headers: await asked.allHeaders(),
          body: sent && new Uint8Array(sent),
        });
        await route.fulfill({
          status: response.status,
          headers: Object.fromEntries(response.headers),
          body: await response.text(),
        });
      } catch {
        await route.abort('failed');
      }
    },
  );
}
