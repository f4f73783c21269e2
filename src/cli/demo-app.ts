import { createHash, timingSafeEqual } from 'node:crypto';
import path from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { createGateway, type Gateway } from '../gateway/index.js';
import { createSandbox } from '../sandbox/index.js';

/** Where the demo's data comes from. */
export interface Upstream {
  readonly apiKey: string;
  /** Where the page sends a client session by itself. */
  readonly endpoint: string;
  /** Answers what comes in at {@link endpoint}, where that is no other server. */
  readonly fetch?: (request: Request) => Promise<Response>;
}

const gatewayPath = '/seam';
const sandboxPath = '/sandbox';
const secretHeader = 'demo-secret';
/** From `src/cli` as from `dist/cli`. */
const packageRoot = path.join(import.meta.dirname, '../..');

export const seamUpstream = (apiKey: string, endpoint: string): Upstream => ({ apiKey, endpoint });

export function sandboxUpstream(): Upstream {
  // Everybody on this machine can ask it, and only the gateway may do so with a key.
  const sandbox = createSandbox({ clock: 'real', credentials: 'random' });
  return { apiKey: sandbox.credentials.apiKey, endpoint: sandboxPath, fetch: sandbox.fetch };
}

/**
 * The dashboard of `examples/dashboard`, and the gateway it asks. Who has the secret is the administrator: the page
 * gets it from its address, and sends it in a header. A cookie would go to every other port of this machine as well.
 * @param origin where it is served; asked under any other name it does not answer
 */
export function createDemoApp(origin: string, upstream: Upstream, secret: string): Hono {
  const gateway = createDemoGateway(upstream, secret);
  const policy = contentSecurityPolicy(upstream);

  const app = new Hono();

  app.use((context, next) => {
    const own = new URL(context.req.url);
    const isLocalName = own.origin === origin || own.host === `localhost:${new URL(origin).port}`;
    const from = context.req.header('origin') ?? own.origin;
    // Else it is a name that somebody lets point at this machine, or a page of another site.
    if (isLocalName && from === own.origin) return next();
    return Promise.resolve(context.text(`Open ${origin}/ instead.`, 403));
  });
  app.use(async (context, next) => {
    await next();
    context.header('content-security-policy', policy);
    context.header('x-content-type-options', 'nosniff');
    context.header('referrer-policy', 'no-referrer');
  });

  app.all(`${gatewayPath}/*`, ({ req }) => gateway.fetch(req.raw));
  if (upstream.fetch) app.mount(sandboxPath, upstream.fetch);
  app.get('/config.json', (context) =>
    context.json({
      gateway: gatewayPath,
      endpoint: upstream.endpoint,
      sandbox: upstream.fetch !== undefined,
    }),
  );
  app.get('/dist/*', serveStatic({ root: packageRoot }));
  app.get('*', serveStatic({ root: path.join(packageRoot, 'examples/dashboard') }));
  return app;
}

function createDemoGateway({ apiKey, endpoint, fetch }: Upstream, secret: string): Gateway {
  return createGateway({
    apiKey,
    basePath: gatewayPath,
    authorize: ({ headers }, clientSession) =>
      !clientSession && isSame(headers.get(secretHeader) ?? '', secret)
        ? { caller: 'demo-administrator', userIdentityIds: 'all', permissions: 'all' }
        : null,
    ...(fetch ? { fetch } : { endpoint }),
  });
}

/** Takes as long whatever the difference; hashes are of one length. */
function isSame(a: string, b: string): boolean {
  const [first, second] = [a, b].map((text) => createHash('sha256').update(text).digest());
  return timingSafeEqual(first!, second!);
}

const contentSecurityPolicy = ({ endpoint, fetch }: Upstream): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    `connect-src 'self'${fetch ? '' : ` ${new URL(endpoint).origin}`}`,
    "require-trusted-types-for 'script'",
    'trusted-types lit-html',
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
