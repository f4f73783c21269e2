import { http, type RequestHandler } from 'msw';
import type { TestBackend } from './index.js';

/**
 * Handlers for Mock Service Worker that let a test backend answer what goes to its gateway or to Seam.
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
      // MSW takes this for a network failure, and anything thrown for a server error.
      backend.fetch(request).catch(() => Response.error()),
    ),
  );
