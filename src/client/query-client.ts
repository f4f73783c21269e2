import {
  QueryCache,
  focusManager,
  hashKey,
  onlineManager,
  type QueryClient,
  type QueryKey,
} from '@tanstack/query-core';

/** How long an answer counts as fresh when another element asks for the same. */
const freshMs = 10_000;
/** How long an answer is kept when nothing watches it. */
const keptMs = 60_000;

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
  /** What was answered under these keys is stale: what is watched is fetched again, the rest when it is asked for. */
  refresh(isTouched: (queryKey: QueryKey) => boolean): void;
  clear(): void;
  close(): void;
}

/**
 * What query-core's observers ask of their client, and no more: the library's own `QueryClient`
 * brings its mutations along, a tenth of all that a page loads, which nothing here uses.
 */
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
        if (query.isActive()) query.fetch(undefined, { cancelRefetch: true }).catch(() => undefined);
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
