import type { Call } from '../api/call.js';
import type { Endpoint, EndpointPath, Page, ParamsOf, ResultOf } from '../api/contract.gen.js';
import { SeamError, isSeamError } from '../api/errors.js';
import { createSteps, type Progress, type Steps } from './progress.js';
import { sleep, type Wait } from './sleep.js';

export interface OperationOptions<P = Progress> {
  /** Stops it between two calls: a change that was sent is seen to its end. */
  signal?: AbortSignal | undefined;
  /** Hears of every change, with a snapshot of its own. The last one stands, should the operation reject. */
  onProgress?: ((progress: P) => void) | undefined;
  /** A timer, unless given. Tests hold the clock with it. */
  wait?: Wait | undefined;
  /** Milliseconds since 1970: `Date.now`, unless given. */
  now?: (() => number) | undefined;
  /** Milliseconds in which nothing comes of anything, after which it gives up. Ten minutes, unless given. */
  timeout?: number | undefined;
}

/** One operation while it runs: it outlasts a lost connection and never repeats a change by itself. */
export interface Run<Kind extends string> {
  readonly steps: Steps<Kind>;
  readonly now: () => number;
  /** Asks until there is an answer. @throws {SeamError} */
  read<Path extends EndpointPath>(endpoint: Endpoint<Path>, params: ParamsOf<Path>): Promise<ResultOf<Path>>;
  /** All pages of a list. @throws {SeamError} */
  readAll<Path extends PagedPath>(endpoint: Endpoint<Path>, params: ParamsOf<Path>): Promise<ItemOf<Path>[]>;
  /** Changes something, once. @throws {SeamError} */
  write<Path extends EndpointPath>(endpoint: Endpoint<Path>, params: ParamsOf<Path>): Promise<ResultOf<Path>>;
  /**
   * Waits a little, and the longer the longer nothing has happened.
   * @param atLeast seconds, as the server asked for
   * @returns false once that is too long
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
        // Many pages that lost the same server must not come back to it at once.
        await wait(Math.max(pause * (1 + Math.random() / 5), atLeast * 1000), signal);
      } finally {
        throwIfAborted();
      }
      return true;
    },
  };
  return run;
}

/** Whether the same may work in a while. A change may have happened all the same. */
export const isTransient = ({ kind }: SeamError): boolean =>
  kind === 'unreachable' || kind === 'server' || kind === 'rate_limited';

/** Whether going on is in vain: the caller gave up, or is no longer let in. */
export const isFinal = (error: unknown): boolean =>
  !isSeamError(error) || error.kind === 'cancelled' || error.kind === 'session_ended';

/** What was asked for, or the other value where it does not exist, or the API no longer knows the endpoint. */
export const orWhenUnknown = <Value, Other>(asked: Promise<Value>, other: Other): Promise<Value | Other> =>
  asked.catch((error: unknown) => {
    if (isSeamError(error) && (error.kind === 'not_found' || isUndocumented(error))) return other;
    throw error;
  });

/** What was asked for, or null where this caller may not know. */
export const orWhenRefused = <Value>(asked: Promise<Value>): Promise<Value | null> =>
  asked.catch((error: unknown) => {
    if (isSeamError(error) && (error.kind === 'not_permitted' || error.kind === 'gateway_required'))
      return null;
    throw error;
  });

/** What was asked for, or null where it cannot be known. */
export const orNull = <Value>(asked: Promise<Value>): Promise<Value | null> =>
  orWhenRefused(orWhenUnknown(asked, null));

const isUndocumented = ({ type, message }: SeamError) => /undocumented/i.test(`${type} ${message}`);
