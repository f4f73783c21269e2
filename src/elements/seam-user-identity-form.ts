import { define } from './define.js';
import { SeamUserIdentityForm } from './seam-user-identity-form/seam-user-identity-form.js';

export { SeamUserIdentityForm };

declare global {
  interface HTMLElementTagNameMap {
    'seam-user-identity-form': SeamUserIdentityForm;
  }
}

define('seam-user-identity-form', SeamUserIdentityForm);
