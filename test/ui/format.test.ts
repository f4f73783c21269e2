import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatFor } from '../../src/ui/format.js';

test('dates and numbers have the format of the locale', () => {
  const [english, german] = [formatFor('en-GB'), formatFor('de')];
  assert.equal(english.number(1234.5), '1,234.5');
  assert.equal(german.number(1234.5), '1.234,5');
  assert.equal(english.date('2026-03-12T12:00:00Z'), '12 Mar 2026');
  assert.equal(german.date('2026-03-12T12:00:00Z'), '12.03.2026');
  assert.match(english.dateTime('2026-03-12T12:00:00Z'), /Thursday.*12 March 2026.*(UTC|GMT|[A-Z]{3})/);
  assert.equal(english.percent(0.5), '50%');
});

test('an invalid date is returned unchanged', () => {
  assert.equal(formatFor('en').date('soon'), 'soon');
  assert.equal(formatFor('en').time(Date.parse('soon')), '');
});

test('a page may contain any text as lang', () => {
  assert.equal(formatFor('not a tag!').locale, 'en');
  assert.equal(formatFor('').number(1), '1');
});
