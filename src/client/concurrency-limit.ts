import type { Call } from '../api/call.js';

/** Runs at most `most` calls at the same time; the others wait for their turn. */
export function takingTurns(call: Call, most: number): Call {
  let underWay = 0;
  const waiting: (() => void)[] = [];
  return async (...given) => {
    // A call that ends passes its place to the next one, so that a newer call cannot go first.
    if (underWay === most) await new Promise<void>((resolve) => waiting.push(resolve));
    else underWay++;
    try {
      return await call(...given);
    } finally {
      const next = waiting.shift();
      if (next) next();
      else underWay--;
    }
  };
}
