import { html, type TemplateResult } from 'lit';
import type { General } from '../locales/index.js';
import { notice } from '../ui/status.js';

/** What an element about one person shows before a person is chosen. */
export const noPerson = (title: string, words: General): TemplateResult =>
  html`<h2 id="title">${title}</h2>
    ${notice({ icon: 'people', tone: 'neutral', ...words.noPerson })}`;
