import { Refusal } from './http-error.js';

/** Counted per caller; `Infinity` switches one off. */
export interface Limits {
  /** Default 600. */
  requestsPerMinute?: number;
  /** Requests at the same time; an open stream is one of them. Default 20. */
  concurrent?: number;
  /** Length of a request's body. Default 65536. */
  bodyBytes?: number;
  /** Requests that the gateway sends to Seam for the caller: one of the caller's own may need hundreds. Default 3000. */
  seamRequestsPerMinute?: number;
}

/** What may be used so many times a minute: a minute's worth at first, and it grows back with time. */
export interface Budget {
  /** Milliseconds until it may be used; 0 where it may be used now. */
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

/** Takes one of so many places, and answers how to leave it; it must be left. */
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
/** One more request may need many of Seam, so a caller who has none left waits for more than one. */
const emptyForSeconds = 10;

/**
 * Lets an account in, and answers how it leaves; it must leave.
 * @throws {Refusal} 429
 */
export type Enter = (account: string) => () => void;

/**
 * Charges an account for a request that is about to be sent to Seam.
 * @param options `refuses` false for what must not stop halfway
 * @throws {Refusal} 429 where nothing is left
 */
export type Spend = (account: string, options: { refuses: boolean }) => void;

/** What counts for whom: callers by what they are called here, and so by their logins, however many sessions they hold. */
export function createLimiter(limits: Required<Limits>): { enter: Enter; spend: Spend } {
  const accounts = new Map<string, Account>();

  function find(name: string): Account {
    const account = accounts.get(name) ?? {
      requests: createBudget(limits.requestsPerMinute),
      seamRequests: createBudget(limits.seamRequestsPerMinute),
      running: 0,
    };
    // To the end of the line: whoever is at its head was not here for the longest time.
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
