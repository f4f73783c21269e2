import { DeferredElement } from '../deferred-element.js';

/**
 * Instant Keys: addresses that open a person's mobile keys on a phone without an app to install.
 *
 * @summary Instant Keys of a person: generate, show once, delete.
 * @fires seam-ready - The first keys are drawn.
 * @fires seam-error - Something failed; `detail` is a SeamError.
 * @fires seam-instant-key-created - One was made; `detail` has `userIdentityId`, `instantKeyId` and `instantKey`,
 * never its address.
 * @fires seam-before-instant-key-deleted - About to be deleted; `preventDefault()` stops it.
 * @fires seam-instant-key-deleted - It was deleted; `detail` has `userIdentityId` and `instantKeyId`.
 * @csspart base - Everything.
 * @csspart key - One instant key.
 * @csspart dialog - The address of a new key, or the question before one is deleted.
 * @csspart notice - What stands in place of keys: none yet, failed.
 */
export class SeamInstantKeys extends DeferredElement {}
