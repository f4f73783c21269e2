const dayMs = 24 * 60 * 60_000;

/** The time zone if Intl knows it, such as `Europe/Dublin`; undefined for anything else. */
export function knownZone(timeZone: string | null | undefined): string | undefined {
  if (!timeZone) return undefined;
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

/** The reader's time zone. */
export const readersZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

/**
 * The local time of an instant in a time zone, such as `2026-03-01T14:00`. The instant is in milliseconds since 1970,
 * or ISO 8601. Returns an empty string for an invalid instant.
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
 * The instants, in milliseconds since 1970, with this local time in a time zone: two if the clocks are put back over
 * it, none if they are put forward over it.
 */
export const instantsOf = (local: string, timeZone = readersZone()): readonly number[] =>
  isWritable(local)
    ? candidatesOf(local, timeZone).filter((instant) => localOf(instant, timeZone) === local.slice(0, 16))
    : [];

/** The latest value of a field for day and time: after it, the year has more than four digits. */
export const lastLocal = '9998-12-31T23:59';

/** Whether ISO 8601 can write this local time with a four-digit year, in every time zone. */
export const isWritable = (local: string): boolean =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(local) &&
  local.slice(0, 16) >= firstLocal &&
  local.slice(0, 16) <= lastLocal;

const firstLocal = '0001-01-02T00:00';

/** An entered time, in milliseconds since 1970, and whether the clocks show it twice. */
export interface Moment {
  instant: number;
  isTwice: boolean;
}

/**
 * If the clocks show a time twice, a start is the earlier instant and an end the later one. So a person who reads the
 * local clock is never locked out.
 * @returns undefined if there is no input, or no such time
 */
export function momentOf(edge: 'start' | 'end', local: string, timeZone = readersZone()): Moment | undefined {
  const instants = instantsOf(local, timeZone);
  const instant = instants.at(edge === 'start' ? 0 : -1);
  return instant === undefined ? undefined : { instant, isTwice: instants.length > 1 };
}

/** Whether two time zones have different local times at an instant. */
export const clocksDiffer = (instant: number | string, one = readersZone(), other = readersZone()): boolean =>
  localOf(instant, one) !== localOf(instant, other);

/** Uses the offsets before and after the time: they change at most once within two days. */
function candidatesOf(local: string, timeZone: string): readonly number[] {
  const asIfUtc = Date.parse(`${local.slice(0, 16)}Z`);
  const offsets = [asIfUtc - dayMs, asIfUtc + dayMs].map(
    (instant) => Date.parse(`${localOf(instant, timeZone)}Z`) - instant,
  );
  return [...new Set(offsets)].map((offset) => asIfUtc - offset).sort((a, b) => a - b);
}
