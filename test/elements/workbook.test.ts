import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { read, utils } from 'xlsx';
import type { UserIdentity } from '../../src/api/contract.gen.js';

import { toWorkbook } from '../../src/elements/seam-user-identity-list/workbook.js';
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

/** The cells as a spreadsheet reads them. */
async function opened(people: readonly UserIdentity[], headings: typeof list.columns = list.columns) {
  const { Sheets, SheetNames } = read(await toWorkbook(people, headings).arrayBuffer(), {
    cellFormula: true,
  });
  const sheet = Sheets[SheetNames[0]!]!;
  const cells = Object.entries(sheet).filter(([name]) => !name.startsWith('!'));
  for (const [name, cell] of cells as [string, { t: string; f?: string }][]) {
    assert.match(cell.t, /^[sz]$/, name);
    assert.equal(cell.f, undefined, name);
  }
  return utils.sheet_to_json<string[]>(sheet, { header: 1, raw: true, defval: '' });
}

test('a spreadsheet file has a heading, and a row for each person', async () => {
  assert.deepEqual(
    await opened([person({ email_address: 'jean@example.com', user_identity_key: 'room-1' })]),
    [
      ['Name', 'Email', 'Phone number', 'Key', 'Created', 'user_identity_id'],
      ['Jean', 'jean@example.com', '', 'room-1', '2026-01-02T03:04:05.000Z', 'id-1'],
    ],
  );
});

test('every name, phone number and key is unchanged', async () => {
  const values = [
    ...[
      '+14155550123',
      '00123',
      '1E5',
      '3-4',
      '12/24',
      '1,234',
      '2 Mar 2026',
      'TRUE',
      '12345678901234567890',
    ],
    ...[
      '=1+1',
      '@SUM(1)',
      "-cmd|' /C calc'!A0",
      "Anna;=cmd|' /C calc'!A0;x",
      "'quoted",
      'a"b,c;d\te',
      ' spaces ',
    ],
    ...['<b>&amp;</b>', '_x0041_', 'two\nlines', 'O’Brien', 'محمد', '田中', '👩‍💻', '\u202eabc'],
  ];
  const rows = await opened(values.map((value) => person({ user_identity_key: value, display_name: value })));
  assert.deepEqual(
    rows.slice(1).map((cells) => [cells[0], cells[3]]),
    values.map((value) => [value, value]),
  );
});

test('any characters in a name are text, and unchanged after reading', async () => {
  const texts = fc.string({ unit: 'binary', minLength: 1, maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(fc.array(texts, { minLength: 1, maxLength: 5 }), async (names) => {
      const rows = await opened(names.map((display_name) => person({ display_name })));
      assert.deepEqual(
        rows.slice(1).map(([name]) => name),
        names,
      );
    }),
    { seed: 20261130, numRuns: 300 },
  );
});
