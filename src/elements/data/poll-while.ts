import type { ReactiveController } from 'lit';
import type { SeamElement } from '../base/seam-element.js';

const firstPauseMs = 1_000;
const longestPauseMs = 30_000;

/** Polls with growing pauses while a change is pending, because Seam sends no event for most of these changes. */
export class Lookout implements ReactiveController {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private pauseMs = firstPauseMs;
  private awaited = '';

  /** @param waitingFor names the pending changes, '' for none; when it changes, the pauses start short again */
  constructor(
    private readonly host: SeamElement,
    private readonly waitingFor: () => string,
    private readonly look: () => void,
  ) {
    host.addController(this);
  }

  hostUpdated() {
    const awaited = this.host.isConnected && this.host.session.client ? this.waitingFor() : '';
    if (awaited !== this.awaited) this.stop();
    this.awaited = awaited;
    if (awaited === '') return;
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.pauseMs = Math.min(2 * this.pauseMs, longestPauseMs);
      if (document.visibilityState !== 'hidden') this.look(); // a page that becomes visible again reads everything
      this.host.requestUpdate(); // plans the next poll, whatever the result of this one
    }, this.pauseMs);
  }

  hostDisconnected() {
    this.stop();
  }

  private stop() {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.pauseMs = firstPauseMs;
  }
}
