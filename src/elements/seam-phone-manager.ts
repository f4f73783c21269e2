import { define } from './define.js';
import { SeamPhoneManager } from './seam-phone-manager/seam-phone-manager.js';

export { SeamPhoneManager };
export type { SeamEventDetails, SeamEventMap } from './events.js';

declare global {
  interface HTMLElementTagNameMap {
    'seam-phone-manager': SeamPhoneManager;
  }
}

define('seam-phone-manager', SeamPhoneManager);
