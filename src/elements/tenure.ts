import type { ReactiveController } from 'lit';
import type { SeamClient } from '../client/client.js';
import type { SeamElement } from './base-element.js';

/**
 * How long what was begun for a person may go on: until the element shows another person, its session belongs to
 * another caller, or it leaves the page.
 */
export class Tenure implements ReactiveController {
  private controller = new AbortController();
  /** Aborted with the caller alone: what was sent for one person goes on while another is shown. */
  private ofCaller = new AbortController();
  private client: SeamClient | undefined = undefined;
  private person: string | undefined;
  private stopListening: (() => void) | undefined;

  /** @param forget forgets what was noted for the person */
  constructor(
    private readonly host: SeamElement,
    private readonly personOf: () => string | undefined,
    private readonly forget: () => void,
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
    if (this.host.isConnected) this.begin(this.host.session.client, this.personOf());
  }

  hostDisconnected() {
    queueMicrotask(() => {
      if (!this.host.isConnected) this.begin(undefined, undefined); // else it was only moved
    });
  }

  private begin(client: SeamClient | undefined, person: string | undefined) {
    if (client === this.client && person === this.person) return;
    const hasNotes = this.client !== undefined;
    if (client !== this.client) {
      this.leaveCaller();
      this.stopListening?.();
      this.stopListening = client?.onCallerChange(this.followCaller);
    }
    this.client = client;
    this.person = person;
    if (hasNotes) this.end();
  }

  private readonly followCaller = () => {
    this.leaveCaller();
    this.end();
  };

  private leaveCaller() {
    this.ofCaller.abort();
    this.ofCaller = new AbortController();
  }

  private end() {
    this.controller.abort();
    this.controller = new AbortController();
    this.forget();
    this.host.requestUpdate();
  }
}

/** The client, with calls that end when the signal is aborted. */
export const until = (signal: AbortSignal, client: SeamClient): SeamClient => ({
  ...client,
  call: (endpoint, params, options) =>
    client.call(endpoint, params, {
      signal: options?.signal ? AbortSignal.any([signal, options.signal]) : signal,
    }),
});
