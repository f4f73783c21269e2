// Cloudflare Workers. Put SEAM_API_KEY and SESSION_SECRET there with `wrangler secret put`.
import type { Gateway } from 'seam-admin-elements/gateway';
import { startGateway, type Environment } from '#gateway';

/** One for as long as the worker lives: it remembers sessions and counts requests. */
let gateway: Gateway | undefined;

export default {
  fetch(request: Request, env: Environment, context: { waitUntil(promise: Promise<unknown>): void }) {
    if (!new URL(request.url).pathname.startsWith('/seam/')) return new Response(null, { status: 404 });
    const response = (gateway ??= startGateway(env)).fetch(request);
    // A change is seen to its end, and told to the audit, even if the page has left.
    context.waitUntil(response);
    return response;
  },
};
