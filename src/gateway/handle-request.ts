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

/** Carries out one request for one endpoint. */
export function serveRow(parts: Parts, request: Request, row: Row): Promise<Response> {
  const { reads, path } = row.endpoint;
  return attend(
    parts,
    request,
    { fresh: !reads, change: reads ? undefined : path },
    (caller, params, trail) => carryOutRow(parts, row, caller, params, trail, request.signal),
  );
}

/** Tells a page who the gateway takes it for. */
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
  /** Whether the caller's session is looked up once more. */
  readonly fresh: boolean;
  /** The name of the change that the request is for, if it is for one: it leaves an audit record. */
  readonly change?: string | undefined;
}

/** Takes over from {@link attend} that the caller must leave, and answers how. For what goes on after the answer. */
type Stay = () => () => void;

type Act = (caller: Caller, params: Fields, trail: Trail, stay: Stay) => Promise<Response>;

/** Lets a caller in and out again. Every answer to a caller who is known names it. */
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

/** The record is written before the answer goes out; a sink that fails makes the answer a failure. */
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
 * Carries out one endpoint for a caller who has been let in.
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
  // Only now: a name that the contract does not have may be anything, and would be in the record.
  noteParams(trail, params);
  if (!reach.permissions.has(row.permission)) throw notPermitted(row.permission);

  const errand = createErrand(parts.upstream, caller, row, trail, parts, signal);
  const cursors = createCursors(parts.keys, caller, path, params);
  const body = isLimited(reach)
    ? await carryOutLimited(row, errand, params, cursors)
    : await row.forAll(errand, await withOpenCursor(params, cursors));

  // As Seam sent it: a malformed owner would be gone from what has been shaped.
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
    // What only reads is asked at the same time: it goes out only if both go well.
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

/** Without `next_page_url`, which leads past the gateway. */
const sealed = async (pagination: Pagination, { seal }: Cursors) => ({
  ...pagination,
  next_page_cursor: pagination.next_page_cursor && (await seal(pagination.next_page_cursor)),
  next_page_url: null,
});

export function asRefusal({ fail }: Parts, request: Request, error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  // Of the host's functions, or of ours: for the host's log, not for the page.
  fail(request, error);
  return new Refusal(500, 'internal_server_error', 'The gateway failed. A change may have happened.');
}
