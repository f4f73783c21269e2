import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Phone } from '../../src/api/contract.gen.js';
import type { SeamElement } from '../../src/elements/base/seam-element.js';
import { phoneName } from '../../src/elements/shared/phone-name.js';
import { formatFor } from '../../src/ui/format.js';

const host = {
  format: formatFor('en'),
  words: (_area: string, _part: string, english: unknown) => english,
} as unknown as SeamElement;

const phone = (device_id: string, display_name: string, created_at: string) =>
  ({ device_id, display_name, created_at }) as Phone;

test('phones of the same model have different names, numbered by their creation time', () => {
  const newer = phone('id-aaaa', 'iPhone 17', '2026-03-02T10:00:00Z');
  const older = phone('id-bbbb', 'iPhone 17', '2026-03-01T10:00:00Z');
  const other = phone('id-cccc', 'Pixel 9a', '2026-03-01T10:00:00Z');
  const phones = [newer, other, older];
  assert.match(phoneName(host, older, phones), /^iPhone 17 \(1 of 2, since Mar 1, 2026, .*, id …bbbb\)$/);
  assert.match(phoneName(host, newer, phones), /^iPhone 17 \(2 of 2, since Mar 2, 2026, .*, id …aaaa\)$/);
  assert.equal(phoneName(host, other, phones), 'Pixel 9a');
});

test('phones of the same model that were created at the same time also have different names', () => {
  const phones = ['id-1111', 'id-2222', 'id-3333'].map((id) => phone(id, 'iPhone', '2026-03-01T10:00:00Z'));
  assert.equal(new Set(phones.map((one) => phoneName(host, one, phones))).size, 3);
});

test('an unknown phone has only its own name', () => {
  const gone = phone('id-9999', 'iPhone', '2026-03-01T10:00:00Z');
  assert.equal(phoneName(host, gone, [phone('id-1111', 'iPhone', '2026-03-01T10:00:00Z')]), 'iPhone');
});
