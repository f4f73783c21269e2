import type { ReactiveController } from 'lit';
import type { SeamClient } from '../client/client.js';
import type { SeamElement } from './base-element.js';

/**
 * How long what was begun for a person may go on: until the element shows another, its session becomes somebody
 * else's, or it leaves the page.
 */
export class Tenure implements ReactiveController {
  private controller = new AbortController();
  private client: SeamClient | undefined = undefined;
  private person: string | undefined;
  private stopListening: (() => void) | undefined;

  /** @param onEnd forgets what was noted for the person */
  constructor(
    private readonly host: SeamElement,
    private readonly personOf: () => string | undefined,
    private readonly onEnd: () => void,
  ) {
    host.addController(this);
  }

  /** Aborted when it is over. */
  get signal(): AbortSignal {
    return this.controller.signal;
  }

  hostUpdate() {
    if (this.host.isConnected) this.begin(this.host.session.client, this.personOf());
  }

  hostDisconnected() {
    queueMicrotask(() => {
      if (!this.host.isConnected) this.begin(undefined, undefined); // else it was only moved
    });
  }

  private begin(client: SeamClient | undefined, person: string | undefined) {
    if (client === this.client && person === this.person) return;
    this.client = client;
    this.person = person;
    this.stopListening?.();
    this.stopListening = client?.onCallerChange(this.end);
    this.end();
  }

  private readonly end = () => {
    this.controller.abort();
    this.controller = new AbortController();
    this.onEnd();
  };
}
