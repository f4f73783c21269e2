import type { Call } from '../api/call.js';

/** Lets so many calls be under way at once; the others wait for their turn. */
export function takingTurns(call: Call, most: number): Call {
  let underWay = 0;
  const waiting: (() => void)[] = [];
  return async (...given) => {
    // Whoever ends hands its place on, so that nobody pushes in.
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
