import { define } from './define.js';
import { SeamClientSessionList } from './seam-client-session-list/seam-client-session-list.js';

SeamClientSessionList.fetchWhole = async () =>
  (await import('./seam-client-session-list/whole.js')).WholeClientSessionList;
define('seam-client-session-list', SeamClientSessionList);

export { SeamClientSessionList };
export type { SeamEventDetails, SeamEventMap } from './events.js';

declare global {
  interface HTMLElementTagNameMap {
    'seam-client-session-list': SeamClientSessionList;
  }
}
