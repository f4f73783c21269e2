import { http, type RequestHandler } from 'msw';
import type { Sandbox } from './sandbox.js';

export interface SandboxHandlersOptions {
  /** Where the page believes Seam to be; Seam's own address if left out. */
  endpoint?: string;
}

/** Handlers for Mock Service Worker that let a sandbox answer whatever is sent to the endpoint. */
export const sandboxHandlers = (
  sandbox: Pick<Sandbox, 'fetch'>,
  { endpoint = 'https://connect.getseam.com' }: SandboxHandlersOptions = {},
): RequestHandler[] => [
  http.all(`${endpoint.replace(/\/+$/, '')}/*`, ({ request }) =>
    // MSW takes this for a network failure, and anything thrown for a server error.
    sandbox.fetch(request).catch(() => Response.error()),
  ),
];
