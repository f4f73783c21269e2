import { html, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { notice } from '../ui/badge-and-notice.js';
import { SeamElement } from './base/seam-element.js';

/**
 * Stands inside an element whose code could not be fetched: says so, and offers to fetch it again. Where that fails too,
 * the page is to be loaded again: Firefox never asks a second time for a module that failed, and after a new version of
 * the page's files the old ones may be gone.
 */
export class MissingElement extends SeamElement {
  /** Fetches the code again. @returns whether it came */
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
