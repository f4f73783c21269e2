import { define } from './define.js';
import { SeamAcsUserLinks } from './seam-acs-user-links/seam-acs-user-links.js';

SeamAcsUserLinks.fetchWhole = async () => (await import('./seam-acs-user-links/whole.js')).WholeAcsUserLinks;
define('seam-acs-user-links', SeamAcsUserLinks);

export { SeamAcsUserLinks };
export type { AcsUserDetail, SeamEventDetails, SeamEventMap, SeamVetoDetails } from './events.js';

declare global {
  interface HTMLElementTagNameMap {
    'seam-acs-user-links': SeamAcsUserLinks;
  }
}
