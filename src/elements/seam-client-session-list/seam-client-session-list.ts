import { DeferredElement } from '../deferred-element.js';

/**
 * The client sessions of a person: to create one and hand over its token, and to take them back.
 *
 * @summary Client sessions of a person.
 * @fires seam-ready - The first sessions are drawn.
 * @fires seam-error - Something failed; `detail` is a SeamError.
 * @fires seam-client-session-created - `detail` has `userIdentityId` and `clientSessionId`; no event has the token.
 * @fires seam-before-client-session-revoked - For each session, after it was asked; `preventDefault()` leaves it.
 * @fires seam-client-session-revoked - `detail` has `userIdentityId` and `clientSessionId`.
 * @fires seam-before-client-session-deleted - After it was asked; `preventDefault()` leaves it.
 * @fires seam-client-session-deleted - `detail` has `userIdentityId` and `clientSessionId`.
 * @csspart base - Everything.
 * @csspart session - One session.
 * @csspart dialog - What asks, and what shows a token.
 * @csspart notice - What stands in place of sessions: none yet, failed.
 * @cssprop [--seam-list-height=32rem] - Greatest height of the list.
 */
export class SeamClientSessionList extends DeferredElement {}
