import type { Sandbox } from '../../src/sandbox/index.js';
import { frames } from './find.js';

/** Which timers are held, by how long they are, in milliseconds. */
interface Held {
  /** Shorter timers are the browser's own business, and tools'. */
  shortestMs?: number;
  /** Longer ones are time limits, which must not end just because a test goes on. */
  longestMs?: number;
}

/** So many frames at least are drawn between one second and the next, */
const fewestFrames = 10;
/** and so many at most, though something asked for has not been answered: a test may be holding it. */
const mostFrames = 240;

/** A page whose timers and present are in the hands of a test, and go along with a sandbox's clock. */
export interface HeldTime {
  /** Lets so many milliseconds pass, first for Seam and then for the page: what waits for less than that comes. */
  pass(milliseconds: number): void;
  /**
   * Lets time pass, a second at a time, until something can be seen; a minute at most. What was asked for is answered
   * before the next second: on a busy machine as well, nothing that lasts a second is passed over.
   */
  passUntil<Value>(look: () => Value): Promise<Value>;
  /** Waits until all that was asked for is answered, and drawn. */
  settle(): Promise<void>;
  release(): void;
}

export function holdTime(sandbox: Sandbox, { shortestMs = 500, longestMs = 29_000 }: Held = {}): HeldTime {
  const own = {
    setTimeout: window.setTimeout,
    clearTimeout: window.clearTimeout,
    fetch: window.fetch,
    now: Date.now,
  };
  let unanswered = 0;
  window.fetch = async (...request) => {
    unanswered++;
    try {
      return await own.fetch.apply(window, request);
    } finally {
      unanswered--;
    }
  };
  const timers = new Map<number, { run: () => void; due: number }>();
  let nextId = 1e9;
  const now = () => sandbox.clock.now().getTime();
  Date.now = now;
  window.setTimeout = ((run: () => void, delay = 0, ...values: unknown[]) => {
    if (delay < shortestMs || delay > longestMs)
      return own.setTimeout.call(window, run, delay, ...(values as []));
    timers.set(++nextId, {
      run: () => (run as (...values: unknown[]) => void)(...values),
      due: now() + delay,
    });
    return nextId;
  }) as typeof window.setTimeout;
  window.clearTimeout = (id) => {
    if (!timers.delete(id as number)) own.clearTimeout.call(window, id);
  };
  const pass = (milliseconds: number) => {
    sandbox.clock.advance(milliseconds);
    for (const [id, { run, due }] of [...timers]) {
      if (due > now()) continue;
      timers.delete(id);
      run();
    }
  };
  return {
    pass,
    async passUntil(look) {
      for (let seconds = 0; ; seconds++) {
        try {
          return look();
        } catch (error) {
          if (seconds > 60) throw error;
          pass(1000);
          for (let drawn = 0; drawn < fewestFrames || (unanswered > 0 && drawn < mostFrames); drawn++)
            await frames(1);
        }
      }
    },
    async settle() {
      for (let quiet = 0; quiet < fewestFrames; quiet = unanswered > 0 ? 0 : quiet + 1) await frames(1);
    },
    release() {
      const { now, ...ofWindow } = own;
      Object.assign(window, ofWindow);
      Date.now = now;
    },
  };
}
