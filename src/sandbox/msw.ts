import { http, type RequestHandler } from 'msw';
import type { Sandbox } from './sandbox.js';

export interface SandboxHandlersOptions {
  /** The base URL that the page uses for the Seam API; Seam's own by default. */
  endpoint?: string;
}

/** Creates handlers for Mock Service Worker that send every request for the endpoint to a sandbox. */
export const sandboxHandlers = (
  sandbox: Pick<Sandbox, 'fetch'>,
  { endpoint = 'https://connect.getseam.com' }: SandboxHandlersOptions = {},
): RequestHandler[] => [
  http.all(`${endpoint.replace(/\/+$/, '')}/*`, ({ request }) =>
    // For MSW this response is a network failure. An exception would become a server error.
    sandbox.fetch(request).catch(() => Response.error()),
  ),
];
