import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  clocksDiffer,
  scheduleErrors,
  scheduleOf,
} from '../../src/elements/seam-credential-issuer/schedule.js';
import { instantsOf, localOf } from '../../src/elements/seam-credential-issuer/wall-clock.js';
import { issuerForm as phrases } from '../../src/locales/en/issuer-form.js';

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

  it('is found again from every instant of a year, in zones of every kind', () => {
    const zones = ['UTC', 'Europe/Dublin', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe'];
    for (const zone of [...zones, 'Pacific/Apia', 'Africa/Casablanca']) {
      for (let instant = Date.UTC(2026, 0); instant < Date.UTC(2027, 0); instant += 6.5 * 3_600_000) {
        assert.ok(instantsOf(localOf(instant, zone), zone).includes(instant), `${zone} ${instant}`);
      }
    }
  });
});

describe('a schedule', () => {
  const now = Date.parse('2026-01-01T00:00:00Z');
  const errors = (starts_at: string, ends_at: string, zone = 'Europe/Berlin') =>
    scheduleErrors({ starts_at, ends_at }, zone, now, phrases);

  it('starts at the earlier and ends at the later of two times that clocks show', () => {
    const twice = { starts_at: '2026-10-25T02:30', ends_at: '2026-10-25T02:30' };
    assert.deepEqual(scheduleOf(twice, 'Europe/Berlin', now), {
      starts_at: '2026-10-25T00:30:00.000Z',
      ends_at: '2026-10-25T01:30:00.000Z',
    });
  });

  it('leaves out what is not given, and a start that is past', () => {
    const typed = { starts_at: '2025-12-31T00:00', ends_at: '' };
    assert.deepEqual(scheduleOf(typed, 'Europe/Berlin', now), {});
  });

  it('says what is wrong with it', () => {
    assert.deepEqual(errors('', ''), {});
    assert.deepEqual(errors('2026-03-29T02:30', ''), { starts_at: phrases.skipped });
    assert.deepEqual(errors('', '2026-03-29T02:30'), { ends_at: phrases.skipped });
    assert.deepEqual(errors('', '2025-01-01T00:00'), { ends_at: phrases.endsInPast });
    assert.deepEqual(errors('2026-05-02T10:00', '2026-05-02T10:00'), { ends_at: phrases.endsTooEarly });
  });

  it('is longer or shorter by an hour over a change than the clocks say', () => {
    const { starts_at, ends_at } = scheduleOf(
      { starts_at: '2026-03-28T12:00', ends_at: '2026-03-29T12:00' },
      'Europe/Berlin',
      now,
    );
    assert.equal(Date.parse(ends_at!) - Date.parse(starts_at!), 23 * 3_600_000);
  });

  it('tells two zones apart by what their clocks show, not by their names', () => {
    assert.equal(clocksDiffer(now, 'Europe/London', 'Europe/Dublin'), false);
    assert.equal(clocksDiffer(now, 'Europe/London', 'Europe/Berlin'), true);
  });
});
