import {
  QueryCache,
  focusManager,
  hashKey,
  onlineManager,
  type Query,
  type QueryClient,
  type QueryKey,
} from '@tanstack/query-core';
import { mayPass } from '../api/errors.js';

/** How long an answer counts as fresh when another element asks for the same. */
const freshMs = 10_000;
/** How long an answer is kept when nothing watches it. */
const keptMs = 60_000;
/** With rounds at most 12 seconds apart, nothing that is swept for gets older than 30. */
const restMs = 18_000;
/** How many pages may be read again as often as one answer. */
const shortPages = 2;

const defaults = {
  retry: false,
  // A browser's word on being offline is only a guess: the request itself tells.
  networkMode: 'always',
  staleTime: freshMs,
  gcTime: keptMs,
  refetchOnReconnect: true,
  throwOnError: false,
  _defaulted: true,
} as const;

export interface PageQueries {
  readonly client: QueryClient;
  /** Answers from the cache while it is fresh. */
  fetch<Data>(
    queryKey: QueryKey,
    queryFn: (context: { signal: AbortSignal }) => Promise<Data>,
  ): Promise<Data>;
  /**
   * What was answered under these keys is stale: what is watched is fetched again, the rest when it is asked for, and
   * long lists when it is their turn.
   */
  refresh(isTouched: (queryKey: QueryKey) => boolean): void;
  /**
   * As `refresh`, for changes made elsewhere, which come as often as they like: what is on its way comes first, a
   * hidden page fetches when it is seen again, and long lists when it is their turn.
   */
  touch(isTouched: (queryKey: QueryKey) => boolean): void;
  /** Changes what is known of paged lists, which is as old as before. */
  edit(change: (queryKey: QueryKey, pages: readonly unknown[]) => readonly unknown[]): void;
  /**
   * One round of looking after what is watched: fetches what is stale, and what has grown old among the given.
   * Long lists rest longer, in proportion to their pages, so that each costs as little as a short one.
   */
  sweep(isGiven: (queryKey: QueryKey) => boolean): void;
  clear(): void;
  close(): void;
}

/**
 * What query-core's observers ask of their client, and no more: the library's own `QueryClient`
 * brings its mutations along, a tenth of all that a page loads, which nothing here uses.
 */
const pagesOf = ({ state }: Query): number =>
  (state.data as { pages?: readonly unknown[] } | undefined)?.pages?.length ?? 1;

const isLong = (query: Query): boolean => pagesOf(query) > shortPages;

const isIdle = ({ state }: Query): boolean => state.fetchStatus === 'idle';

const fetchQuietly = (query: Query, options?: { cancelRefetch: boolean }): Promise<unknown> =>
  query.fetch(undefined, options).catch(() => undefined);

async function fetchAfterwards(query: Query): Promise<void> {
  if (!isIdle(query)) await fetchQuietly(query);
  if (query.isActive()) await fetchQuietly(query);
}

/** What was refused stays so until something is done about it, and what never came is asked for by hand. */
const isWorthAsking = ({ state }: Query): boolean =>
  state.data !== undefined && (state.error === null || mayPass(state.error));

function hasRested(query: Query): boolean {
  const age = Date.now() - Math.max(query.state.dataUpdatedAt, query.state.errorUpdatedAt);
  return age >= restMs * Math.max(1, pagesOf(query) / shortPages);
}

export function createPageQueries(): PageQueries {
  const cache = new QueryCache();
  const defaultQueryOptions = <Options extends { queryKey: QueryKey }>(options: Options) => ({
    ...defaults,
    queryHash: hashKey(options.queryKey),
    ...options,
  });
  const client = {
    getQueryCache: () => cache,
    getQueryDefaults: () => ({}),
    defaultQueryOptions,
  } as unknown as QueryClient;
  const stopFocus = focusManager.subscribe((isFocused) => {
    if (isFocused) cache.onFocus();
  });
  const stopOnline = onlineManager.subscribe((isOnline) => {
    if (isOnline) cache.onOnline();
  });
  function clear() {
    // What is under way would start, when it ends, a timer to be thrown away by.
    cache.getAll().forEach((query) => query.setOptions({ ...query.options, gcTime: Infinity }));
    cache.clear();
  }
  return {
    client,
    async fetch<Data>(queryKey: QueryKey, queryFn: (context: { signal: AbortSignal }) => Promise<Data>) {
      const query = cache.build<Data, Error, Data, QueryKey>(
        client,
        defaultQueryOptions({ queryKey, queryFn }),
      );
      return query.isStaleByTime(freshMs) ? query.fetch() : (query.state.data as Data);
    },
    refresh(isTouched) {
      for (const query of cache.getAll().filter(({ queryKey }) => isTouched(queryKey))) {
        query.invalidate();
        // An answer that is on its way may be from before the change.
        if (query.isActive() && !(isLong(query) && isIdle(query)))
          void fetchQuietly(query, { cancelRefetch: true });
      }
    },
    touch(isTouched) {
      for (const query of cache.getAll().filter(({ queryKey }) => isTouched(queryKey))) {
        query.invalidate();
        if (query.isActive() && focusManager.isFocused() && !isLong(query)) void fetchAfterwards(query);
      }
    },
    edit(change) {
      for (const query of cache.getAll()) {
        const data = query.state.data as { pages?: readonly unknown[] } | undefined;
        const pages = data?.pages && change(query.queryKey, data.pages);
        if (pages === data?.pages) continue;
        const { isInvalidated, dataUpdatedAt } = query.state;
        query.setData({ ...data, pages }, { updatedAt: dataUpdatedAt, manual: true });
        if (isInvalidated) query.invalidate();
      }
    },
    sweep(isGiven) {
      for (const query of cache.getAll()) {
        const isDue = query.state.isInvalidated || isGiven(query.queryKey);
        if (isDue && query.isActive() && isIdle(query) && isWorthAsking(query) && hasRested(query))
          void fetchQuietly(query);
      }
    },
    clear,
    close() {
      stopFocus();
      stopOnline();
      clear();
    },
  };
}
