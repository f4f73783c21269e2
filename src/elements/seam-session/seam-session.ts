import { css, html, type TemplateResult } from 'lit';
import { SeamElement } from '../base/seam-element.js';
import { define } from '../base/define.js';
import { SessionProvider } from '../base/session-controller.js';

/**
 * Provides one session to all elements inside it, and starts the session before their first request.
 *
 * @summary One session for all elements inside it.
 * @slot - The part of the page that shares the session.
 */
export class SeamSession extends SeamElement {
  static override styles = css`
    :host {
      display: contents;
    }
  `;

  /** @internal */
  readonly provider: SessionProvider = new SessionProvider(this);

  protected override render(): TemplateResult {
    return html`<slot></slot>`;
  }

  protected override renderContent(): TemplateResult {
    return this.render();
  }
}

export type { SeamEventDetails, SeamEventMap } from '../base/events.js';

declare global {
  interface HTMLElementTagNameMap {
    'seam-session': SeamSession;
  }
}

define('seam-session', SeamSession);
