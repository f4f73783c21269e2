import { withAnySignal } from './any-signal.js';
import type { Endpoint, EndpointPath, Page, ParamsOf, ResultOf } from './contract.gen.js';
import { SeamError, asSeamError, errorFromAnswer, isSeamError, requestIdOf } from './errors.js';

export interface CallOptions {
  signal?: AbortSignal;
}

/**
 * Calls one endpoint of the Seam API.
 * @returns the endpoint's result, without the envelope of the response
 * @throws {SeamError} for every failure; it throws no other error
 */
export type Call = <Path extends EndpointPath>(
  endpoint: Endpoint<Path>,
  params: ParamsOf<Path>,
  options?: CallOptions,
) => Promise<ResultOf<Path>>;

/** Where requests go, and which credentials they carry. */
export interface Transport {
  /** Base URL, without a trailing slash. */
  readonly url: string;
  readonly credentials: RequestCredentials;
  headers(): Promise<Record<string, string>>;
  /** Default: the global `fetch`. The gateway sets another one. */
  readonly fetch?: typeof fetch;
  /** Called with the headers of every response, before the body is read. */
  onAnswer?(headers: Headers): void;
  /** What is wrong with an answer, where this place knows better than its status tells. */
  errorOf?(answer: Answered): SeamError | undefined;
}

/** An answer that has been read. */
export interface Answered {
  status: number;
  headers: Headers;
  /** Undefined where it is not JSON. */
  body: unknown;
  /** Whether it leads to another address, or cannot be seen from here. */
  isElsewhere: boolean;
}

export interface PostOptions extends CallOptions {
  /** Maximum number of attempts. Default 1. Use more than one only for requests that change nothing. */
  attempts?: number;
}

/** The same timeout as in Seam's own clients. */
const timeoutMs = 30_000;
const readAttempts = 3;
/** If the server asks for a longer pause, the call fails at once, so that the person decides when to retry. */
const longestPauseMs = 5_000;

/** Creates a {@link Call} over a transport. It retries reads after a temporary failure, and never retries writes. */
export const createCall =
  (transport: Transport): Call =>
  async (endpoint, params, options) => {
    const attempts = endpoint.reads ? readAttempts : 1;
    const body = await post(transport, endpoint.path, params, { ...options, attempts });
    return resultOf(endpoint, body);
  };

/**
 * Sends JSON with POST, which every Seam endpoint accepts.
 * @returns the JSON object of the response
 * @throws {SeamError}
 */
export async function post(
  transport: Transport,
  path: string,
  params: object,
  { signal, attempts = 1 }: PostOptions,
): Promise<Record<string, unknown>> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await postOnce(transport, path, params, signal);
    } catch (error) {
      const failure = failureOf(error, signal);
      const pause = pauseBefore(failure, attempt);
      if (attempt >= attempts || pause === undefined || isTimeout(error)) throw failure;
      await wait(pause, signal);
    }
  }
}

async function postOnce(
  transport: Transport,
  path: string,
  params: object,
  signal: AbortSignal | undefined,
): Promise<Record<string, unknown>> {
  const timeout = new AbortController();
  const timer = setTimeout(
    () => timeout.abort(new DOMException('No answer in time', 'TimeoutError')),
    timeoutMs,
  );
  try {
    signal?.throwIfAborted();
    const headers = await transport.headers();
    const request: RequestInit = {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(params),
      credentials: transport.credentials,
      redirect: 'manual',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
    };
    const send = (until: AbortSignal) => fetchText(transport, path, { ...request, signal: until });
    const { response, text } = await withAnySignal([signal, timeout.signal], send);
    return bodyOf(transport, response, parse(text));
  } finally {
    clearTimeout(timer);
  }
}

/** Whatever fails here is the network's. */
async function fetchText(transport: Transport, path: string, request: RequestInit) {
  try {
    const response = await (transport.fetch ?? fetch)(transport.url + path, request);
    transport.onAnswer?.(response.headers);
    return { response, text: await response.text() };
  } catch (cause) {
    if (request.signal?.aborted) throw request.signal.reason;
    throw new SeamError('unreachable', 'The server could not be reached.', { cause });
  }
}

function bodyOf(transport: Transport, response: Response, body: unknown): Record<string, unknown> {
  const { status, headers, ok } = response;
  const isElsewhere = status === 0 || (status >= 300 && status < 400);
  const known = transport.errorOf?.({ status, headers, body, isElsewhere });
  if (known) throw known;
  if (isElsewhere)
    throw new SeamError(status === 0 ? 'unreachable' : 'server', 'The answer leads to another address.', {
      status,
    });
  if (!ok) throw errorFromAnswer(status, headers, body);
  if (!isObject(body))
    throw new SeamError('server', 'The answer is not JSON.', { status, ...requestIdOf(headers) });
  return body;
}

/** Matches `/devices/list` and `/user_identities/list_acs_users`, for example. */
const isList = /\/list(_|$)/;

function resultOf<Path extends EndpointPath>(
  { responseKey, paginated, path }: Endpoint<Path>,
  body: Record<string, unknown>,
): ResultOf<Path> {
  if (responseKey === null) return undefined as ResultOf<Path>;
  const result = body[responseKey];
  if (result === undefined || result === null)
    throw new SeamError('server', `The answer of ${path} has no ${responseKey}.`);
  const rows = isList.test(path) ? result : [result];
  if (!Array.isArray(rows) || !rows.every(isObject))
    throw new SeamError('server', `The answer of ${path} has a ${responseKey} that is not one.`);
  if (!paginated) return result as ResultOf<Path>;
  const pagination = body['pagination'] as { next_page_cursor?: string | null } | undefined;
  const page: Page<unknown> = {
    items: rows,
    nextCursor: pagination?.next_page_cursor ?? null,
  };
  return page as ResultOf<Path>;
}

/** Milliseconds to wait before the next attempt, or undefined if a retry cannot help. */
function pauseBefore({ kind, status, retryAfter }: SeamError, attempt: number): number | undefined {
  const transient =
    kind === 'unreachable' || kind === 'rate_limited' || (kind === 'server' && status! >= 500);
  const pause =
    retryAfter === undefined ? 200 * 2 ** (attempt - 1) * (1 + Math.random() / 5) : retryAfter * 1000;
  return transient && pause <= longestPauseMs ? pause : undefined;
}

/** A timeout is not retried: the person has already waited 30 seconds. */
const isTimeout = (error: unknown) => (error as Error).name === 'TimeoutError';

const wait = (ms: number, signal: AbortSignal | undefined): Promise<void> =>
  new Promise((resolve, reject) => {
    const cancel = () => {
      clearTimeout(timer);
      reject(cancelled(signal?.reason));
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', cancel);
      resolve();
    }, ms);
    signal?.addEventListener('abort', cancel, { once: true });
  });

const cancelled = (cause: unknown) => new SeamError('cancelled', 'The request was cancelled.', { cause });

function failureOf(error: unknown, signal: AbortSignal | undefined): SeamError {
  if (isSeamError(error)) return error;
  if (signal?.aborted) return cancelled(error);
  if (isTimeout(error)) return new SeamError('unreachable', 'No answer in time.', { cause: error });
  return asSeamError(error);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
