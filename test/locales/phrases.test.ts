// Every phrase that is made of something, said in each language with everything it can be made of.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import type { Phrases } from '../../src/locales/phrases.js';

type Said = (...values: unknown[]) => string;

const folder = 'src/locales';
const languages = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'en')
  .map(({ name }) => name);

/** Every plural form of every language is taken by one of these. */
const counts = [0, 1, 2, 3, 11, 100, 1_000_000];
const flags = ['hasMore', 'ascending'];

async function phrasesOf(language: string): Promise<Phrases> {
  const files = readdirSync(path.join(folder, language));
  const areas = await Promise.all(
    files.map((file) => import(path.resolve(folder, language, file)) as Promise<{ words?: Phrases }>),
  );
  return Object.assign({}, ...areas.map((area) => area.words ?? area)) as Phrases;
}

/** Each phrase that is made of something, by its place in the tree. */
function* saidIn(phrases: Phrases, place: string[] = []): Generator<[place: string[], said: Said]> {
  for (const [name, phrase] of Object.entries(phrases)) {
    if (typeof phrase === 'function') yield [[...place, name], phrase as Said];
    else if (typeof phrase === 'object') yield* saidIn(phrase, [...place, name]);
  }
}

/** The names of what a phrase is made of, as English has them. */
const namesIn = (said: Said): string[] => said.toString().split('=>')[0]!.match(/\w+/g) ?? [];

/** Something that is recognised wherever it is said. */
const markOf = (name: string): string => `‹${name}›`;

const marksIn = (text: string): string[] => [...new Set(text.match(/‹\w+›/g))].sort();

const english = await phrasesOf('en');

for (const language of languages)
  test(`${language} says what English says`, async () => {
    const translated = await phrasesOf(language);
    const places = new Map([...saidIn(translated)].map(([place, said]) => [place.join('.'), said]));
    for (const [place, said] of saidIn(english)) {
      const names = namesIn(said);
      const other = places.get(place.join('.'));
      assert.ok(other, `${place.join('.')} is made of nothing`);
      for (const count of counts)
        for (const flag of [true, false]) {
          const values = names.map((name) =>
            /^_?n$/.test(name) ? count : flags.includes(name) ? flag : markOf(name),
          );
          const text = other(...values);
          assert.notEqual(text.trim(), '');
          assert.doesNotMatch(text, /undefined|NaN|\[object/, place.join('.'));
          // A number that has a word of its own, as one and two have, need not be said as well.
          if (count === 100)
            assert.deepEqual(marksIn(text), marksIn(said(...values)), `${place.join('.')}: ${text}`);
        }
    }
  });
