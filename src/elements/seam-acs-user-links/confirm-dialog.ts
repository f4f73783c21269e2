import { html, type TemplateResult } from 'lit';
import { linkDialogs as english } from '../../locales/en/link-dialogs.js';
import { confirmation } from '../../ui/dialog.js';
import type { SeamElement } from '../base/seam-element.js';
import type { ActName } from './acs-user-changes.js';
import type { DialogView, OpenDialog } from './dialog-types.js';
import { problem } from './dialog-error.js';

interface Options {
  name: ActName;
  userName: string;
  systemName: () => string;
  onConfirm: () => void;
}

/** Asks the user before an action, and says what the action changes and what it keeps. */
export class Question implements OpenDialog {
  constructor(
    private readonly host: SeamElement,
    private readonly options: Options,
  ) {}

  render(view: DialogView): TemplateResult {
    const { name, userName, onConfirm } = this.options;
    const systemName = this.options.systemName();
    const { host } = this;
    const { questions } = host.words('linking', 'linkDialogs', english);
    const { confirm, ask, help } = questions[name];
    return confirmation({
      title: ask(userName, systemName),
      body: html`<p>${help(view.personName, systemName)}</p>
        ${problem(host, view.error)}`,
      cancel: host.general.cancel,
      confirm,
      look: name === 'delete' ? 'danger' : 'primary',
      isBusy: view.isBusy,
      onConfirm,
      onCancel: view.onCancel,
    });
  }
}
