import type { SeamEvent } from '../api/contract.gen.js';

/** Seam does not say how late it may list an event. Events that are listed later than this are missed. */
const overlapMs = 60_000;
/** How far the first request goes back, because the page's clock may be wrong. */
const lookbackMs = 3_600_000;
/** Twice the size of one response. A forgotten event would only count a second time. */
const mostRemembered = 1000;

/** The events that a session has seen. Each event counts once, however often and in whatever order it arrives. */
export interface EventLog {
  /** From when to request events, as an ISO 8601 time. */
  readonly since: string;
  /** Takes in listed events. @returns those that are new */
  listed(events: readonly SeamEvent[]): SeamEvent[];
  /** Takes in events from elsewhere. They do not change `since`: earlier events may not have been listed yet. */
  told(events: readonly SeamEvent[]): SeamEvent[];
}

export function createEventLog(): EventLog {
  const openedAt = Date.now();
  const seen = new Set<string>();
  let since = openedAt - lookbackMs;
  let isFirst = true;

  function told(events: readonly SeamEvent[]): SeamEvent[] {
    const news = events.filter(({ event_id }) => !seen.has(event_id) && seen.add(event_id));
    for (const id of seen) if (seen.size > mostRemembered) seen.delete(id);
    return news;
  }

  return {
    get since() {
      return new Date(since).toISOString();
    },
    told,
    listed(events) {
      const times = events.map(timeOf);
      since = Math.max(since, ...times.map((time) => time - overlapMs));
      const news = told(events);
      if (!isFirst) return news;
      isFirst = false;
      // Everything that was read already contains the effects of older events.
      return news.filter((event) => timeOf(event) > openedAt - overlapMs);
    },
  };
}

const timeOf = ({ created_at }: SeamEvent): number => Date.parse(created_at) || 0;
