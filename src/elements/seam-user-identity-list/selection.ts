/** What is selected after one thing was turned on or off. */
export const toggled = (selection: readonly string[], id: string): readonly string[] =>
  selection.includes(id) ? selection.filter((other) => other !== id) : [...selection, id];

/** What is selected after everything from one row to another was turned on. */
export function extended(
  selection: readonly string[],
  ids: readonly string[],
  from: number,
  to: number,
): readonly string[] {
  const range = ids.slice(Math.min(from, to), Math.max(from, to) + 1);
  return [...new Set([...selection, ...range])];
}
