import { define } from './define.js';
import { SeamCredentialIssuer } from './seam-credential-issuer/seam-credential-issuer.js';

export { SeamCredentialIssuer };
export type { SeamEventDetails, SeamEventMap } from './events.js';

declare global {
  interface HTMLElementTagNameMap {
    'seam-credential-issuer': SeamCredentialIssuer;
  }
}

SeamCredentialIssuer.fetchWhole = async () =>
  (await import('./seam-credential-issuer/whole.js')).WholeCredentialIssuer;
define('seam-credential-issuer', SeamCredentialIssuer);
