import assert from 'node:assert/strict';
import { describe, it, test } from 'node:test';
import { instantOf, instantsOf, knownZone, localOf } from '../../src/ui/zoned-time.js';

test('a day and time are taken on the clocks of the zone, in winter and in summer', () => {
  assert.equal(instantOf('2026-01-15T09:00', 'Europe/Dublin'), '2026-01-15T09:00:00.000Z');
  assert.equal(instantOf('2026-07-15T09:00', 'Europe/Dublin'), '2026-07-15T08:00:00.000Z');
  assert.equal(instantOf('2026-12-01T09:00', 'America/New_York'), '2026-12-01T14:00:00.000Z');
  assert.equal(instantOf('2026-12-01T09:00', 'Asia/Kathmandu'), '2026-12-01T03:15:00.000Z');
});

test('without a zone a day and time are taken on the clocks of whoever reads', () => {
  const local = '2026-01-15T09:00';
  assert.equal(instantOf(local), new Date(local).toISOString());
  assert.deepEqual(instantsOf(local), [Date.parse(local)]);
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

test('a time that the clocks leave out is taken as if they had not changed', () => {
  assert.equal(instantOf('2026-03-29T02:30', 'Europe/Berlin'), '2026-03-29T01:30:00.000Z');
});

const iso = (local: string, zone: string) =>
  instantsOf(local, zone).map((instant) => new Date(instant).toISOString());

describe('what clocks show', () => {
  it('is taken by the offset of that day, before and after a change', () => {
    assert.deepEqual(iso('2030-03-30T15:00', 'Europe/Dublin'), ['2030-03-30T15:00:00.000Z']);
    assert.deepEqual(iso('2030-03-31T15:00', 'Europe/Dublin'), ['2030-03-31T14:00:00.000Z']);
    assert.deepEqual(iso('2026-11-01T12:00', 'America/New_York'), ['2026-11-01T17:00:00.000Z']);
    assert.deepEqual(iso('2026-10-31T12:00', 'America/New_York'), ['2026-10-31T16:00:00.000Z']);
  });

  it('comes twice where they are put back', () => {
    assert.deepEqual(iso('2026-10-25T01:30', 'Europe/Dublin'), [
      '2026-10-25T00:30:00.000Z',
      '2026-10-25T01:30:00.000Z',
    ]);
    assert.deepEqual(iso('2026-11-01T01:30', 'America/New_York'), [
      '2026-11-01T05:30:00.000Z',
      '2026-11-01T06:30:00.000Z',
    ]);
    // By half an hour only.
    assert.equal(iso('2026-04-05T01:45', 'Australia/Lord_Howe').length, 2);
    assert.equal(iso('2026-04-05T01:15', 'Australia/Lord_Howe').length, 1);
  });

  it('does not come at all where they are put forward', () => {
    assert.deepEqual(iso('2026-03-29T02:30', 'Europe/Berlin'), []);
    assert.deepEqual(iso('2026-03-08T02:30', 'America/New_York'), []);
  });

  it('is nothing for what is no instant', () => {
    assert.equal(localOf('soon', 'UTC'), '');
  });

  it('is found again from every instant of a year, in zones of every kind', () => {
    const zones = ['UTC', 'Europe/Dublin', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe'];
    for (const zone of [...zones, 'Pacific/Apia', 'Africa/Casablanca']) {
      for (let instant = Date.UTC(2026, 0); instant < Date.UTC(2027, 0); instant += 6.5 * 3_600_000) {
        assert.ok(instantsOf(localOf(instant, zone), zone).includes(instant), `${zone} ${instant}`);
      }
    }
  });
});
