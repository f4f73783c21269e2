import { createPooledClient, type PooledClient, type SeamClient } from './client.js';
import { placeOf, type SessionOptions } from './session.js';

interface Pooled {
  key: string;
  place: string;
  readonly client: PooledClient;
  /** The options of all who share the client, as they are now. */
  readonly users: Set<() => SessionOptions>;
}

const pool = new Map<string, Pooled>();
const functionIds = new WeakMap<object, number>();
let functionCount = 0;

/** The page's one client of a session, shared until the last user lets go of it. */
export interface Lease {
  readonly client: SeamClient;
  /**
   * Goes on with the user's options of now, where they are for the same place and all who share the client have them.
   * @returns whether the client is still the right one
   */
  follow(): boolean;
  release(): void;
}

/** @param options reads what the user's options are now */
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

/** Two sets of options are the same session when all that decides who calls, and where, is the same. */
export const sessionKey = (options: SessionOptions): string =>
  JSON.stringify([
    placeOf(options),
    options.clientSessionToken || null,
    options.publishableKey || null,
    options.userIdentifierKey || null,
    functionId(options.getClientSessionToken),
    functionId(options.gatewayHeaders),
  ]);

/** Functions cannot be compared by what they say; until asked, each is another one. */
function functionId(value: unknown): unknown {
  if (typeof value !== 'function') return value ? String(value) : null;
  const known = functionIds.get(value) ?? ++functionCount;
  functionIds.set(value, known);
  return known;
}
