import { missingFeatures } from './supported-browser.js';

/**
 * What can go wrong, as a closed list: what a page should do depends on nothing else.
 *
 * - `session_ended`: the client session has expired, was revoked or is unknown; or the host's login has ended.
 * - `not_permitted`: the session is fine, the act is not for it.
 * - `gateway_required`: only an API key may do this, so it needs a gateway; nothing was sent.
 * - `wrong_token`: the page was given a credential it must not hold; nothing was sent.
 * - `invalid_input`: refused as given; `fields` says where.
 * - `not_found`: the thing is gone, or not in scope.
 * - `conflict`: it clashes with what is already there.
 * - `refused`: refused for a reason that only the server's message tells; it may be a clash as well.
 * - `rate_limited`: too many requests; `retryAfter` says how long to wait.
 * - `unreachable`: no answer, or half of one. A write may have happened all the same.
 * - `server`: the other side failed. A write may have happened all the same.
 * - `page_failed`: a function that the page gave threw, did not answer or answered nothing that can be used; nothing was sent.
 * - `unsupported_browser`: the browser is too old. A write may have happened all the same.
 * - `internal`: our own code failed, or an answer was not what was agreed on. A write may have happened all the same.
 * - `cancelled`: the caller gave up on it.
 */
export type SeamErrorKind =
  | 'session_ended'
  | 'not_permitted'
  | 'gateway_required'
  | 'wrong_token'
  | 'invalid_input'
  | 'not_found'
  | 'conflict'
  | 'refused'
  | 'rate_limited'
  | 'unreachable'
  | 'server'
  | 'page_failed'
  | 'unsupported_browser'
  | 'internal'
  | 'cancelled';

export interface SeamErrorDetails {
  /** HTTP status, where there was an answer. */
  status?: number;
  /**
   * The server's own word for it (`error.type`). Seam documents few of them: show it, don't branch on it. Ours are
   * `login_required`, where nobody was logged in before, and `login_unclear`, where something else than the gateway
   * answered, most likely a login page.
   */
  type?: string;
  /** Names the request in Seam's logs. Browsers may hide it on cross-origin answers. */
  requestId?: string;
  /** Messages by parameter, nested ones joined by dots; what concerns no single one is under `''`. */
  fields?: Readonly<Record<string, readonly string[]>>;
  /** Seconds to wait before asking again. */
  retryAfter?: number;
  cause?: unknown;
}

export class SeamError extends Error {
  override readonly name = 'SeamError';
  readonly kind: SeamErrorKind;
  readonly status: number | undefined;
  readonly type: string | undefined;
  readonly requestId: string | undefined;
  readonly fields: Readonly<Record<string, readonly string[]>>;
  readonly retryAfter: number | undefined;

  constructor(kind: SeamErrorKind, message: string, details: SeamErrorDetails = {}) {
    super(message, { cause: details.cause });
    this.kind = kind;
    this.status = details.status;
    this.type = details.type;
    this.requestId = details.requestId;
    this.fields = details.fields ?? {};
    this.retryAfter = details.retryAfter;
  }
}

/** Also true of a SeamError from another copy of this package on the page. */
export const isSeamError = (error: unknown): error is SeamError =>
  error instanceof Error && error.name === 'SeamError' && 'kind' in error;

/** What was thrown, as one of the closed list. Anything that is not a SeamError comes from our own code, or its browser. */
export const asSeamError = (error: unknown): SeamError => {
  if (isSeamError(error)) return error;
  const missing = missingFeatures();
  return missing.length > 0
    ? new SeamError('unsupported_browser', `This browser is too old: it has no ${missing.join(', ')}.`, {
        cause: error,
      })
    : new SeamError('internal', 'The code of this element failed, or an answer is not what was agreed on.', {
        cause: error,
      });
};

/** Whether a change may have been made although it failed: no clear answer came. */
export const mayHaveHappened = (error: unknown): boolean => isSeamError(error) && unclear.has(error.kind);

const unclear: ReadonlySet<SeamErrorKind> = new Set([
  'unreachable',
  'server',
  'unsupported_browser',
  'internal',
]);

/** Whether asking again later may well succeed, with nothing done about it. */
export const mayPass = (error: unknown): boolean =>
  mayHaveHappened(error) ||
  (isSeamError(error) && (error.kind === 'rate_limited' || error.kind === 'page_failed'));

const endedSession = new Set([
  'client_session_expired',
  'client_session_revoked',
  'client_session_not_found',
  'gateway_login_required',
]);

/** Whether an error's type is about the caller and not about what is asked for. */
export const isAboutCaller = (type: string): boolean =>
  endedSession.has(type) ||
  type === 'invalid_client_session_token' ||
  type === 'unauthorized' ||
  type.startsWith('gateway_');

interface ErrorBody {
  type: string | undefined;
  message: string | undefined;
  validation_errors: unknown;
}

/** The error that an answer stands for. `body` is whatever came; it need not be Seam's envelope. */
export function errorFromAnswer(status: number, headers: Headers, body: unknown): SeamError {
  const { type, message, validation_errors } = errorBody(body);
  return new SeamError(kindOf(status, type), message ?? `The server answered ${status}.`, {
    status,
    fields: fieldsOf(validation_errors),
    ...(type && { type }),
    ...requestIdOf(headers),
    ...retryAfterOf(headers),
  });
}

export const requestIdOf = (headers: Headers): { requestId?: string } => {
  const requestId = headers.get('seam-request-id');
  return requestId ? { requestId } : {};
};

function kindOf(status: number, type = ''): SeamErrorKind {
  // On a 404 such a type means a session that was asked for, not the one that asks.
  if (status === 401 && endedSession.has(type)) return 'session_ended';
  if (type === 'invalid_client_session_token') return 'session_ended';
  if (status === 401 || status === 403) return 'not_permitted';
  if (type === 'gateway_required') return 'gateway_required';
  if (type === 'invalid_input' || status === 413 || status === 415 || status === 422) return 'invalid_input';
  if (status === 404 || status === 405 || status === 410 || type.endsWith('_not_found')) return 'not_found';
  if (status === 429) return 'rate_limited';
  if (status === 408) return 'unreachable';
  if (status === 409) return 'conflict';
  // Seam does not publish all its types, not even those of conflicts.
  if (status >= 400 && status < 500) return 'refused';
  return 'server';
}

function errorBody(body: unknown): ErrorBody {
  const { type, message, validation_errors } = fieldsIn(fieldsIn(body)['error']);
  return { type: textOf(type), message: textOf(message), validation_errors };
}

/** Those that came, and none that a page has added to every object. */
const fieldsIn = (value: unknown): Record<string, unknown> =>
  Object.assign(Object.create(null), isObject(value) ? value : {});

const textOf = (value: unknown) => (typeof value === 'string' ? value : undefined);

/** Flattens Seam's tree: each level has a list `_errors` of its own, the rest of its keys are parameters. */
function fieldsOf(tree: unknown) {
  const found: Record<string, string[]> = Object.create(null);
  const levels: [path: string, level: unknown][] = [['', tree]];
  for (const [path, level] of levels)
    for (const [key, value] of isObject(level) ? Object.entries(level) : []) {
      const messages = key === '_errors' && Array.isArray(value) && value.filter((one) => textOf(one));
      if (!messages) levels.push([path ? `${path}.${key}` : key, value]);
      else if (messages.length > 0) found[path] = messages as string[];
    }
  return found;
}

function retryAfterOf(headers: Headers): { retryAfter?: number } {
  const value = headers.get('retry-after');
  if (!value) return {};
  const seconds = /^\d+$/.test(value) ? Number(value) : (Date.parse(value) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? { retryAfter: Math.max(0, seconds) } : {};
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
