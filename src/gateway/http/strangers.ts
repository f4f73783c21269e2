import { createBudget, createPlaces, tooMany, type Budget } from './rate-limit.js';
import { Recent } from './recent.js';
import { Refusal } from './http-error.js';

/*
 * A caller who sends a token makes the gateway ask Seam what it is. Tokens that were good before have places of their own;
 * these are the places for all others. A look-up whose token turns out good is given back, so they count the bad ones
 * and those under way.
 *
 * Example: 200 guests of a hotel, behind one address, all open their page within a minute. That is three look-ups a
 * second, and about ten at a time if Seam takes three seconds to answer. All of them are let in.
 */

/** From one address: enough for guests at one moment, and for those who come back with a session that has ended. */
const perAddress = 30;
/** From everywhere: half of what one known caller may ask. */
const overall = 300;
/** Half as many as there are for tokens that were good before. */
const atOnce = 50;
const rememberedAddresses = 10_000;

/** A look-up of a token that was never seen; it must leave. */
interface StrangersVisit {
  leave(): void;
  /** The token was good, so it counts for nothing. */
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
