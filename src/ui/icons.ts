import { svg, type SVGTemplateResult, html, type TemplateResult } from 'lit';

const paths = {
  attention: svg`<path d="M8 2 1.5 13.5h13zM8 6.5v3M8 11.7v.1"/>`,
  bad: svg`<circle cx="8" cy="8" r="6.5"/><path d="m5.8 5.8 4.4 4.4m0-4.4-4.4 4.4"/>`,
  battery: svg`<rect x="1" y="4.5" width="12" height="7" rx="1.5"/><path d="M15 7v2M3.5 7v2M6 7v2"/>`,
  device: svg`<rect x="4.5" y="1.5" width="7" height="13" rx="2"/><path d="M8 10.5v1.5"/><circle cx="8" cy="5" r="1.4"/>`,
  locked: svg`<rect x="3" y="7" width="10" height="7" rx="1.5"/><path d="M5.2 7V4.8a2.8 2.8 0 0 1 5.6 0V7"/>`,
  offline: svg`<path d="m2 2 12 12M4.6 8.6a5 5 0 0 1 2-1.1M2.3 6.3a8 8 0 0 1 2.4-1.6M9.4 4.6a8 8 0 0 1 4.3 1.7M11.4 8.6l-.6-.5M8 12.4v.1"/>`,
  online: svg`<path d="M2.3 6.3a8.1 8.1 0 0 1 11.4 0M4.6 8.6a4.9 4.9 0 0 1 6.8 0M8 12.4v.1"/>`,
  people: svg`<circle cx="8" cy="5.2" r="2.7"/><path d="M2.8 14a5.2 5.2 0 0 1 10.4 0"/>`,
  sortedDown: svg`<path d="m4.5 6.5 3.5 3.5 3.5-3.5"/>`,
  sortedUp: svg`<path d="m4.5 9.5 3.5-3.5 3.5 3.5"/>`,
  unlocked: svg`<rect x="3" y="7" width="10" height="7" rx="1.5"/><path d="M5.2 7V4.8a2.8 2.8 0 0 1 5.3-1.2"/>`,
  unknown: svg`<circle cx="8" cy="8" r="6.5"/><path d="M6.3 6.2a1.8 1.8 0 1 1 2.6 1.6c-.6.3-.9.7-.9 1.2M8 11.3v.1"/>`,
} satisfies Record<string, SVGTemplateResult>;

export type IconName = keyof typeof paths;

/** Decoration only: the word beside it, or the label of its button, says what it means. */
export const icon = (name: IconName): TemplateResult =>
  html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true">${paths[name]}</svg>`;
