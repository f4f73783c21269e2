import type { Permission } from './permissions.js';

/** What `POST {gateway}/gateway/session/get` answers, beside `ok`. */
export interface GatewaySession {
  /** Opaque; another one means that somebody else is logged in now. */
  caller: string;
  user_identity_ids: string[] | 'all';
  permissions: Permission[];
  /** ISO 8601; null where the host's login does not tell. */
  expires_at: string | null;
}

export const gatewaySessionPath = '/gateway/session/get';
/**
 * `POST` removes a person on the server, which goes on when the page is closed. It answers how far it is, a line of
 * JSON each time something changes and one with its `outcome` at the end.
 */
export const gatewayRemovalPath = '/gateway/operations/remove_user_identity';
/** `GET` answers 200 while the gateway takes requests; it asks nobody and needs no login. */
export const gatewayHealthPath = '/gateway/health';
/** Sent with every request: a page of another site cannot send it without the gateway's consent. */
export const gatewayHeader = 'seam-gateway';
/** Comes with every answer of the gateway and names the caller as {@link GatewaySession} does. */
export const callerHeader = 'seam-gateway-caller';
