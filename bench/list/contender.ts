import type { Person } from './people.js';

/** One way to show people. What its functions begin may end later: the measuring waits until it can be seen. */
export interface Contender {
  /** @param rows all people, in the order of their names */
  mount(host: HTMLElement, rows: Person[]): void | Promise<void>;
  /** What each key of a search does once nothing more is typed. */
  search(text: string): void;
  /** By email address, last first. */
  sort(): void;
  /** Shows a person as changed. */
  update(person: Person): void;
  /** What scrolls, and where in the host its first row begins, in pixels. */
  view(): { readonly scroller: HTMLElement; readonly top: number };
  /** Where it fetches people itself: whether it has got all of them. */
  isComplete?(): boolean;
}
