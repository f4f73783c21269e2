import type { Call } from '../api/call.js';
import { eventsList, type EndpointPath, type SeamEvent } from '../api/contract.gen.js';
import { isSeamError, mayPass } from '../api/errors.js';
import { isAttended, onAttention } from './page-visibility.js';
import type { Cache } from './cache.js';
import { hasElapsed } from './elapsed.js';
import { createEventLog, type EventLog } from './event-log.js';
import type { Session } from './session.js';
import { joinTabs } from './tab-leader.js';

/** The pause after a change. Without news, each pause is twice as long as the one before. */
const shortestPauseMs = 2_000;
/** Five polls a minute. */
const longestPauseMs = 12_000;
/** The longest pause between two requests for events after failures. */
const longestRestMs = 120_000;

/** Keeps watched responses as up to date as Seam allows a page. */
export interface Feed {
  /** Polls while something is watched. @returns a function to call when it is no longer watched */
  follow(): () => void;
  /** Call this after a change by this page: polls soon, because events may follow, and informs the other tabs. */
  changed(path: EndpointPath): void;
  /** Takes in an event that arrived another way. */
  ingest(event: SeamEvent): void;
  close(): void;
}

/** A message between tabs. */
interface Message {
  events?: SeamEvent[];
  changed?: EndpointPath;
}

interface Rounds {
  hurry(): void;
  tell(message: Message): void;
  stop(): void;
}

/**
 * Polls while something is watched and the page is visible and online. One tab of the session requests events; each
 * tab itself fetches the resources that have no events. Failed requests for events are not reported: watched
 * responses report their own failures.
 */
export function createFeed(call: Call, session: Session, cache: Cache): Feed {
  const followers = new Set<symbol>();
  let rounds: Rounds | undefined;
  let log: EventLog | undefined;
  /** The caller may not read events. Then everything is polled as if no resource had events. */
  let isRefused = false;

  function take(news: SeamEvent[]) {
    if (news.length === 0) return;
    rounds?.hurry();
    cache.happened(news);
  }

  function goRounds(log: EventLog, firstPauseMs: number): Rounds {
    const ending = new AbortController();
    const { signal } = ending;
    let leads = false;
    let isAsking = false;
    let pauseMs = firstPauseMs;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let due = 0;
    let failures = 0;
    let failedAt = 0;
    let restMs = 0;

    function plan() {
      clearTimeout(timer);
      due = Date.now() + pauseMs;
      timer = setTimeout(goRound, pauseMs);
      pauseMs = Math.min(Math.max(2 * pauseMs, shortestPauseMs), longestPauseMs);
    }

    function goRound() {
      plan();
      cache.lookAfter(isRefused);
      if (leads && !isAsking && hasElapsed(restMs, failedAt)) void ask();
    }

    async function ask() {
      isAsking = true;
      try {
        const mayNotAsk = await isKnownToBeRefused(session);
        if (mayNotAsk && !signal.aborted) return refuse();
        const events = await call(eventsList, { since: log.since }, { signal });
        if (signal.aborted) return; // the response may belong to another caller now
        failures = restMs = 0;
        const news = log.listed(events);
        if (news.length > 0) tell({ events: news });
        take(news);
      } catch (error) {
        if (signal.aborted || !isSeamError(error)) return;
        if (!mayPass(error) && error.kind !== 'session_ended') return refuse();
        failedAt = Date.now();
        const ownRestMs = Math.min(longestPauseMs * 2 ** failures++, longestRestMs);
        restMs = Math.max(ownRestMs, 1000 * (error.retryAfter ?? 0));
      } finally {
        isAsking = false;
      }
    }

    function hurry() {
      pauseMs = shortestPauseMs;
      // Only move the next poll forward: frequent news must not delay it.
      if (due > Date.now() + pauseMs) plan();
    }

    const join = isRefused ? () => () => undefined : joinTabs<Message>;
    const tell = join({
      name: session.identity,
      signal,
      onLead() {
        leads = true;
        pauseMs = firstPauseMs;
        plan();
      },
      onMessage({ events, changed }) {
        if (events) take(log.listed(events));
        if (!changed) return;
        hurry();
        cache.changedElsewhere(changed);
      },
    });
    if (!leads) plan();

    return {
      hurry,
      tell,
      stop() {
        ending.abort();
        clearTimeout(timer);
      },
    };
  }

  function stop() {
    rounds?.stop();
    rounds = undefined;
  }

  /** Each tab notices a refusal itself, so this tab leaves the others. */
  function refuse() {
    isRefused = true;
    stop();
    update(longestPauseMs);
  }

  function update(firstPauseMs: number) {
    if (followers.size === 0 || !isAttended()) stop();
    else rounds ??= goRounds((log ??= createEventLog()), firstPauseMs);
  }

  const stopAttention = onAttention(() => update(0));
  session.onScopeChange(() => {
    stop();
    log = undefined;
    isRefused = false;
    update(shortestPauseMs);
  });

  return {
    follow() {
      const follower = Symbol();
      followers.add(follower);
      update(shortestPauseMs);
      return () => {
        followers.delete(follower);
        update(shortestPauseMs);
      };
    },
    changed(path) {
      rounds?.hurry();
      rounds?.tell({ changed: path });
    },
    ingest: (event) => take((log ??= createEventLog()).told([event])),
    close() {
      followers.clear();
      stop();
      stopAttention();
    },
  };
}

async function isKnownToBeRefused({ hasGateway, info }: Session): Promise<boolean> {
  const { permissions } = hasGateway ? await info() : { permissions: null };
  return permissions?.includes('events.read') === false;
}
