import { define } from './define.js';
import { SeamActivityFeed } from './seam-activity-feed/seam-activity-feed.js';

SeamActivityFeed.fetchWhole = async () => (await import('./seam-activity-feed/whole.js')).WholeActivityFeed;
define('seam-activity-feed', SeamActivityFeed);

export { SeamActivityFeed };
export type { SeamEventDetails, SeamEventMap } from './events.js';

declare global {
  interface HTMLElementTagNameMap {
    'seam-activity-feed': SeamActivityFeed;
  }
}
