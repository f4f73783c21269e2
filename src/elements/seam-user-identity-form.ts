import { define } from './define.js';
import { SeamUserIdentityForm } from './seam-user-identity-form/seam-user-identity-form.js';

export { SeamUserIdentityForm };
export type { SeamEventDetails, SeamEventMap } from './events.js';

declare global {
  interface HTMLElementTagNameMap {
    'seam-user-identity-form': SeamUserIdentityForm;
  }
}

SeamUserIdentityForm.fetchWhole = async () =>
  (await import('./seam-user-identity-form/whole.js')).WholeUserIdentityForm;
define('seam-user-identity-form', SeamUserIdentityForm);
