import { http, type RequestHandler } from 'msw';
import type { TestBackend } from './index.js';

/**
 * Creates handlers for Mock Service Worker that send requests for the gateway or Seam to a test backend.
 *
 * @example
 * const backend = createTestBackend();
 * const server = setupServer(...testBackendHandlers(backend));
 */
export const testBackendHandlers = (
  backend: Pick<TestBackend, 'fetch' | 'basePath' | 'endpoint'>,
): RequestHandler[] =>
  [`*${backend.basePath}/*`, `${backend.endpoint}/*`].map((url) =>
    http.all(url, ({ request }) =>
      // For MSW this response is a network failure. An exception would become a server error.
      backend.fetch(request).catch(() => Response.error()),
    ),
  );
