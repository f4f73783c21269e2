/**
 * Whether `ms` milliseconds have passed since a time on the page's clock. A time in the future counts as passed: the
 * clock was set back, by an unknown amount.
 */
export function hasElapsed(ms: number, since: number): boolean {
  const age = Date.now() - since;
  return age < 0 || age >= ms;
}
