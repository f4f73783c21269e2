/** A Monday morning, when sandboxes also start: a story shows the same text in every run. */
const start = Date.parse('2026-11-02T09:00:00.000Z');

/** Starts the page's clock at a fixed morning. Import this module before everything that reads the time. */
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
