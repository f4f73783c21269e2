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

/** The time zone of the reader. */
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
  isWritable(local)
    ? candidatesOf(local, timeZone).filter((instant) => localOf(instant, timeZone) === local.slice(0, 16))
    : [];

/** The last time that a field for a day and time takes: after it, a year has more than four digits. */
export const lastLocal = '9998-12-31T23:59';

/** Whether this is a day and time that ISO 8601 can say with four digits for the year, in every time zone. */
export const isWritable = (local: string): boolean =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(local) &&
  local.slice(0, 16) >= firstLocal &&
  local.slice(0, 16) <= lastLocal;

const firstLocal = '0001-01-02T00:00';

/** A typed time, in milliseconds since 1970, and whether the clocks show it twice. */
export interface Moment {
  instant: number;
  isTwice: boolean;
}

/**
 * Where the clocks show a time twice, a start is the earlier and an end the later one: a person who goes by the clock on
 * the wall is never locked out.
 * @returns undefined where there is none, or no such time
 */
export function momentOf(edge: 'start' | 'end', local: string, timeZone = readersZone()): Moment | undefined {
  const instants = instantsOf(local, timeZone);
  const instant = instants.at(edge === 'start' ? 0 : -1);
  return instant === undefined ? undefined : { instant, isTwice: instants.length > 1 };
}

/** Whether the clocks of two time zones show different times at an instant. */
export const clocksDiffer = (instant: number | string, one = readersZone(), other = readersZone()): boolean =>
  localOf(instant, one) !== localOf(instant, other);

/** By the offset of the clocks before and after: they change once within two days at most. */
function candidatesOf(local: string, timeZone: string): readonly number[] {
  const asIfUtc = Date.parse(`${local.slice(0, 16)}Z`);
  const offsets = [asIfUtc - dayMs, asIfUtc + dayMs].map(
    (instant) => Date.parse(`${localOf(instant, timeZone)}Z`) - instant,
  );
  return [...new Set(offsets)].map((offset) => asIfUtc - offset).sort((a, b) => a - b);
}
