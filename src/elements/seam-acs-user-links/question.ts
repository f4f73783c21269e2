import { html } from 'lit';
import type { Words } from '../../locales/index.js';
import { button } from '../../ui/button.js';
import { dialog } from '../../ui/dialog.js';
import type { ActName } from './change.js';
import type { DialogView } from './open-dialog.js';
import { problem } from './problem.js';

export interface Question {
  name: ActName;
  userName: string;
  systemName: string;
  phrases: Words['people']['links'];
  onConfirm: () => void;
}

/** Asks before an act, and says what it does and what stays. */
export function question(asked: Question, view: DialogView) {
  const { name, userName, systemName, phrases, onConfirm } = asked;
  const { general, isBusy } = view;
  const { confirm, ask, help } = phrases.acts[name];
  return dialog({
    title: ask(userName, systemName),
    isBusy,
    onCancel: view.onCancel,
    onSubmit: onConfirm,
    body: html`<p>${help(view.personName, systemName)}</p>
      ${problem(view.error, general)}`,
    actions: html`
      ${button({ label: general.cancel, isSafest: true, whyNot: isBusy ? '' : null, run: view.onCancel })}
      ${button({
        label: confirm,
        look: name === 'delete' ? 'danger' : 'primary',
        type: 'submit',
        isBusy,
      })}
    `,
  });
}
