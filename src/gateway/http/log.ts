import { callerHeader } from '../../api/gateway-protocol.js';

/**
 * One line for every request, made of nothing but what the page itself gets to see of the answer. It holds no token,
 * no parameter, no person, and of the address only what the gateway knows by itself.
 */
export interface LogLine {
  /** ISO 8601, when the request came in. */
  at: string;
  method: string;
  /** The endpoint's path, without the gateway's prefix; `unknown` where there is none. */
  operation: string;
  /** The hash that the page sees; null where nobody was let in. */
  caller: string | null;
  /** HTTP status of the answer. */
  status: number;
  /** The type of the error that was answered. */
  error: string | null;
  /** Milliseconds until the answer went out. */
  durationMs: number;
  /** Names the request in Seam's logs; null if it did not come that far. */
  requestId: string | null;
}

/**
 * @param error what one of the host's functions threw, or a fault of the gateway, where the answer is 500. It may hold
 *   anything: whoever does not ask for this parameter logs nothing personal.
 */
export type OnLog = (line: LogLine, error?: unknown) => void;

type Fetch = (request: Request) => Promise<Response>;

export interface Log {
  /** Answers as `fetch` does, and writes the line about it. */
  logged(fetch: Fetch): Fetch;
  /** Notes what made a request fail, for the host and not for the page. */
  fail(request: Request, error: unknown): void;
}

/** @param operationOf the endpoint a request is for, if there is one */
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

/** Any word can be a method, such as a token. */
const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** The answer to HEAD has no body. */
async function errorTypeOf(answer: Response): Promise<string | null> {
  const text = await answer.text();
  return text === '' ? null : (JSON.parse(text) as { error: { type: string } }).error.type;
}
