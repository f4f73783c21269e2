/** A Monday morning, on which sandboxes begin, too: what is shown is the same every time. */
const start = Date.parse('2026-11-02T09:00:00.000Z');

/** Lets the page's time run from a fixed morning. Import it before anything that asks for the time. */
globalThis.Date = class extends Date {
  constructor(...values: [] | [number]) {
    if (values.length > 0) super(...(values as [number]));
    else super(now());
  }
  static override now = now;
} as DateConstructor;

function now(): number {
  return start + Math.round(performance.now());
}
