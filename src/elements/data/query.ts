import type { ReactiveController } from 'lit';
import type { Endpoint, EndpointPath, ParamsOf } from '../../api/contract.gen.js';
import { isSeamError, type SeamError } from '../../api/errors.js';
import type { SeamClient } from '../../client/client.js';
import { pending, type Watch, type WatchState, type Watched } from '../../client/cache.js';
import { emit } from '../base/events.js';
import type { SeamElement } from '../base/seam-element.js';

/** The next page is fetched when fewer rows than this are left below the view. */
const rowsAhead = 60;

/** Elements that have fired `seam-ready`. Each fires it once, however many queries it has. */
const toldReady = new WeakSet<SeamElement>();

/** Fires `seam-ready`: the element shows its first data, or needs none. */
export function tellReady(host: SeamElement): void {
  if (toldReady.has(host)) return;
  toldReady.add(host);
  emit(host, 'seam-ready', {});
}

/** What to read. */
export interface Read<Path extends EndpointPath> {
  endpoint: Endpoint<Path>;
  params: ParamsOf<Path>;
  /** Whether the previous rows may stay, marked as previous, until the rows for new parameters arrive. */
  keepPrevious?: boolean;
}

/**
 * Watches a response while the element is in the page. Follows the element's session and parameters, stops when the
 * element needs the data no longer, and fires events for the first data and for errors.
 */
export class Query<Path extends EndpointPath> implements ReactiveController {
  state: WatchState<Watched<Path>> = pending;
  private client: SeamClient | undefined = undefined;
  private endpoint: Endpoint<Path> | undefined;
  private paramsKey = '';
  private watch: Watch<Path> | undefined;
  private toldError: SeamError | null = null;

  /**
   * @param read returns what to read; undefined while something it needs is missing
   * @param isMain whether the element is ready when these data are rendered
   */
  constructor(
    private readonly host: SeamElement,
    private readonly read: () => Read<Path> | undefined,
    private readonly isMain = true,
  ) {
    host.addController(this);
    host.reads.add(() => void this.refetch());
  }

  get isReading(): boolean {
    return this.watch !== undefined;
  }

  hostUpdate() {
    const { client } = this.host.session;
    const read = client && this.host.isConnected ? this.read() : undefined;
    if (!read) return this.stop();
    const paramsKey = JSON.stringify(read.params);
    const isChanged = paramsKey !== this.paramsKey;
    if (client !== this.client || read.endpoint !== this.endpoint || (isChanged && !read.keepPrevious)) {
      this.stop();
      this.client = client;
      this.endpoint = read.endpoint;
      this.paramsKey = paramsKey;
      this.watch = client!.watch(read.endpoint, read.params, (state) => this.show(state));
    } else if (isChanged) {
      this.paramsKey = paramsKey;
      this.watch!.setParams(read.params);
    }
  }

  hostUpdated() {
    if (this.isMain && this.state.data !== undefined) tellReady(this.host);
    if (this.state.error !== this.toldError) {
      this.toldError = this.state.error;
      if (isSeamError(this.toldError)) emit(this.host, 'seam-error', this.toldError);
    }
  }

  hostDisconnected() {
    queueMicrotask(() => {
      if (!this.host.isConnected) this.stop();
    });
  }

  /** Resolves when the response or an error has arrived. */
  refetch = async (): Promise<void> => this.watch?.refetch();

  /** Loads the next page when the view comes near the end of the loaded rows, but not after a failure. */
  loadAhead = (end: number, count: number): void => {
    const { hasMore, isFetching, error } = this.state;
    if (hasMore && !isFetching && !error && end > count - rowsAhead) void this.watch?.loadMore();
  };

  private show(state: WatchState<Watched<Path>>) {
    this.state = state;
    this.host.requestUpdate();
  }

  private stop() {
    this.watch?.close();
    this.watch = this.client = this.endpoint = undefined;
    this.state = pending;
  }
}
