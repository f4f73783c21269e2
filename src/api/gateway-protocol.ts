import type { Permission } from './permissions.js';

/** The response of `POST {gateway}/gateway/session/get`, without `ok`. */
export interface GatewaySession {
  /** An opaque hash of the caller. When it changes, somebody else has logged in. */
  caller: string;
  user_identity_ids: string[] | 'all';
  permissions: Permission[];
  /** When the client session expires, in ISO 8601; null for a login without a client session. */
  expires_at: string | null;
}

export const gatewaySessionPath = '/gateway/session/get';
/**
 * `POST` removes a person on the server, and continues when the page is closed. It streams one line of JSON for each
 * progress, and a last line with the `outcome`.
 */
export const gatewayRemovalPath = '/gateway/operations/remove_user_identity';
/** `GET` responds with 200 while the gateway accepts requests. It needs no login and sends no request to Seam. */
export const gatewayHealthPath = '/gateway/health';
/** Required in every request. A page of another site can send it only if the gateway's CORS rules allow that. */
export const gatewayHeader = 'seam-gateway';
/** In every response to a known caller: the same value as `caller` in {@link GatewaySession}. */
export const callerHeader = 'seam-gateway-caller';
