import type { ReactiveController } from 'lit';
import { withAnySignal } from '../../api/any-signal.js';
import type { SeamClient } from '../../client/client.js';
import type { SeamElement } from './seam-element.js';

/**
 * The lifetime of an action for a person. It ends when the element shows another person, the session has another
 * caller, or the element leaves the page.
 */
export class PersonScope implements ReactiveController {
  private controller = new AbortController();
  /** Aborted only when the caller changes: requests for one person continue while another person is shown. */
  private ofCaller = new AbortController();
  private client: SeamClient | undefined = undefined;
  private personKey: string | undefined;
  private stopListening: (() => void) | undefined;

  /**
   * @param personKeyOf identifies the person; undefined without one
   * @param reset clears all state and input of the person and the caller
   */
  constructor(
    private readonly host: SeamElement,
    private readonly personKeyOf: () => string | undefined,
    private readonly reset: () => void,
  ) {
    host.addController(this);
  }

  /** Aborted at the end of the lifetime. */
  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** The session's client; its calls are aborted when the caller changes. */
  get ownClient(): SeamClient {
    return until(this.ofCaller.signal, this.client!);
  }

  hostUpdate() {
    if (this.host.isConnected) this.follow(this.host.session.client, this.personKeyOf());
  }

  hostDisconnected() {
    queueMicrotask(() => {
      if (!this.host.isConnected) this.follow(undefined, undefined); // otherwise it was only moved
    });
  }

  private follow(client: SeamClient | undefined, personKey: string | undefined) {
    if (client === this.client && personKey === this.personKey) return;
    const wasInUse = this.client !== undefined;
    if (client !== this.client) {
      this.abortForCaller();
      this.stopListening?.();
      this.stopListening = client?.onCallerChange(this.followCaller);
    }
    this.client = client;
    this.personKey = personKey;
    if (wasInUse) this.restart();
  }

  private readonly followCaller = () => {
    this.abortForCaller();
    this.restart();
  };

  private abortForCaller() {
    this.ofCaller.abort();
    this.ofCaller = new AbortController();
  }

  private restart() {
    this.controller.abort();
    this.controller = new AbortController();
    this.reset();
    this.host.requestUpdate();
  }
}

/** Returns the client with calls that are aborted with the signal. */
export const until = (signal: AbortSignal, client: SeamClient): SeamClient => ({
  ...client,
  call: (endpoint, params, options) =>
    withAnySignal([signal, options?.signal], (either) => client.call(endpoint, params, { signal: either })),
});
