import { missingFeatures } from './supported-browser.js';

/**
 * All kinds of failure, as a closed list. A page can decide what to do from the kind alone.
 *
 * - `session_ended`: the client session has expired, was revoked or is unknown; or the host's login has ended.
 * - `not_permitted`: the session is valid, but it may not do this.
 * - `gateway_required`: this needs an API key, and so a gateway; no request was sent.
 * - `wrong_token`: the page was given a credential that a page must not hold; no request was sent.
 * - `invalid_input`: the server rejected the parameters; `fields` says which.
 * - `not_found`: the resource does not exist, or is not in scope.
 * - `conflict`: the request conflicts with existing data.
 * - `refused`: the server refused the request, and only its message says why. The reason may be a conflict.
 * - `rate_limited`: too many requests; `retryAfter` says how long to wait.
 * - `unreachable`: no response, or an incomplete one. The server may still have made the change.
 * - `server`: the server failed. It may still have made the change.
 * - `page_failed`: a function that the page gave threw, did not answer, or gave an unusable answer; no request was sent.
 * - `unsupported_browser`: the browser is too old. The server may still have made the change.
 * - `internal`: our own code failed, or a response broke the contract. The server may still have made the change.
 * - `cancelled`: the caller cancelled the request.
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
  /** HTTP status, if there was a response. */
  status?: number;
  /**
   * The server's `error.type`. Seam documents only a few types: show it, but do not branch on it. Two types are our own:
   * `login_required` when nobody was logged in before, and `login_unclear` when something other than the gateway
   * answered, most likely a login page.
   */
  type?: string;
  /** The request's id in Seam's logs. Browsers may hide it in cross-origin responses. */
  requestId?: string;
  /** Messages by parameter. Nested names are joined by dots; `''` holds the messages about the whole request. */
  fields?: Readonly<Record<string, readonly string[]>>;
  /** Seconds to wait before the next request. */
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

/** Also true for a SeamError from another copy of this package on the same page. */
export const isSeamError = (error: unknown): error is SeamError =>
  error instanceof Error && error.name === 'SeamError' && 'kind' in error;

/** Returns a SeamError unchanged. Any other error comes from our own code or from an old browser. */
export const asSeamError = (error: unknown): SeamError => {
  if (isSeamError(error)) return error;
  const missing = missingFeatures();
  return missing.length > 0
    ? new SeamError('unsupported_browser', `This browser is too old: it has no ${missing.join(', ')}.`, {
        cause: error,
      })
    : new SeamError('internal', 'The code of this element failed, or a response broke the contract.', {
        cause: error,
      });
};

/** Whether a failed request may still have made its change, because no clear response arrived. */
export const mayHaveHappened = (error: unknown): boolean => isSeamError(error) && unclear.has(error.kind);

const unclear: ReadonlySet<SeamErrorKind> = new Set([
  'unreachable',
  'server',
  'unsupported_browser',
  'internal',
]);

/** Whether the same request may succeed later, without any change to it. */
export const mayPass = (error: unknown): boolean =>
  mayHaveHappened(error) ||
  (isSeamError(error) && (error.kind === 'rate_limited' || error.kind === 'page_failed'));

const endedSession = new Set([
  'client_session_expired',
  'client_session_revoked',
  'client_session_not_found',
  'gateway_login_required',
]);

/** Whether an error type is about the caller, and not about the requested resource. */
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

/** Converts an error response to a SeamError. The body may be anything; it need not have Seam's error format. */
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
  // With status 404, these types are about the requested client session, not about the caller's own.
  if (status === 401 && endedSession.has(type)) return 'session_ended';
  if (type === 'invalid_client_session_token') return 'session_ended';
  if (status === 401 || status === 403) return 'not_permitted';
  if (type === 'gateway_required') return 'gateway_required';
  if (type === 'invalid_input' || status === 413 || status === 415 || status === 422) return 'invalid_input';
  if (status === 404 || status === 405 || status === 410 || type.endsWith('_not_found')) return 'not_found';
  if (status === 429) return 'rate_limited';
  if (status === 408) return 'unreachable';
  if (status === 409) return 'conflict';
  // Seam does not publish all its error types, not even those of conflicts.
  if (status >= 400 && status < 500) return 'refused';
  return 'server';
}

function errorBody(body: unknown): ErrorBody {
  const { type, message, validation_errors } = fieldsIn(fieldsIn(body)['error']);
  return { type: textOf(type), message: textOf(message), validation_errors };
}

/** Copies the own fields to an object without a prototype, so that fields added to `Object.prototype` are ignored. */
const fieldsIn = (value: unknown): Record<string, unknown> =>
  Object.assign(Object.create(null), isObject(value) ? value : {});

const textOf = (value: unknown) => (typeof value === 'string' ? value : undefined);

/** Flattens Seam's tree of errors. Each level has a list `_errors`; its other keys are parameters. */
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
