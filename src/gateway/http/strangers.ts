import { createBudget, createPlaces, tooMany, type Budget } from './rate-limit.js';
import { Recent } from './recent.js';
import { Refusal } from './http-error.js';

/*
 * The gateway must ask Seam about every token that it does not know. Tokens that were good before have their own budget
 * (sessions.ts); this is the budget for all others. The look-up of a good token is given back, so only bad tokens and
 * running look-ups count.
 *
 * Example: 200 guests of a hotel, behind one address, open their pages within a minute. That is three look-ups a
 * second, and about ten at the same time if Seam takes three seconds to respond. The budget is enough for all of them.
 */

/** Per address and minute: enough for many guests at the same moment, and for guests whose session has ended. */
const perAddress = 30;
/** Per minute from all addresses: half the requests of one known caller. */
const overall = 300;
/** Look-ups at the same time: half of those for tokens that were good before. */
const atOnce = 50;
const rememberedAddresses = 10_000;

/** A look-up of an unknown token. Always call `leave` at its end. */
interface StrangersVisit {
  leave(): void;
  /** Gives the look-up back to the budget, because the token was good. */
  giveBack(): void;
}

/** @throws {Refusal} 429 or 503 */
export type LetStrangerIn = (address: string) => StrangersVisit;

export function createStrangers(): LetStrangerIn {
  const everywhere = createBudget(overall);
  const addresses = new Recent<string, Budget>(rememberedAddresses);
  const takePlace = createPlaces(atOnce, tooManyLookUps);
  return (address) => {
    const near = addresses.get(address) ?? createBudget(perAddress);
    addresses.set(address, near);
    const wait = Math.max(near.wait(), everywhere.wait());
    if (wait > 0) throw tooMany(Math.ceil(wait / 1000));
    const leave = takePlace();
    near.use();
    everywhere.use();
    return {
      leave,
      giveBack() {
        near.giveBack();
        everywhere.giveBack();
      },
    };
  };
}

export const tooManyLookUps = () =>
  new Refusal(503, 'busy', 'Too many sessions are being looked up.', { retryAfter: 1 });
