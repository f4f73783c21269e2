/**
 * Returns the words for a code from Seam; undefined for an unknown code, which is shown as Seam sends it. Only own
 * properties count, because a code such as `constructor` would find an inherited one.
 */
export const known = (words: Readonly<Record<string, string>>, code: string): string | undefined =>
  Object.hasOwn(words, code) ? words[code] : undefined;
