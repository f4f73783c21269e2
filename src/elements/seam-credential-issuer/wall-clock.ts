const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** The time zone of whoever reads this page. */
export const readersZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** What the clocks of a time zone show at an instant in milliseconds since 1970, such as `2026-03-01T14:00`. */
export function localOf(instant: number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  }).formatToParts(instant);
  const part = (type: string) => parts.find((found) => found.type === type)?.value ?? '';
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`;
}

/**
 * The instants, in milliseconds since 1970, at which the clocks of a time zone show a day and time: two where they
 * are put back over it, none where they are put forward over it.
 */
export function instantsOf(local: string, timeZone: string): readonly number[] {
  const asIfUtc = Date.parse(`${local.slice(0, 16)}Z`);
  // Clocks change once within two days at most, so these are the offsets before and after.
  const offsets = [asIfUtc - dayMs, asIfUtc + dayMs].map(
    (instant) => Date.parse(`${localOf(instant, timeZone)}Z`) - instant,
  );
  return [...new Set(offsets)]
    .map((offset) => asIfUtc - offset)
    .filter((instant) => localOf(instant, timeZone) === local.slice(0, 16))
    .sort((a, b) => a - b);
}
