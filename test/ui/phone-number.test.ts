import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isE164 } from '../../src/ui/phone-number.js';
import { inE164 as proposed } from '../../src/ui/phone-parser.js';

test('a number in a local format is proposed in the format that Seam accepts', () => {
  const written = {
    '+44 (0)20 7946 0958': '+442079460958',
    '+49 (0)30 901820': '+4930901820',
    '+41 (0)44 668 18 00': '+41446681800',
    '+39 06 698 12345': '+390669812345', // the zero is a part of Italian numbers
    '+1 (415) 555-2671': '+14155552671',
    '0044 20 7946 0958': '+442079460958',
    'tel:+1-415-555-2671': '+14155552671',
    '+49 30/901820': '+4930901820',
    '＋４４ ２０ ７９４６ ０９５８': '+442079460958',
    '+٤٤ ٢٠ ٧٩٤٦ ٠٩٥٨': '+442079460958',
    '+४४ २० ७९४६ ०९५८': '+442079460958',
    '+๔๔ ๒๐ ๗๙๔๖ ๐๙๕๘': '+442079460958',
    '+44\u221220\u22127946\u22120958': '+442079460958',
  };
  for (const [text, number] of Object.entries(written)) assert.equal(proposed(text), number, text);
});

test('nothing is proposed for an ambiguous number', () => {
  const unclear = [
    ...['', 'soon', '020 7946 0958', '415 555 2671', '+44', '+44 20', '+999 123 456 789', '++'],
    ...['+44 20 7946 0958 ext. 12', '+1 415 555 2671 x5', 'tel:+1-415-555-2671;ext=5'],
    ...['+44 20 7946 0958 or +44 20 7946 0959', '+49 30 901820/21', 'call +44 20 7946 0958'],
  ];
  for (const text of unclear) assert.equal(proposed(text), undefined, text);
});

test('nothing is proposed for a number that has the format', () => {
  assert.equal(proposed('+442079460958'), undefined);
});

test('invisible characters are removed, in any place', () => {
  const unseen = fc.constantFrom(
    ...'\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\u200c\u200d\u200e\u200f\u00ad\u2060\ufeff\ufe0d\u00a0\u202f\u2009',
  );
  const number = '+442079460958';
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(number.length), unseen), { minLength: 1 }), (places) => {
      let text = number;
      for (const [place, character] of places) text = text.slice(0, place) + character + text.slice(place);
      assert.equal(proposed(text), number, JSON.stringify(text));
    }),
    { seed: 20261130 },
  );
});

test('the digits of every script are read', () => {
  for (let code = 0; code <= 0x10ffff; code++) {
    const zero = String.fromCodePoint(code);
    if (!/\p{Nd}/u.test(zero) || !/\p{Nd}{10}/u.test(rowFrom(code)) || !isZero(code)) continue;
    const text = '+442079460958'.replace(/\d/g, (digit) => String.fromCodePoint(code + Number(digit)));
    if (text !== '+442079460958') assert.equal(proposed(text), '+442079460958', text);
  }
});

/** Whether the character is the first of ten digits in a row. */
function isZero(code: number): boolean {
  let before = 0;
  while (/\p{Nd}/u.test(String.fromCodePoint(code - before - 1))) before++;
  return before % 10 === 0;
}

const rowFrom = (code: number) =>
  Array.from({ length: 10 }, (_, at) => String.fromCodePoint(Math.min(code + at, 0x10ffff))).join('');

test('for any input, the proposal has the format, and contains no additional digit', () => {
  const pieces = fc.constantFrom(...'+0123456789 ()-./x,;', 'tel:', '00', '(0)', 'ext', '\u200e', '٣');
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 24 }), (all) => {
      const number = proposed(all.join(''));
      if (number === undefined) return;
      assert.ok(isE164(number));
      assert.equal(proposed(number), undefined);
      assert.ok(number.length - 1 <= all.join('').replace(/[^\d٣]/g, '').length);
    }),
    { seed: 20261130, numRuns: 5_000 },
  );
});
