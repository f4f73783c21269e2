import type { Call } from '../api/call.js';
import type { Endpoint, EndpointPath, Page, ParamsOf, ResultOf } from '../api/contract.gen.js';
import { SeamError, isSeamError } from '../api/errors.js';
import { createSteps, type Progress, type Steps } from './progress.js';
import { sleep, type Wait } from './sleep.js';

export interface OperationOptions<P = Progress> {
  /** Stops the operation between two requests. A change that was already sent is not aborted. */
  signal?: AbortSignal | undefined;
  /** Called with a new snapshot after every change. If the operation rejects, the last snapshot stays valid. */
  onProgress?: ((progress: P) => void) | undefined;
  /** Waits between requests. Default: a timer. Tests use it to control the clock. */
  wait?: Wait | undefined;
  /** Returns milliseconds since 1970. Default `Date.now`. */
  now?: (() => number) | undefined;
  /** Milliseconds without any progress after which the operation stops. Default 10 minutes. */
  timeout?: number | undefined;
}

/** One running operation. It retries reads after a lost connection, and never repeats a change on its own. */
export interface Run<Kind extends string> {
  readonly steps: Steps<Kind>;
  readonly now: () => number;
  /** Retries until a response arrives, or `timeout` has passed. @throws {SeamError} */
  read<Path extends EndpointPath>(endpoint: Endpoint<Path>, params: ParamsOf<Path>): Promise<ResultOf<Path>>;
  /** Reads all pages of a list. @throws {SeamError} */
  readAll<Path extends PagedPath>(endpoint: Endpoint<Path>, params: ParamsOf<Path>): Promise<ItemOf<Path>[]>;
  /** Sends a change once, without retries. @throws {SeamError} */
  write<Path extends EndpointPath>(endpoint: Endpoint<Path>, params: ParamsOf<Path>): Promise<ResultOf<Path>>;
  /**
   * Waits before the next request. The pause grows while no step changes.
   * @param atLeast the minimum pause that the server asked for, in seconds
   * @returns false if no step has changed for `timeout`
   * @throws {SeamError} `cancelled`
   */
  wait(atLeast?: number): Promise<boolean>;
}

/** Endpoints whose results come in pages. */
type PagedPath = {
  [Path in EndpointPath]: ResultOf<Path> extends Page<unknown> ? Path : never;
}[EndpointPath];
type ItemOf<Path extends PagedPath> = ResultOf<Path> extends Page<infer Item> ? Item : never;

const firstPauseMs = 1_000;
const longestPauseMs = 10_000;
const usualTimeoutMs = 10 * 60_000;

export function createRun<Kind extends string>(
  call: Call,
  {
    signal,
    onProgress,
    wait = sleep,
    now = Date.now,
    timeout = usualTimeoutMs,
  }: OperationOptions<Progress<Kind>>,
): Run<Kind> {
  const steps = createSteps(now, onProgress);
  let pauses = 0;
  let pausedSince = 0;
  const throwIfAborted = () => {
    if (signal?.aborted)
      throw new SeamError('cancelled', 'The operation was cancelled.', { cause: signal.reason });
  };

  const run: Run<Kind> = {
    steps,
    now,
    async read(endpoint, params) {
      for (;;) {
        throwIfAborted();
        try {
          const result = await call(endpoint, params, signal ? { signal } : {});
          steps.setPaused(false);
          return result;
        } catch (error) {
          if (!isSeamError(error) || !isTransient(error)) throw error;
          steps.setPaused(true);
          if (!(await run.wait(error.retryAfter))) throw error;
        }
      }
    },
    async readAll(endpoint, params) {
      const items: unknown[] = [];
      let page_cursor: string | null = null;
      do {
        const asked = page_cursor === null ? params : { ...params, page_cursor };
        const page = (await run.read(endpoint, asked)) as Page<unknown>;
        items.push(...page.items);
        page_cursor = page.nextCursor;
      } while (page_cursor !== null);
      return items as never;
    },
    async write(endpoint, params) {
      throwIfAborted();
      try {
        const result = await call(endpoint, params);
        steps.setPaused(false);
        return result;
      } catch (error) {
        if (isSeamError(error) && isTransient(error)) steps.setPaused(true);
        throw error;
      }
    },
    async wait(atLeast = 0) {
      const since = steps.changedAt();
      if (now() - since >= timeout) return false;
      if (since !== pausedSince) pauses = 0;
      pausedSince = since;
      const pause = Math.min(longestPauseMs, firstPauseMs * 2 ** pauses++);
      throwIfAborted();
      try {
        // Random, so that many pages do not all return to a recovered server at the same moment.
        await wait(Math.max(pause * (1 + Math.random() / 5), atLeast * 1000), signal);
      } finally {
        throwIfAborted();
      }
      return true;
    },
  };
  return run;
}

/** Whether the same request may succeed later. Seam may still have made the change. */
export const isTransient = ({ kind }: SeamError): boolean =>
  kind === 'unreachable' || kind === 'server' || kind === 'rate_limited';

/** Whether the operation cannot continue: it was cancelled, or the session has ended. */
export const isFinal = (error: unknown): boolean =>
  !isSeamError(error) || error.kind === 'cancelled' || error.kind === 'session_ended';

/** The result, or `other` if the resource does not exist or the API no longer has the endpoint. */
export const orWhenUnknown = <Value, Other>(asked: Promise<Value>, other: Other): Promise<Value | Other> =>
  asked.catch((error: unknown) => {
    if (isSeamError(error) && (error.kind === 'not_found' || isUndocumented(error))) return other;
    throw error;
  });

/** The result, or null if the caller has no permission to read it. */
export const orWhenRefused = <Value>(asked: Promise<Value>): Promise<Value | null> =>
  asked.catch((error: unknown) => {
    if (isSeamError(error) && (error.kind === 'not_permitted' || error.kind === 'gateway_required'))
      return null;
    throw error;
  });

/** The result, or null if it does not exist, the API no longer has the endpoint, or the caller may not read it. */
export const orNull = <Value>(asked: Promise<Value>): Promise<Value | null> =>
  orWhenRefused(orWhenUnknown(asked, null));

const isUndocumented = ({ type, message }: SeamError) => /undocumented/i.test(`${type} ${message}`);
