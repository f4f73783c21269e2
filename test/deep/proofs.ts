/*
 * The generated proofs of the gateway have two forms: a short one for every `npm test`, and with `PROOFS=all` one that
 * tries many times as much.
 */

export const inFull = process.env['PROOFS'] === 'all';

/** How often to try something, in each form. */
export const times = (short: number, full: number): number => (inFull ? full : short);

/** The same every time. fast-check writes the seed and the path of what failed. */
export const seed = 20261121;
