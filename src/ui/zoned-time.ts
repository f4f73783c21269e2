/** A time zone that Intl knows, such as `Europe/Dublin`; undefined for anything else. */
export function knownZone(timeZone: string | null | undefined): string | undefined {
  if (!timeZone) return undefined;
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

/**
 * The instant, in ISO 8601, at which the clocks of a time zone show a day and time such as `2026-03-01T14:00`.
 * Without a zone they are the reader's own clocks.
 */
export function instantOf(local: string, timeZone?: string): string {
  if (!timeZone) return new Date(local).toISOString();
  const asIfUtc = Date.parse(`${local}Z`);
  // A first guess may fall on the other side of a change of the clocks.
  const guess = asIfUtc - offsetAt(asIfUtc, timeZone);
  return new Date(asIfUtc - offsetAt(guess, timeZone)).toISOString();
}

/** How far the clocks of a time zone are ahead of UTC, in milliseconds. */
function offsetAt(instant: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  }).formatToParts(instant);
  const part = (type: string) => Number(parts.find((found) => found.type === type)?.value);
  const shown = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'));
  return shown - Math.floor(instant / 60_000) * 60_000;
}

/** The inverse: what the clocks of a time zone, else the reader's, show at an instant, such as `2026-03-01T14:00`. */
export function localOf(iso: string, timeZone?: string): string {
  const shown = new Intl.DateTimeFormat('sv', {
    dateStyle: 'short',
    timeStyle: 'short',
    ...(timeZone && { timeZone }),
  });
  return shown.format(Date.parse(iso)).replace(' ', 'T');
}
