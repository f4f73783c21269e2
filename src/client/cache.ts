import type { Call } from '../api/call.js';
import type { Endpoint, EndpointPath, Page, ParamsOf, ResultOf, SeamEvent } from '../api/contract.gen.js';
import { SeamError } from '../api/errors.js';
import { isAnnounced, isStaleAfterEvent } from './event-invalidation.js';
import { isStaleAfter, thingOf } from './invalidation.js';
import { Answer } from './cache-entry.js';
import { isAttended, isOffline, onAttention } from './page-visibility.js';
import { newsIn, withNews } from './list-patch.js';
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
  /** The session has ended: nothing that it was answered may be shown any more, by any watch. */
  withdraw(error: SeamError): void;
  /** The session goes on: what is watched and was refused for its end is fetched again. */
  recover(): void;
  /**
   * Tells why the session has ended, after what was answered is withdrawn; with undefined, that it goes on.
   * @returns how to stop listening
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

/** The page's memory of what one session was answered, over {@link Call}, which does the retrying. */
export function createCache(call: Call, session: Session): Cache {
  const answers = new Map<string, Answer>();
  const endListeners = new Set<(error: SeamError | undefined) => void>();
  let isClosed = false;

  /** @param kind keeps what is asked for in another way apart */
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
   * After changes made elsewhere, which come as often as they like: what is on its way comes first, a hidden page
   * fetches when it is seen again, and long lists when it is their turn.
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
      // A watched list is all pages loaded so far, this is the first.
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
      // Somebody else's session: what was shown goes at once, and an answer still on its way goes nowhere.
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
        // An answer that is on its way may be from before the change.
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

/** @param previous what may stand until the first answer comes */
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
