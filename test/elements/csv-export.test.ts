import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { UserIdentity } from '../../src/api/contract.gen.js';
import { toCsv } from '../../src/elements/seam-user-identity-list/csv.js';
import { list } from '../../src/locales/en/people.js';

const person = (values: Partial<UserIdentity>): UserIdentity => ({
  user_identity_id: 'id-1',
  user_identity_key: null,
  email_address: null,
  phone_number: null,
  full_name: null,
  display_name: 'Jean',
  acs_user_ids: [],
  created_at: '2026-01-02T03:04:05.000Z',
  workspace_id: 'w',
  errors: [],
  warnings: [],
  ...values,
});

const cellsOf = (values: Partial<UserIdentity>) => toCsv([person(values)], list.columns).split('\r\n')[1];

test('a CSV file has a heading, one line per person, and a byte order mark', () => {
  const csv = toCsv(
    [person({ email_address: 'jean@example.com', user_identity_key: 'room-1' })],
    list.columns,
  );
  assert.equal(
    csv,
    '\uFEFF"Name","Email","Phone number","Key","Created","user_identity_id"\r\n' +
      '"Jean","jean@example.com","","room-1","2026-01-02T03:04:05.000Z","id-1"\r\n',
  );
});

test('a formula is exported as text', () => {
  for (const start of ['=', '+', '-', '@', '\t=', ' =', '"=', '＝', '\u200b='])
    assert.match(cellsOf({ display_name: `${start}HYPERLINK(1)` })!, /^"'/, start);
  assert.match(cellsOf({ user_identity_key: '=1+1' })!, /,"'=1\+1",/);
  assert.match(cellsOf({ display_name: "Anna;=cmd|' /C calc'!A0;x" })!, /^"Anna;'=cmd\|/);
});

test('text that a spreadsheet would convert to a number, a date or a boolean stays unchanged', () => {
  const values = [
    '+14155550123',
    '00123',
    '1E5',
    '3-4',
    '12/24',
    '1,234',
    '2 Mar 2026',
    'TRUE',
    '12345678901234567890',
  ];
  for (const value of values)
    assert.ok(cellsOf({ user_identity_key: value })!.includes(`,"'${value}",`), value);
  for (const value of ['room-214', 'May', 'Anna 2', 'a1e5', '–', ''])
    assert.ok(cellsOf({ user_identity_key: value })!.includes(`,"${value}",`), value);
});

test('commas, quotes and line ends stay in their cell', () => {
  assert.match(cellsOf({ display_name: 'Doe, "J"' })!, /^"Doe, ""J""",/);
  const csv = toCsv([person({ display_name: 'a\nb' })], list.columns);
  assert.ok(csv.includes('"a\nb",'));
});

/** Parses like a spreadsheet: a quote counts only at the start of a cell; text after the closing one is kept. */
function parsed(csv: string, separator: string): string[] {
  const cells: string[] = [];
  let at = 0;
  while (at < csv.length) {
    let text = '';
    if (csv[at] === '"') {
      for (at++; at < csv.length; at++) {
        if (csv[at] === '"' && csv[at + 1] !== '"') break;
        if (csv[at] === '"') at++;
        text += csv[at];
      }
      at++;
    }
    for (; at < csv.length && csv[at] !== separator && csv[at] !== '\n' && csv[at] !== '\r'; at++)
      text += csv[at];
    at++;
    cells.push(text);
  }
  return cells;
}

test('no cell starts like a formula, with any separator of spreadsheets', () => {
  const pieces = fc.constantFrom(
    ...[
      '=',
      '+',
      '-',
      '@',
      '＝',
      '＋',
      '－',
      '＠',
      "'",
      '"',
      '""',
      ' ',
      '\t',
      '\r',
      '\n',
      '\r\n',
      '\u00a0',
      '\u200b',
    ],
    ...[',', ';', '|', '\u2028', '\u0000', 'a', '1', 'cmd', 'é', '٣', '€', '.'],
  );
  const texts = fc.array(pieces, { maxLength: 12 }).map((all) => all.join(''));
  const people = fc.array(
    fc.record({ display_name: texts, user_identity_key: texts, email_address: texts }),
    {
      minLength: 1,
      maxLength: 3,
    },
  );
  fc.assert(
    fc.property(people, fc.constantFrom(',', ';', '\t', '|'), (rows, separator) => {
      const csv = toCsv(rows.map(person), list.columns).slice(1);
      for (const text of parsed(csv, separator))
        assert.doesNotMatch(text.replace(/^[\s\p{C}]+/u, ''), /^[=+\-@＝＋－＠]/, JSON.stringify(csv));
    }),
    { numRuns: 5_000, seed: 20261129 },
  );
});
