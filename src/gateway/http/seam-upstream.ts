import { post } from '../../api/call.js';
import { orAborted, readUpTo } from './read-body.js';
import { Refusal } from './http-error.js';

interface UpstreamAnswer {
  body: Record<string, unknown>;
  requestId: string | undefined;
}

/**
 * Asks Seam, once.
 * @param token of whom; the gateway's own API key, unless given
 * @throws {SeamError}
 */
export type Upstream = (
  path: string,
  params: object,
  options?: { token?: string; signal?: AbortSignal },
) => Promise<UpstreamAnswer>;

/** Anything that answers a request, such as the platform's `fetch`. */
export type FetchRequest = (request: Request) => Promise<Response>;

const mostAnswerBytes = 16 * 1024 * 1024;

export function createUpstream(options: { endpoint: string; apiKey: string; fetch: typeof fetch }): Upstream {
  const fetchOnce = careful(options.fetch, options.apiKey);
  return async (path, params, { token = options.apiKey, signal } = {}) => {
    let requestId: string | undefined;
    const body = await post(
      {
        url: options.endpoint,
        credentials: 'omit',
        headers: async () => ({ authorization: `Bearer ${token}` }),
        fetch: fetchOnce,
        onAnswer: (headers) => (requestId = headers.get('seam-request-id') ?? undefined),
      },
      path,
      params,
      { ...(signal && { signal }) },
    );
    return { body, requestId };
  };
}

/** The headers that are read, and of the request's name only what looks like one. */
function headersFrom(answered: Headers, apiKey: string): Headers {
  const headers = new Headers();
  const retryAfter = answered.get('retry-after');
  if (retryAfter !== null) headers.set('retry-after', retryAfter);
  const requestId = answered.get('seam-request-id') ?? '';
  if (/^[\w.:-]{1,100}$/.test(requestId) && !requestId.includes(apiKey))
    headers.set('seam-request-id', requestId);
  return headers;
}

/**
 * Follows no redirect, reads no endless answer, and passes on only what every runtime's fetch knows. Wherever Seam
 * repeats the key, it is taken out here, so that it gets no further.
 */
const careful =
  (fetchOnce: typeof fetch, apiKey: string): typeof fetch =>
  async (input, init = {}) => {
    const { method, headers, body, signal } = init as RequestInit & { signal: AbortSignal };
    const exchange = async () => {
      const answer = await fetchOnce(input, {
        method: method!,
        headers: headers!,
        body: body!,
        signal,
        redirect: 'manual',
      });
      const text = await readUpTo(answer.body, mostAnswerBytes, () => new Error('The answer is too long.'));
      // All that is asked of it. A real one would be encoded, and decoded once more.
      const { ok, status } = answer;
      const withoutKey = text.replaceAll(apiKey, '…');
      const answered = headersFrom(answer.headers, apiKey);
      return { ok, status, headers: answered, text: async () => withoutKey } as Response;
    };
    return orAborted(exchange(), signal);
  };

/** The object that an answer holds under `key`. */
export function objectIn(body: Record<string, unknown>, key: string): Record<string, unknown> {
  const value = body[key];
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw unreadable();
  return value as Record<string, unknown>;
}

/** The objects that an answer lists under `key`. */
export function listIn<Item extends object>(body: Record<string, unknown>, key: string): Item[] {
  const value = body[key];
  if (!Array.isArray(value)) throw unreadable();
  return value.filter((item): item is Item => typeof item === 'object' && item !== null);
}

/** The text that an object of an answer holds under `key`. */
export function stringIn(fields: Record<string, unknown>, key: string): string {
  const value = fields[key];
  if (typeof value !== 'string' || value === '') throw unreadable();
  return value;
}

const unreadable = () => new Refusal(502, 'upstream_failed', 'Seam gave an answer that cannot be read.');
