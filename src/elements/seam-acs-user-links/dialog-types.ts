import type { TemplateResult } from 'lit';
import type { AcsSystem, AcsUser } from '../../api/contract.gen.js';
import type { SeamError } from '../../api/errors.js';

/** What each render of a dialog receives. */
export interface DialogView {
  personName: string;
  /** The ACS users of the user identity. */
  acsUsers: readonly AcsUser[];
  systems: readonly AcsSystem[];
  /** The error of the last attempt, if it failed. */
  error: SeamError | undefined;
  isBusy: boolean;
  onCancel: () => void;
}

/** An open dialog. It keeps what the user typed and chose, until it is closed. */
export interface OpenDialog {
  render(view: DialogView): TemplateResult;
  close?(): void;
}
