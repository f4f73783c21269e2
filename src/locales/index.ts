import { isolated } from './isolate.js';
import type { Area, OwnWords, SeamWording, Words } from './words.js';

export type { Area, OwnWords, SeamWording, Words };
export type General = Words['general']['general'];

type Loaders = { readonly [Name in Area]: () => Promise<{ words: Words[Name] }> };

/** Except for English, each area of a locale has its own file, which is fetched when a page needs it. */
const loaders: Readonly<Record<string, Loaders>> = {
  ar: {
    general: () => import('./ar/general.js'),
    people: () => import('./ar/people.js'),
    linking: () => import('./ar/linking.js'),
    removing: () => import('./ar/removing.js'),
    keys: () => import('./ar/keys.js'),
    issuing: () => import('./ar/issuing.js'),
    doors: () => import('./ar/doors.js'),
  },
  de: {
    general: () => import('./de/general.js'),
    people: () => import('./de/people.js'),
    linking: () => import('./de/linking.js'),
    removing: () => import('./de/removing.js'),
    keys: () => import('./de/keys.js'),
    issuing: () => import('./de/issuing.js'),
    doors: () => import('./de/doors.js'),
  },
  es: {
    general: () => import('./es/general.js'),
    people: () => import('./es/people.js'),
    linking: () => import('./es/linking.js'),
    removing: () => import('./es/removing.js'),
    keys: () => import('./es/keys.js'),
    issuing: () => import('./es/issuing.js'),
    doors: () => import('./es/doors.js'),
  },
  fr: {
    general: () => import('./fr/general.js'),
    people: () => import('./fr/people.js'),
    linking: () => import('./fr/linking.js'),
    removing: () => import('./fr/removing.js'),
    keys: () => import('./fr/keys.js'),
    issuing: () => import('./fr/issuing.js'),
    doors: () => import('./fr/doors.js'),
  },
  ja: {
    general: () => import('./ja/general.js'),
    people: () => import('./ja/people.js'),
    linking: () => import('./ja/linking.js'),
    removing: () => import('./ja/removing.js'),
    keys: () => import('./ja/keys.js'),
    issuing: () => import('./ja/issuing.js'),
    doors: () => import('./ja/doors.js'),
  },
};

/** The language of a BCP 47 tag such as `de-AT`; undefined if we have no texts in it, and for the built-in English. */
export function languageOf(tag: string): string | undefined {
  const language = tag.toLowerCase().split('-')[0] ?? '';
  return Object.hasOwn(loaders, language) ? language : undefined;
}

/** The host's phrases for a tag such as `de-AT`: those for the tag itself, otherwise those for the language. */
export const ownFor = (tag: string, wording: SeamWording = {}): OwnWords =>
  wording[tag] ?? wording[tag.split('-')[0]!] ?? {};

/** The same tree, with the host's phrases in place of ours; isolates the values in each phrase. */
export function replaced<Tree>(ours: Tree, own: object): Tree {
  const others: Partial<Record<string, never>> = Object.assign(Object.create(null), own);
  return Object.fromEntries(
    Object.entries(ours as object).map(([name, phrase]: [string, unknown]) => [
      name,
      typeof phrase === 'object' ? replaced(phrase!, others[name] ?? {}) : isolating(others[name] ?? phrase),
    ]),
  ) as Tree;
}

/** So that a name cannot change the order of the words around it. */
function isolating(phrase: unknown): unknown {
  if (typeof phrase !== 'function') return phrase;
  return (...values: unknown[]): unknown =>
    Reflect.apply(
      phrase,
      undefined,
      values.map((value) => (typeof value === 'string' ? isolated(value) : value)),
    );
}

const loaded = new Map<string, Promise<unknown>>();

/** Fetches the texts of one area, once for the whole page; after a failure, the next call fetches again. */
export function loadWords<Name extends Area>(language: string, area: Name): Promise<Words[Name]> {
  const key = `${language} ${area}`;
  const known = loaded.get(key) as Promise<Words[Name]> | undefined;
  if (known) return known;
  const words = loaders[language]![area]().then((file) => file.words);
  words.catch(() => loaded.delete(key));
  loaded.set(key, words);
  return words;
}
