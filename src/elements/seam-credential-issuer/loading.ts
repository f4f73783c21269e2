import { html, type TemplateResult } from 'lit';
import type { General } from '../../locales/index.js';

export const loading = (general: General): TemplateResult => html`
  <p role="status" class="visually-hidden">${general.loading}</p>
  <div class="loading" aria-hidden="true">
    ${Array.from({ length: 6 }, () => html`<span class="skeleton"></span>`)}
  </div>
`;
