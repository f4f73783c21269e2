import { html, nothing, type TemplateResult } from 'lit';
import type { General, Words } from '../../locales/index.js';
import { button } from '../../ui/button.js';
import { dialog } from '../../ui/dialog.js';
import type { SeamElement } from '../base-element.js';

/**
 * Shows the address of an instant key, once. Whoever has it can open the person's doors, so it is drawn only when
 * asked for, and nothing of it stays when the dialog is closed.
 */
export class SecretDialog {
  private url: string | undefined;
  private isRevealed = false;
  private qrCode: TemplateResult | undefined;
  private said = '';

  constructor(private readonly host: SeamElement) {}

  get isOpen(): boolean {
    return this.url !== undefined;
  }

  open(url: string): void {
    this.close();
    this.url = url;
    this.host.requestUpdate();
  }

  close = (): void => {
    this.url = this.qrCode = undefined;
    this.isRevealed = false;
    this.said = '';
    this.host.requestUpdate();
  };

  render(phrases: Words['keys']['instantKeys'], general: General): TemplateResult | typeof nothing {
    const { url } = this;
    if (url === undefined) return nothing;
    return dialog({
      title: phrases.made,
      onCancel: this.close,
      body: html`
        <p>${phrases.madeHelp}</p>
        <p class="secret figures" dir="ltr">
          ${this.isRevealed ? url : html`<span aria-label=${phrases.hidden}>••••••••••••••••</span>`}
        </p>
        <div class="row">
          ${button({
            label: this.isRevealed ? phrases.hide : phrases.reveal,
            run: () => this.set({ isRevealed: !this.isRevealed }),
          })}
          ${button({ label: general.copy, icon: 'copy', run: () => void this.copy(url, phrases, general) })}
          ${button({
            label: this.qrCode ? phrases.hideQrCode : phrases.showQrCode,
            run: () => void this.toggleQrCode(url, phrases),
          })}
        </div>
        ${this.qrCode ?? nothing}
        <p role="status" class="small muted">${this.said}</p>
      `,
      actions: button({ label: phrases.done, look: 'primary', run: this.close }),
    });
  }

  private set(changes: { isRevealed?: boolean; qrCode?: TemplateResult | undefined; said?: string }) {
    Object.assign(this, changes);
    this.host.requestUpdate();
  }

  private async copy(url: string, phrases: Words['keys']['instantKeys'], general: General) {
    const isCopied = await navigator.clipboard.writeText(url).then(
      () => true,
      () => false,
    );
    if (url !== this.url) return;
    if (isCopied) this.set({ said: general.copied });
    else this.set({ said: phrases.notCopied, isRevealed: true });
  }

  private async toggleQrCode(url: string, phrases: Words['keys']['instantKeys']) {
    if (this.qrCode) return this.set({ qrCode: undefined });
    try {
      const { qrCode } = await import('../../ui/qr-code.js');
      const drawn = await qrCode(url, phrases.qrCode);
      if (url === this.url) this.set({ qrCode: drawn, said: '' });
    } catch {
      // The file did not come; the address itself is still there.
      if (url === this.url) this.set({ said: phrases.noQrCode });
    }
  }
}
