import type { ReactiveController } from 'lit';
import { eventsList, type SeamEvent } from '../../api/contract.gen.js';
import { asSeamError, type SeamError } from '../../api/errors.js';
import type { SeamElement } from '../base/seam-element.js';
import { emit } from '../base/events.js';
import { Query } from '../data/query.js';

/** Seam answers no more at once, has no cursor for the rest, and does not say which ones it leaves out. */
const limit = 500;
const minuteMs = 60_000;

/** What has happened: the newest part is kept up to date, earlier parts are loaded when they are asked for. */
export class History implements ReactiveController {
  /** Newest first. */
  events: readonly SeamEvent[] = [];
  /** Nothing is missing since then, in milliseconds since 1970. */
  from = lastWeek();
  isKnown = false;
  isLoadingEarlier = false;
  /** Why the last attempt to load earlier events failed. */
  earlierError: SeamError | undefined;

  readonly newest: Query<'/events/list'>;
  /** Where the part that is kept up to date begins. */
  private since = this.from;
  private readonly seen = new Map<string, SeamEvent>();
  private taken: readonly SeamEvent[] | undefined;
  /** How much of a week is loaded at once: less where so much happens that an answer does not hold it. */
  private share = 1;

  /**
   * @param person whose; without one, everything the session may see
   * @param signal aborted when what is under way is for nobody any more
   * @param onArrival told which events came in addition to those known
   */
  constructor(
    private readonly host: SeamElement,
    private readonly person: () => string | undefined,
    private readonly signal: () => AbortSignal,
    private readonly onArrival: (events: readonly SeamEvent[]) => void,
  ) {
    this.newest = new Query(host, () =>
      // An empty id is one that the page does not know yet, not everybody's.
      person() === ''
        ? undefined
        : {
            endpoint: eventsList,
            params: { ...this.filter, since: new Date(this.since).toISOString() },
          },
    );
    host.addController(this); // after the query, whose answer it takes
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
    // It was withdrawn, as after a login has ended.
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

  /** Whether an answer may lack something that reading a shorter time would bring. */
  private isCut(data: readonly SeamEvent[]): boolean {
    return data.length >= limit && newestOf(data, Date.now()) - this.since > minuteMs;
  }

  private narrow(data: readonly SeamEvent[]) {
    const known = newestOf(this.seen.values(), 0) - minuteMs;
    if (known > this.since) {
      this.since = known; // before it nothing is missing
      return;
    }
    const now = newestOf(data, Date.now());
    this.since = this.from = Math.floor(now - (now - this.since) / 2);
    this.isKnown = false;
    this.clear();
  }

  /** @returns those that were not known */
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

/** By the reader's calendar, so that days are whole. Feeds that start on the same day share one read. */
const lastWeek = (): number => weekBefore(new Date().setHours(0, 0, 0, 0));

function weekBefore(ms: number): number {
  const date = new Date(ms);
  return date.setDate(date.getDate() - 7);
}
