import { css, html, nothing, type LitElement, type TemplateResult } from 'lit';
import { AsyncDirective } from 'lit/async-directive.js';
import { directive, type ElementPart } from 'lit/directive.js';
import { button, type Button } from './button.js';
import { isPutAway } from './dialogs-away.js';

interface Closing {
  /** What Escape, or the way back of a phone, asks for. Not called while `isBusy`. */
  onCancel: () => void;
  /** Whether something runs that no key may cut off. */
  isBusy: (dialog: HTMLDialogElement) => boolean;
}

/**
 * Opens a dialog as long as it stands in the template, and gives the focus back where it came from. Closing is left to
 * the one who draws the dialog.
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
    await undefined; // its content is in place by then
    const elements = [...(this.dialog?.children ?? [])] as Partial<LitElement>[];
    await Promise.all(elements.map((element) => element.updateComplete));
    if (!this.isConnected || !this.dialog?.isConnected) return;
    window.addEventListener('keydown', this.onKey, true);
    if (this.dialog.open || isPutAway(this.dialog)) return;
    // DOMs for tests may lack it: there the dialog stands in the page.
    if (this.dialog.showModal) this.dialog.showModal();
    else this.dialog.setAttribute('open', '');
    // The platform's own attribute acts on pages too, and not in the shadow roots of what is inside.
    this.dialog.querySelector<HTMLElement>('[data-autofocus]')?.focus();
  }

  private get isBusy() {
    return this.closing!.isBusy(this.dialog!);
  }

  /** What is inside may have something to cancel of its own. */
  private readonly onCancel = (event: Event) => {
    if (event.target !== this.dialog) return;
    event.preventDefault();
    if (!this.isBusy) this.closing!.onCancel();
  };

  /** A browser closes by itself, without asking, when it is asked to again and again. */
  private readonly onClose = ({ target }: Event) => {
    const { dialog } = this;
    if (target !== dialog || !this.isConnected || dialog.open || isPutAway(dialog)) return;
    if (this.isBusy) dialog.showModal();
    else this.closing!.onCancel();
  };

  /** Escape is meant for what is in front: a dialog of the page around it does not hear of it, and stays open. */
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
  /** Buttons, the one that the person came for last. */
  actions: unknown;
  /** Escape was pressed. Not called while `isBusy`. */
  onCancel: () => void;
  /** Enter in a field, or a button of type `submit`. */
  onSubmit?: () => void;
  isBusy?: boolean;
}

/** A question or a form in front of everything else. Whoever draws it takes it out to close it. */
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
  /** `danger`, unless it can be undone. */
  look?: Button['look'];
  isBusy?: boolean;
  onConfirm: () => void;
  onCancel: () => void;
}

/** A question: where the answer may do harm, the focus starts on the safe choice. */
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
 * For an element that brings its own title and buttons. With `data-autofocus`, its `focus()` says where to start; while
 * its `isBusy` is true, Escape does nothing.
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
