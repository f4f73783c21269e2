const dayMs = 24 * 60 * 60_000;

/** A time zone that Intl knows, such as `Europe/Dublin`; undefined for anything else. */
export function knownZone(timeZone: string | null | undefined): string | undefined {
  if (!timeZone) return undefined;
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

/** The time zone of whoever reads this page. */
export const readersZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

/**
 * What the clocks of a time zone show at an instant, such as `2026-03-01T14:00`; milliseconds since 1970, or ISO 8601.
 * Nothing where that is no instant.
 */
export function localOf(instant: number | string, timeZone = readersZone()): string {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return '';
  const parts = new Intl.DateTimeFormat('en', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  }).formatToParts(date);
  const part = (type: string) => parts.find((found) => found.type === type)!.value;
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`;
}

/**
 * The instants, in milliseconds since 1970, at which the clocks of a time zone show a day and time: two where they
 * are put back over it, none where they are put forward over it.
 */
export const instantsOf = (local: string, timeZone = readersZone()): readonly number[] =>
  candidatesOf(local, timeZone).filter((instant) => localOf(instant, timeZone) === local.slice(0, 16));

/** The first of these instants in ISO 8601; in an hour that is left out, what it would have been without the change. */
export function instantOf(local: string, timeZone = readersZone()): string {
  const instant = instantsOf(local, timeZone)[0] ?? candidatesOf(local, timeZone).at(-1)!;
  return new Date(instant).toISOString();
}

/** By the offset of the clocks before and after: they change once within two days at most. */
function candidatesOf(local: string, timeZone: string): readonly number[] {
  const asIfUtc = Date.parse(`${local.slice(0, 16)}Z`);
  const offsets = [asIfUtc - dayMs, asIfUtc + dayMs].map(
    (instant) => Date.parse(`${localOf(instant, timeZone)}Z`) - instant,
  );
  return [...new Set(offsets)].map((offset) => asIfUtc - offset).sort((a, b) => a - b);
}
