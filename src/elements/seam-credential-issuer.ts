import { define } from './define.js';
import { SeamCredentialIssuer } from './seam-credential-issuer/shell.js';

export { SeamCredentialIssuer };

declare global {
  interface HTMLElementTagNameMap {
    'seam-credential-issuer': SeamCredentialIssuer;
  }
}

SeamCredentialIssuer.fetchWhole = async () =>
  (await import('./seam-credential-issuer/seam-credential-issuer.js')).WholeCredentialIssuer;
define('seam-credential-issuer', SeamCredentialIssuer);
