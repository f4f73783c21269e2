import { jsonAnswer } from '../http/json.js';
import { pause } from '../http/pause.js';

/** Something that goes wrong between a page and Seam. */
export interface Fault {
  /** The endpoint it befalls, such as `/devices/list`; every one if left out. */
  path?: string;
  /** How many requests it befalls; all of them if left out. */
  times?: number;
  /** How many requests it lets pass before. */
  after?: number;
  /** HTTP status answered; 500 if left out. */
  status?: number;
  /** JSON answered; nothing if left out, as in a real outage. */
  body?: unknown;
  headers?: Record<string, string>;
  /** The API's own answer, broken off in the middle. */
  truncated?: boolean;
  /** The API's own answer, its body so many milliseconds after its head. */
  bodyDelay?: number;
  /** No answer: `fetch` rejects, as when the network is down. */
  drop?: boolean;
  /** No answer until the request is aborted. */
  hang?: boolean;
}

export interface SandboxFaults {
  /** Answers a function that takes the fault away again. The oldest fault that fits a request befalls it. */
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

/** An answer that goes wrong on its way. */
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
