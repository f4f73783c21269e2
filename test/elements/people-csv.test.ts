import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { UserIdentity } from '../../src/api/contract.gen.js';
import { toCsv } from '../../src/elements/seam-user-identity-list/csv.js';
import { extended, toggled } from '../../src/elements/seam-user-identity-list/selection.js';
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

test('a CSV file has a heading, one line each, and says that it is UTF-8', () => {
  const csv = toCsv(
    [person({ email_address: 'jean@example.com', phone_number: '+15555550110' })],
    list.columns,
  );
  assert.equal(
    csv,
    '\uFEFFName,Email,Phone number,Key,Created,user_identity_id\r\n' +
      'Jean,jean@example.com,+15555550110,,2026-01-02T03:04:05.000Z,id-1\r\n',
  );
});

test('what a spreadsheet would run is only text', () => {
  for (const start of ['=', '+', '-', '@', '\t=', ' =', '＝'])
    assert.match(cellsOf({ display_name: `${start}HYPERLINK(1)` })!, /^"?'/, start);
  assert.match(cellsOf({ user_identity_key: '=1+1' })!, /,'=1\+1,/);
  assert.match(cellsOf({ phone_number: '+1555;=1' })!, /,'\+1555;=1,/);
});

test('commas, quotes and line ends stay within their cell', () => {
  assert.match(cellsOf({ display_name: 'Doe, "J"' })!, /^"Doe, ""J""",/);
  const csv = toCsv([person({ display_name: 'a\nb' })], list.columns);
  assert.ok(csv.includes('"a\nb",'));
});

test('a range is selected in either direction, beside what was selected before', () => {
  const ids = ['a', 'b', 'c', 'd'];
  assert.deepEqual(extended(['d'], ids, 0, 1), ['d', 'a', 'b']);
  assert.deepEqual(extended([], ids, 2, 1), ['b', 'c']);
  assert.deepEqual(toggled(toggled(['a'], 'b'), 'a'), ['b']);
});
