// The parts of node:test that the gateway's tests use, for tests that run many times in one process.
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { mock } from 'node:test';

export { mock };

/** A test has waited too long. */
export class Late extends Error {}

/**
 * The limits of one test. Even the longest tests work for two seconds, on a busy machine too. Stryker's own limit is
 * for all tests together, and ends the process.
 */
const patience = { workedMs: 10_000, waitedMs: 60_000 };
// Node's own functions, because a test may replace the global ones.
const { setImmediate, setInterval, clearInterval, clearTimeout: clearNodes } = globalThis;

// If a test clears a timer of the test before, Node 20 clears a timer of the present test instead. And one of Node's
// own timers, such as a connection's, continues if it is cleared while timers are mocked.
const { timers } = mock;
const { enable } = timers;
timers.enable = (options) => {
  enable.call(timers, options);
  if (!options.apis.includes('setTimeout')) return;
  const own = new WeakSet();
  const { setTimeout, clearTimeout } = globalThis;
  globalThis.setTimeout = (...args) => {
    const timer = setTimeout(...args);
    own.add(timer);
    return timer;
  };
  globalThis.clearTimeout = (timer) => (own.has(timer) ? clearTimeout : clearNodes)(timer);
};

let suite;
let found;

/** The tests that a file declares when it is imported. */
export async function collect(file, load) {
  found = [];
  suite = suiteWithin(undefined, file);
  await load();
  return found;
}

export function describe(name, declare) {
  const around = suite;
  suite = suiteWithin(around, name);
  declare();
  suite = around;
}

export function it(name, ...rest) {
  const act = rest.at(-1);
  const within = suite;
  found.push({
    id: `${within.name} ${name}`,
    suite: within,
    async run() {
      const after = [];
      const context = { mock, diagnostic() {}, after: (hook) => after.push(hook) };
      try {
        await each(within.all('beforeEach'));
        await inTime(act(context));
      } finally {
        await each([...after, ...within.all('afterEach')]);
        mock.reset();
        // As in Node between two tests: callbacks that the test has scheduled can see that it is over.
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
  });
}

export const test = it;
export const before = (hook) => void suite.hooks.before.push(hook);
export const after = (hook) => void suite.hooks.after.push(hook);
export const beforeEach = (hook) => void suite.hooks.beforeEach.push(hook);
export const afterEach = (hook) => void suite.hooks.afterEach.push(hook);

function suiteWithin(around, name) {
  const hooks = { before: [], after: [], beforeEach: [], afterEach: [] };
  const all = (kind) => [...(around?.all(kind) ?? []), ...hooks[kind]];
  return {
    name: around ? `${around.name} › ${name}` : name,
    hooks,
    all,
    open: () => each(all('before')),
    close: () => each(all('after')),
  };
}

async function inTime(acting) {
  const start = { at: performance.now(), worked: process.cpuUsage() };
  let timer;
  const late = new Promise((_, reject) => {
    timer = setInterval(() => {
      const { user, system } = process.cpuUsage(start.worked);
      const isLate =
        (user + system) / 1000 > patience.workedMs || performance.now() - start.at > patience.waitedMs;
      if (isLate) reject(new Late('It does not end.'));
    }, 500);
  });
  await Promise.race([acting, late]).finally(() => clearInterval(timer));
}

async function each(hooks) {
  for (const hook of hooks) await hook();
}
