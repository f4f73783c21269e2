import { html, type TemplateResult } from 'lit';

/** One path for each icon, on a grid of 16. */
const paths = {
  attention: 'M8 2 1.5 13.5h13zM8 6.5v3M8 11.7v.1',
  bad: 'M1.5 8a6.5 6.5 0 1 0 13 0 6.5 6.5 0 1 0-13 0M5.8 5.8l4.4 4.4m0-4.4-4.4 4.4',
  battery: 'M2 4.5h10a1 1 0 0 1 1 1v5a1 1 0 0 1-1 1H2a1 1 0 0 1-1-1v-5a1 1 0 0 1 1-1M15 7v2M3.8 7v2M6.4 7v2',
  check: 'm3 8.5 3.2 3.2L13 4.5',
  close: 'm4 4 8 8m0-8-8 8',
  copy: 'M6 5.5h7v8H6zM10 3V2.5H3v8h.5',
  device:
    'M6 1.5h4A1.5 1.5 0 0 1 11.5 3v10a1.5 1.5 0 0 1-1.5 1.5H6A1.5 1.5 0 0 1 4.5 13V3A1.5 1.5 0 0 1 6 1.5M6.7 5a1.3 1.3 0 1 0 2.6 0 1.3 1.3 0 1 0-2.6 0M8 10v2',
  locked:
    'M4 7h8a1 1 0 0 1 1 1v5a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V8a1 1 0 0 1 1-1M5.2 7V4.8a2.8 2.8 0 0 1 5.6 0V7',
  door: 'M3.5 14.5v-12a1 1 0 0 1 1-1h7a1 1 0 0 1 1 1v12M1.5 14.5h13M10 8v.6',
  dot: 'M6.5 8a1.5 1.5 0 1 0 3 0 1.5 1.5 0 1 0-3 0',
  key: 'M7.6 8.4a3 3 0 1 0-1.2 1.2M7.6 8.4l5.4-5.4m-2 2 2 2',
  link: 'M6.5 9.5a2.5 2.5 0 0 0 3.6 0l2.6-2.6a2.5 2.5 0 0 0-3.6-3.6l-.8.8M9.5 6.5a2.5 2.5 0 0 0-3.6 0L3.3 9.1a2.5 2.5 0 0 0 3.6 3.6l.8-.8',
  minus: 'M4 8h8',
  offline: 'm2 2 12 12M4.6 8.6a5 5 0 0 1 2-1.1M2.3 6.3a8 8 0 0 1 2.4-1.6M9.4 4.6a8 8 0 0 1 4.3 1.7M8 12.4v.1',
  online: 'M2.3 6.3a8.1 8.1 0 0 1 11.4 0M4.6 8.6a4.9 4.9 0 0 1 6.8 0M8 12.4v.1',
  paused: 'M1.5 8a6.5 6.5 0 1 0 13 0 6.5 6.5 0 1 0-13 0M6.3 5.8v4.4M9.7 5.8v4.4',
  people: 'M5.3 5.2a2.7 2.7 0 1 0 5.4 0 2.7 2.7 0 1 0-5.4 0M2.8 14a5.2 5.2 0 0 1 10.4 0',
  phone: 'M5 1.5h6a1 1 0 0 1 1 1v11a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1v-11a1 1 0 0 1 1-1M7.3 12.3h1.4',
  plus: 'M8 3v10M3 8h10',
  remove: 'M2.5 4.5h11M6 4.5v-2h4v2M4 4.5l.6 9h6.8l.6-9M6.8 7v4.2M9.2 7v4.2',
  sortedDown: 'm4.5 6.5 3.5 3.5 3.5-3.5',
  sortedUp: 'm4.5 9.5 3.5-3.5 3.5 3.5',
  unlink:
    'M6.5 9.5a2.5 2.5 0 0 0 2 .7M12 7.6l.7-.7a2.5 2.5 0 0 0-3.6-3.6l-.8.8M9.5 6.5a2.5 2.5 0 0 0-2-.7M4 8.4l-.7.7a2.5 2.5 0 0 0 3.6 3.6l.8-.8M3 2.5l10 11',
  unlocked:
    'M4 7h8a1 1 0 0 1 1 1v5a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V8a1 1 0 0 1 1-1M5.2 7V4.6a2.8 2.8 0 0 1 5.4-1',
  waiting: 'M1.5 8a6.5 6.5 0 1 0 13 0 6.5 6.5 0 1 0-13 0M8 4.5V8l2.3 1.5',
  unknown:
    'M1.5 8a6.5 6.5 0 1 0 13 0 6.5 6.5 0 1 0-13 0M6.3 6.2a1.8 1.8 0 1 1 2.6 1.6c-.6.3-.9.7-.9 1.2M8 11.3v.1',
};

export type IconName = keyof typeof paths;

/** Decoration only: the text next to the icon, or the label of its button, says what it means. */
export const icon = (name: IconName): TemplateResult =>
  html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d=${paths[name]}></path></svg>`;
