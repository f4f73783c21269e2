import type { LitElement, ReactiveController } from 'lit';

/** Rows drawn beyond each edge, so that a fast scroll finds them there. */
const overscan = 6;
/** Before the first measurement: enough to fill a usual list. */
const firstGuess = 20;

/**
 * Draws only the rows in view, of however many. All rows are equally high, so where each stands is
 * known without asking the page; one transform moves the drawn ones there.
 *
 * The host draws a `.scroller`, in it a `.spacer`, as high as all rows together, and in that `.rows`.
 */
export class RowWindow implements ReactiveController {
  /** Index of the first drawn row. */
  first = 0;
  /** Index after the last drawn row. */
  end = firstGuess;
  private count = 0;
  private rowHeight = 0;
  /** By how many rows what is in view has moved since it was drawn. */
  private moved = 0;
  private scroller: HTMLElement | null = null;
  private sizes: ResizeObserver | undefined;

  /** @param onRange told after each drawing and scroll how far the view reaches */
  constructor(
    private readonly host: LitElement,
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

  /**
   * What is in view stays there although rows came or went above it; to be told before they are drawn.
   * @param placeOf where a row stands now that stood at this index; -1 where it is gone
   */
  keepInView(placeOf: (index: number) => number) {
    const top = this.rowHeight ? Math.floor((this.scroller?.scrollTop ?? 0) / this.rowHeight) : 0;
    for (let index = top; index > 0 && index < this.end; index++) {
      const place = placeOf(index);
      if (place === -1) continue;
      this.moved += place - index;
      this.first = Math.max(0, this.first + place - index);
      this.end += place - index;
      return;
    }
  }

  hostUpdated() {
    const scroller = this.host.renderRoot.querySelector<HTMLElement>('.spacer')?.parentElement ?? null;
    if (scroller !== this.scroller) {
      this.hostDisconnected();
      this.scroller = scroller;
      this.hostConnected();
    }
    this.update();
  }

  hostConnected() {
    if (!this.scroller) return;
    this.scroller.addEventListener('scroll', this.update, { passive: true });
    // DOMs for tests have none, and nothing to measure.
    if (typeof ResizeObserver === 'undefined') return;
    this.sizes ??= new ResizeObserver(this.update);
    this.sizes.observe(this.scroller);
  }

  hostDisconnected() {
    this.sizes?.disconnect();
    this.scroller?.removeEventListener('scroll', this.update);
  }

  /** Scrolls just so far that a row is in full view. */
  reveal(index: number) {
    const { scroller } = this;
    if (!scroller) return;
    const top = index * this.rowHeight;
    const bottom = top + this.rowHeight;
    if (top < scroller.scrollTop) scroller.scrollTop = top;
    else if (bottom > scroller.scrollTop + this.viewHeight) scroller.scrollTop = bottom - this.viewHeight;
    this.update();
  }

  /** Whole rows that fit into the view, at least one. */
  get pageSize(): number {
    return Math.max(1, Math.floor(this.viewHeight / this.rowHeight) || 1);
  }

  /** What stands above the rows sticks to the top and takes its height from the view. */
  private get viewHeight(): number {
    const { scroller } = this;
    return scroller ? scroller.clientHeight - this.spacer.offsetTop : 0;
  }

  private get spacer(): HTMLElement {
    return this.scroller!.querySelector<HTMLElement>('.spacer')!;
  }

  private readonly update = () => {
    const { scroller } = this;
    if (!scroller) return;
    const { spacer } = this;
    const rows = spacer.querySelector<HTMLElement>('.rows')!;
    const row = rows.firstElementChild as HTMLElement | null;
    this.rowHeight = row?.offsetHeight || this.rowHeight;
    if (!this.rowHeight) return;
    spacer.style.setProperty('block-size', `${this.count * this.rowHeight}px`);
    if (this.moved !== 0) scroller.scrollTop += this.moved * this.rowHeight;
    this.moved = 0;
    // The header sticks to the top, so the first row in view is the one that far down.
    const top = Math.floor(scroller.scrollTop / this.rowHeight);
    const first = Math.max(0, Math.min(top - overscan, this.count - 1));
    const shown = Math.ceil(scroller.clientHeight / this.rowHeight);
    const end = Math.min(this.count, first + shown + 2 * overscan);
    rows.style.setProperty('transform', `translateY(${this.first * this.rowHeight}px)`);
    if (first !== this.first || end !== this.end) {
      this.first = first;
      this.end = end;
      this.host.requestUpdate();
    }
    this.onRange(Math.min(this.count, top + shown), this.count);
  };
}
