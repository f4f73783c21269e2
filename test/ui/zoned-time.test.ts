import assert from 'node:assert/strict';
import { describe, it, test } from 'node:test';
import fc from 'fast-check';
import { instantsOf, knownZone, localOf, momentOf } from '../../src/ui/zoned-time.js';

const at = (edge: 'start' | 'end', local: string, zone?: string) => {
  const moment = momentOf(edge, local, zone);
  return moment && new Date(moment.instant).toISOString();
};

test('a day and time are read in the time zone, in winter and in summer', () => {
  for (const edge of ['start', 'end'] as const) {
    assert.equal(at(edge, '2026-01-15T09:00', 'Europe/Dublin'), '2026-01-15T09:00:00.000Z');
    assert.equal(at(edge, '2026-07-15T09:00', 'Europe/Dublin'), '2026-07-15T08:00:00.000Z');
    assert.equal(at(edge, '2026-12-01T09:00', 'America/New_York'), '2026-12-01T14:00:00.000Z');
    assert.equal(at(edge, '2026-12-01T09:00', 'Asia/Kathmandu'), '2026-12-01T03:15:00.000Z');
  }
});

test('without a time zone, a day and time are read in the reader’s zone', () => {
  const local = '2026-01-15T09:00';
  assert.equal(at('end', local), new Date(local).toISOString());
});

test('if a time comes twice, a start is the earlier and an end the later instant', () => {
  assert.equal(at('start', '2027-11-07T01:30', 'America/New_York'), '2027-11-07T05:30:00.000Z');
  assert.equal(at('end', '2027-11-07T01:30', 'America/New_York'), '2027-11-07T06:30:00.000Z');
  assert.equal(at('end', '2027-10-31T01:30', 'Europe/Dublin'), '2027-10-31T01:30:00.000Z');
});

test('a time that the clocks skip is no instant', () => {
  assert.equal(at('start', '2026-03-29T02:30', 'Europe/Berlin'), undefined);
  assert.equal(at('end', '2026-03-29T02:30', 'Europe/Berlin'), undefined);
  // On this day, the island moved to the other side of the date line, and skipped the whole day.
  assert.equal(at('end', '2011-12-30T12:00', 'Pacific/Apia'), undefined);
});

test('an invalid day or time, or a year out of range, is no instant', () => {
  for (const text of [
    '',
    'soon',
    '2026-02-30T10:00',
    '275760-09-13T00:00',
    '10000-01-01T00:00',
    '0000-01-01T00:00',
  ])
    for (const zone of ['UTC', 'America/New_York', 'Pacific/Kiritimati'])
      assert.equal(at('end', text, zone), undefined, text);
});

test('every instant has a four-digit year, and shows the entered time', () => {
  const zones = fc.constantFrom(
    'UTC',
    'Europe/Dublin',
    'America/New_York',
    'Pacific/Apia',
    'Pacific/Kiritimati',
  );
  const days = fc.date({
    min: new Date('0001-01-01T00:00Z'),
    max: new Date('9999-12-31T23:59Z'),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(days, zones, fc.constantFrom('start', 'end'), (day, zone, edge) => {
      const local = day.toISOString().slice(0, 16);
      const moment = momentOf(edge, local, zone);
      if (!moment) return;
      assert.match(new Date(moment.instant).toISOString(), /^\d{4}-/);
      assert.equal(localOf(moment.instant, zone), local);
    }),
    { seed: 20261130 },
  );
});

test('only zones that Intl knows are used', () => {
  assert.equal(knownZone('Europe/Dublin'), 'Europe/Dublin');
  for (const unknown of ['Mars/Olympus', '', null, undefined]) assert.equal(knownZone(unknown), undefined);
});

const iso = (local: string, zone: string) =>
  instantsOf(local, zone).map((instant) => new Date(instant).toISOString());

describe('the local time', () => {
  it('uses the offset of that day, before and after a change', () => {
    assert.deepEqual(iso('2030-03-30T15:00', 'Europe/Dublin'), ['2030-03-30T15:00:00.000Z']);
    assert.deepEqual(iso('2030-03-31T15:00', 'Europe/Dublin'), ['2030-03-31T14:00:00.000Z']);
    assert.deepEqual(iso('2026-11-01T12:00', 'America/New_York'), ['2026-11-01T17:00:00.000Z']);
    assert.deepEqual(iso('2026-10-31T12:00', 'America/New_York'), ['2026-10-31T16:00:00.000Z']);
  });

  it('comes twice if the clocks are put back', () => {
    assert.deepEqual(iso('2026-10-25T01:30', 'Europe/Dublin'), [
      '2026-10-25T00:30:00.000Z',
      '2026-10-25T01:30:00.000Z',
    ]);
    assert.deepEqual(iso('2026-11-01T01:30', 'America/New_York'), [
      '2026-11-01T05:30:00.000Z',
      '2026-11-01T06:30:00.000Z',
    ]);
    // The clocks change by half an hour.
    assert.equal(iso('2026-04-05T01:45', 'Australia/Lord_Howe').length, 2);
    assert.equal(iso('2026-04-05T01:15', 'Australia/Lord_Howe').length, 1);
  });

  it('does not come at all if the clocks are put forward', () => {
    assert.deepEqual(iso('2026-03-29T02:30', 'Europe/Berlin'), []);
    assert.deepEqual(iso('2026-03-08T02:30', 'America/New_York'), []);
  });

  it('is empty for an invalid instant', () => {
    assert.equal(localOf('soon', 'UTC'), '');
  });

  it('leads back to its instant, for every instant of a year, in all kinds of zones', () => {
    const zones = ['UTC', 'Europe/Dublin', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe'];
    for (const zone of [...zones, 'Pacific/Apia', 'Africa/Casablanca']) {
      for (let instant = Date.UTC(2026, 0); instant < Date.UTC(2027, 0); instant += 6.5 * 3_600_000) {
        assert.ok(instantsOf(localOf(instant, zone), zone).includes(instant), `${zone} ${instant}`);
      }
    }
  });
});
