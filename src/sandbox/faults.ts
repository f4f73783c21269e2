import { jsonAnswer } from './json.js';

/** Something that goes wrong between a page and Seam. */
export interface Fault {
  /** The endpoint it befalls, such as `/devices/list`; every one if left out. */
  path?: string;
  /** How many requests it befalls; all of them if left out. */
  times?: number;
  /** HTTP status answered; 500 if left out. */
  status?: number;
  /** JSON answered; nothing if left out, as in a real outage. */
  body?: unknown;
  headers?: Record<string, string>;
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
  const remaining = new Map<Fault, number>();
  return {
    add(fault) {
      const entry = { ...fault };
      remaining.set(entry, fault.times ?? Infinity);
      return () => void remaining.delete(entry);
    },
    clear: () => remaining.clear(),
    take(path) {
      for (const [fault, times] of remaining) {
        if (times === 0 || (fault.path ?? path) !== path) continue;
        remaining.set(fault, times - 1);
        return fault;
      }
      return undefined;
    },
  };
}

export const answerOfFault = ({ status = 500, body, headers = {} }: Fault): Response =>
  body === undefined ? new Response(null, { status, headers }) : jsonAnswer(body, status, headers);
