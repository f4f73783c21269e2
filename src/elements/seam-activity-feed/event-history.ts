import type { ReactiveController } from 'lit';
import { eventsList, type SeamEvent } from '../../api/contract.gen.js';
import { asSeamError, type SeamError } from '../../api/errors.js';
import type { SeamElement } from '../base/seam-element.js';
import { emit } from '../base/events.js';
import { Query } from '../data/query.js';

/** The most events in one response. Seam has no page cursor here and does not say what it leaves out. */
const limit = 500;
const minuteMs = 60_000;

/** The events up to now. The newest part is kept up to date; earlier parts are loaded on request. */
export class History implements ReactiveController {
  /** Newest first. */
  events: readonly SeamEvent[] = [];
  /** Start of the time for which all events are loaded, in milliseconds since 1970. */
  from = lastWeek();
  isKnown = false;
  isLoadingEarlier = false;
  /** Why the last attempt to load earlier events failed. */
  earlierError: SeamError | undefined;

  readonly newest: Query<'/events/list'>;
  /** Start of the time that is kept up to date. */
  private since = this.from;
  private readonly seen = new Map<string, SeamEvent>();
  private taken: readonly SeamEvent[] | undefined;
  /** The part of a week that one request loads: less if a response cannot hold all events of the week. */
  private share = 1;

  /**
   * @param person id of the user identity; without it, all events that the session may see
   * @param signal aborted when the results of running requests are no longer needed
   * @param onArrival called with the events that were not known before
   */
  constructor(
    private readonly host: SeamElement,
    private readonly person: () => string | undefined,
    private readonly signal: () => AbortSignal,
    private readonly onArrival: (events: readonly SeamEvent[]) => void,
  ) {
    this.newest = new Query(host, () =>
      // An empty id means that the page does not know the id yet. It does not mean all user identities.
      person() === ''
        ? undefined
        : {
            endpoint: eventsList,
            params: { ...this.filter, since: new Date(this.since).toISOString() },
          },
    );
    host.addController(this); // after the query, because it reads the query's data
  }

  private get filter() {
    const person = this.person();
    return { limit, ...(person && { user_identity_id: person }) };
  }

  forget(): void {
    this.since = this.from = lastWeek();
    this.share = 1;
    this.isKnown = this.isLoadingEarlier = false;
    this.earlierError = this.taken = undefined;
    this.clear();
    this.host.requestUpdate();
  }

  hostUpdate() {
    const { data, error } = this.newest.state;
    // The data was withdrawn, for example after the login ended.
    if (!data && error && this.isKnown) this.forget();
    if (!data || data === this.taken || this.isCut(data)) return;
    this.taken = data;
    const added = this.add(data);
    if (this.isKnown && added.length > 0) this.onArrival(added);
    this.isKnown = true;
  }

  hostUpdated() {
    const { data } = this.newest.state;
    if (!data || data === this.taken || !this.isCut(data)) return;
    this.narrow(data);
    this.host.requestUpdate();
  }

  loadEarlier = async (): Promise<void> => {
    const { client } = this.host.session;
    const signal = this.signal();
    const { from } = this;
    if (!client || this.isLoadingEarlier) return;
    this.isLoadingEarlier = true;
    this.earlierError = undefined;
    this.host.requestUpdate();
    try {
      for (;;) {
        const start = from - Math.floor((from - weekBefore(from)) * this.share);
        // Both bounds are exclusive, so the parts overlap.
        const between = [start, from + 1].map((ms) => new Date(ms).toISOString());
        const found = await client.query(eventsList, { ...this.filter, between });
        if (signal.aborted) return;
        if (found.length >= limit && from - start > minuteMs) this.share /= 2;
        else {
          if (this.from === from) {
            this.add(found);
            this.from = start;
          }
          if (found.length < limit / 2) this.share = Math.min(1, 2 * this.share);
          break;
        }
      }
    } catch (error) {
      if (signal.aborted) return;
      this.earlierError = asSeamError(error);
      emit(this.host, 'seam-error', this.earlierError);
    }
    this.isLoadingEarlier = false;
    this.host.requestUpdate();
  };

  /** Whether the response may lack events that a request for a shorter time would return. */
  private isCut(data: readonly SeamEvent[]): boolean {
    return data.length >= limit && newestOf(data, Date.now()) - this.since > minuteMs;
  }

  private narrow(data: readonly SeamEvent[]) {
    const known = newestOf(this.seen.values(), 0) - minuteMs;
    if (known > this.since) {
      this.since = known; // all events before it are loaded
      return;
    }
    const now = newestOf(data, Date.now());
    this.since = this.from = Math.floor(now - (now - this.since) / 2);
    this.isKnown = false;
    this.clear();
  }

  /** @returns the events that were not known before */
  private add(found: readonly SeamEvent[]): SeamEvent[] {
    const added = found.filter(({ event_id }) => !this.seen.has(event_id));
    if (added.length === 0) return added;
    for (const event of added) this.seen.set(event.event_id, event);
    this.events = [...this.seen.values()].sort(byNewest);
    return added;
  }

  private clear() {
    this.seen.clear();
    this.events = [];
  }
}

const byNewest = (a: SeamEvent, b: SeamEvent) =>
  Date.parse(b.occurred_at) - Date.parse(a.occurred_at) ||
  Date.parse(b.created_at) - Date.parse(a.created_at);

function newestOf(events: Iterable<SeamEvent>, otherwise: number): number {
  let newest = otherwise;
  for (const { created_at } of events) newest = Math.max(newest, Date.parse(created_at));
  return newest;
}

/** A week before today, at midnight in the user's time zone, so that feeds share one request. */
const lastWeek = (): number => weekBefore(new Date().setHours(0, 0, 0, 0));

function weekBefore(ms: number): number {
  const date = new Date(ms);
  return date.setDate(date.getDate() - 7);
}
