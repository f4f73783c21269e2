import { define } from './define.js';
import { SeamCredentialList } from './seam-credential-list/seam-credential-list.js';

export { SeamCredentialList };
export type { SeamEventDetails, SeamEventMap } from './events.js';

declare global {
  interface HTMLElementTagNameMap {
    'seam-credential-list': SeamCredentialList;
  }
}

SeamCredentialList.fetchWhole = async () =>
  (await import('./seam-credential-list/whole.js')).WholeCredentialList;
define('seam-credential-list', SeamCredentialList);
