// Cloudflare Workers. Put SEAM_API_KEY and SESSION_SECRET there with `wrangler secret put`.
import type { Gateway } from 'seam-admin-elements/gateway';
import { startGateway, type Environment } from '#gateway';

/** One gateway for the life of the worker: it remembers sessions and counts requests. */
let gateway: Gateway | undefined;

export default {
  fetch(request: Request, env: Environment, context: { waitUntil(promise: Promise<unknown>): void }) {
    if (!new URL(request.url).pathname.startsWith('/seam/')) return new Response(null, { status: 404 });
    const response = (gateway ??= startGateway(env)).fetch(request);
    // Completes a request, also a removal, after its page has gone. Cloudflare allows half a minute for this; the next
    // request continues a longer removal.
    context.waitUntil(response.then((answer) => answer.clone().text()));
    return response;
  },
};
