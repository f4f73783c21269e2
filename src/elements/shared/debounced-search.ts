import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** How long typing must rest before the search is asked for. */
const pauseMs = 250;

/** What is searched for: what was typed, once typing has rested. */
export class DebouncedSearch implements ReactiveController {
  /** Without white space around it; empty while everything is wanted. */
  text = '';
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** @param onSearch called when there is something else to search for */
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

  /** Forgets what was typed. */
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
