// A name may contain characters that change the text direction: they affect only the name, and none of our texts.
// In Chromium alone: our templates isolate the names, the same in each engine, and every element is opened.
import { expect } from '@open-wc/testing';
import fc from 'fast-check';

import '../../src/index.js';
import { isolated } from '../../src/locales/isolate.js';
import { crawl, mark, shownTags } from '../support/crawl.js';
import { everythingOf } from '../support/everything.js';

const openers = '\u202a\u202b\u202d\u202e\u2066\u2067\u2068';
const enders = { embedding: '\u202c', isolate: '\u2069' };

const everyTag = await shownTags();

/** Whether each opening control character has its closing one, so that following text is not affected. */
function isClosed(text: string): boolean {
  const open: string[] = [];
  for (const character of text) {
    if (openers.includes(character)) open.push(character < '\u2066' ? enders.embedding : enders.isolate);
    else if (Object.values(enders).includes(character) && open.pop() !== character) return false;
  }
  return open.length === 0;
}

const isolating = /isolate|plaintext/;

/** Texts whose direction after the name is changed by the name. */
function turned(root: Element, names: ReadonlySet<string>): string[] {
  const isName = (text: string) => names.has(text.trim());
  return everythingOf(root).flatMap((element) => {
    const attributes = ['aria-label', 'aria-description', 'title', 'placeholder']
      .map((name) => element.getAttribute(name) ?? '')
      .filter((text) => !isName(text));
    const { display, unicodeBidi } = getComputedStyle(element);
    const standsAlone = display !== 'inline' || isolating.test(unicodeBidi);
    const hasOnlyName = standsAlone && isName(element.textContent ?? '');
    const nodes = [...element.childNodes].filter((node) => node instanceof Text && !hasOnlyName);
    return [...attributes, ...nodes.map((node) => node.textContent!)]
      .filter((text) => !isClosed(text))
      .map((text) => `${element.localName}.${element.className}: ${JSON.stringify(text)}`);
  });
}

const turns = ['\u202e', '\u202d\u2067', '\u2069\u202c', '\u202b\u05d0', '\u2066', '\u2068a\u2069\u2069'];

describe('a name that changes the text direction', () => {
  it('affects nothing but itself, with any characters', () => {
    const texts = fc.string({
      unit: fc.constantFrom(...openers, ...Object.values(enders), 'a', '\u05d0', ' '),
    });
    const property = fc.property(texts, texts, (one, other) => {
      const name = isolated(one);
      expect(isClosed(name)).to.equal(true);
      // Also as part of another phrase.
      expect(isClosed(isolated(`${name} ${other}`))).to.equal(true);
      expect(isolated(name).replace(/[\u2066-\u2069]/g, '')).to.equal(name.replace(/[\u2066-\u2069]/g, ''));
    });
    fc.assert(property, { seed: 20261129, numRuns: 2_000 });
    expect(isolated('Nokia')).to.equal('Nokia');
  });

  for (const tag of everyTag)
    it(`does not affect the texts of <${tag}>`, async () => {
      const names = new Set<string>();
      const spoil = (name: string) => {
        const turn = turns[name.length % turns.length]!;
        const spoilt = `${mark}${name}${turn}`;
        names.add(spoilt.trim());
        return spoilt;
      };
      await crawl(
        tag,
        spoil,
        async ({ session }) => {
          expect(turned(session, names).join('\n')).to.equal('');
        },
        { mostPresses: 1 },
      );
    }).timeout(300_000);
});
