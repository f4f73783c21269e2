import { callerHeader } from '../../api/gateway-protocol.js';

/**
 * The log line of one request. Except for the time, method and path, it contains only what the page sees in the
 * response. It never contains a token, a parameter or personal data; an unknown path or method is not logged.
 */
export interface LogLine {
  /** When the request arrived, in ISO 8601. */
  at: string;
  method: string;
  /** The endpoint's path, without the gateway's `basePath`; `unknown` if there is no such endpoint. */
  operation: string;
  /** The hash that the page sees; null if the caller is not known. */
  caller: string | null;
  /** HTTP status of the response. */
  status: number;
  /** The `error.type` of the response; null if it is not an error. */
  error: string | null;
  /** Milliseconds until the response started. */
  durationMs: number;
  /** The request's id in Seam's logs; null if no response from Seam had one. */
  requestId: string | null;
}

/**
 * Writes one log line.
 * @param error only with status 500: what a function of the host threw, or a bug in the gateway. It may contain
 *   anything, also personal data; a function without this parameter logs none.
 */
export type OnLog = (line: LogLine, error?: unknown) => void;

type Fetch = (request: Request) => Promise<Response>;

export interface Log {
  /** Wraps `fetch`, and writes a line for each request. */
  logged(fetch: Fetch): Fetch;
  /** Stores the error of a request, for the host's log and not for the page. */
  fail(request: Request, error: unknown): void;
}

/** @param operationOf finds the endpoint of a request, if there is one */
export function createLog(
  onLog: OnLog | undefined,
  operationOf: (request: Request) => string | undefined,
): Log {
  if (!onLog) return { logged: (fetch) => fetch, fail: (_, error) => complain(error) };

  const failures = new WeakMap<Request, unknown>();
  return {
    fail: (request, error) => void failures.set(request, error),
    logged: (fetch) => async (request) => {
      const at = new Date();
      const start = performance.now();
      const response = await fetch(request);
      const line: LogLine = {
        at: at.toISOString(),
        method: methods.has(request.method) ? request.method : 'unknown',
        operation: operationOf(request) ?? 'unknown',
        caller: response.headers.get(callerHeader),
        status: response.status,
        error: response.ok ? null : await errorTypeOf(response.clone()),
        durationMs: Math.round((performance.now() - start) * 10) / 10,
        requestId: response.headers.get('seam-request-id'),
      };
      try {
        if (failures.has(request)) onLog(line, failures.get(request));
        else onLog(line);
      } catch (error) {
        complain(error);
      }
      return response;
    },
  };
}

const complain = (error: unknown) => console.error('seam-admin-elements gateway:', error);

/** Other methods are logged as `unknown`, because a method can be any word, even a token. */
const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** Null for a response to HEAD, which has no body. */
async function errorTypeOf(answer: Response): Promise<string | null> {
  const text = await answer.text();
  return text === '' ? null : (JSON.parse(text) as { error: { type: string } }).error.type;
}
