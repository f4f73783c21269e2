import { property } from 'lit/decorators.js';
import { DeferredElement } from '../deferred-element.js';

/**
 * What happened, newest first, as sentences with who, what and when, one group for each day.
 *
 * @summary Events of a person, or of all that the session may see.
 * @fires seam-ready - The first events are drawn.
 * @fires seam-error - Something failed; `detail` is a SeamError.
 * @csspart base - Everything.
 * @csspart event - One event.
 * @csspart notice - What stands in place of events: none yet, none of the chosen kinds, failed.
 * @cssprop [--seam-list-height=32rem] - Greatest height of the list.
 */
export class SeamActivityFeed extends DeferredElement {
  /** Whose events; without it, all that the session may see. */
  @property({ attribute: 'user-identity-id' }) override userIdentityId: string | undefined;
}
