import { createHash, timingSafeEqual } from 'node:crypto';
import path from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { createGateway, type Gateway } from '../gateway/index.js';
import { createSandbox } from '../sandbox/index.js';

/** The source of the demo's data. */
export interface Upstream {
  readonly apiKey: string;
  /** The base URL for requests of the page with a client session. */
  readonly endpoint: string;
  /** Handles the requests to {@link endpoint}, if this is not another server. */
  readonly fetch?: (request: Request) => Promise<Response>;
}

const gatewayPath = '/seam';
const sandboxPath = '/sandbox';
const secretHeader = 'demo-secret';
/** Correct for both `src/cli` and `dist/cli`. */
const packageRoot = path.join(import.meta.dirname, '../..');

export const seamUpstream = (apiKey: string, endpoint: string): Upstream => ({ apiKey, endpoint });

export function sandboxUpstream(): Upstream {
  // Every user of this machine can send it requests, but only the gateway may have its API key.
  const sandbox = createSandbox({ clock: 'real', credentials: 'random' });
  return { apiKey: sandbox.credentials.apiKey, endpoint: sandboxPath, fetch: sandbox.fetch };
}

/**
 * Creates an app with the dashboard of `examples/dashboard` and its gateway. A request with the secret has the rights
 * of the administrator. The page gets the secret from its URL and sends it in a header, because browsers send a cookie
 * to all ports of this machine.
 * @param origin the origin of the app; for other host names, except localhost, it responds with 403
 */
export function createDemoApp(origin: string, upstream: Upstream, secret: string): Hono {
  const gateway = createDemoGateway(upstream, secret);
  const policy = contentSecurityPolicy(upstream);

  const app = new Hono();

  app.use((context, next) => {
    const own = new URL(context.req.url);
    const isLocalName = own.origin === origin || own.host === `localhost:${new URL(origin).port}`;
    const from = context.req.header('origin') ?? own.origin;
    // Other requests use a name that an attacker lets point to this machine, or come from a page of another site.
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

/** Compares in constant time. The texts are hashed first, because `timingSafeEqual` needs equal lengths. */
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
