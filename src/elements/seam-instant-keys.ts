import { define } from './define.js';
import { SeamInstantKeys } from './seam-instant-keys/shell.js';

export { SeamInstantKeys };

declare global {
  interface HTMLElementTagNameMap {
    'seam-instant-keys': SeamInstantKeys;
  }
}

SeamInstantKeys.fetchWhole = async () =>
  (await import('./seam-instant-keys/seam-instant-keys.js')).WholeInstantKeys;
define('seam-instant-keys', SeamInstantKeys);
