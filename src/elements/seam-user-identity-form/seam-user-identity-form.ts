import { property } from 'lit/decorators.js';
import { DeferredElement } from '../deferred-element.js';

/**
 * Creates a person, or edits one.
 *
 * Takes part in a `<form>` around it: its value is the id of the person it has saved.
 *
 * @summary Form for a user identity.
 * @fires seam-ready - The form can be filled in.
 * @fires seam-error - Something failed; `detail` is a SeamError.
 * @fires seam-before-user-identity-saved - About to be saved; `preventDefault()` stops it.
 * @fires seam-user-identity-created - The person was created; `detail` has `userIdentityId` and `userIdentity`.
 * @fires seam-user-identity-updated - The person was changed; `detail` has `userIdentityId` and `userIdentity`.
 * @fires seam-user-identity-selected - The person who has a value already is to be opened.
 * @fires seam-user-identity-form-cancelled - Cancel was pressed; what was typed is gone.
 * @csspart base - Everything.
 * @csspart field - One field with its label and help.
 * @csspart notice - What stands in place of the form, or above it: failed.
 */
export class SeamUserIdentityForm extends DeferredElement {
  static readonly formAssociated = true;

  /** Who is edited; without it, somebody new is created. */
  @property({ attribute: 'user-identity-id' }) override userIdentityId: string | undefined;

  /** Name of its value in a form. */
  @property({ reflect: true }) name: string | undefined;

  /** Focuses the first field. */
  override focus(options?: FocusOptions): void {
    super.focus(options);
  }

  /** @internal */
  formResetCallback(): void {
    this.reset();
  }
}
