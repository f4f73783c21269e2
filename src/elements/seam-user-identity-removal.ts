import { define } from './define.js';
import { SeamUserIdentityRemoval } from './seam-user-identity-removal/seam-user-identity-removal.js';

export { SeamUserIdentityRemoval };
export type { SeamEventDetails, SeamEventMap } from './events.js';

declare global {
  interface HTMLElementTagNameMap {
    'seam-user-identity-removal': SeamUserIdentityRemoval;
  }
}

SeamUserIdentityRemoval.fetchWhole = async () =>
  (await import('./seam-user-identity-removal/whole.js')).WholeUserIdentityRemoval;
define('seam-user-identity-removal', SeamUserIdentityRemoval);
