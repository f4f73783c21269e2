import { Hono } from 'hono';
import { gatewayHealthPath, gatewayRemovalPath, gatewaySessionPath } from '../api/gateway-protocol.js';
import { createRemovals } from './removals.js';
import { isPreflight, preflightHeaders, type createHostCheck, type OriginCheck } from './http/origin.js';
import { answer, answerOf, Refusal } from './http/http-error.js';
import { serveRow, serveSession, type Parts } from './handle-request.js';
import { rows } from './endpoints/index.js';

export interface AppOptions extends Parts {
  readonly isAllowedHost: ReturnType<typeof createHostCheck>;
  readonly checkOrigin: OriginCheck;
  readonly basePath: string;
}

/** Routes by exact path, as it stands in the request: nothing is decoded, and nothing else of it is used. */
export function createApp({ isAllowedHost, checkOrigin, basePath, ...parts }: AppOptions): Hono {
  const app = new Hono({ getPath: ({ url }) => pathWithin(basePath, new URL(url).pathname) });

  app.use(async (context, next) => {
    const { raw: request } = context.req;
    const { allowed, headers } = checkOrigin(request);
    // A load balancer that asks for its health may call it by its address.
    if (context.req.path !== gatewayHealthPath && !isAllowedHost(request))
      context.res = answerOf(foreignHost());
    else if (!allowed) context.res = answerOf(foreignOrigin());
    else if (isPreflight(request))
      context.res = new Response(null, { status: 204, headers: preflightHeaders(request) });
    else await next();
    for (const [name, value] of Object.entries({ ...headers, vary: 'Origin' }))
      context.res.headers.set(name, value);
  });

  for (const row of rows) app.post(row.endpoint.path, ({ req }) => serveRow(parts, req.raw, row));
  app.post(gatewaySessionPath, ({ req }) => serveSession(parts, req.raw));
  const serveRemoval = createRemovals(parts);
  app.post(gatewayRemovalPath, ({ req }) => serveRemoval(req.raw));
  app.get(gatewayHealthPath, () => answer(200, { ok: true }));
  for (const path of paths)
    app.all(path, () => methodNotAllowed(path === gatewayHealthPath ? 'GET' : 'POST'));
  app.notFound(() => answerOf(noSuchEndpoint()));
  return app;
}

const paths = new Set<string>([
  ...rows.map(({ endpoint }) => endpoint.path),
  gatewaySessionPath,
  gatewayRemovalPath,
  gatewayHealthPath,
]);

/** The path of the endpoint that a request is for, if there is such an endpoint. */
export function endpointPathOf(basePath: string, { url }: Request): string | undefined {
  const path = pathWithin(basePath, new URL(url).pathname);
  return paths.has(path) ? path : undefined;
}

const pathWithin = (basePath: string, path: string): string =>
  path.startsWith(`${basePath}/`) ? path.slice(basePath.length) : '/';

const foreignHost = () =>
  new Refusal(
    403,
    'host_not_allowed',
    'The gateway is not served under this host name. Its owner can add the name to allowedHosts.',
  );
const foreignOrigin = () => new Refusal(403, 'origin_not_allowed', 'This origin may not use the gateway.');
function methodNotAllowed(allowed: 'GET' | 'POST'): Response {
  const response = answerOf(new Refusal(405, 'method_not_allowed', `Only ${allowed} is accepted.`));
  response.headers.set('allow', allowed);
  return response;
}
const noSuchEndpoint = () => new Refusal(404, 'not_found', 'The gateway has no such endpoint.');
