import { html, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { notice } from '../ui/badge-and-notice.js';
import { SeamElement } from './base/seam-element.js';

/**
 * Shown inside an element whose code could not be fetched. It says so and offers a retry. If the retry fails too, it
 * offers to reload the page: Firefox never fetches a failed module a second time, and after an update of the page the
 * old files may no longer exist.
 */
export class MissingElement extends SeamElement {
  /** Fetches the code again. @returns whether the code was fetched */
  fetchAgain: (() => Promise<boolean>) | undefined;

  @state() private hasFailedAgain = false;

  protected override render(): TemplateResult {
    const { general } = this;
    return this.renderBase(html`
      <h2 id="title" class="visually-hidden">${general.errors.unreachable.title}</h2>
      ${notice({
        icon: 'attention',
        tone: 'bad',
        ...general.errors.unreachable,
        action: this.hasFailedAgain
          ? { label: general.reload, run: () => location.reload() }
          : { label: general.retry, run: () => void this.retry() },
      })}
    `);
  }

  protected override renderContent(): TemplateResult {
    return this.render();
  }

  private async retry() {
    this.hasFailedAgain = !(await this.fetchAgain?.());
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'seam-missing-element': MissingElement;
  }
}
