// Cloudflare Workers. Put SEAM_API_KEY and SESSION_SECRET there with `wrangler secret put`.
import { createGateway, type Gateway } from 'seam-admin-elements/gateway';
import { administrators } from './session.js';

interface Env {
  SEAM_API_KEY: string;
  SEAM_ENDPOINT?: string;
  SESSION_SECRET: string;
}

/** One for as long as the worker lives: it remembers sessions and counts requests. */
let gateway: Gateway | undefined;

const start = ({ SEAM_API_KEY, SEAM_ENDPOINT, SESSION_SECRET }: Env): Gateway =>
  createGateway({
    apiKey: SEAM_API_KEY,
    endpoint: SEAM_ENDPOINT,
    basePath: '/seam',
    authorize: administrators(SESSION_SECRET),
    onAudit: (record) => console.log(JSON.stringify(record)),
  });

export default {
  fetch(request: Request, env: Env, context: { waitUntil(promise: Promise<unknown>): void }) {
    if (!new URL(request.url).pathname.startsWith('/seam/')) return new Response(null, { status: 404 });
    const response = (gateway ??= start(env)).fetch(request);
    // A change is seen to its end, and told to the audit, even if the page has left.
    context.waitUntil(response);
    return response;
  },
};
