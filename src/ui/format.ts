import { isolated } from '../locales/isolate.js';

// One formatter per locale and shape: making one costs forty times what using it does.
type Formatters = Intl.DateTimeFormat | Intl.NumberFormat | Intl.ListFormat | Intl.Collator;
const cache = new Map<string, Formatters>();

function cached<Formatter extends Formatters>(key: string, make: () => Formatter): Formatter {
  const found = (cache.get(key) as Formatter | undefined) ?? make();
  cache.set(key, found);
  return found;
}

/** How one locale writes dates and numbers and orders names. */
export interface Format {
  readonly locale: string;
  /** A day, from ISO 8601; what is no date comes back as it is. */
  date(iso: string): string;
  /** A day with its weekday, from ISO 8601. */
  day(iso: string): string;
  /** Hours, minutes and seconds with the zone, from ISO 8601. */
  exactTime(iso: string): string;
  /** Day, time and zone, from ISO 8601. */
  dateTime(iso: string): string;
  /** Short, but with the zone: day and time on the clocks of a time zone, else on the reader's. */
  moment(iso: string, timeZone?: string): string;
  /** Hours and minutes of a moment in milliseconds since 1970; nothing where that is no moment. */
  time(ms: number): string;
  number(value: number): string;
  /** 0…1 */
  percent(value: number): string;
  /** Joined by commas and an “and”. */
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

/** A tag that Intl takes; a page may have written anything into its `lang`. */
function supported(tag: string): string {
  try {
    return Intl.getCanonicalLocales(tag)[0]!;
  } catch {
    return 'en';
  }
}
