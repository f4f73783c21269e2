import { callerHeader, gatewayHeader, type GatewaySession } from '../api/gateway.js';
import type { Attempts } from './attempts.js';
import { auditRecord, idsIn, type AuditRecord } from './audit.js';
import type { Authenticate, Caller } from './authenticate.js';
import { createCursors } from './cursor.js';
import { createErrand, type Errand, type Fields, type HostHooks } from './errand.js';
import { checkParams, readBody } from './input.js';
import { parseObject } from './json.js';
import type { Keys } from './keys.js';
import type { Enter, Spend } from './limits.js';
import type { Log } from './log.js';
import { shape, withinReach } from './output.js';
import { requireUserIdentity } from './ownership.js';
import { answer, answerOf, invalidInput, notPermitted, Refusal, withoutOtherIds } from './refusal.js';
import type { Row } from './row.js';
import { isLimited } from './scope.js';
import type { Upstream } from './upstream.js';

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
export const serveRow = (parts: Parts, request: Request, row: Row): Promise<Response> =>
  attend(parts, request, { fresh: !row.endpoint.reads }, (caller, params) =>
    serveCaller(parts, request, caller, row, params, request.signal),
  );

/**
 * Carries out one endpoint for a caller who has been let in.
 * @param request what it is a part of
 * @throws {Refusal}
 */
export async function serveCaller(
  parts: Parts,
  request: Request,
  caller: Caller,
  row: Row,
  params: Fields,
  signal: AbortSignal,
): Promise<Response> {
  const errand = createErrand(parts.upstream, caller, parts, signal);
  const carryOut = () => carryOutRow(parts.keys, row, errand, params);
  return row.endpoint.reads ? carryOut() : audited(parts, request, row, errand, carryOut);
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

/** Takes over from {@link attend} that the caller must leave, and answers how. For what goes on after the answer. */
export type Stay = () => () => void;

/** Lets a caller in and out again. Every answer to a caller who is known names it. */
export async function attend(
  parts: Parts,
  request: Request,
  freshness: { fresh: boolean },
  act: (caller: Caller, params: Fields, stay: Stay) => Promise<Response>,
): Promise<Response> {
  const { authenticate, enter, bodyBytes } = parts;
  let caller: Caller | undefined;
  let leave: (() => void) | undefined;
  let response: Response;
  try {
    requirePlainJsonPost(request);
    caller = await authenticate(request, freshness);
    leave = enter(caller.account);
    const stay = () => {
      const leaveLater = leave!;
      leave = undefined;
      return leaveLater;
    };
    response = await act(caller, parseObject(await readBody(request, bodyBytes)), stay);
  } catch (error) {
    response = answerOf(asRefusal(parts, request, error));
  } finally {
    leave?.();
  }
  if (caller) response.headers.set(callerHeader, caller.tag);
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

async function carryOutRow(keys: Keys, row: Row, errand: Errand, params: Fields): Promise<Response> {
  const { path } = row.endpoint;
  const { reach } = errand.caller;
  checkParams(path, params);
  Object.assign(errand.trail.ids, idsIn(params));
  if (!reach.permissions.has(row.permission)) throw notPermitted(row.permission);
  if (isLimited(reach)) requireWithinScope(row, errand, params);

  const cursors = createCursors(keys, errand.caller, path, params);
  const opened =
    typeof params['page_cursor'] === 'string'
      ? { ...params, page_cursor: await cursors.open(params['page_cursor']) }
      : params;
  const body = await (isLimited(reach) ? carryOutLimited(row, errand, opened) : row.forAll(errand, opened));

  const hidden = isLimited(reach) ? row.hiddenFromLimited : [];
  const shaped = withinReach(shape(path, body, { handsOut: row.handsOut, hidden }), reach);
  if (shaped['pagination']) shaped['pagination'] = await sealed(shaped['pagination'] as Pagination, cursors);
  const requestId = errand.requestId();
  return answer(200, { ...shaped, ok: true }, { ...(requestId && { 'seam-request-id': requestId }) });
}

function requireWithinScope({ onlyForAll }: Row, errand: Errand, params: Fields): void {
  const beyond = onlyForAll.filter((name) => name in params);
  if (beyond.length > 0)
    throw invalidInput(
      ...beyond.map((name) => ({ path: [name], message: 'Not allowed within a limited scope' })),
    );
  const { user_identity_id } = params;
  if (typeof user_identity_id === 'string') requireUserIdentity(errand, user_identity_id);
}

async function carryOutLimited(row: Row, errand: Errand, params: Fields): Promise<Fields> {
  try {
    return await row.forLimited(errand, params);
  } catch (error) {
    throw withoutOtherIds(error, JSON.stringify(params));
  }
}

interface Pagination {
  has_next_page: boolean;
  next_page_cursor: string | null;
}

/** Without `next_page_url`, which leads past the gateway. */
const sealed = async (pagination: Pagination, { seal }: ReturnType<typeof createCursors>) => ({
  ...pagination,
  next_page_cursor: pagination.next_page_cursor && (await seal(pagination.next_page_cursor)),
  next_page_url: null,
});

/** The record is written before the answer goes out; a sink that fails makes the answer a failure. */
async function audited(
  parts: Parts,
  request: Request,
  { endpoint }: Row,
  errand: Errand,
  carryOut: () => Promise<Response>,
): Promise<Response> {
  const response = await carryOut().catch((error: unknown) => answerOf(asRefusal(parts, request, error)));
  await parts.onAudit?.(
    auditRecord(errand.caller, endpoint, errand.trail, response.status, errand.requestId()),
  );
  return response;
}

export function asRefusal({ fail }: Parts, request: Request, error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  // Of the host's functions, or of ours: for the host's log, not for the page.
  fail(request, error);
  return new Refusal(500, 'internal_server_error', 'The gateway failed. A change may have happened.');
}
