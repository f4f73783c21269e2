import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import path from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { setCookie } from 'hono/cookie';
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
/** From `src/cli` as from `dist/cli`. */
const packageRoot = path.join(import.meta.dirname, '../..');

export const seamUpstream = (apiKey: string, endpoint: string): Upstream => ({ apiKey, endpoint });

export function sandboxUpstream(): Upstream {
  const sandbox = createSandbox({ clock: 'real' });
  return { apiKey: sandbox.credentials.apiKey, endpoint: sandboxPath, fetch: sandbox.fetch };
}

/**
 * The dashboard of `examples/dashboard`, and the gateway it asks. Whoever opens the page is its administrator:
 * the page sets a secret made for this run as a cookie, and the gateway takes that for a login.
 * @param origin where it is served; asked under any other name it does not answer
 */
export function createDemoApp(origin: string, upstream: Upstream): Hono {
  const secret = randomBytes(32).toString('base64url');
  // Cookies do not tell ports apart, and two demos may run at once.
  const cookie = `seam-demo-${new URL(origin).port}`;
  const gateway = createDemoGateway(upstream, (request) => holdsSecret(request, cookie, secret));
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

  app.get('/', async (context, next) => {
    await next();
    context.header('cache-control', 'no-store');
    setCookie(context, cookie, secret, { httpOnly: true, sameSite: 'Strict', path: '/' });
  });
  app.get('/dist/*', serveStatic({ root: packageRoot }));
  app.get('*', serveStatic({ root: path.join(packageRoot, 'examples/dashboard') }));
  return app;
}

function createDemoGateway(
  { apiKey, endpoint, fetch }: Upstream,
  isAdministrator: (request: Request) => boolean,
): Gateway {
  return createGateway({
    apiKey,
    basePath: gatewayPath,
    authorize: (request, clientSession) =>
      !clientSession && isAdministrator(request)
        ? { caller: 'demo-administrator', userIdentityIds: 'all', permissions: 'all' }
        : null,
    ...(fetch ? { fetch } : { endpoint }),
  });
}

function holdsSecret(request: Request, cookie: string, secret: string): boolean {
  const pairs = (request.headers.get('cookie') ?? '').split(/; */);
  return pairs.some((pair) => isSame(pair, `${cookie}=${secret}`));
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
