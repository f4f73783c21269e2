import { html, type TemplateResult } from 'lit';
import type { SeamElement } from '../base/seam-element.js';

export const loading = ({ general }: SeamElement): TemplateResult => html`
  <p role="status" class="visually-hidden">${general.loading}</p>
  <div class="loading" aria-hidden="true">
    ${Array.from({ length: 6 }, () => html`<span class="skeleton"></span>`)}
  </div>
`;
