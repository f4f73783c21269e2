import { DeferredElement } from '../deferred-element.js';

/**
 * Who a person is in each access system, and how that stands; links and unlinks, creates, suspends and deletes.
 *
 * @summary ACS users of a person, one for each access system.
 * @fires seam-ready - The first ACS users are drawn.
 * @fires seam-error - Something failed; `detail` is a SeamError.
 * @fires seam-acs-user-linked - An ACS user was linked; `detail` has `userIdentityId`, `acsUserId`, `acsSystemId` and `acsUser`, as in the events below.
 * @fires seam-acs-user-unlinked - An ACS user no longer belongs to the person.
 * @fires seam-acs-user-created - An ACS user was created; it is linked as well.
 * @fires seam-acs-user-updated - An ACS user was suspended or unsuspended.
 * @fires seam-acs-user-deleted - An access system was told to delete an ACS user.
 * @fires seam-before-acs-user-unlinked - Before unlinking; `preventDefault()` stops it.
 * @fires seam-before-acs-user-deleted - Before deleting; `preventDefault()` stops it.
 * @csspart base - Everything.
 * @csspart acs-user - One ACS user with its access system.
 * @csspart notice - What stands in place of ACS users: none yet, failed.
 * @csspart dialog - A question or a form.
 */
export class SeamAcsUserLinks extends DeferredElement {}
