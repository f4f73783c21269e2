import { html, nothing, type TemplateResult } from 'lit';
import { mayHaveHappened, type SeamError } from '../../api/errors.js';
import type { SeamElement } from '../base/seam-element.js';
import { errorWords } from '../base/error-notice.js';

/** Renders, in a dialog, why the action failed: our text, the message of the server, and the request id. */
export const problem = (
  { general: words }: SeamElement,
  error: SeamError | undefined,
): TemplateResult | typeof nothing =>
  error
    ? html`<div class="problem" role="alert">
        <strong class="bad"
          >${error.kind === 'not_permitted' ? words.refusals.not_permitted : errorWords(error, words).title}</strong
        >
        ${mayHaveHappened(error) ? html`<p>${words.mayHaveHappened}</p>` : nothing}
        <p class="small muted">
          <bdi>${error.message}</bdi
          >${error.requestId ? html` · ${words.requestId}: ${error.requestId}` : nothing}
        </p>
      </div>`
    : nothing;
