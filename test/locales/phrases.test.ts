// Calls every phrase that is a function, in each language and with all kinds of values.
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

/** Each plural form of each language applies to at least one of these. */
const counts = [0, 1, 2, 3, 11, 100, 1_000_000];
const flags = ['hasMore', 'ascending'];

async function phrasesOf(language: string): Promise<Phrases> {
  const files = readdirSync(path.join(folder, language));
  const areas = await Promise.all(
    files.map((file) => import(path.resolve(folder, language, file)) as Promise<{ words?: Phrases }>),
  );
  return Object.assign({}, ...areas.map((area) => area.words ?? area)) as Phrases;
}

/** Each phrase that is a function, by its place in the tree. */
function* saidIn(phrases: Phrases, place: string[] = []): Generator<[place: string[], said: Said]> {
  for (const [name, phrase] of Object.entries(phrases)) {
    if (typeof phrase === 'function') yield [[...place, name], phrase as Said];
    else if (typeof phrase === 'object') yield* saidIn(phrase, [...place, name]);
  }
}

/** The names of a phrase's parameters in English. */
const namesIn = (said: Said): string[] => said.toString().split('=>')[0]!.match(/\w+/g) ?? [];

/** A text that the test finds again in every phrase. */
const markOf = (name: string): string => `‹${name}›`;

const marksIn = (text: string): string[] => [...new Set(text.match(/‹\w+›/g))].sort();

const english = await phrasesOf('en');

for (const language of languages)
  test(`${language} uses each value that English uses`, async () => {
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
          // Some languages have a word for small numbers, and then need no digits.
          if (count === 100)
            assert.deepEqual(marksIn(text), marksIn(said(...values)), `${place.join('.')}: ${text}`);
        }
    }
  });
