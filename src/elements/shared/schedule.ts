import type { TemplateResult } from 'lit';
import { field, type Complaint, type Field } from '../../ui/field.js';
import { clocksDiffer, isWritable, lastLocal, momentOf } from '../../ui/zoned-time.js';
import type { SeamElement } from '../base/seam-element.js';

/** Times as the user typed them, in local time of a time zone; '' for no time. */
export interface Typed {
  starts_at: string;
  ends_at: string;
}

/** Checks the times. `now` in milliseconds since 1970. Without a time zone, the times are in the user's own. */
export function scheduleErrors(
  typed: Typed,
  timeZone: string | undefined,
  now: number,
): Partial<Record<keyof Typed, Complaint>> {
  const start = momentOf('start', typed.starts_at, timeZone);
  const end = momentOf('end', typed.ends_at, timeZone);
  const errors: Partial<Record<keyof Typed, Complaint>> = {};
  if (typed.starts_at && !start) errors.starts_at = noSuchTime(typed.starts_at);
  if (typed.ends_at && !end) errors.ends_at = noSuchTime(typed.ends_at);
  else if (end && end.instant <= now) errors.ends_at = ({ times }) => times.endsInPast;
  else if (start && end && end.instant <= start.instant) errors.ends_at = ({ times }) => times.endsTooEarly;
  return errors;
}

const noSuchTime =
  (local: string): Complaint =>
  ({ times, validity }) =>
    isWritable(local) ? times.skipped : validity.outOfRange;

/** Returns the times in the format of the Seam API. Call this with times that have no error. */
export function scheduleOf(typed: Typed, timeZone: string | undefined): Partial<Typed> {
  const start = momentOf('start', typed.starts_at, timeZone);
  const end = momentOf('end', typed.ends_at, timeZone);
  return {
    ...(start && { starts_at: new Date(start.instant).toISOString() }),
    ...(end && { ends_at: new Date(end.instant).toISOString() }),
  };
}

interface TimeField extends Omit<Field, 'type' | 'min' | 'max'> {
  edge: 'start' | 'end';
  /** The time zone of the typed time. Default: the user's own. */
  timeZone: string | undefined;
}

/**
 * A field for a time. If the typed time is ambiguous, or the user's own time zone differs, this is said in place of
 * the help.
 */
export function timeField(
  { general, format }: SeamElement,
  { edge, timeZone, help, ...options }: TimeField,
): TemplateResult {
  const moment = momentOf(edge, options.value, timeZone);
  const iso = moment && new Date(moment.instant).toISOString();
  const lines = iso && [
    ...(moment.isTwice ? [general.times.twice(format.moment(iso, timeZone))] : []),
    ...(clocksDiffer(iso, timeZone) ? [general.times.yours(format.moment(iso))] : []),
  ];
  return field({
    ...options,
    type: 'datetime-local',
    max: lastLocal,
    help: lines && lines.length > 0 ? lines.join(' ') : help,
  });
}

/** Formats a time in a time zone, followed by the user's own local time if it differs. */
export function zonedTime(
  { general, format }: SeamElement,
  iso: string,
  timeZone: string | undefined,
): string {
  const there = format.moment(iso, timeZone);
  return clocksDiffer(iso, timeZone) ? `${there} (${general.times.yours(format.moment(iso))})` : there;
}
