import { define } from './define.js';
import { SeamUserIdentityList } from './seam-user-identity-list/seam-user-identity-list.js';

define('seam-user-identity-list', SeamUserIdentityList);

export { SeamUserIdentityList };

declare global {
  interface HTMLElementTagNameMap {
    'seam-user-identity-list': SeamUserIdentityList;
  }
}
