import { post } from '../../api/call.js';
import { orAborted, readUpTo } from './read-body.js';
import { Refusal } from './http-error.js';

interface UpstreamAnswer {
  body: Record<string, unknown>;
  requestId: string | undefined;
}

/**
 * Sends one request to Seam, without retries.
 * @param options `token`: default the gateway's API key
 * @throws {SeamError}
 */
export type Upstream = (
  path: string,
  params: object,
  options?: { token?: string; signal?: AbortSignal },
) => Promise<UpstreamAnswer>;

/** A function that responds to a request, such as the global `fetch`. */
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

/** Keeps only the headers that the gateway reads, and the request id only if it looks like an id. */
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
 * Wraps `fetch`: it follows no redirect, limits the length of the response, and uses only options that every runtime
 * supports. It removes the API key from the response, in case Seam repeats it.
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
      // Only the parts of a Response that `post` reads. A real Response would encode and decode the text once more.
      const { ok, status } = answer;
      const withoutKey = text.replaceAll(apiKey, '…');
      const answered = headersFrom(answer.headers, apiKey);
      return { ok, status, headers: answered, text: async () => withoutKey } as Response;
    };
    return orAborted(exchange(), signal);
  };

/** The object under `key`. @throws {Refusal} 502 if it is missing */
export function objectIn(body: Record<string, unknown>, key: string): Record<string, unknown> {
  const value = body[key];
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw unreadable();
  return value as Record<string, unknown>;
}

/** The objects in the list under `key`. @throws {Refusal} 502 if there is no list */
export function listIn<Item extends object>(body: Record<string, unknown>, key: string): Item[] {
  const value = body[key];
  if (!Array.isArray(value)) throw unreadable();
  return value.filter((item): item is Item => typeof item === 'object' && item !== null);
}

/** The string under `key`. @throws {Refusal} 502 if it is missing or empty */
export function stringIn(fields: Record<string, unknown>, key: string): string {
  const value = fields[key];
  if (typeof value !== 'string' || value === '') throw unreadable();
  return value;
}

const unreadable = () => new Refusal(502, 'upstream_failed', 'Seam gave an answer that cannot be read.');
