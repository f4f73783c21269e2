import type { Store } from '../store/store.js';

const yearMs = 365 * 24 * 60 * 60 * 1000;

export const yearAgo = (store: Store): string => new Date(Date.parse(store.now()) - yearMs).toISOString();

/** The creation time of the n-th of `count` resources, evenly distributed over the past year. */
export function spreadOverYear(store: Store, count: number): (index: number) => string {
  const now = Date.parse(store.now());
  return (index) => new Date(now - Math.round((yearMs * (count - index)) / (count + 1))).toISOString();
}
