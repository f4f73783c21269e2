import type { TemplateResult } from 'lit';
import { field, type Complaint, type Field } from '../../ui/field.js';
import { clocksDiffer, isWritable, lastLocal, momentOf } from '../../ui/zoned-time.js';
import type { SeamElement } from '../base/seam-element.js';

/** Times as typed, on the clocks of a time zone; '' for none. */
export interface Typed {
  starts_at: string;
  ends_at: string;
}

/** What is wrong with the times; `now` in milliseconds since 1970. Without a zone they are on the reader's clocks. */
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

/** The times as Seam takes them, where nothing is wrong with them. */
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
  /** Whose clocks show what is typed; the reader's without it. */
  timeZone: string | undefined;
}

/** A field for a time: in place of its help, what is meant where that is not plain, and when it is for the reader. */
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

/** A time on the clocks of a time zone, with the reader's beside it where they differ. */
export function zonedTime(
  { general, format }: SeamElement,
  iso: string,
  timeZone: string | undefined,
): string {
  const there = format.moment(iso, timeZone);
  return clocksDiffer(iso, timeZone) ? `${there} (${general.times.yours(format.moment(iso))})` : there;
}
