import { define } from './define.js';
import { SeamSession } from './seam-session/seam-session.js';

define('seam-session', SeamSession);

export { SeamSession };
export type { SeamEventDetails, SeamEventMap } from './events.js';

declare global {
  interface HTMLElementTagNameMap {
    'seam-session': SeamSession;
  }
}
