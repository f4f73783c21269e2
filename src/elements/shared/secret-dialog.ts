import { css, html, nothing, type TemplateResult } from 'lit';
import { button } from '../../ui/button.js';
import { dialog } from '../../ui/dialog.js';
import type { SeamElement } from '../base/seam-element.js';

interface SecretWords {
  hidden: string;
  reveal: string;
  hide: string;
  notCopied: string;
  done: string;
}

interface QrCodeWords {
  showQrCode: string;
  hideQrCode: string;
  qrCode: string;
  noQrCode: string;
}

export interface SecretView {
  title: string;
  help: string;
  words: SecretWords;
  /** Only for a secret that a phone can scan. */
  qrWords?: QrCodeWords;
}

/** Functions, because the language may change while the dialog is open. */
type QrCode = (label: string) => TemplateResult;
type Said = (view: SecretView) => string | undefined;

/**
 * Shows a secret once. Anybody who has it can open the person's doors, so it is rendered only when the user asks for
 * it, and nothing of it stays when the dialog closes.
 */
export class SecretDialog {
  private secret: string | undefined;
  private isRevealed = false;
  private qrCode: QrCode | undefined;
  private said: Said | undefined;

  constructor(private readonly host: SeamElement) {}

  get isOpen(): boolean {
    return this.secret !== undefined;
  }

  open(secret: string): void {
    this.close();
    this.secret = secret;
    this.host.requestUpdate();
  }

  close = (): void => {
    this.secret = this.qrCode = this.said = undefined;
    this.isRevealed = false;
    this.host.requestUpdate();
  };

  render(view: SecretView): TemplateResult | typeof nothing {
    const { title, help, words, qrWords } = view;
    const { secret } = this;
    if (secret === undefined) return nothing;
    return dialog({
      title,
      onCancel: this.close,
      body: html`
        <p>${help}</p>
        <p class="secret">
          ${
            this.isRevealed
              ? html`<code dir="ltr">${secret}</code>`
              : html`<code role="img" aria-label=${words.hidden}>${'•'.repeat(24)}</code>`
          }
        </p>
        <div class="secret-actions">
          ${button({
            label: this.isRevealed ? words.hide : words.reveal,
            run: () => this.set({ isRevealed: !this.isRevealed }),
          })}
          ${button({ label: this.host.general.copy, icon: 'copy', run: () => void this.copy(secret) })}
          ${
            qrWords
              ? button({
                  label: this.qrCode ? qrWords.hideQrCode : qrWords.showQrCode,
                  run: () => void this.toggleQrCode(secret),
                })
              : nothing
          }
        </div>
        ${qrWords && this.qrCode ? this.qrCode(qrWords.qrCode) : nothing}
        <p role="status" class="small muted">${this.said?.(view)}</p>
      `,
      actions: button({ label: words.done, look: 'primary', run: this.close }),
    });
  }

  private set(changes: { isRevealed?: boolean; qrCode?: QrCode | undefined; said?: Said | undefined }) {
    Object.assign(this, changes);
    this.host.requestUpdate();
  }

  private async copy(secret: string) {
    const isCopied = await copyText(secret);
    if (secret !== this.secret) return;
    if (isCopied) this.set({ said: () => this.host.general.copied });
    else {
      this.set({ said: (view) => view.words.notCopied, isRevealed: true });
      await this.host.updateComplete;
      const shown = this.host.renderRoot.querySelector('.secret code');
      if (shown) getSelection()?.selectAllChildren(shown);
    }
  }

  private async toggleQrCode(secret: string) {
    if (this.qrCode) return this.set({ qrCode: undefined });
    try {
      const { qrCode } = await import('../../ui/qr-code.js');
      const drawn = qrCode(secret);
      if (secret === this.secret) this.set({ qrCode: drawn, said: undefined });
    } catch {
      // The code for the QR code could not be fetched, but the secret itself is still there.
      if (secret === this.secret) this.set({ said: (view) => view.qrWords?.noQrCode });
    }
  }
}

/** Copies a text. Pages without a secure context have no clipboard. @returns whether it was copied */
async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

export const secretStyles = css`
  .secret code {
    display: block;
    padding: 8px 12px;
    border: 1px solid var(--_edge);
    border-radius: calc(var(--_radius) * 0.75);
    font-family: ui-monospace, monospace;
    overflow-wrap: anywhere;
    user-select: all;
  }
  .secret-actions {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
`;
