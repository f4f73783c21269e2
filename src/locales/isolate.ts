/** Characters that are written from right to left, or change the direction of the text around them. */
const turns =
  /[\u0590-\u08FF\u200E\u200F\u202A-\u202E\u2066-\u2069\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;
const controls = /[\u202A-\u202E\u2066-\u2069]/g;
const isolate = '\u2068';
const end = '\u2069';

/**
 * Isolates a name for use in a sentence, so that no character in it can change the order of the words around it.
 * Returns a name without such characters unchanged.
 */
export function isolated(name: string): string {
  if (!turns.test(name)) return name;
  let open = 0;
  const kept = name.replace(controls, (control) => {
    if (control === isolate) open++;
    else if (control !== end || --open < 0) {
      open = Math.max(0, open);
      return '';
    }
    return control;
  });
  return isolate + kept + end.repeat(open + 1);
}

/** Several names in one text; leaves out missing ones. */
export const joined = (names: readonly unknown[], separator = ' · '): string =>
  names
    .filter(Boolean)
    .map((name) => isolated(String(name)))
    .join(separator);
