import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  clocksDiffer,
  scheduleErrors,
  scheduleOf,
} from '../../src/elements/seam-credential-issuer/schedule.js';
import { issuerForm as phrases } from '../../src/locales/en/issuer-form.js';

describe('a schedule', () => {
  const now = Date.parse('2026-01-01T00:00:00Z');
  const errors = (starts_at: string, ends_at: string, zone = 'Europe/Berlin') =>
    Object.fromEntries(
      Object.entries(scheduleErrors({ starts_at, ends_at }, zone, now, () => phrases)).map(([name, say]) => [
        name,
        say(),
      ]),
    );

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
