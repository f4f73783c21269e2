// node:test, as far as the tests of the gateway use it, for tests that run again and again in one process.
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { mock } from 'node:test';

export { mock };

/** A test has waited for too long. */
export class Late extends Error {}

/**
 * For a single test: even those that take long work for two seconds, whatever else the machine has to do. Stryker's own
 * limit is for all tests together, and ends the process.
 */
const patience = { workedMs: 10_000, waitedMs: 60_000 };
// Those of Node, whatever a test puts in their place.
const { setImmediate, setInterval, clearInterval, clearTimeout: clearNodes } = globalThis;

// Where one test still clears a timer that it has set, Node 20 takes whichever is in its place among those of the next.
// And a timer of Node's own, such as that of a connection, goes on where it is cleared among held ones.
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

/** The tests that importing a file declares. */
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
        // As between two tests of Node's: what one has asked to happen next may see that it is over.
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
