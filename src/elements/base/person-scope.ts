import type { ReactiveController } from 'lit';
import { withAnySignal } from '../../api/any-signal.js';
import type { SeamClient } from '../../client/client.js';
import type { SeamElement } from './seam-element.js';

/**
 * How long something that was begun for a person may go on: until the element shows another person, its session belongs
 * to another caller, or it leaves the page.
 */
export class PersonScope implements ReactiveController {
  private controller = new AbortController();
  /** Aborted with the caller alone: what was sent for one person goes on while another is shown. */
  private ofCaller = new AbortController();
  private client: SeamClient | undefined = undefined;
  private personKey: string | undefined;
  private stopListening: (() => void) | undefined;

  /**
   * @param personKeyOf names the person; undefined while there is none
   * @param reset forgets all that was noted or typed for the person and by the caller
   */
  constructor(
    private readonly host: SeamElement,
    private readonly personKeyOf: () => string | undefined,
    private readonly reset: () => void,
  ) {
    host.addController(this);
  }

  /** Aborted when it is over. */
  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** The session's client, whose calls end when another caller comes. */
  get ownClient(): SeamClient {
    return until(this.ofCaller.signal, this.client!);
  }

  hostUpdate() {
    if (this.host.isConnected) this.follow(this.host.session.client, this.personKeyOf());
  }

  hostDisconnected() {
    queueMicrotask(() => {
      if (!this.host.isConnected) this.follow(undefined, undefined); // else it was only moved
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

/** The client, with calls that end when the signal is aborted. */
export const until = (signal: AbortSignal, client: SeamClient): SeamClient => ({
  ...client,
  call: (endpoint, params, options) =>
    withAnySignal([signal, options?.signal], (either) => client.call(endpoint, params, { signal: either })),
});
