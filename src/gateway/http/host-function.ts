import { orLate } from './read-body.js';

const longestWaitMs = 10_000;

/**
 * Limits a host's function to 10 seconds. A later result is ignored.
 * @param late creates the error to throw after that time
 */
export const timed =
  <Args extends unknown[], Result>(
    call: (...args: Args) => Result | Promise<Result>,
    late: () => Error,
  ): ((...args: Args) => Promise<Result>) =>
  (...args) =>
    orLate((async () => call(...args))(), longestWaitMs, late);
