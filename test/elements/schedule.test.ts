import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { scheduleErrors, scheduleOf } from '../../src/elements/shared/schedule.js';
import { general } from '../../src/locales/en/general.js';
import { clocksDiffer } from '../../src/ui/zoned-time.js';

const { times: phrases, validity } = general;

describe('a schedule', () => {
  const now = Date.parse('2026-01-01T00:00:00Z');
  const errors = (starts_at: string, ends_at: string, zone = 'Europe/Berlin') =>
    Object.fromEntries(
      Object.entries(scheduleErrors({ starts_at, ends_at }, zone, now)).map(([name, say]) => [
        name,
        say(general),
      ]),
    );

  it('starts at the earlier and ends at the later time, if a local time occurs twice', () => {
    const twice = { starts_at: '2026-10-25T02:30', ends_at: '2026-10-25T02:30' };
    assert.deepEqual(scheduleOf(twice, 'Europe/Berlin'), {
      starts_at: '2026-10-25T00:30:00.000Z',
      ends_at: '2026-10-25T01:30:00.000Z',
    });
  });

  it('omits values that are not given', () => {
    assert.deepEqual(scheduleOf({ starts_at: '', ends_at: '' }, 'Europe/Berlin'), {});
  });

  it('reports its errors', () => {
    assert.deepEqual(errors('', ''), {});
    assert.deepEqual(errors('2026-03-29T02:30', ''), { starts_at: phrases.skipped });
    assert.deepEqual(errors('', '2026-03-29T02:30'), { ends_at: phrases.skipped });
    assert.deepEqual(errors('', '2025-01-01T00:00'), { ends_at: phrases.endsInPast });
    assert.deepEqual(errors('12026-05-02T10:00', '275760-09-13T00:00'), {
      starts_at: validity.outOfRange,
      ends_at: validity.outOfRange,
    });
    assert.deepEqual(errors('2026-05-02T10:00', '2026-05-02T10:00'), { ends_at: phrases.endsTooEarly });
  });

  it('is an hour longer or shorter than its local times, over a clock change', () => {
    const { starts_at, ends_at } = scheduleOf(
      { starts_at: '2026-03-28T12:00', ends_at: '2026-03-29T12:00' },
      'Europe/Berlin',
    );
    assert.equal(Date.parse(ends_at!) - Date.parse(starts_at!), 23 * 3_600_000);
  });

  it('compares time zones by their local time, not by their names', () => {
    assert.equal(clocksDiffer(now, 'Europe/London', 'Europe/Dublin'), false);
    assert.equal(clocksDiffer(now, 'Europe/London', 'Europe/Berlin'), true);
  });
});
