import { Refusal } from './http-error.js';

/** Limits per caller. `Infinity` turns a limit off. */
export interface Limits {
  /** Requests to the gateway per minute. Default 600. */
  requestsPerMinute?: number;
  /** Requests at the same time. An open stream counts as one. Default 20. */
  concurrent?: number;
  /** Maximum length of a request body, in bytes. Default 65536. */
  bodyBytes?: number;
  /** Requests to Seam per minute for this caller. One request to the gateway may need hundreds. Default 3000. */
  seamRequestsPerMinute?: number;
}

/** A token bucket: it starts with the uses of one minute, and refills over time. */
export interface Budget {
  /** Milliseconds until the next use is allowed; 0 if it is allowed now. */
  wait(): number;
  use(): void;
  giveBack(): void;
}

export function createBudget(perMinute: number): Budget {
  const perMs = perMinute / 60_000;
  let left = perMinute;
  let countedAt = Date.now();
  const count = (): number => {
    const passed = Date.now() - countedAt;
    countedAt += passed;
    if (passed > 0) left = Math.min(perMinute, left + passed * perMs);
    return left;
  };
  return {
    wait: () => Math.max(0, 1 - count()) / perMs,
    use: () => void (left = Math.max(0, count() - 1)),
    giveBack: () => void (left = Math.min(perMinute, count() + 1)),
  };
}

/** Takes one of a limited number of places. @returns a function that frees the place; call it exactly once */
export type TakePlace = () => () => void;

export function createPlaces(most: number, tooFew: () => Refusal): TakePlace {
  let taken = 0;
  return () => {
    if (taken >= most) throw tooFew();
    taken++;
    return () => void taken--;
  };
}

interface Account {
  readonly requests: Budget;
  readonly seamRequests: Budget;
  running: number;
}

const rememberedAccounts = 10_000;
/** Seconds to wait when no requests to Seam are left. One request may need many, so it waits for more than one. */
const emptyForSeconds = 10;

/**
 * Counts a request that starts.
 * @returns a function that ends the request; call it exactly once
 * @throws {Refusal} 429
 */
export type Enter = (account: string) => () => void;

/**
 * Charges an account for one request to Seam, before it is sent.
 * @param options `refuses: false` for a change that must not stop halfway
 * @throws {Refusal} 429 if none are left
 */
export type Spend = (account: string, options: { refuses: boolean }) => void;

/** Counts by the caller's `account`: one login has one account, also with several client sessions. */
export function createLimiter(limits: Required<Limits>): { enter: Enter; spend: Spend } {
  const accounts = new Map<string, Account>();

  function find(name: string): Account {
    const account = accounts.get(name) ?? {
      requests: createBudget(limits.requestsPerMinute),
      seamRequests: createBudget(limits.seamRequestsPerMinute),
      running: 0,
    };
    // Moved to the end, so that the first account is the one that was unused for the longest time.
    accounts.delete(name);
    accounts.set(name, account);
    if (accounts.size > rememberedAccounts) forgetOne(accounts);
    return account;
  }

  return {
    enter(name) {
      const account = find(name);
      const wait = account.requests.wait();
      if (wait > 0) throw tooMany(Math.ceil(wait / 1000));
      if (account.running >= limits.concurrent) throw tooMany(1);
      account.requests.use();
      account.running++;
      return () => void account.running--;
    },
    spend(name, { refuses }) {
      const { seamRequests } = find(name);
      if (refuses && seamRequests.wait() > 0) throw tooMany(emptyForSeconds);
      seamRequests.use();
    },
  };
}

function forgetOne(accounts: Map<string, Account>): void {
  for (const [name, { running }] of accounts)
    if (running === 0) {
      accounts.delete(name);
      return;
    }
}

/** @param retryAfter seconds */
export const tooMany = (retryAfter: number) =>
  new Refusal(429, 'too_many_requests', 'Too many requests.', { retryAfter });
