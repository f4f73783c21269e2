import { Hono } from 'hono';
import { cors } from 'hono/cors';
import * as contract from '../api/contract.gen.js';
import type { Endpoint, EndpointPath, Page, Pagination, ParamsOf } from '../api/contract.gen.js';
import { endpointSchemas } from '../api/schemas.gen.js';
import { authenticate } from './http/authenticate.js';
import type { RequestContext, WholeAnswers } from './http/context.js';
import { control, controlPrefix } from './controls/controls.js';
import { ApiError } from './model/errors.js';
import type { Sandbox } from './sandbox.js';
import { jsonAnswer } from './http/json.js';
import { readParameters } from './http/parameters.js';
import { createIds } from './store/ids.js';
import { routes } from './routes/index.js';
import { everything, sessionScope } from './model/session-scope.js';
import type { Store } from './store/store.js';
import { unknownNames, validate } from './http/validation.js';

interface Environment {
  /** A response to send instead of the API's. */
  Bindings: { answer?: Response };
}

const endpoints: readonly Endpoint[] = Object.values(contract);

const answeredWhole: Readonly<Record<keyof WholeAnswers, true>> = {
  '/acs/credentials/assign': true,
  '/acs/credentials/unassign': true,
  '/acs/credentials/update': true,
  '/client_sessions/grant_access': true,
  '/user_identities/list_accessible_devices': true,
};

/** The request headers that Seam allows across origins. A browser's preflight fails for any other custom header. */
const allowedHeaders = [
  'x-csrf-token',
  'x-requested-with',
  'accept',
  'accept-version',
  'content-length',
  'content-md5',
  'content-type',
  'date',
  'x-api-version',
  'seam-workspace',
  'authorization',
  'user-agent',
  'seam-lts-version',
  'seam-sdk-version',
  'seam-sdk-name',
  'seam-publishable-key',
  'seam-client-session-token',
  'client-session-token',
  'seam-api-key',
  'seam-user-identifier-key',
];

/**
 * Creates a Hono app with the API and the sandbox's controls.
 * @param storeFor returns the store of the workspace that a request is for
 * @param isStrict whether to reject parameter names that Seam does not document
 */
export function createApp(
  storeFor: (request: Request) => Store,
  sandbox: Sandbox,
  isStrict: boolean,
): Hono<Environment> {
  const app = new Hono<Environment>();
  const warnOfNames = isStrict ? undefined : oneWarning();
  const newRequestId = createIds(2);

  app.use(async (context, next) => {
    await next();
    context.header('seam-request-id', newRequestId());
  });
  app.use(
    cors({
      origin: (origin) => origin || '*',
      credentials: true,
      allowHeaders: allowedHeaders,
      allowMethods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
    }),
  );
  app.use((context, next) => (context.env.answer ? Promise.resolve(context.env.answer) : next()));

  for (const endpoint of endpoints) {
    app.all(endpoint.path, (context) =>
      answer(endpoint, context.req.raw, storeFor(context.req.raw), warnOfNames),
    );
  }

  app.all(`${controlPrefix}*`, async (context) => jsonAnswer(await control(context.req.raw, sandbox)));

  // Seam's own web components send usage data here. The sandbox discards it.
  app.post('/internal/tlmtry', () => jsonAnswer({ ok: true }, 200));

  app.onError((error) => {
    const { body, status } =
      error instanceof ApiError ? error : new ApiError(500, 'internal_server_error', error.message);
    return jsonAnswer(body, status);
  });
  return app;
}

type WarnOfNames = (path: EndpointPath, names: string[][]) => void;

/** Creates a function that warns about the first unknown name only. */
function oneWarning(): WarnOfNames {
  let hasWarned = false;
  return (path, [name]) => {
    if (!name || hasWarned) return;
    hasWarned = true;
    console.warn(
      `Seam does not document "${name.join('.')}" for ${path}. A sandbox with strict: false takes names of older guides and ignores other unknown names; the gateway refuses both.`,
    );
  };
}

/** @param warnOfNames present if unknown parameter names are accepted */
async function answer(
  endpoint: Endpoint,
  request: Request,
  store: Store,
  warnOfNames: WarnOfNames | undefined,
): Promise<Response> {
  const { path } = endpoint;
  const { methods, params: schema } = endpointSchemas[path];
  const given = await readParameters(request, path, schema, warnOfNames !== undefined);
  const caller = authenticate({ path, headers: request.headers, params: given, store });
  if (!methods.includes(request.method)) {
    throw new ApiError(405, 'method_not_allowed', `only ${methods.join(',')} accepted`);
  }
  const scope = caller.kind === 'client_session' ? sessionScope(store, caller.session) : everything;
  const context = { method: request.method, given, caller, scope, store };
  warnOfNames?.(path, unknownNames(path, given));
  const result = run(path, given, context, warnOfNames === undefined);
  return jsonAnswer(envelope(endpoint, result, request.url));
}

/** Validates the parameters and calls the route. Here the types of both meet: the path defines them. */
function run<Path extends EndpointPath>(
  path: Path,
  given: unknown,
  context: RequestContext,
  refusesUnknown: boolean,
): unknown {
  const handler: (params: ParamsOf<Path>, context: RequestContext) => unknown = routes[path];
  return handler(validate(path, given, refusesUnknown), context);
}

function envelope({ path, responseKey, paginated }: Endpoint, result: unknown, url: string): object {
  if (path in answeredWhole) return { ...(result as object), ok: true };
  if (responseKey === null) return { ok: true };
  if (!paginated) return { [responseKey]: result, ok: true };
  const { items, nextCursor } = result as Page<unknown>;
  return { [responseKey]: items, pagination: paginationOf(nextCursor, url), ok: true };
}

function paginationOf(nextCursor: string | null, requestUrl: string): Pagination {
  const url = new URL(requestUrl);
  // Seam uses this name in the URL, although the parameter is `page_cursor`. So a client cannot request this URL.
  if (nextCursor !== null) url.searchParams.set('next_page_cursor', nextCursor);
  return {
    has_next_page: nextCursor !== null,
    next_page_cursor: nextCursor,
    next_page_url: nextCursor === null ? null : url.href,
  };
}
