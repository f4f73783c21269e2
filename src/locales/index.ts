import type { Area, Words } from './words.js';

export type { Area, Words };
export type General = Words['general']['general'];

type Loaders = { readonly [Name in Area]: () => Promise<{ words: Words[Name] }> };

/** Each area of every locale but English is a file of its own, fetched when a page asks for it. */
const loaders: Readonly<Record<string, Loaders>> = {
  ar: {
    general: () => import('./ar/general.js'),
    people: () => import('./ar/people.js'),
    keys: () => import('./ar/keys.js'),
    doors: () => import('./ar/doors.js'),
  },
  de: {
    general: () => import('./de/general.js'),
    people: () => import('./de/people.js'),
    keys: () => import('./de/keys.js'),
    doors: () => import('./de/doors.js'),
  },
  es: {
    general: () => import('./es/general.js'),
    people: () => import('./es/people.js'),
    keys: () => import('./es/keys.js'),
    doors: () => import('./es/doors.js'),
  },
  fr: {
    general: () => import('./fr/general.js'),
    people: () => import('./fr/people.js'),
    keys: () => import('./fr/keys.js'),
    doors: () => import('./fr/doors.js'),
  },
  ja: {
    general: () => import('./ja/general.js'),
    people: () => import('./ja/people.js'),
    keys: () => import('./ja/keys.js'),
    doors: () => import('./ja/doors.js'),
  },
};

/** The language of a BCP 47 tag such as `de-AT`, where there are words in it beside the English ones at hand. */
export function languageOf(tag: string): string | undefined {
  const language = tag.toLowerCase().split('-')[0] ?? '';
  return Object.hasOwn(loaders, language) ? language : undefined;
}

const loaded = new Map<string, Promise<unknown>>();

/** One area's words. Fetched once for the whole page; after a failure, anew. */
export function loadWords<Name extends Area>(language: string, area: Name): Promise<Words[Name]> {
  const key = `${language} ${area}`;
  const known = loaded.get(key) as Promise<Words[Name]> | undefined;
  if (known) return known;
  const words = loaders[language]![area]().then((file) => file.words);
  words.catch(() => loaded.delete(key));
  loaded.set(key, words);
  return words;
}
