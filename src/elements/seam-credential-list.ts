import { define } from './define.js';
import { SeamCredentialList } from './seam-credential-list/seam-credential-list.js';

export { SeamCredentialList };

declare global {
  interface HTMLElementTagNameMap {
    'seam-credential-list': SeamCredentialList;
  }
}

define('seam-credential-list', SeamCredentialList);
