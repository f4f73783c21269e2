import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** How long the user must stop typing before the search starts. */
const pauseMs = 250;

/** Holds the search text, which follows the user's input after a pause. */
export class DebouncedSearch implements ReactiveController {
  /** Without white space at both ends; empty for no search. */
  text = '';
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** @param onSearch called when the search text is set, except by `clear` */
  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly onSearch = () => {},
  ) {
    host.addController(this);
  }

  get isWaiting(): boolean {
    return this.timer !== undefined;
  }

  readonly searchSoon = (typed: string): void => {
    this.cancel();
    this.timer = setTimeout(() => this.searchNow(typed), pauseMs);
  };

  searchNow(typed: string): void {
    this.cancel();
    this.text = typed.trim();
    this.onSearch();
    this.host.requestUpdate();
  }

  /** Clears the search text. */
  clear(): void {
    this.cancel();
    this.text = '';
    this.host.requestUpdate();
  }

  hostDisconnected() {
    this.cancel();
  }

  private cancel() {
    clearTimeout(this.timer);
    this.timer = undefined;
  }
}
