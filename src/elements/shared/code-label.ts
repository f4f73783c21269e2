/**
 * The words for a code of Seam's; undefined for one that is not known, which is then shown as Seam tells it. Codes come
 * from outside: `constructor` is none.
 */
export const known = (words: Readonly<Record<string, string>>, code: string): string | undefined =>
  Object.hasOwn(words, code) ? words[code] : undefined;
