import { createSeamClient, type SeamClient } from './client.js';
import type { SessionOptions } from './session.js';

interface Pooled {
  client: SeamClient;
  users: number;
}

const pool = new Map<string, Pooled>();
const functionIds = new WeakMap<object, number>();
let functionCount = 0;

/** The page's one client of a session, shared until the last user lets go of it. */
export interface Lease {
  readonly client: SeamClient;
  release(): void;
}

export function leaseClient(options: SessionOptions): Lease {
  const key = sessionKey(options);
  const pooled = pool.get(key) ?? { client: createSeamClient(options), users: 0 };
  pool.set(key, pooled);
  pooled.users++;
  let held = true;
  return {
    client: pooled.client,
    release() {
      if (!held) return;
      held = false;
      if (--pooled.users > 0) return;
      pool.delete(key);
      pooled.client.close();
    },
  };
}

/** Two sets of options are the same session when all that decides who calls, and where, is the same. */
export const sessionKey = (options: SessionOptions): string =>
  JSON.stringify([
    options.endpoint || null,
    options.gateway || null,
    options.clientSessionToken || null,
    options.publishableKey || null,
    options.userIdentifierKey || null,
    functionId(options.getClientSessionToken),
    functionId(options.gatewayHeaders),
  ]);

function functionId(value: object | undefined): number | null {
  if (!value) return null;
  const known = functionIds.get(value) ?? ++functionCount;
  functionIds.set(value, known);
  return known;
}
