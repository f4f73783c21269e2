/// <reference types="vite/client" />
import type { SeamWording } from '../../src/index.js';
import type { Area } from '../../src/locales/index.js';

/** The tag of pseudo-English. */
export const pseudoLocale = 'en-XA';

const files = import.meta.glob<object>('../../src/locales/en/*.ts', { eager: true });
/** No two files export the same name, so each area can have all exports. */
const parts = Object.assign({}, ...Object.values(files)) as object;
const areas: readonly Area[] = ['general', 'people', 'linking', 'removing', 'keys', 'issuing', 'doors'];

const accented: Record<string, string> = Object.fromEntries(
  [
    'aàá',
    'cç',
    'eéê',
    'gĝ',
    'hĥ',
    'iîï',
    'nñ',
    'oôö',
    'rŕ',
    'sš',
    'uûü',
    'yý',
    'AÀÁ',
    'EÉÊ',
    'IÎÏ',
    'OÔÖ',
    'UÛÜ',
    'SŠ',
  ].map(([letter, ...disguises]) => [letter!, disguises.join('')]),
);

/** Puts brackets around a phrase and adds accents, which makes it about two fifths longer. Data stay unchanged. */
function disguised(text: string, data: readonly unknown[] = []): string {
  if (!/\p{L}/u.test(text)) return text;
  const given = data.filter((value): value is string => typeof value === 'string' && value !== '');
  const parts = given.reduce(
    (known, value) => known.flatMap((part) => (given.includes(part) ? part : splitAround(part, value))),
    [text],
  );
  const disguise = (part: string) => part.replaceAll(/[a-z]/gi, (letter) => accented[letter] ?? letter);
  return `[${parts.map((part) => (given.includes(part) ? part : disguise(part))).join('')}]`;
}

/** The text in pieces; each piece is the value, or does not contain it. */
const splitAround = (text: string, value: string) =>
  text.split(value).flatMap((part, index) => (index === 0 ? [part] : [value, part]));

const inDisguise = <Tree extends object>(words: Tree): Tree =>
  Object.fromEntries(
    Object.entries(words).map(([name, phrase]: [string, unknown]) => [
      name,
      typeof phrase === 'string'
        ? disguised(phrase)
        : typeof phrase === 'function'
          ? (...values: unknown[]) => disguised((phrase as (...data: unknown[]) => string)(...values), values)
          : inDisguise(phrase as object),
    ]),
  ) as Tree;

/**
 * English with brackets and accents. A text without brackets cannot be translated, and a text that is cut off will be
 * cut off in German.
 */
export const pseudoEnglish: SeamWording = {
  [pseudoLocale]: Object.fromEntries(areas.map((area) => [area, inDisguise(parts)])),
};
