import { ContextProvider } from '@lit/context';
import { css, html, type PropertyValues, type TemplateResult } from 'lit';
import { SeamElement } from '../base-element.js';
import { sessionContext } from '../session-context.js';

/**
 * Gives one session to every element inside, and starts it before the first of them asks.
 *
 * @summary One session for everything inside.
 * @slot - The part of the page that shares the session.
 */
export class SeamSession extends SeamElement {
  static override styles = css`
    :host {
      display: contents;
    }
  `;

  private readonly provider = new ContextProvider(this, { context: sessionContext });

  protected override willUpdate(_changed: PropertyValues<this>): void {
    const { inherited, options } = this.session;
    this.provider.setValue({
      options,
      locale: this.locale || inherited?.locale,
      readOnly: this.readOnly || Boolean(inherited?.readOnly),
    });
  }

  protected override render(): TemplateResult {
    return html`<slot></slot>`;
  }

  protected override renderContent(): TemplateResult {
    return this.render();
  }
}
