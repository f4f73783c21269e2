import { define } from './define.js';
import { SeamUserIdentityList } from './seam-user-identity-list/seam-user-identity-list.js';

define('seam-user-identity-list', SeamUserIdentityList);

export { SeamUserIdentityList };
export type { SeamEventDetails, SeamEventMap } from './events.js';
export type { PeopleSort, PeopleViewState } from './seam-user-identity-list/view-state.js';

declare global {
  interface HTMLElementTagNameMap {
    'seam-user-identity-list': SeamUserIdentityList;
  }
}
