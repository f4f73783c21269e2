import { define } from './define.js';
import { SeamSession } from './seam-session/seam-session.js';

define('seam-session', SeamSession);

export { SeamSession };

declare global {
  interface HTMLElementTagNameMap {
    'seam-session': SeamSession;
  }
}
