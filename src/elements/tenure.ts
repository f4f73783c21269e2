import type { ReactiveController } from 'lit';
import type { SeamError } from '../api/errors.js';
import type { SeamClient } from '../client/client.js';
import type { SeamElement } from './base-element.js';

/**
 * How long what was begun for a person may go on: until the element shows another person, its session belongs to
 * another caller or has ended, or it leaves the page.
 */
export class Tenure implements ReactiveController {
  /** Why the session has ended; undefined while it goes on. */
  ended: SeamError | undefined = undefined;
  private controller = new AbortController();
  /** Aborted with the caller alone: what was sent for one person goes on while another is shown. */
  private ofCaller = new AbortController();
  private client: SeamClient | undefined = undefined;
  private person: string | undefined;
  private stopListening: (() => void)[] = [];

  /**
   * @param forget forgets what was noted. `keepsTyped` is true when the session has ended: what Seam answered must
   *   leave the screen, and what a person typed stays, in case the same caller comes back.
   */
  constructor(
    private readonly host: SeamElement,
    private readonly personOf: () => string | undefined,
    private readonly forget: (keepsTyped: boolean) => void,
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
      this.stopListening.forEach((stop) => stop());
      this.stopListening = client
        ? [client.onCallerChange(this.followCaller), client.onSessionEnd(this.followEnd)]
        : [];
    }
    this.client = client;
    this.person = person;
    if (hasNotes) this.end();
  }

  private readonly followCaller = () => {
    this.leaveCaller();
    this.end();
  };

  private readonly followEnd = (error: SeamError | undefined) => {
    this.ended = error;
    this.host.requestUpdate();
  };

  private leaveCaller() {
    this.ofCaller.abort();
    this.ofCaller = new AbortController();
    this.ended = undefined;
  }

  private end(keepsTyped = false) {
    this.controller.abort();
    this.controller = new AbortController();
    this.forget(keepsTyped);
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
