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
  private height = 0;
  private scrolled = 0;
  /** By how many rows what is in view has moved since it was drawn. */
  private moved = 0;
  private isPrinting = false;
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
    this.end = this.isPrinting ? count : Math.min(this.rowHeight ? this.end : firstGuess, count);
    this.first = Math.min(this.first, Math.max(0, this.end - 1));
  }

  /**
   * What is in view stays there although rows came or went above it; to be told before they are drawn.
   * @param placeOf where a row stands now that stood at this index; -1 where it is gone
   */
  keepInView(placeOf: (index: number) => number) {
    const top = this.rowHeight ? Math.floor(this.scrolled / this.rowHeight) : 0;
    for (let index = top; index > 0 && index < this.end; index++) {
      const place = placeOf(index);
      if (place === -1) continue;
      this.moved += place - index;
      this.first = Math.max(0, this.first + place - index);
      this.end += place - index;
      return;
    }
  }

  /** Whether something above is out of view. */
  get isScrolled(): boolean {
    return this.scrolled > 0;
  }

  hostUpdated() {
    if (!this.host.isConnected) return; // an update that was due when it was taken out
    const scroller = this.host.renderRoot.querySelector<HTMLElement>('.spacer')?.parentElement ?? null;
    if (scroller !== this.scroller) {
      this.hostDisconnected();
      this.scroller = scroller;
      this.scrolled = 0;
      this.hostConnected();
    }
    this.update();
  }

  hostConnected() {
    if (!this.scroller) return;
    window.addEventListener('beforeprint', this.drawAll);
    this.scroller.addEventListener('scroll', this.measure, { passive: true });
    // DOMs for tests have none, and nothing to measure.
    if (typeof ResizeObserver === 'undefined') return;
    // Other rows may be drawn for what the rows' own size tells, and for that it is too late in this frame.
    this.sizes ??= new ResizeObserver((entries) =>
      entries.some(({ target }) => target === this.scroller)
        ? this.measure()
        : requestAnimationFrame(this.measure),
    );
    this.sizes.observe(this.scroller);
    this.sizes.observe(this.drawn);
  }

  hostDisconnected() {
    this.sizes?.disconnect();
    window.removeEventListener('beforeprint', this.drawAll);
    this.scroller?.removeEventListener('scroll', this.measure);
  }

  /** Scrolls just so far that a row is in full view. */
  reveal(index: number) {
    const { scroller } = this;
    if (!scroller) return;
    const top = index * this.rowHeight;
    const bottom = top + this.rowHeight;
    if (top < scroller.scrollTop) scroller.scrollTop = top;
    else if (bottom > scroller.scrollTop + this.viewHeight) scroller.scrollTop = bottom - this.viewHeight;
    this.measure();
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

  private get drawn(): HTMLElement {
    return this.scroller!.querySelector<HTMLElement>('.rows')!;
  }

  /** On paper nobody scrolls. */
  private readonly drawAll = () => {
    this.isPrinting = true;
    this.first = 0;
    this.end = this.count;
    this.host.requestUpdate();
    window.addEventListener('afterprint', this.endPrinting, { once: true });
  };

  private readonly endPrinting = () => {
    this.isPrinting = false;
    this.measure();
  };

  /** Sizes are read when the page has just laid out: after each drawing that would make it do so once more. */
  private readonly measure = () => {
    if (!this.scroller) return;
    const row = this.drawn.firstElementChild as HTMLElement | null;
    this.rowHeight = row?.offsetHeight || this.rowHeight;
    this.height = this.scroller.clientHeight;
    this.scrolled = this.scroller.scrollTop;
    this.update();
  };

  private update() {
    const { scroller, rowHeight } = this;
    if (!scroller || !rowHeight || this.isPrinting) return;
    this.spacer.style.setProperty('block-size', `${this.count * rowHeight}px`);
    if (this.moved !== 0) {
      scroller.scrollTop += this.moved * rowHeight;
      this.scrolled = scroller.scrollTop;
      this.moved = 0;
    }
    // The header sticks to the top, so the first row in view is the one that far down.
    const top = Math.floor(this.scrolled / rowHeight);
    const first = Math.max(0, Math.min(top - overscan, this.count - 1));
    const shown = Math.ceil(this.height / rowHeight);
    const end = Math.min(this.count, first + shown + 2 * overscan);
    this.drawn.style.setProperty('transform', `translateY(${this.first * rowHeight}px)`);
    if (first !== this.first || end !== this.end) {
      this.first = first;
      this.end = end;
      this.host.requestUpdate();
    }
    this.onRange(Math.min(this.count, top + shown), this.count);
  }
}
