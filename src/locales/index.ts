import type { Words } from './words.js';

export type { Words };

/** Every locale but English is a file of its own, fetched when a page asks for it. */
const loaders: Record<string, () => Promise<Words>> = {
  ar: async () => (await import('./ar.js')).ar,
  de: async () => (await import('./de.js')).de,
  es: async () => (await import('./es.js')).es,
  fr: async () => (await import('./fr.js')).fr,
  ja: async () => (await import('./ja.js')).ja,
};

const loaded = new Map<string, Promise<Words>>();

/** Words for a BCP 47 tag such as `de-AT`; undefined where there are none but the English ones at hand. */
export function loadWords(tag: string): Promise<Words | undefined> {
  const language = tag.toLowerCase().split('-')[0] ?? '';
  const load = loaders[language];
  if (!load) return Promise.resolve(undefined);
  const words =
    loaded.get(language) ??
    load().catch((error: unknown) => {
      loaded.delete(language);
      throw error;
    });
  loaded.set(language, words);
  return words;
}
