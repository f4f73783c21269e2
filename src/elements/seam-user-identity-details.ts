import { define } from './define.js';
import { SeamUserIdentityDetails } from './seam-user-identity-details/seam-user-identity-details.js';

export { SeamUserIdentityDetails };
export type { SeamEventDetails, SeamEventMap } from './events.js';

declare global {
  interface HTMLElementTagNameMap {
    'seam-user-identity-details': SeamUserIdentityDetails;
  }
}

define('seam-user-identity-details', SeamUserIdentityDetails);
