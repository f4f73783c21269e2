import assert from 'node:assert/strict';
import { test } from 'node:test';
import { instantOf, knownZone } from '../../src/ui/zoned-time.js';

test('a day and time are taken on the clocks of the zone, in winter and in summer', () => {
  assert.equal(instantOf('2026-01-15T09:00', 'Europe/Dublin'), '2026-01-15T09:00:00.000Z');
  assert.equal(instantOf('2026-07-15T09:00', 'Europe/Dublin'), '2026-07-15T08:00:00.000Z');
  assert.equal(instantOf('2026-12-01T09:00', 'America/New_York'), '2026-12-01T14:00:00.000Z');
  assert.equal(instantOf('2026-12-01T09:00', 'Asia/Kathmandu'), '2026-12-01T03:15:00.000Z');
});

test('the hours around a change of the clocks are right as well', () => {
  assert.equal(instantOf('2026-03-08T01:30', 'America/New_York'), '2026-03-08T06:30:00.000Z');
  assert.equal(instantOf('2026-03-08T03:30', 'America/New_York'), '2026-03-08T07:30:00.000Z');
  assert.equal(instantOf('2026-11-01T03:30', 'America/New_York'), '2026-11-01T08:30:00.000Z');
});

test('only zones that Intl knows are used', () => {
  assert.equal(knownZone('Europe/Dublin'), 'Europe/Dublin');
  for (const unknown of ['Mars/Olympus', '', null, undefined]) assert.equal(knownZone(unknown), undefined);
});
