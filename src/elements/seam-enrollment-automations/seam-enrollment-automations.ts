import { DeferredElement } from '../deferred-element.js';

/**
 * Enrollment automations of a person, for older workspaces that still have them.
 *
 * @summary Launch, list and delete enrollment automations.
 * @fires seam-ready - The first ones are drawn.
 * @fires seam-error - Something failed; `detail` is a SeamError.
 * @fires seam-enrollment-automation-launched - One was launched.
 * @fires seam-before-enrollment-automation-deleted - About to be deleted; `preventDefault()` stops it.
 * @fires seam-enrollment-automation-deleted - It is being deleted: Seam has accepted it.
 * @csspart base - Everything.
 * @csspart automation - One enrollment automation.
 * @csspart dialog - The question before one is deleted.
 * @csspart notice - What stands in place of them: none, failed.
 */
export class SeamEnrollmentAutomations extends DeferredElement {}
