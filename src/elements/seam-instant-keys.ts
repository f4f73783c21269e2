import { define } from './define.js';
import { SeamInstantKeys } from './seam-instant-keys/seam-instant-keys.js';

export { SeamInstantKeys };
export type { SeamEventDetails, SeamEventMap } from './events.js';

declare global {
  interface HTMLElementTagNameMap {
    'seam-instant-keys': SeamInstantKeys;
  }
}

SeamInstantKeys.fetchWhole = async () => (await import('./seam-instant-keys/whole.js')).WholeInstantKeys;
define('seam-instant-keys', SeamInstantKeys);
