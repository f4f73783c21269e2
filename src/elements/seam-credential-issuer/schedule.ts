import type { Words } from '../../locales/index.js';
import { instantsOf, localOf } from '../../ui/zoned-time.js';

type Phrases = Words['issuing']['issuerForm'];

/** Times as typed, on the clocks of the access system; '' for none. */
export interface Typed {
  starts_at: string;
  ends_at: string;
}

/** A typed time, in milliseconds since 1970, and whether the clocks show it twice. */
export interface Moment {
  instant: number;
  isTwice: boolean;
}

/**
 * Where the clocks show a time twice, a start is the earlier and an end the later one: whoever goes by the clock on
 * the wall is never locked out.
 * @returns undefined where there is none, or no such time
 */
export function momentOf(name: keyof Typed, typed: Typed, timeZone: string): Moment | undefined {
  const instants = typed[name] ? instantsOf(typed[name], timeZone) : [];
  const instant = instants.at(name === 'starts_at' ? 0 : -1);
  return instant === undefined ? undefined : { instant, isTwice: instants.length > 1 };
}

/** What is wrong with the times, in the words of when it is asked. `now` in milliseconds since 1970. */
export function scheduleErrors(
  typed: Typed,
  timeZone: string,
  now: number,
  phrases: () => Phrases,
): Partial<Record<keyof Typed, () => string>> {
  const start = momentOf('starts_at', typed, timeZone);
  const end = momentOf('ends_at', typed, timeZone);
  const errors: Partial<Record<keyof Typed, () => string>> = {};
  if (typed.starts_at && !start) errors.starts_at = () => phrases().skipped;
  if (typed.ends_at && !end) errors.ends_at = () => phrases().skipped;
  else if (end && end.instant <= now) errors.ends_at = () => phrases().endsInPast;
  else if (start && end && end.instant <= start.instant) errors.ends_at = () => phrases().endsTooEarly;
  return errors;
}

/** The times as Seam takes them. It moves a start that is past, so that is left out: then it starts at once. */
export function scheduleOf(typed: Typed, timeZone: string, now: number): Partial<Typed> {
  const start = momentOf('starts_at', typed, timeZone);
  const end = momentOf('ends_at', typed, timeZone);
  return {
    ...(start && start.instant > now && { starts_at: new Date(start.instant).toISOString() }),
    ...(end && { ends_at: new Date(end.instant).toISOString() }),
  };
}

/** Whether the clocks of two time zones show different times at an instant. */
export const clocksDiffer = (instant: number, one: string, other: string): boolean =>
  localOf(instant, one) !== localOf(instant, other);
