import { define } from './define.js';
import { SeamDeviceAccess } from './seam-device-access/seam-device-access.js';

define('seam-device-access', SeamDeviceAccess);

export { SeamDeviceAccess };

declare global {
  interface HTMLElementTagNameMap {
    'seam-device-access': SeamDeviceAccess;
  }
}
