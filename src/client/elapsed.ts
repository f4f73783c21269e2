/**
 * Whether so many milliseconds have passed since a time by the page's clock. Of a time to come they have: the clock was
 * set back, and nobody knows by how much.
 */
export function hasElapsed(ms: number, since: number): boolean {
  const age = Date.now() - since;
  return age < 0 || age >= ms;
}
