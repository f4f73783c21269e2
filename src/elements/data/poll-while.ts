import type { ReactiveController } from 'lit';
import type { SeamElement } from '../base/seam-element.js';

const firstPauseMs = 1_000;
const longestPauseMs = 30_000;

/** Looks again, at growing pauses, while something is under way: Seam tells of few of these changes by itself. */
export class Lookout implements ReactiveController {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private pauseMs = firstPauseMs;
  private awaited = '';

  /** @param waitingFor names what is under way, '' for nothing; when it changes, pauses start short again */
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
      if (document.visibilityState !== 'hidden') this.look(); // when it is seen again, everything is read again
      this.host.requestUpdate(); // so that the next look is planned, whatever came of this one
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
