import {
  InfiniteQueryObserver,
  QueryObserver,
  keepPreviousData,
  type InfiniteData,
  type QueryKey,
} from '@tanstack/query-core';
import type { Call } from '../api/call.js';
import type { Endpoint, EndpointPath, Page, ParamsOf, ResultOf, SeamEvent } from '../api/contract.gen.js';
import type { SeamError } from '../api/errors.js';
import { isAnnounced, isStaleAfterEvent } from '../api/events.js';
import { isStaleAfter, thingOf } from '../api/stale.js';
import { createPageQueries } from './query-client.js';
import { newsIn, withNews } from './row-news.js';
import type { Session } from './session.js';

/** What a watched endpoint gives: of a paged list, all items loaded so far. */
export type Watched<Path extends EndpointPath> = ItemsOf<ResultOf<Path>>;
type ItemsOf<Result> = Result extends Page<infer Item> ? Item[] : Result;

export interface WatchState<Data> {
  /** The last good answer; it stays while a newer one is fetched and when fetching fails. */
  readonly data: Data | undefined;
  /** Why the newest attempt failed; null when it did not. */
  readonly error: SeamError | null;
  readonly isFetching: boolean;
  /** Whether `data` still answers the parameters from before. */
  readonly isPrevious: boolean;
  /** When `data` came, in milliseconds since 1970; 0 before. */
  readonly updatedAt: number;
  readonly hasMore: boolean;
  readonly isLoadingMore: boolean;
  /** Whether what failed was loading more, so that `data` is as fresh as before. */
  readonly hasMoreFailed: boolean;
}

export interface Watch<Path extends EndpointPath> {
  setParams(params: ParamsOf<Path>): void;
  /** Asks again: for the further page if that failed, else for everything. */
  refetch(): Promise<void>;
  /** Loads the next page of a paged list. */
  loadMore(): Promise<void>;
  close(): void;
}

export interface Cache {
  /** Answers from the cache while it is fresh, else calls. */
  query<Path extends EndpointPath>(endpoint: Endpoint<Path>, params: ParamsOf<Path>): Promise<ResultOf<Path>>;
  /** Tells the listener what is known now, and again at each change, until closed. */
  watch<Path extends EndpointPath>(
    endpoint: Endpoint<Path>,
    params: ParamsOf<Path>,
    listener: (state: WatchState<Watched<Path>>) => void,
  ): Watch<Path>;
  /**
   * After a change: what it may have touched is fetched again where it is watched, else when it is asked for. A long
   * list, in which it touched one row, waits for its turn: {@link Cache.learn} sees to the row.
   */
  changed(path: EndpointPath): void;
  /** After any answer, or error: one about a single thing has its row in lists replaced, added or taken away. */
  learn(endpoint: Endpoint, params: object, answer: unknown): void;
  /** After a change that another tab has made. */
  changedElsewhere(path: EndpointPath): void;
  /** After events: what they touch is fetched again where it is watched, else when it is asked for. */
  happened(events: readonly SeamEvent[]): void;
  /** Fetches again what is watched and has grown old: what has no event, or everything where none are told. */
  lookAfter(isEverything: boolean): void;
  close(): void;
}

const unpaged = { hasMore: false, isLoadingMore: false, hasMoreFailed: false };

export const pending: WatchState<never> = {
  data: undefined,
  error: null,
  isFetching: true,
  isPrevious: false,
  updatedAt: 0,
  ...unpaged,
};

type Pages = InfiniteData<Page<unknown>, string | undefined>;
const itemsOf = ({ pages }: Pages): unknown[] => pages.flatMap(({ items }) => items);

/** TanStack's query cache, with the session in every key, over {@link Call}, which does the retrying. */
export function createCache(call: Call, session: Session): Cache {
  const queries = createPageQueries();
  session.onScopeChange(() => queries.clear());

  const keyOf = (endpoint: Endpoint, params: object): QueryKey => [session.scope, endpoint, params];

  function observe<Path extends EndpointPath>(
    endpoint: Endpoint<Path>,
    params: ParamsOf<Path>,
    onState: (state: WatchState<Watched<Path>>) => void,
  ): Watch<Path> {
    type Data = Watched<Path>;
    if (endpoint.paginated) {
      const optionsFor = (given: ParamsOf<Path>) => ({
        queryKey: keyOf(endpoint, given),
        queryFn: ({ pageParam, signal }: { pageParam: string | undefined; signal: AbortSignal }) =>
          call(endpoint, pageParam ? { ...given, page_cursor: pageParam } : given, { signal }) as Promise<
            Page<unknown>
          >,
        initialPageParam: undefined as string | undefined,
        getNextPageParam: (page: Page<unknown>) => page.nextCursor ?? undefined,
        placeholderData: keepPreviousData,
        select: itemsOf,
      });
      const observer = new InfiniteQueryObserver<
        Page<unknown>,
        SeamError,
        unknown[],
        QueryKey,
        string | undefined
      >(queries.client, optionsFor(params));
      const tell = () => {
        const result = observer.getCurrentResult();
        onState({
          ...commonState<Data>(result),
          hasMore: result.hasNextPage,
          isLoadingMore: result.isFetchingNextPage,
          hasMoreFailed: result.isFetchNextPageError,
        });
      };
      const stop = observer.subscribe(tell);
      tell();
      return {
        setParams: (next) => observer.setOptions(optionsFor(next)),
        refetch: async () => {
          const { isFetchNextPageError } = observer.getCurrentResult();
          await (isFetchNextPageError ? observer.fetchNextPage() : observer.refetch());
        },
        loadMore: async () => {
          const { hasNextPage, isFetching } = observer.getCurrentResult();
          if (hasNextPage && !isFetching) await observer.fetchNextPage();
        },
        close: stop,
      };
    }
    const optionsFor = (given: ParamsOf<Path>) => ({
      queryKey: keyOf(endpoint, given),
      queryFn: ({ signal }: { signal: AbortSignal }) => call(endpoint, given, { signal }) as Promise<unknown>,
      placeholderData: keepPreviousData,
    });
    const observer = new QueryObserver<unknown, SeamError>(queries.client, optionsFor(params));
    const tell = () => onState({ ...unpaged, ...commonState<Data>(observer.getCurrentResult()) });
    const stop = observer.subscribe(tell);
    tell();
    return {
      setParams: (next) => observer.setOptions(optionsFor(next)),
      refetch: async () => void (await observer.refetch()),
      loadMore: async () => undefined,
      close: stop,
    };
  }

  return {
    query: (endpoint, params) =>
      queries.fetch(
        // A watched list is kept as pages, this as one page.
        endpoint.paginated ? [...keyOf(endpoint, params), 'page'] : keyOf(endpoint, params),
        ({ signal }) => call(endpoint, params, { signal }),
      ),

    watch(endpoint, firstParams, listener) {
      let params = firstParams;
      let observed = observe(endpoint, params, listener);
      // Somebody else's session: what was shown goes at once, and an answer still on its way goes nowhere.
      const stopListening = session.onScopeChange(() => {
        observed.close();
        listener(pending);
        observed = observe(endpoint, params, listener);
      });
      return {
        setParams(next) {
          params = next;
          observed.setParams(next);
        },
        refetch: () => observed.refetch(),
        loadMore: () => observed.loadMore(),
        close() {
          stopListening();
          observed.close();
        },
      };
    },

    changed: (path) => queries.refresh(([, read]) => isStaleAfter(path, read as Endpoint)),

    learn(endpoint, params, answer) {
      const news = newsIn(endpoint, params, answer);
      if (!news) return;
      queries.edit(([scope, read, asked], pages) => {
        const isConcerned = scope === session.scope && thingOf(read as Endpoint) === news.thing;
        const isWhole = Object.keys(asked as object).every((name) => name === 'limit');
        return isConcerned ? withNews(pages as readonly Page<unknown>[], news, isWhole) : pages;
      });
    },

    changedElsewhere: (path) => queries.touch(([, read]) => isStaleAfter(path, read as Endpoint)),

    happened: (events) =>
      queries.touch(([, read, params]) =>
        events.some((event) => isStaleAfterEvent(event, read as Endpoint, params as object)),
      ),

    lookAfter: (isEverything) => queries.sweep(([, read]) => isEverything || !isAnnounced(read as Endpoint)),

    close: queries.close,
  };
}

function commonState<Data>(result: {
  data: unknown;
  error: SeamError | null;
  isFetching: boolean;
  isPlaceholderData: boolean;
  dataUpdatedAt: number;
}) {
  return {
    data: result.data as Data | undefined,
    error: result.error,
    isFetching: result.isFetching,
    isPrevious: result.isPlaceholderData,
    updatedAt: result.dataUpdatedAt,
  };
}
