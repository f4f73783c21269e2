import { css, html, nothing, type LitElement, type TemplateResult } from 'lit';
import { AsyncDirective } from 'lit/async-directive.js';
import { directive, type ElementPart } from 'lit/directive.js';
import { button, type Button } from './button.js';
import { isPutAway } from './dialogs-away.js';

interface Closing {
  /** Called for Escape, or the back button of a phone. Not called while `isBusy`. */
  onCancel: () => void;
  /** Whether an action runs that no key may interrupt. */
  isBusy: (dialog: HTMLDialogElement) => boolean;
}

/**
 * Opens a dialog while it is in the template, and then returns the focus. The caller closes the dialog: it removes it
 * from its template.
 */
class Modal extends AsyncDirective {
  private dialog: HTMLDialogElement | undefined;
  private closing: Closing | undefined;

  render(_closing: Closing) {
    return nothing;
  }

  override update({ element }: ElementPart, [closing]: [Closing]) {
    this.closing = closing;
    if (this.dialog) return;
    this.dialog = element as HTMLDialogElement;
    this.dialog.addEventListener('cancel', this.onCancel);
    this.dialog.addEventListener('close', this.onClose);
    void this.open();
  }

  protected override disconnected() {
    window.removeEventListener('keydown', this.onKey, true);
    this.dialog?.close?.();
  }

  protected override reconnected() {
    void this.open();
  }

  private async open() {
    await undefined; // the dialog has its content only after this
    const elements = [...(this.dialog?.children ?? [])] as Partial<LitElement>[];
    await Promise.all(elements.map((element) => element.updateComplete));
    if (!this.isConnected || !this.dialog?.isConnected) return;
    window.addEventListener('keydown', this.onKey, true);
    if (this.dialog.open || isPutAway(this.dialog)) return;
    // DOMs for tests may lack `showModal`: there the dialog is part of the page.
    if (this.dialog.showModal) this.dialog.showModal();
    else this.dialog.setAttribute('open', '');
    // The attribute `autofocus` also acts on the page, and it does not reach into shadow roots.
    this.dialog.querySelector<HTMLElement>('[data-autofocus]')?.focus();
  }

  private get isBusy() {
    return this.closing!.isBusy(this.dialog!);
  }

  /** Controls inside the dialog may have their own `cancel` event. */
  private readonly onCancel = (event: Event) => {
    if (event.target !== this.dialog) return;
    event.preventDefault();
    if (!this.isBusy) this.closing!.onCancel();
  };

  /** After repeated requests to close, a browser closes the dialog without a `cancel` event. */
  private readonly onClose = ({ target }: Event) => {
    const { dialog } = this;
    if (target !== dialog || !this.isConnected || dialog.open || isPutAway(dialog)) return;
    if (this.isBusy) dialog.showModal();
    else this.closing!.onCancel();
  };

  /** Escape closes only the dialog in front: a dialog of the page around it must not receive the key. */
  private readonly onKey = (event: KeyboardEvent) => {
    const { dialog } = this;
    const isInside = event.target === document.body || event.composedPath().includes(dialog!);
    if (event.key !== 'Escape' || !dialog!.open || !isInside) return;
    event.stopPropagation();
    if (this.isBusy) event.preventDefault();
  };
}

const modal = directive(Modal);

export interface Dialog {
  title: string;
  body: unknown;
  /** Buttons, the main action last. */
  actions: unknown;
  /** Called for Escape. Not called while `isBusy`. */
  onCancel: () => void;
  /** Called for Enter in a field, and for a button of type `submit`. */
  onSubmit?: () => void;
  isBusy?: boolean;
}

/** A modal question or form. To close it, the caller removes it from its template. */
export function dialog({ title, body, actions, onCancel, onSubmit, isBusy = false }: Dialog): TemplateResult {
  const submit = (event: Event) => {
    event.preventDefault();
    onSubmit?.();
  };
  return html`
    <dialog ${modal({ onCancel, isBusy: () => isBusy })} part="dialog" aria-labelledby="dialog-title">
      <form novalidate @submit=${submit}>
        <h2 id="dialog-title">${title}</h2>
        <div class="dialog-body">${body}</div>
        <div class="dialog-actions">${actions}</div>
      </form>
    </dialog>
  `;
}

export interface Confirmation {
  title: string;
  body: unknown;
  cancel: string;
  confirm: string;
  /** `danger` by default, for an action that cannot be undone. */
  look?: Button['look'];
  isBusy?: boolean;
  onConfirm: () => void;
  onCancel: () => void;
}

/** A question. If the action may do harm, the focus starts on the safe button. */
export const confirmation = (options: Confirmation): TemplateResult => {
  const { cancel, confirm, look = 'danger', isBusy = false, onConfirm, onCancel, ...rest } = options;
  return dialog({
    ...rest,
    isBusy,
    onCancel,
    onSubmit: onConfirm,
    actions: html`
      ${button({ label: cancel, isSafest: look === 'danger', whyNot: isBusy ? '' : null, run: onCancel })}
      ${button({ label: confirm, look, type: 'submit', isBusy })}
    `,
  });
};

/**
 * For an element with its own title and buttons. An element with `data-autofocus` decides in `focus()` where the focus
 * starts. While its `isBusy` is true, Escape does nothing.
 */
export const sheet = (label: string, content: unknown, onCancel: () => void): TemplateResult => html`
  <dialog ${modal({ onCancel, isBusy: isContentBusy })} part="dialog" class="sheet" aria-label=${label}>
    ${content}
  </dialog>
`;

const isContentBusy = (dialog: HTMLDialogElement): boolean =>
  [...dialog.children].some((element: Element & { isBusy?: boolean }) => element.isBusy);

export const dialogStyles = css`
  dialog {
    inline-size: min(32rem, calc(100vw - 32px));
    max-block-size: calc(100dvb - 32px);
    padding: 0;
    border: 1px solid var(--_line);
    border-radius: calc(var(--_radius) * 1.5);
    background: var(--_background);
    color: inherit;
    box-shadow: 0 16px 48px rgb(0 0 0 / 0.28);
  }
  dialog::backdrop {
    background: rgb(0 0 0 / 0.4);
  }
  dialog.sheet {
    padding: 20px;
  }
  dialog form {
    display: flex;
    flex-direction: column;
    gap: 16px;
    max-block-size: inherit;
    padding: 20px;
  }
  dialog h2 {
    font-size: 16px;
    line-height: 24px;
    overflow-wrap: anywhere;
  }
  .dialog-body {
    display: grid;
    gap: 12px;
    overflow: auto;
    overflow-wrap: anywhere;
    /* So that focus rings of what stands at the edge are not cut off. */
    margin: -4px;
    padding: 4px;
  }
  .dialog-body p {
    margin: 0;
  }
  .dialog-actions {
    display: flex;
    flex-wrap: wrap;
    justify-content: end;
    gap: 8px;
  }
`;
