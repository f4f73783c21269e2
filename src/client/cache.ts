import type { Call } from '../api/call.js';
import type { Endpoint, EndpointPath, Page, ParamsOf, ResultOf, SeamEvent } from '../api/contract.gen.js';
import { SeamError } from '../api/errors.js';
import { isAnnounced, isStaleAfterEvent } from './event-invalidation.js';
import { isStaleAfter, thingOf } from './invalidation.js';
import { Answer } from './cache-entry.js';
import { isAttended, isOffline, onAttention } from './page-visibility.js';
import { newsIn, withNews } from './list-patch.js';
import type { Session } from './session.js';

/** The data of a watched endpoint: for a paged list, all items loaded so far. */
export type Watched<Path extends EndpointPath> = ItemsOf<ResultOf<Path>>;
type ItemsOf<Result> = Result extends Page<infer Item> ? Item[] : Result;

export interface WatchState<Data> {
  /** The last successful response. It stays while a newer one is fetched and when fetching fails. */
  readonly data: Data | undefined;
  /** Why the newest attempt failed; null if it did not fail. */
  readonly error: SeamError | null;
  readonly isFetching: boolean;
  /** Whether `data` still belongs to the previous parameters. */
  readonly isPrevious: boolean;
  /** When `data` arrived, in milliseconds since 1970; 0 before the first response. */
  readonly updatedAt: number;
  readonly hasMore: boolean;
  readonly isLoadingMore: boolean;
  /** Whether the failed request was for the next page, so that `data` is as fresh as before. */
  readonly hasMoreFailed: boolean;
}

export interface Watch<Path extends EndpointPath> {
  setParams(params: ParamsOf<Path>): void;
  /** Requests the next page again if that failed, otherwise everything. */
  refetch(): Promise<void>;
  /** Loads the next page of a paged list. */
  loadMore(): Promise<void>;
  close(): void;
}

export interface Cache {
  /** Returns the cached response while it is fresh, otherwise calls the endpoint. @throws {SeamError} */
  query<Path extends EndpointPath>(endpoint: Endpoint<Path>, params: ParamsOf<Path>): Promise<ResultOf<Path>>;
  /** Calls the listener with the current state now, and again at each change, until closed. */
  watch<Path extends EndpointPath>(
    endpoint: Endpoint<Path>,
    params: ParamsOf<Path>,
    listener: (state: WatchState<Watched<Path>>) => void,
  ): Watch<Path>;
  /**
   * Call this after a change: watched responses that it may affect are fetched again now, all others when they are next
   * used. A long list waits for a poll; {@link Cache.learn} updates its changed row.
   */
  changed(path: EndpointPath): void;
  /**
   * Call this after every response or error: if it is about a single resource, its row in lists is replaced, added or
   * removed.
   */
  learn(endpoint: Endpoint, params: object, answer: unknown): void;
  /** Call this after a change by another tab. */
  changedElsewhere(path: EndpointPath): void;
  /**
   * Call this after events: watched responses that they may affect are fetched again, all others when they are next
   * used.
   */
  happened(events: readonly SeamEvent[]): void;
  /** Polls watched entries: those of resources without events, or all of them. */
  lookAfter(isEverything: boolean): void;
  /** Removes all data, because the session has ended and no watch may show them any more. */
  withdraw(error: SeamError): void;
  /** Fetches watched entries that failed because the session had ended, now that it continues. */
  recover(): void;
  /**
   * Calls the listener with the reason after the session has ended and its data are removed, and with undefined when
   * the session continues.
   * @returns a function that removes the listener
   */
  onSessionEnd(listener: (error: SeamError | undefined) => void): () => void;
  close(): void;
}

export const pending: WatchState<never> = {
  data: undefined,
  error: null,
  isFetching: true,
  isPrevious: false,
  updatedAt: 0,
  hasMore: false,
  isLoadingMore: false,
  hasMoreFailed: false,
};

/** Caches the responses to one session. {@link Call} does the retries. */
export function createCache(call: Call, session: Session): Cache {
  const answers = new Map<string, Answer>();
  const endListeners = new Set<(error: SeamError | undefined) => void>();
  let isClosed = false;

  /** @param kind separates entries with the same parameters that hold different data */
  function answerTo<Path extends EndpointPath>(
    endpoint: Endpoint<Path>,
    params: ParamsOf<Path>,
    kind = '',
  ): Answer {
    const key = JSON.stringify([kind, session.scope, endpoint.path, Object.entries(params).sort()]);
    const known = answers.get(key);
    if (known) return known;
    const answer = new Answer(
      endpoint,
      params,
      (cursor, signal) => call(endpoint, cursor ? { ...params, page_cursor: cursor } : params, { signal }),
      () => answers.delete(key),
    );
    answers.set(key, answer);
    return answer;
  }

  function clear() {
    answers.forEach((answer) => answer.close());
    answers.clear();
  }
  session.onScopeChange(clear);

  const stopAttention = onAttention(() => {
    for (const answer of answers.values()) {
      if (!answer.isWatched) continue;
      if (isOffline()) answer.disconnect();
      else if (isAttended() && answer.isStale) void answer.fetch();
    }
  });

  /**
   * Handles changes made elsewhere, which may be frequent: a running request ends first, a hidden page fetches when
   * it is visible again, and long lists wait for a poll.
   */
  function touch(isTouched: (answer: Answer) => boolean) {
    for (const answer of [...answers.values()].filter(isTouched)) {
      answer.outdate();
      if (answer.isWatched && !answer.isLong && isAttended()) void answer.fetchAfterwards();
    }
  }

  return {
    async query<Path extends EndpointPath>(endpoint: Endpoint<Path>, params: ParamsOf<Path>) {
      if (isClosed) throw new SeamError('cancelled', 'The session is closed.');
      // A watched list holds all pages loaded so far, a query only the first page.
      const answer = answerTo(endpoint, params, endpoint.paginated ? 'first page' : '');
      const leave = answer.watch(() => undefined);
      try {
        if (answer.isStale || answer.isFetching) await answer.fetch();
        if (answer.error) throw answer.error;
        if (answer.data === undefined)
          throw new SeamError('cancelled', 'The session has ended or is another one.');
      } finally {
        leave();
      }
      const { data, nextCursor } = answer;
      return (endpoint.paginated ? { items: data, nextCursor } : data) as ResultOf<Path>;
    },

    watch<Path extends EndpointPath>(
      endpoint: Endpoint<Path>,
      firstParams: ParamsOf<Path>,
      listener: (state: WatchState<Watched<Path>>) => void,
    ) {
      let params = firstParams;
      let answer = answerTo(endpoint, params);
      let previous: unknown;
      let leave = () => undefined as void;
      const tell = () => {
        if (answer.error?.kind === 'session_ended') previous = undefined;
        listener(stateOf<Watched<Path>>(answer, previous));
      };
      const follow = () => {
        leave();
        answer = answerTo(endpoint, params);
        leave = answer.watch(tell);
        tell();
      };
      // The session has another caller: remove what is shown at once, and ignore responses to the old caller.
      const stopListening = session.onScopeChange(() => {
        previous = undefined;
        listener(pending);
        follow();
      });
      follow();
      return {
        setParams(next) {
          previous = answer.data ?? previous;
          params = next;
          follow();
        },
        refetch: () => (hasMoreFailed(answer) ? answer.fetch(true) : answer.restart()),
        async loadMore() {
          if (answer.nextCursor && !answer.isFetching) await answer.fetch(true);
        },
        close() {
          stopListening();
          leave();
        },
      } satisfies Watch<Path>;
    },

    changed(path) {
      for (const answer of answers.values()) {
        if (!isStaleAfter(path, answer.endpoint)) continue;
        answer.outdate();
        // A running request may return data from before the change.
        if (answer.isWatched && (!answer.isLong || answer.isFetching)) void answer.restart();
      }
    },

    learn(endpoint, params, result) {
      const news = newsIn(endpoint, params, result);
      if (!news) return;
      for (const answer of answers.values()) {
        if (!answer.endpoint.paginated || thingOf(answer.endpoint) !== news.thing) continue;
        const isWhole = Object.keys(answer.params).every((name) => name === 'limit');
        answer.edit((pages) => withNews(pages, news, isWhole));
      }
    },

    changedElsewhere: (path) => touch(({ endpoint }) => isStaleAfter(path, endpoint)),

    happened: (events) =>
      touch(({ endpoint, params }) => events.some((event) => isStaleAfterEvent(event, endpoint, params))),

    lookAfter(isEverything) {
      for (const answer of answers.values())
        if (answer.isDue(isEverything || !isAnnounced(answer.endpoint))) void answer.fetch();
    },

    withdraw(error) {
      answers.forEach((answer) => answer.withdraw(error));
      endListeners.forEach((listener) => listener(error));
    },

    recover() {
      endListeners.forEach((listener) => listener(undefined));
      for (const answer of answers.values())
        if (answer.isWatched && answer.error?.kind === 'session_ended') void answer.fetch();
    },

    onSessionEnd(listener) {
      endListeners.add(listener);
      return () => void endListeners.delete(listener);
    },

    close() {
      isClosed = true;
      stopAttention();
      endListeners.clear();
      clear();
    },
  };
}

const hasMoreFailed = ({ error, isForMore }: Answer): boolean => error !== null && isForMore;

/** @param previous what may be shown until the first response arrives */
function stateOf<Data>(answer: Answer, previous: unknown): WatchState<Data> {
  const { data, error, isFetching, updatedAt, nextCursor, isForMore } = answer;
  const isPrevious = data === undefined && previous !== undefined && !error;
  return {
    data: (isPrevious ? previous : data) as Data | undefined,
    error,
    isFetching,
    isPrevious,
    updatedAt,
    hasMore: nextCursor !== null,
    isLoadingMore: isFetching && isForMore,
    hasMoreFailed: hasMoreFailed(answer),
  };
}
