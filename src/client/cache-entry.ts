import type { Endpoint, Page } from '../api/contract.gen.js';
import { SeamError, mayPass } from '../api/errors.js';
import { hasElapsed } from './elapsed.js';

/** How long a response counts as fresh for another element that requests the same. */
const freshMs = 10_000;
/** How long a response is kept when nothing watches it. */
const keptMs = 60_000;
/**
 * The pause of an entry between two polls. Polls are at most 12 seconds apart, so nothing polled gets older than 30
 * seconds.
 */
const restMs = 18_000;
/** Lists of up to this many pages are polled as often as single responses. */
const shortPages = 2;

/**
 * A cache entry: the response of an endpoint to given parameters. It is requested once for all watchers, and kept for
 * a while after the last one stops.
 */
export class Answer {
  /** For a paged list, all items loaded so far. What has not changed stays the same object. */
  data: unknown;
  error: SeamError | null = null;
  /** When the last successful response arrived, in milliseconds since 1970; 0 before the first. */
  updatedAt = 0;
  /** Whether the newest attempt requests, or requested, the next page. */
  isForMore = false;
  private pages: readonly unknown[] = [];
  /** When the newest attempt ended, successful or not. */
  private triedAt = 0;
  private isOutdated = true;
  private attempt: { readonly controller: AbortController; readonly done: Promise<void> } | undefined;
  private readonly watchers = new Set<() => void>();
  private timer: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param ask requests a page; the first page, or the only one, has no cursor
   * @param forget called when nothing has watched the entry for a while
   */
  constructor(
    readonly endpoint: Endpoint,
    readonly params: object,
    private readonly ask: (cursor: string | null, signal: AbortSignal) => Promise<unknown>,
    private readonly forget: () => void,
  ) {}

  get isFetching(): boolean {
    return this.attempt !== undefined;
  }

  get isWatched(): boolean {
    return this.watchers.size > 0;
  }

  get isStale(): boolean {
    return this.isOutdated || hasElapsed(freshMs, this.updatedAt);
  }

  get isLong(): boolean {
    return this.pages.length > shortPages;
  }

  get nextCursor(): string | null {
    return this.cursorAfter(this.pages);
  }

  /**
   * Fetches the entry if it is stale, and calls the listener at each change. @returns a function that stops this;
   * when the last watcher stops, the current request is aborted
   */
  watch(listener: () => void): () => void {
    clearTimeout(this.timer);
    if (this.isStale) void this.fetch();
    this.watchers.add(listener);
    return () => {
      if (!this.watchers.delete(listener) || this.isWatched) return;
      this.cancel();
      this.timer = setTimeout(this.forget, keptMs);
    };
  }

  /**
   * Requests all loaded pages again, or the next page, unless an attempt is running. Resolves when the attempt ends.
   */
  fetch(isForMore = false): Promise<void> {
    this.attempt ??= this.begin(isForMore);
    return this.attempt.done;
  }

  /** Starts a new attempt, because the running one may be from before a change. */
  restart(): Promise<void> {
    this.cancel();
    return this.fetch();
  }

  async fetchAfterwards(): Promise<void> {
    await this.attempt?.done;
    if (this.isWatched) await this.fetch();
  }

  /** Marks the entry as stale, whatever its age. */
  outdate(): void {
    this.isOutdated = true;
  }

  /** Changes the pages of a list. Its age stays the same. */
  edit(change: (pages: readonly Page<unknown>[]) => readonly Page<unknown>[]): void {
    const pages = change(this.pages as readonly Page<unknown>[]);
    if (pages === this.pages) return;
    this.keep(pages);
    this.tell();
  }

  /**
   * Whether a poll should fetch the entry: it is watched, it is outdated or `isGiven`, and its pause is over. The
   * pause of a long list grows with its pages, so that it costs no more than a short list.
   * @param isGiven whether to fetch the entry even if it is not known to be outdated
   */
  isDue(isGiven: boolean): boolean {
    if (!this.isWatched || this.isFetching || !(isGiven || this.isOutdated)) return false;
    // A refusal stays until somebody removes its cause. If there are no data yet, the user starts the retry.
    if (this.data === undefined || (this.error && !mayPass(this.error))) return false;
    return hasElapsed(restMs * Math.max(1, this.pages.length / shortPages), this.triedAt);
  }

  /** Marks the data as possibly out of date, because the network is gone. A running request fails by itself. */
  disconnect(): void {
    if (this.data === undefined || this.error || this.isFetching) return;
    this.isForMore = false;
    this.fail(new SeamError('unreachable', 'No network.'));
    this.tell();
  }

  /** Removes data that may not be shown any more. */
  withdraw(error: SeamError): void {
    this.data = undefined;
    this.pages = [];
    this.fail(error);
    this.tell();
  }

  /** Ends and clears everything, without a call to the listeners. */
  close(): void {
    this.data = undefined;
    this.error = null;
    this.watchers.clear();
    clearTimeout(this.timer);
    this.cancel();
  }

  private cancel() {
    if (!this.attempt) return;
    this.attempt.controller.abort();
    this.attempt = undefined;
    this.isOutdated = true;
  }

  private begin(isForMore: boolean) {
    const controller = new AbortController();
    const settle = (change: () => void): Promise<void> | undefined => {
      if (this.attempt !== attempt) return this.attempt?.done; // another attempt has replaced this one
      this.attempt = undefined;
      change();
      this.tell();
      return undefined;
    };
    const attempt = {
      controller,
      done: this.load(isForMore, controller.signal).then(
        (pages) => settle(() => this.take(pages)),
        (error: SeamError) => settle(() => this.fail(error)),
      ),
    };
    this.attempt = attempt;
    this.isForMore = isForMore;
    this.isOutdated = false;
    if (this.data === undefined) this.error = null;
    this.tell();
    return attempt;
  }

  private async load(isForMore: boolean, signal: AbortSignal): Promise<unknown[]> {
    const pages = isForMore ? [...this.pages] : [];
    const wanted = isForMore ? pages.length + 1 : this.pages.length;
    do pages.push(await this.ask(this.cursorAfter(pages), signal));
    while (pages.length < wanted && this.cursorAfter(pages) !== null);
    return pages;
  }

  private take(pages: readonly unknown[]) {
    this.keep(pages);
    this.error = null;
    this.updatedAt = this.triedAt = Date.now();
  }

  private keep(pages: readonly unknown[]) {
    this.pages = keepEqual(this.pages, pages);
    const data = this.endpoint.paginated
      ? (this.pages as readonly Page<unknown>[]).flatMap(({ items }) => items)
      : this.pages[0];
    this.data = keepEqual(this.data, data);
  }

  private fail(error: SeamError) {
    // A connection failure does not replace a refusal: otherwise the withdrawn data would be shown again.
    if (!(this.error && !mayPass(this.error) && mayPass(error))) this.error = error;
    this.triedAt = Date.now();
    this.isOutdated = true;
  }

  private cursorAfter(pages: readonly unknown[]): string | null {
    return this.endpoint.paginated ? ((pages.at(-1) as Page<unknown> | undefined)?.nextCursor ?? null) : null;
  }

  private tell() {
    this.watchers.forEach((listener) => listener());
  }
}

/** Returns the newer of two JSON values, with the objects of the older one where they are equal. */
function keepEqual<Value>(older: unknown, newer: Value): Value {
  if ((older as unknown) === newer || !isTree(older) || !isTree(newer)) return newer;
  if (Array.isArray(older) !== Array.isArray(newer)) return newer;
  if (Array.isArray(older) && Array.isArray(newer)) return keepEqualItems(older, newer) as Value;
  const kept: Record<string, unknown> = {};
  const names = Object.keys(newer);
  let isSame = names.length === Object.keys(older).length;
  for (const name of names) {
    kept[name] = keepEqual(older[name], newer[name]);
    isSame &&= name in older && kept[name] === older[name];
  }
  return (isSame ? older : kept) as Value;
}

/** Separate from objects, because creating 100,000 index keys takes longer than everything else. */
function keepEqualItems(older: readonly unknown[], newer: readonly unknown[]): readonly unknown[] {
  const kept = newer.map((item, place) => keepEqual(older[place], item));
  const isSame = kept.length === older.length && kept.every((item, place) => item === older[place]);
  return isSame ? older : kept;
}

const isTree = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
