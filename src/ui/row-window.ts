import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Rows drawn beyond each edge, so that a fast scroll finds them there. */
const overscan = 6;
/** Before the first measurement: enough to fill a usual list. */
const firstGuess = 20;

export interface RowWindowParts {
  /** The element that scrolls. */
  scroller: HTMLElement;
  /** As high as all rows together. */
  spacer: HTMLElement;
  /** Holds the drawn rows. */
  rows: HTMLElement;
}

/**
 * Draws only the rows in view, of however many. All rows are equally high, so where each stands is
 * known without asking the page; one transform moves the drawn ones there.
 */
export class RowWindow implements ReactiveController {
  /** Index of the first drawn row. */
  first = 0;
  /** Index after the last drawn row. */
  end = firstGuess;
  private count = 0;
  private rowHeight = 0;
  private attached: RowWindowParts | undefined;
  private readonly sizes = new ResizeObserver(() => this.update());

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly findParts: () => RowWindowParts | null,
    private readonly onRange: (end: number, count: number) => void,
  ) {
    host.addController(this);
  }

  /** How many rows there are in all; to be told before they are drawn. */
  setCount(count: number) {
    this.count = count;
    // Cut to what there is; the measurement after drawing extends it.
    this.end = Math.min(this.rowHeight ? this.end : firstGuess, count);
    this.first = Math.min(this.first, Math.max(0, this.end - 1));
  }

  hostConnected() {
    if (this.attached) this.attach(this.attached);
  }

  hostUpdated() {
    const parts = this.findParts();
    if (parts?.rows !== this.attached?.rows) {
      this.hostDisconnected();
      this.attached = parts ?? undefined;
      if (parts) this.attach(parts);
    }
    this.update();
  }

  hostDisconnected() {
    this.sizes.disconnect();
    this.attached?.scroller.removeEventListener('scroll', this.onScroll);
  }

  /** Scrolls just so far that a row is in full view. */
  reveal(index: number) {
    if (!this.attached) return;
    const { scroller, spacer } = this.attached;
    const top = index * this.rowHeight;
    const bottom = top + this.rowHeight;
    // The header sticks to the top and takes its height from the view.
    const viewHeight = scroller.clientHeight - spacer.offsetTop;
    if (top < scroller.scrollTop) scroller.scrollTop = top;
    else if (bottom > scroller.scrollTop + viewHeight) scroller.scrollTop = bottom - viewHeight;
    this.update();
  }

  /** Whole rows that fit into the view, at least one. */
  get pageSize(): number {
    if (!this.attached || !this.rowHeight) return 1;
    const { scroller, spacer } = this.attached;
    return Math.max(1, Math.floor((scroller.clientHeight - spacer.offsetTop) / this.rowHeight));
  }

  private attach({ scroller }: RowWindowParts) {
    scroller.addEventListener('scroll', this.onScroll, { passive: true });
    this.sizes.observe(scroller);
  }

  private readonly onScroll = () => this.update();

  private update() {
    if (!this.attached) return;
    const { scroller, spacer, rows } = this.attached;
    const row = rows.firstElementChild;
    if (row instanceof HTMLElement && row.offsetHeight > 0) this.rowHeight = row.offsetHeight;
    if (!this.rowHeight) return;
    // The header sticks to the top, so the first row in view is the one that far down.
    const top = Math.floor(scroller.scrollTop / this.rowHeight);
    const first = Math.max(0, Math.min(top - overscan, this.count - 1));
    const shown = Math.ceil(scroller.clientHeight / this.rowHeight);
    const end = Math.min(this.count, first + shown + 2 * overscan);
    spacer.style.setProperty('block-size', `${this.count * this.rowHeight}px`);
    rows.style.setProperty('transform', `translateY(${this.first * this.rowHeight}px)`);
    if (first !== this.first || end !== this.end) {
      this.first = first;
      this.end = end;
      this.host.requestUpdate();
    }
    this.onRange(Math.min(this.count, top + shown), this.count);
  }
}
