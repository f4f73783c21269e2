import { DeferredElement } from '../deferred-element.js';

/**
 * A person's credentials: those for all phones with what became of them on each phone, and the others; their
 * times, their doors, and what is wrong with them.
 *
 * @summary Credentials of a person.
 * @fires seam-ready - The first credentials are drawn.
 * @fires seam-error - Something failed; `detail` is a SeamError.
 * @fires seam-credential-updated - The end of one was changed.
 * @fires seam-before-credential-deleted - One is about to be deleted; `preventDefault()` stops it.
 * @fires seam-credential-deleted - One is being deleted: Seam has accepted it.
 * @csspart base - Everything.
 * @csspart credential - One credential.
 * @csspart child - What became of it on one phone.
 * @csspart field - The field for the new end.
 * @csspart dialog - The question before a change.
 * @csspart notice - What stands in place of credentials: none yet, failed.
 */
export class SeamCredentialList extends DeferredElement {}
