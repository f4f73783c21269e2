import { define } from './define.js';
import { SeamDeviceAccess } from './seam-device-access/seam-device-access.js';

define('seam-device-access', SeamDeviceAccess);

export { SeamDeviceAccess };
export type { SeamEventDetails, SeamEventMap } from './events.js';

declare global {
  interface HTMLElementTagNameMap {
    'seam-device-access': SeamDeviceAccess;
  }
}
