import { css, html, nothing, type TemplateResult } from 'lit';
import { AsyncDirective } from 'lit/async-directive.js';
import { directive, type ElementPart } from 'lit/directive.js';

/** Opens a dialog as long as it stands in the template, and gives the focus back where it came from. */
class Modal extends AsyncDirective {
  private dialog: HTMLDialogElement | undefined;

  render() {
    return nothing;
  }

  override update({ element }: ElementPart) {
    if (this.dialog) return;
    this.dialog = element as HTMLDialogElement;
    queueMicrotask(() => this.open()); // its content is drawn by then
  }

  protected override disconnected() {
    this.dialog?.close();
  }

  protected override reconnected() {
    queueMicrotask(() => this.open());
  }

  private open() {
    if (this.isConnected && this.dialog?.isConnected && !this.dialog.open) this.dialog.showModal();
  }
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
export function dialog({ title, body, actions, onCancel, onSubmit, isBusy }: Dialog): TemplateResult {
  const cancel = (event: Event) => {
    event.preventDefault();
    if (!isBusy) onCancel();
  };
  const submit = (event: Event) => {
    event.preventDefault();
    onSubmit?.();
  };
  return html`
    <dialog ${modal()} part="dialog" aria-labelledby="dialog-title" @cancel=${cancel}>
      <form novalidate @submit=${submit}>
        <h2 id="dialog-title">${title}</h2>
        <div class="dialog-body">${body}</div>
        <div class="dialog-actions">${actions}</div>
      </form>
    </dialog>
  `;
}

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
