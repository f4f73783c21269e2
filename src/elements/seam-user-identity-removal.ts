import { define } from './define.js';
import { SeamUserIdentityRemoval } from './seam-user-identity-removal/seam-user-identity-removal.js';

export { SeamUserIdentityRemoval };

declare global {
  interface HTMLElementTagNameMap {
    'seam-user-identity-removal': SeamUserIdentityRemoval;
  }
}

define('seam-user-identity-removal', SeamUserIdentityRemoval);
