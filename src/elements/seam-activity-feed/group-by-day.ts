import type { SeamEvent } from '../../api/contract.gen.js';
import type { Format } from '../../ui/format.js';

export interface Day {
  readonly name: string;
  readonly events: readonly SeamEvent[];
}

/** Groups events by the calendar day in the user's time zone. Days without events have no group. */
export function daysOf(events: readonly SeamEvent[], format: Format): readonly Day[] {
  const days = new Map<string, SeamEvent[]>();
  for (const event of events) {
    const name = format.day(event.occurred_at);
    const day = days.get(name);
    if (day) day.push(event);
    else days.set(name, [event]);
  }
  return [...days].map(([name, ofDay]) => ({ name, events: ofDay }));
}
