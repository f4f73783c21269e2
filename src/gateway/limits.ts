import { Refusal } from './refusal.js';

/** Counted per caller; `Infinity` switches one off. */
export interface Limits {
  /** Default 600. */
  requestsPerMinute?: number;
  /** Requests at the same time. Default 20. */
  concurrent?: number;
  /** Length of a request's body. Default 65536. */
  bodyBytes?: number;
}

interface Account {
  /** Requests that may still be made at once; grows back with time. */
  left: number;
  countedAt: number;
  running: number;
}

const rememberedCallers = 10_000;

/** Lets a caller in, and answers how it leaves; it must leave. */
export type Enter = (caller: string) => () => void;

export function createLimiter({ requestsPerMinute, concurrent }: Required<Limits>): Enter {
  const accounts = new Map<string, Account>();
  const perMs = requestsPerMinute / 60_000;

  return (caller) => {
    const now = Date.now();
    const account = accounts.get(caller) ?? { left: requestsPerMinute, countedAt: now, running: 0 };
    account.left = Math.min(requestsPerMinute, account.left + Math.max(0, now - account.countedAt) * perMs);
    account.countedAt = now;
    // To the end of the line: whoever is at its head was not here for the longest time.
    accounts.delete(caller);
    accounts.set(caller, account);
    if (accounts.size > rememberedCallers) forgetOne(accounts);

    if (account.left < 1) throw tooMany(Math.ceil((1 - account.left) / perMs / 1000));
    if (account.running >= concurrent) throw tooMany(1);
    account.left--;
    account.running++;
    return () => void account.running--;
  };
}

function forgetOne(accounts: Map<string, Account>): void {
  for (const [caller, { running }] of accounts)
    if (running === 0) {
      accounts.delete(caller);
      return;
    }
}

const tooMany = (retryAfter: number) =>
  new Refusal(429, 'too_many_requests', 'Too many requests.', { retryAfter });
