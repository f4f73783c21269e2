import { html, type TemplateResult } from 'lit';

/** One path each, on a grid of 16. */
const paths = {
  attention: 'M8 2 1.5 13.5h13zM8 6.5v3M8 11.7v.1',
  bad: 'M1.5 8a6.5 6.5 0 1 0 13 0 6.5 6.5 0 1 0-13 0M5.8 5.8l4.4 4.4m0-4.4-4.4 4.4',
  battery: 'M2 4.5h10a1 1 0 0 1 1 1v5a1 1 0 0 1-1 1H2a1 1 0 0 1-1-1v-5a1 1 0 0 1 1-1M15 7v2M3.8 7v2M6.4 7v2',
  device:
    'M6 1.5h4A1.5 1.5 0 0 1 11.5 3v10a1.5 1.5 0 0 1-1.5 1.5H6A1.5 1.5 0 0 1 4.5 13V3A1.5 1.5 0 0 1 6 1.5M6.7 5a1.3 1.3 0 1 0 2.6 0 1.3 1.3 0 1 0-2.6 0M8 10v2',
  locked:
    'M4 7h8a1 1 0 0 1 1 1v5a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V8a1 1 0 0 1 1-1M5.2 7V4.8a2.8 2.8 0 0 1 5.6 0V7',
  offline: 'm2 2 12 12M4.6 8.6a5 5 0 0 1 2-1.1M2.3 6.3a8 8 0 0 1 2.4-1.6M9.4 4.6a8 8 0 0 1 4.3 1.7M8 12.4v.1',
  online: 'M2.3 6.3a8.1 8.1 0 0 1 11.4 0M4.6 8.6a4.9 4.9 0 0 1 6.8 0M8 12.4v.1',
  people: 'M5.3 5.2a2.7 2.7 0 1 0 5.4 0 2.7 2.7 0 1 0-5.4 0M2.8 14a5.2 5.2 0 0 1 10.4 0',
  sortedDown: 'm4.5 6.5 3.5 3.5 3.5-3.5',
  sortedUp: 'm4.5 9.5 3.5-3.5 3.5 3.5',
  unlocked:
    'M4 7h8a1 1 0 0 1 1 1v5a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V8a1 1 0 0 1 1-1M5.2 7V4.6a2.8 2.8 0 0 1 5.4-1',
  unknown:
    'M1.5 8a6.5 6.5 0 1 0 13 0 6.5 6.5 0 1 0-13 0M6.3 6.2a1.8 1.8 0 1 1 2.6 1.6c-.6.3-.9.7-.9 1.2M8 11.3v.1',
};

export type IconName = keyof typeof paths;

/** Decoration only: the word beside it, or the label of its button, says what it means. */
export const icon = (name: IconName): TemplateResult =>
  html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d=${paths[name]}></path></svg>`;
