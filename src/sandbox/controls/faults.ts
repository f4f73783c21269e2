import { jsonAnswer } from '../http/json.js';
import { pause } from '../http/pause.js';

/** A failure between a page and Seam. */
export interface Fault {
  /** The endpoint that fails, such as `/devices/list`; all endpoints by default. */
  path?: string;
  /** The number of requests that fail; all requests by default. */
  times?: number;
  /** The number of requests that succeed before; 0 by default. */
  after?: number;
  /** HTTP status of the response; 500 by default. */
  status?: number;
  /** JSON body of the response; no body by default, as in a real outage. */
  body?: unknown;
  headers?: Record<string, string>;
  /** Sends only the first half of the API's response. */
  truncated?: boolean;
  /** Sends the API's response, but delays its body by this number of milliseconds. */
  bodyDelay?: number;
  /** Sends no response: `fetch` rejects, as after a network failure. */
  drop?: boolean;
  /** Sends no response, and waits until the request is aborted. */
  hang?: boolean;
}

export interface SandboxFaults {
  /**
   * Adds a fault. If several faults match a request, the oldest one applies.
   * @returns a function that removes the fault
   */
  add(fault: Fault): () => void;
  clear(): void;
}

export function createFaults(): SandboxFaults & { take(path: string): Fault | undefined } {
  const remaining = new Map<Fault, { toPass: number; times: number }>();
  return {
    add(fault) {
      const entry = { ...fault };
      remaining.set(entry, { toPass: fault.after ?? 0, times: fault.times ?? Infinity });
      return () => void remaining.delete(entry);
    },
    clear: () => remaining.clear(),
    take(path) {
      for (const [fault, left] of remaining) {
        if (left.times === 0 || (fault.path ?? path) !== path) continue;
        if (left.toPass-- > 0) continue;
        left.times--;
        return fault;
      }
      return undefined;
    },
  };
}

/** Truncates or delays the body of a response. */
export async function spoiled(
  answer: Response,
  { truncated = false, bodyDelay = 0 }: Fault,
  signal: AbortSignal,
): Promise<Response> {
  const text = await answer.text();
  const body = new TextEncoder().encode(truncated ? text.slice(0, text.length / 2) : text);
  const late = new ReadableStream<Uint8Array>({
    async start(controller) {
      if (bodyDelay > 0) await pause(bodyDelay, signal);
      controller.enqueue(body);
      controller.close();
    },
  });
  const { status, headers } = answer;
  return new Response(late, { status, headers });
}

export const answerOfFault = ({ status = 500, body, headers = {} }: Fault): Response =>
  body === undefined ? new Response(null, { status, headers }) : jsonAnswer(body, status, headers);
