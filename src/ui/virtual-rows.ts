import type { LitElement, ReactiveController } from 'lit';

/** Additional rows rendered above and below the view, so that a fast scroll shows no gap. */
const overscan = 6;
/** Before the first measurement: enough rows for a usual list. */
const firstGuess = 20;

/**
 * Renders only the rows in view, for a list of any length. All rows have the same height, so the position of each is
 * known without a layout; one transform moves the rendered rows there.
 *
 * The host renders a `.scroller`, in it a `.spacer` with the height of all rows, and in that the `.rows`.
 */
export class RowWindow implements ReactiveController {
  /** Index of the first rendered row. */
  first = 0;
  /** Index after the last rendered row. */
  end = firstGuess;
  private count = 0;
  private rowHeight = 0;
  private height = 0;
  private scrolled = 0;
  /** By how many rows the view has moved since the last render. */
  private moved = 0;
  private isPrinting = false;
  private scroller: HTMLElement | null = null;
  private sizes: ResizeObserver | undefined;

  /** @param onRange called after each render and scroll, with the index after the last row in view */
  constructor(
    private readonly host: LitElement,
    private readonly onRange: (end: number, count: number) => void,
  ) {
    host.addController(this);
  }

  /** Sets the number of all rows. Call it before they are rendered. */
  setCount(count: number) {
    this.count = count;
    // At most the number of rows; the measurement after the render extends the range.
    this.end = this.isPrinting ? count : Math.min(this.rowHeight ? this.end : firstGuess, count);
    this.first = Math.min(this.first, Math.max(0, this.end - 1));
  }

  /**
   * Keeps the rows in view where they are, although rows above were added or removed. Call it before the render.
   * @param placeOf the new index of the row with this old index; -1 if the row is gone
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

  /** Whether a row is above the view. */
  get isScrolled(): boolean {
    return this.scrolled > 0;
  }

  hostUpdated() {
    if (!this.host.isConnected) return; // an update that was pending when the host was removed
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
    // DOMs for tests have no ResizeObserver, and no sizes.
    if (typeof ResizeObserver === 'undefined') return;
    // A new row size may change which rows are rendered, and in this frame it is too late for that.
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

  /** Scrolls just enough to show the whole row. */
  reveal(index: number) {
    const { scroller } = this;
    if (!scroller) return;
    const top = index * this.rowHeight;
    const bottom = top + this.rowHeight;
    if (top < scroller.scrollTop) scroller.scrollTop = top;
    else if (bottom > scroller.scrollTop + this.viewHeight) scroller.scrollTop = bottom - this.viewHeight;
    this.measure();
  }

  /** The number of whole rows in the view, at least one. */
  get pageSize(): number {
    return Math.max(1, Math.floor(this.viewHeight / this.rowHeight) || 1);
  }

  /** The sticky header above the rows takes its height from the view. */
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

  /** A printed page cannot scroll, so it contains all rows. */
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

  /** Reads the sizes just after a layout: a read after each render would cause an additional layout. */
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
    // The header is sticky, so the first row in view starts below it.
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
