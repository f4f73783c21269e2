import type { Sandbox } from '../../src/sandbox/index.js';
import { frames } from './find.js';

/** Which timers are held, by their delay in milliseconds. */
interface Held {
  /** Shorter timers belong to the browser and to tools. Default 500. */
  shortestMs?: number;
  /** Longer timers are time limits, which must not end only because a test moves time forward. Default 29,000. */
  longestMs?: number;
}

/** The fewest frames that are rendered between two seconds. */
const fewestFrames = 10;
/** The most frames, even if a response is missing: a test may hold it back. */
const mostFrames = 240;

/** A page whose timers and current time a test controls, together with a sandbox's clock. */
export interface HeldTime {
  /** Moves time forward, first for Seam and then for the page, and runs the timers that are due. */
  pass(milliseconds: number): void;
  /**
   * Moves time forward second by second until `look` no longer throws, for at most a minute. Requests are answered
   * before the next second starts, so that a test on a busy machine misses nothing that lasts a second.
   */
  passUntil<Value>(look: () => Value): Promise<Value>;
  /** Waits until all requests are answered and the result is rendered. */
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
