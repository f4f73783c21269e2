import { isolated } from '../locales/isolate.js';

// One formatter for each locale and format: to create one costs forty times as much as to use it.
type Formatters = Intl.DateTimeFormat | Intl.NumberFormat | Intl.ListFormat | Intl.Collator;
const cache = new Map<string, Formatters>();

function cached<Formatter extends Formatters>(key: string, make: () => Formatter): Formatter {
  const found = (cache.get(key) as Formatter | undefined) ?? make();
  cache.set(key, found);
  return found;
}

/** How a locale writes dates and numbers, and how it sorts names. */
export interface Format {
  readonly locale: string;
  /** A day, from ISO 8601; returns an invalid date unchanged. */
  date(iso: string): string;
  /** A day with its weekday, from ISO 8601. */
  day(iso: string): string;
  /** Hours, minutes and seconds with the time zone, from ISO 8601. */
  exactTime(iso: string): string;
  /** Day, time and time zone, from ISO 8601. */
  dateTime(iso: string): string;
  /** Short day and time with the time zone, from ISO 8601; in the reader's zone by default. */
  moment(iso: string, timeZone?: string): string;
  /** Hours and minutes of a time in milliseconds since 1970; an empty string for an invalid time. */
  time(ms: number): string;
  number(value: number): string;
  /** Of a number 0…1. */
  percent(value: number): string;
  /** Joined as a sentence does, such as `a, b and c`. */
  list(items: readonly string[]): string;
  compare(a: string, b: string): number;
}

export function formatFor(tag: string): Format {
  const locale = supported(tag);
  const dates = (name: string, options: Intl.DateTimeFormatOptions) =>
    cached(`${locale} ${name}`, () => new Intl.DateTimeFormat(locale, options));
  const numbers = (name: string, options: Intl.NumberFormatOptions) =>
    cached(`${locale} ${name}`, () => new Intl.NumberFormat(locale, options));
  const orValue = (iso: string, format: () => Intl.DateTimeFormat) => {
    const ms = Date.parse(iso);
    return Number.isNaN(ms) ? iso : format().format(ms);
  };
  const collator = cached(`${locale} collator`, () => new Intl.Collator(locale, { numeric: true }));
  return {
    locale,
    date: (iso) => orValue(iso, () => dates('date', { dateStyle: 'medium' })),
    day: (iso) => orValue(iso, () => dates('day', { dateStyle: 'full' })),
    exactTime: (iso) => orValue(iso, () => dates('exactTime', { timeStyle: 'long' })),
    dateTime: (iso) => orValue(iso, () => dates('dateTime', { dateStyle: 'full', timeStyle: 'long' })),
    moment: (iso, timeZone) =>
      orValue(iso, () =>
        dates(`moment ${timeZone ?? ''}`, { ...shortMoment, ...(timeZone && { timeZone }) }),
      ),
    time: (ms) => (Number.isNaN(ms) ? '' : dates('time', { timeStyle: 'short' }).format(ms)),
    number: (value) => numbers('number', {}).format(value),
    percent: (value) => numbers('percent', { style: 'percent' }).format(value),
    list: (items) => cached(`${locale} list`, () => new Intl.ListFormat(locale)).format(items.map(isolated)),
    compare: (a, b) => collator.compare(a, b),
  };
}

const shortMoment: Intl.DateTimeFormatOptions = {
  year: 'numeric',
  month: 'short',
  day: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
  timeZoneName: 'short',
};

/** A tag that Intl accepts: `lang` in a page may contain any text. */
function supported(tag: string): string {
  try {
    return Intl.getCanonicalLocales(tag)[0]!;
  } catch {
    return 'en';
  }
}
