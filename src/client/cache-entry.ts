import type { Endpoint, Page } from '../api/contract.gen.js';
import { SeamError, mayPass } from '../api/errors.js';
import { hasElapsed } from './elapsed.js';

/** How long an answer counts as fresh when another element asks for the same. */
const freshMs = 10_000;
/** How long an answer is kept when nothing watches it. */
const keptMs = 60_000;
/** With rounds at most 12 seconds apart, nothing that is swept for gets older than 30. */
const restMs = 18_000;
/** How many pages may be read again as often as one answer. */
const shortPages = 2;

/** What an endpoint answers to given parameters: asked once for all who watch, and kept a while after the last. */
export class Answer {
  /** Of a paged list all items loaded so far. What is the same as before stays the same object. */
  data: unknown;
  error: SeamError | null = null;
  /** When the last good answer came, in milliseconds since 1970; 0 before. */
  updatedAt = 0;
  /** Whether the newest attempt asks, or asked, for a further page. */
  isForMore = false;
  private pages: readonly unknown[] = [];
  /** When the newest attempt ended, well or not. */
  private triedAt = 0;
  private isOutdated = true;
  private attempt: { readonly controller: AbortController; readonly done: Promise<void> } | undefined;
  private readonly watchers = new Set<() => void>();
  private timer: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param ask asks for a page; the first, or the only one, has no cursor
   * @param forget called when nothing has watched for a while
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

  /** Fetches what is stale and tells of each change. @returns how to stop; with the last, so does what is under way */
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

  /** Asks for all pages there are again, or for one more, unless an attempt is under way. Ends when it does. */
  fetch(isForMore = false): Promise<void> {
    this.attempt ??= this.begin(isForMore);
    return this.attempt.done;
  }

  /** Asks anew: what is under way may be from before a change. */
  restart(): Promise<void> {
    this.cancel();
    return this.fetch();
  }

  async fetchAfterwards(): Promise<void> {
    await this.attempt?.done;
    if (this.isWatched) await this.fetch();
  }

  /** From now on it is stale, however new. */
  outdate(): void {
    this.isOutdated = true;
  }

  /** Changes what is known of a paged list, which is as old as before. */
  edit(change: (pages: readonly Page<unknown>[]) => readonly Page<unknown>[]): void {
    const pages = change(this.pages as readonly Page<unknown>[]);
    if (pages === this.pages) return;
    this.keep(pages);
    this.tell();
  }

  /**
   * Whether one round of looking after what is watched should fetch it: it is outdated, or to be had anew anyway, and
   * has rested; a long list rests longer, in proportion to its pages, so that it costs as little as a short one.
   */
  isDue(isGiven: boolean): boolean {
    if (!this.isWatched || this.isFetching || !(isGiven || this.isOutdated)) return false;
    // What was refused stays so until something is done about it, and what never came is asked for by hand.
    if (this.data === undefined || (this.error && !mayPass(this.error))) return false;
    return hasElapsed(restMs * Math.max(1, this.pages.length / shortPages), this.triedAt);
  }

  /** The network has gone: nothing tells any more whether what is there is so. What is under way will fail by itself. */
  disconnect(): void {
    if (this.data === undefined || this.error || this.isFetching) return;
    this.isForMore = false;
    this.fail(new SeamError('unreachable', 'No network.'));
    this.tell();
  }

  /** Takes away what was answered, which may not be shown any more. */
  withdraw(error: SeamError): void {
    this.data = undefined;
    this.pages = [];
    this.fail(error);
    this.tell();
  }

  /** Ends and forgets everything; nobody is told. */
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
      if (this.attempt !== attempt) return this.attempt?.done; // another has taken its place
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
    // What a refusal withdrew does not come back because nobody answers.
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

/** The newer of two JSON values, but with the older's objects where they say the same. */
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

/** Apart, because the names of 100,000 places take longer to make than the rest does. */
function keepEqualItems(older: readonly unknown[], newer: readonly unknown[]): readonly unknown[] {
  const kept = newer.map((item, place) => keepEqual(older[place], item));
  const isSame = kept.length === older.length && kept.every((item, place) => item === older[place]);
  return isSame ? older : kept;
}

const isTree = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
