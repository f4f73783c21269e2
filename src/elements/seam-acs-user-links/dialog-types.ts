import type { TemplateResult } from 'lit';
import type { AcsSystem, AcsUser } from '../../api/contract.gen.js';
import type { SeamError } from '../../api/errors.js';

/** What a dialog knows each time it is drawn. */
export interface DialogView {
  personName: string;
  /** Those of the person. */
  acsUsers: readonly AcsUser[];
  systems: readonly AcsSystem[];
  /** How the act went that it asks for. */
  error: SeamError | undefined;
  isBusy: boolean;
  onCancel: () => void;
}

/** One opening of a dialog, with what was typed and chosen in it. */
export interface OpenDialog {
  render(view: DialogView): TemplateResult;
  close?(): void;
}
