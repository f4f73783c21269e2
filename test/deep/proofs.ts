/*
 * The generated tests of the gateway have two forms: a short one for every `npm test`, and with `PROOFS=all` a long one
 * with many more runs.
 */

export const inFull = process.env['PROOFS'] === 'all';

/** The number of runs in each form. */
export const times = (short: number, full: number): number => (inFull ? full : short);

/** The same seed in every run. fast-check prints the seed and the path of a failure. */
export const seed = 20261121;
