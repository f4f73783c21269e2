import type { ReactiveController } from 'lit';
import type { Endpoint, EndpointPath, ParamsOf } from '../../api/contract.gen.js';
import { isSeamError, type SeamError } from '../../api/errors.js';
import type { SeamClient } from '../../client/client.js';
import { pending, type Watch, type WatchState, type Watched } from '../../client/cache.js';
import { emit } from '../base/events.js';
import type { SeamElement } from '../base/seam-element.js';

/** Further rows are fetched when fewer than this many are left below. */
const rowsAhead = 60;

/** Elements that have said they are ready: they do so once, however much they read. */
const toldReady = new WeakSet<SeamElement>();

/** Tells the page that what there is to show is drawn: also where nothing need be read for it. */
export function tellReady(host: SeamElement): void {
  if (toldReady.has(host)) return;
  toldReady.add(host);
  emit(host, 'seam-ready', {});
}

/** What to read; undefined while something needed for it is not there yet. */
export interface Read<Path extends EndpointPath> {
  endpoint: Endpoint<Path>;
  params: ParamsOf<Path>;
  /** Whether the rows of before may stand, marked as such, until those for new parameters come. */
  keepPrevious?: boolean;
}

/**
 * Keeps an element's read going while the element is in the page: follows its session and its
 * parameters, lets go of what is no longer asked for, and tells the page when data or an error comes.
 */
export class Query<Path extends EndpointPath> implements ReactiveController {
  state: WatchState<Watched<Path>> = pending;
  private client: SeamClient | undefined = undefined;
  private endpoint: Endpoint<Path> | undefined;
  private paramsKey = '';
  private watch: Watch<Path> | undefined;
  private toldError: SeamError | null = null;

  /** @param isMain whether the element is ready once this is drawn */
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

  /** Resolves when there is an answer, be it a failure. */
  refetch = async (): Promise<void> => this.watch?.refetch();

  /** Loads the next page when the view comes near the end of what there is; not after a failure. */
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
