import type { ReactiveController } from 'lit';
import type { SeamElement } from '../base-element.js';

const firstPauseMs = 1_000;
const longestPauseMs = 60_000;

/** Reads again at growing pauses while something is under way: Seam tells of few of these changes by events. */
export class Lookout implements ReactiveController {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private pauseMs = firstPauseMs;

  constructor(
    private readonly host: SeamElement,
    private readonly isWaiting: () => boolean,
    private readonly look: () => void,
  ) {
    host.addController(this);
  }

  hostUpdated() {
    if (!this.host.isConnected || !this.isWaiting()) return this.stop();
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.pauseMs = Math.min(2 * this.pauseMs, longestPauseMs);
      this.look();
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
