import type { ReactiveController } from 'lit';
import type { Endpoint, EndpointPath, ParamsOf } from '../../api/contract.gen.js';
import { pending, type Watch, type WatchState, type Watched } from '../../client/cache.js';
import type { SeamClient } from '../../client/client.js';
import type { SeamElement } from '../base/seam-element.js';

/**
 * Watches one response per id while the element is in the page, for data that a list does not contain about its
 * items.
 */
export class Queries<Path extends EndpointPath> implements ReactiveController {
  private client: SeamClient | undefined = undefined;
  private readonly watches = new Map<string, Watch<Path>>();
  private readonly states = new Map<string, WatchState<Watched<Path>>>();

  /** @param ids called at every update, so it must be cheap */
  constructor(
    private readonly host: SeamElement,
    private readonly endpoint: Endpoint<Path>,
    private readonly paramsOf: (id: string) => ParamsOf<Path>,
    private readonly ids: () => readonly string[],
  ) {
    host.addController(this);
    host.reads.add(() => this.refetch(() => true));
  }

  of(id: string): WatchState<Watched<Path>> {
    return this.states.get(id) ?? pending;
  }

  /** Requests the wanted responses again. */
  refetch(isWanted: (state: WatchState<Watched<Path>>) => boolean): void {
    for (const [id, watch] of this.watches) if (isWanted(this.of(id))) void watch.refetch();
  }

  hostUpdate() {
    const { client } = this.host.session;
    if (client !== this.client) this.stop();
    this.client = client;
    const ids = new Set(client && this.host.isConnected ? this.ids() : []);
    for (const id of this.watches.keys()) if (!ids.has(id)) this.close(id);
    for (const id of ids) {
      if (this.watches.has(id)) continue;
      const watch = client!.watch(this.endpoint, this.paramsOf(id), (state) => {
        this.states.set(id, state);
        this.host.requestUpdate();
      });
      this.watches.set(id, watch);
    }
  }

  hostDisconnected() {
    queueMicrotask(() => {
      if (!this.host.isConnected) this.stop(); // otherwise it was only moved
    });
  }

  private stop() {
    for (const id of [...this.watches.keys()]) this.close(id);
  }

  private close(id: string) {
    this.watches.get(id)?.close();
    this.watches.delete(id);
    this.states.delete(id);
  }
}
