import { orLate } from './read-body.js';

const longestWaitMs = 10_000;

/**
 * A function of the host's that is not waited for without end.
 * @param late makes what is thrown once it has taken ten seconds; what it answers later is not used
 */
export const timed =
  <Args extends unknown[], Result>(
    call: (...args: Args) => Result | Promise<Result>,
    late: () => Error,
  ): ((...args: Args) => Promise<Result>) =>
  (...args) =>
    orLate((async () => call(...args))(), longestWaitMs, late);
