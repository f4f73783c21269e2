import { createPooledClient, type PooledClient, type SeamClient } from './client.js';
import { placeOf, type SessionOptions } from './session.js';

interface Pooled {
  key: string;
  place: string;
  readonly client: PooledClient;
  /** Each function reads the current options of one user of the client. */
  readonly users: Set<() => SessionOptions>;
}

const pool = new Map<string, Pooled>();
const functionIds = new WeakMap<object, number>();
let functionCount = 0;

/** A user's share of the client that the page has for a session. The client is closed with the last release. */
export interface Lease {
  readonly client: SeamClient;
  /**
   * Applies the user's current options, if the endpoint and the gateway are the same and all users of the client have
   * them.
   * @returns whether the client is still the right one
   */
  follow(): boolean;
  release(): void;
}

/**
 * Returns the page's client for a session, and creates it for the first user. @param options reads the user's current
 * options
 */
export function leaseClient(options: () => SessionOptions): Lease {
  const key = sessionKey(options());
  const pooled = pool.get(key) ?? {
    key,
    place: placeOf(options()),
    client: createPooledClient(options()),
    users: new Set(),
  };
  pool.set(key, pooled);
  const user = () => options();
  pooled.users.add(user);
  return {
    client: pooled.client,
    follow() {
      const next = sessionKey(user());
      if (next === pooled.key) return true;
      if (placeOf(user()) !== pooled.place || pool.has(next)) return false;
      if (![...pooled.users].every((other) => sessionKey(other()) === next)) return false;
      pool.delete(pooled.key);
      pool.set((pooled.key = next), pooled);
      pooled.client.setOptions(user());
      return true;
    },
    release() {
      if (!pooled.users.delete(user) || pooled.users.size > 0) return;
      pool.delete(pooled.key);
      pooled.client.close();
    },
  };
}

/** Two sets of options have the same key if they have the same place and credentials. */
export const sessionKey = (options: SessionOptions): string =>
  JSON.stringify([
    placeOf(options),
    options.clientSessionToken || null,
    options.publishableKey || null,
    options.userIdentifierKey || null,
    functionId(options.getClientSessionToken),
    functionId(options.gatewayHeaders),
  ]);

/** Two functions count as different, because it is unknown whether they return the same. */
function functionId(value: unknown): unknown {
  if (typeof value !== 'function') return value ? String(value) : null;
  const known = functionIds.get(value) ?? ++functionCount;
  functionIds.set(value, known);
  return known;
}
