import { callerHeader, gatewayHeader, type GatewaySession } from '../api/gateway-protocol.js';
import type { Attempts } from './access/action-attempts.js';
import { auditRecord, newTrail, noteParams, type AuditRecord, type Trail } from './access/audit.js';
import type { Authenticate, Caller } from './access/authenticate.js';
import { createCursors } from './access/page-cursor.js';
import { createErrand, type Errand, type Fields, type HostHooks } from './access/request-context.js';
import { checkParams, readBody } from './http/validate-request.js';
import { parseObject } from './http/parse-json.js';
import type { Keys } from './access/crypto.js';
import type { Enter, Spend } from './http/rate-limit.js';
import type { Log } from './http/log.js';
import { shape, withinReach } from './access/filter-answer.js';
import { requireInScope, requireUserIdentity } from './access/ownership.js';
import { answer, answerOf, inOwnWords, invalidInput, notPermitted, Refusal } from './http/http-error.js';
import type { Row } from './endpoints/endpoint-rule.js';
import { isLimited } from './access/scope.js';
import type { Upstream } from './http/seam-upstream.js';

export interface Parts {
  readonly authenticate: Authenticate;
  readonly enter: Enter;
  readonly spend: Spend;
  readonly keys: Keys;
  readonly upstream: Upstream;
  readonly hooks: HostHooks;
  readonly attempts: Attempts;
  readonly bodyBytes: number;
  readonly fail: Log['fail'];
  readonly onAudit?: ((record: AuditRecord) => void | Promise<void>) | undefined;
}

/** Serves a request to one endpoint. */
export function serveRow(parts: Parts, request: Request, row: Row): Promise<Response> {
  const { reads, path } = row.endpoint;
  return attend(
    parts,
    request,
    { fresh: !reads, change: reads ? undefined : path },
    (caller, params, trail) => carryOutRow(parts, row, caller, params, trail, request.signal),
  );
}

/** Serves the request of a page for its caller, scope and permissions. */
export const serveSession = (parts: Parts, request: Request): Promise<Response> =>
  attend(parts, request, { fresh: false }, async ({ tag, reach, session }, params) => {
    const [unknown] = Object.keys(params);
    if (unknown !== undefined) throw invalidInput({ path: [unknown], message: 'Unrecognized key' });
    const told: GatewaySession = {
      caller: tag,
      user_identity_ids: reach.userIdentities === 'all' ? 'all' : [...reach.userIdentities],
      permissions: [...reach.permissions],
      expires_at: session?.expires_at ?? null,
    };
    return answer(200, { ...told, ok: true });
  });

interface Attendance {
  /** Whether the client session is read again from Seam, without the cache. */
  readonly fresh: boolean;
  /** The name of the change for its audit record; omitted for reads. */
  readonly change?: string | undefined;
}

/**
 * Keeps the request counted as running after its response, for a stream.
 * @returns a function that ends the request
 */
type Stay = () => () => void;

type Act = (caller: Caller, params: Fields, trail: Trail, stay: Stay) => Promise<Response>;

/** Authenticates a request, applies the limits, and runs `act`. Every response to a known caller has its hash. */
export async function attend(
  parts: Parts,
  request: Request,
  { fresh, change }: Attendance,
  act: Act,
): Promise<Response> {
  const { authenticate, enter, bodyBytes } = parts;
  let caller: Caller | undefined;
  let response: Response;
  try {
    requirePlainJsonPost(request);
    const known = (caller = await authenticate(request, { fresh }));
    response = await audited(parts, request, known, change, async (trail) => {
      let leave: (() => void) | undefined = enter(known.account);
      const stay = () => {
        const leaveLater = leave!;
        leave = undefined;
        return leaveLater;
      };
      try {
        return await act(known, parseObject(await readBody(request, bodyBytes)), trail, stay);
      } finally {
        leave?.();
      }
    });
  } catch (error) {
    response = answerOf(asRefusal(parts, request, error));
  }
  if (caller) response.headers.set(callerHeader, caller.tag);
  return response;
}

/** Writes the audit record before the response is sent. If `onAudit` fails, the response is an error. */
export async function audited(
  parts: Parts,
  request: Request,
  caller: Caller,
  change: string | undefined,
  act: (trail: Trail) => Promise<Response>,
): Promise<Response> {
  const trail = newTrail();
  if (change === undefined) return act(trail);
  const response = await act(trail).catch((error: unknown) => answerOf(asRefusal(parts, request, error)));
  await parts.onAudit?.(auditRecord(caller, change, trail, response.status));
  return response;
}

function requirePlainJsonPost({ url, headers }: Request): void {
  if (headers.get(gatewayHeader) !== '1')
    throw new Refusal(403, 'gateway_header_required', `The header ${gatewayHeader}: 1 is required.`);
  if (new URL(url).search !== '')
    throw invalidInput({ path: [], message: 'Parameters go into the body, not into the query.' });
  if (!/^application\/json(?:; *charset=utf-8)?$/i.test(headers.get('content-type') ?? ''))
    throw new Refusal(415, 'invalid_content_type', 'The content type must be application/json.');
  if (headers.has('content-encoding') || !/^chunked$/i.test(headers.get('transfer-encoding') ?? 'chunked'))
    throw new Refusal(415, 'invalid_content_encoding', 'The body must not be compressed.');
}

/**
 * Runs one endpoint for an authenticated caller.
 * @throws {Refusal}
 */
export async function carryOutRow(
  parts: Parts,
  row: Row,
  caller: Caller,
  params: Fields,
  trail: Trail,
  signal: AbortSignal,
): Promise<Response> {
  const { path } = row.endpoint;
  const { reach } = caller;
  checkParams(path, params);
  // Only after the check, because an unknown parameter name may contain anything, and the record would store it.
  noteParams(trail, params);
  if (!reach.permissions.has(row.permission)) throw notPermitted(row.permission);

  const errand = createErrand(parts.upstream, caller, row, trail, parts, signal);
  const cursors = createCursors(parts.keys, caller, path, params);
  const body = isLimited(reach)
    ? await carryOutLimited(row, errand, params, cursors)
    : await row.forAll(errand, await withOpenCursor(params, cursors));

  // Before shaping, because shaping would remove a malformed owner.
  const own = withinReach(body, reach, errand.proven.has);
  const shaped = shape(path, own, { reach, handsOut: row.handsOut });
  if (shaped['pagination']) shaped['pagination'] = await sealed(shaped['pagination'] as Pagination, cursors);
  const { requestId } = trail;
  return answer(200, { ...shaped, ok: true }, { ...(requestId && { 'seam-request-id': requestId }) });
}

async function carryOutLimited(row: Row, errand: Errand, params: Fields, cursors: Cursors): Promise<Fields> {
  try {
    requireWithinScope(row, errand, params);
    const opened = await withOpenCursor(params, cursors);
    const known = requireKnownPerson(errand, params);
    // A read runs at the same time as this check. Its result is sent only if both succeed.
    if (!row.endpoint.reads) await known;
    const [body] = await Promise.all([row.forLimited(errand, opened), known]);
    return body;
  } catch (error) {
    throw inOwnWords(error, params);
  }
}

function requireWithinScope({ onlyForAll }: Row, errand: Errand, params: Fields): void {
  const beyond = onlyForAll.filter((name) => name in params);
  if (beyond.length > 0)
    throw invalidInput(
      ...beyond.map((name) => ({ path: [name], message: 'Not allowed within a limited scope' })),
    );
  const { user_identity_id } = params;
  if (typeof user_identity_id === 'string') requireInScope(errand, user_identity_id);
}

async function requireKnownPerson(errand: Errand, { user_identity_id }: Fields): Promise<void> {
  if (typeof user_identity_id === 'string') await requireUserIdentity(errand, user_identity_id);
}

type Cursors = ReturnType<typeof createCursors>;

const withOpenCursor = async (params: Fields, cursors: Cursors): Promise<Fields> =>
  typeof params['page_cursor'] === 'string'
    ? { ...params, page_cursor: await cursors.open(params['page_cursor']) }
    : params;

interface Pagination {
  has_next_page: boolean;
  next_page_cursor: string | null;
}

/** Removes `next_page_url`, because it bypasses the gateway. */
const sealed = async (pagination: Pagination, { seal }: Cursors) => ({
  ...pagination,
  next_page_cursor: pagination.next_page_cursor && (await seal(pagination.next_page_cursor)),
  next_page_url: null,
});

export function asRefusal({ fail }: Parts, request: Request, error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  // An error in a function of the host, or a bug in the gateway. Only the host's log shows it.
  fail(request, error);
  return new Refusal(500, 'internal_server_error', 'The gateway failed. A change may have happened.');
}
