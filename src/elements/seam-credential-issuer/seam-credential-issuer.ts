import { property } from 'lit/decorators.js';
import { DeferredElement } from '../deferred-element.js';
import type { Clock } from './issuing.js';

/**
 * Issues a mobile key that goes to all phones of a person, and follows it until it is there.
 *
 * @summary Issues a multi-phone sync credential.
 * @fires seam-ready - The first data is drawn.
 * @fires seam-error - Something failed; `detail` is a SeamError.
 * @fires seam-before-credential-issued - About to be issued; `preventDefault()` stops it.
 * @fires seam-credential-issued - It was made; `detail` has `userIdentityId`, `acsCredentialId` and `acsCredential`.
 * @csspart base - Everything.
 * @csspart field - One field with its label and help.
 * @csspart progress - What was issued, and how far it has come.
 * @csspart step - One step of that, such as a phone.
 * @csspart dialog - The question before other people's keys are ended.
 * @csspart notice - What stands in place of the form, or above it: failed.
 */
export class SeamCredentialIssuer extends DeferredElement {
  /** @internal Tests hold the clock. */
  @property({ attribute: false }) clock: Clock = {};
}
