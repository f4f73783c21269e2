import type { SeamEvent } from '../api/contract.gen.js';

/** Seam does not say how late an event may be listed: those that are later than this go unseen. */
const overlapMs = 60_000;
/** How wrong the page's clock may be when nothing but it says since when to ask. */
const lookbackMs = 3_600_000;
/** Twice what one answer holds; what is forgotten merely counts again. */
const mostRemembered = 1000;

/** What a session has seen of its events, so that each counts once however often and in whatever order they come. */
export interface EventLog {
  /** Since when to ask, as an ISO 8601 time. */
  readonly since: string;
  /** @returns those among newly listed events that are news */
  listed(events: readonly SeamEvent[]): SeamEvent[];
  /** The same for events from elsewhere, whose times are nobody's word on what has been listed. */
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
      // What was there before anything was read is in what was read.
      return news.filter((event) => timeOf(event) > openedAt - overlapMs);
    },
  };
}

const timeOf = ({ created_at }: SeamEvent): number => Date.parse(created_at) || 0;
