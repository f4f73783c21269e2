// In and out of the page a hundred times, each element and a dashboard: what they took is given back.
// In Chromium alone: no other driver collects garbage and counts what is left.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, CDPSession, Page } from 'playwright';
import { createTestBackend } from '../../src/testing/index.js';
import { launchBrowser, serveHost, type Host } from '../support/host.js';
import { tags } from '../support/tags.js';

/** They ask for much, or draw much, so that fewer at once are quicker. */
const costly = new Set(['seam-user-identity-list', 'seam-user-identity-removal']);

const backend = createTestBackend();
let host: Host;
let browser: Browser;
let page: Page;
let devtools: CDPSession;
let person = '';

before(async () => {
  const found = await backend.seam<{ user_identity: { user_identity_id: string } }>('/user_identities/get', {
    user_identity_key: 'room-214',
  });
  person = found.user_identity.user_identity_id;
  host = await serveHost(
    () => `<!doctype html><html lang="en"><title>Embeds</title>
      <script type="module" src="/dist/seam-admin-elements.js"></script></html>`,
    { '/seam': backend.fetch },
  );
  browser = await launchBrowser();
  page = await browser.newPage();
  await page.addInitScript('globalThis.__name = (named) => named'); // what tsx puts around functions
  await page.addInitScript(keepAccounts);
  await page.goto(host.url);
  devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable');
});

after(async () => {
  await browser.close();
  await host.close();
});

interface Accounts {
  /** What goes on by itself, or is held by what outlives an element. */
  open(): Record<string, number>;
  underWay: number;
}

/** In the page, before anything else: notes what has no end of its own. */
function keepAccounts() {
  const timers = new Set<unknown>();
  const observers = new Set<object>();
  const channels = new Set<object>();
  const listeners = new Map<string, number>();
  const accounts: Accounts = {
    underWay: 0,
    open: () => ({
      timers: timers.size,
      observers: observers.size,
      channels: channels.size,
      listeners: [...listeners.values()].reduce((sum, count) => sum + count, 0),
    }),
  };
  Object.assign(globalThis, { accounts });

  const own = {
    setTimeout: setTimeout.bind(window),
    clearTimeout: clearTimeout.bind(window),
    setInterval: setInterval.bind(window),
    clearInterval: clearInterval.bind(window),
    fetch: fetch.bind(window),
  };
  Object.assign(globalThis, {
    setTimeout(run: () => void, ms?: number, ...values: unknown[]) {
      const id = own.setTimeout(() => {
        timers.delete(id);
        run();
      }, ms);
      timers.add(id);
      void values;
      return id;
    },
    clearTimeout(id: number) {
      timers.delete(id);
      own.clearTimeout(id);
    },
    setInterval(run: () => void, ms?: number) {
      const id = own.setInterval(run, ms);
      timers.add(id);
      return id;
    },
    clearInterval(id: number) {
      timers.delete(id);
      own.clearInterval(id);
    },
    async fetch(...request: Parameters<typeof fetch>) {
      accounts.underWay++;
      try {
        return await own.fetch(...request);
      } finally {
        accounts.underWay--;
      }
    },
  });

  for (const name of ['ResizeObserver', 'IntersectionObserver', 'MutationObserver'] as const) {
    const Own = globalThis[name] as unknown as new () => { observe(): void; disconnect(): void };
    Object.assign(globalThis, {
      [name]: class extends Own {
        override observe(...given: []) {
          observers.add(this);
          super.observe(...given);
        }
        override disconnect() {
          observers.delete(this);
          super.disconnect();
        }
      },
    });
  }
  const OwnChannel = globalThis.BroadcastChannel;
  globalThis.BroadcastChannel = class extends OwnChannel {
    constructor(name: string) {
      super(name);
      channels.add(this);
    }
    override close() {
      channels.delete(this);
      super.close();
    }
  };

  const note = (key: string, by: number) => listeners.set(key, Math.max(0, (listeners.get(key) ?? 0) + by));
  for (const target of [window, document]) {
    const { addEventListener, removeEventListener } = target;
    const keyOf = (type: string) => `${target === window ? 'window' : 'document'} ${type}`;
    target.addEventListener = (
      type: string,
      listener: never,
      options?: AddEventListenerOptions | boolean,
    ) => {
      note(keyOf(type), 1);
      if (typeof options === 'object') options.signal?.addEventListener('abort', () => note(keyOf(type), -1));
      addEventListener.call(target, type, listener, options);
    };
    target.removeEventListener = (type: string, listener: never, options?: boolean) => {
      note(keyOf(type), -1);
      removeEventListener.call(target, type, listener, options);
    };
  }
}

/** What a session asks first: who calls. */
const sessionPath = '/seam/gateway/session/get';
let isSessionHeld = false;

/** Puts elements into the page and takes them out again once all they asked for, and is not held, is there. */
const cycle = (times: number, together: readonly string[], copies: number) =>
  page.evaluate(
    async ({ times, together, copies, person, held }) => {
      const { accounts } = globalThis as unknown as { accounts: Accounts };
      const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
      for (let time = 0; time < times; time++) {
        const session = document.createElement('seam-session');
        session.setAttribute('gateway', '/seam');
        for (let copy = 0; copy < copies; copy++)
          for (const tag of together) {
            const element = document.createElement(tag);
            element.setAttribute('user-identity-id', person);
            session.append(element);
          }
        document.body.append(session);
        await Promise.all(together.map((tag) => customElements.whenDefined(tag)));
        const isDrawn = ({ shadowRoot }: Element) =>
          !/^\s*(No session yet|$)/.test(shadowRoot!.textContent!) && !shadowRoot!.querySelector('.skeleton');
        const until = performance.now() + 20_000;
        while (accounts.underWay > held || ![...session.children].every(isDrawn)) {
          const text = [...session.children].map((one) => one.shadowRoot!.textContent).join();
          if (performance.now() > until) throw new Error(`It is never drawn: ${text}`);
          await frame();
        }
        session.remove();
        await frame();
      }
    },
    { times, together: [...together], copies, person, held: isSessionHeld ? 1 : 0 },
  );

async function measureOnce() {
  for (let again = 0; again < 3; again++) await devtools.send('HeapProfiler.collectGarbage');
  const { metrics } = await devtools.send('Performance.getMetrics');
  const metric = (name: string) => metrics.find((one) => one.name === name)!.value;
  const open = await page.evaluate(() => (globalThis as unknown as { accounts: Accounts }).accounts.open());
  return {
    nodes: metric('Nodes'),
    listened: metric('JSEventListeners'),
    heap: metric('JSHeapUsedSize'),
    open,
  };
}

/** What is left: the browser itself lets go of some a little later, so until it is the same thrice. */
async function measure() {
  let least = await measureOnce();
  for (let same = 0; same < 3;) {
    await page.waitForTimeout(150);
    const next = await measureOnce();
    same = next.nodes < least.nodes || next.listened < least.listened ? 0 : same + 1;
    if (next.nodes <= least.nodes) least = next;
  }
  return least;
}

const mostHeap = 500_000;

async function expectNoLeak(together: readonly string[], rounds: number, copies: number) {
  await cycle(2, together, copies); // code comes, words and formats are made
  const before = await measure();
  await cycle(rounds, together, copies);
  const after = await measure();
  const grown = {
    nodes: after.nodes - before.nodes,
    listeners: after.listened - before.listened,
    heap: after.heap - before.heap,
  };
  const story = `${together.length === 1 ? together[0] : 'all'}: ${JSON.stringify({ grown, before: before.open, after: after.open })}`;
  // Not even one for each that was there.
  assert.ok(grown.nodes < rounds * copies, story);
  assert.ok(grown.listeners < rounds * copies, story);
  assert.ok(grown.heap < mostHeap, story);
  assert.deepEqual(after.open, before.open, story);
  return story;
}

/** A hundred in all. */
const copiesOf = (tag: string): [rounds: number, copies: number] => (costly.has(tag) ? [25, 4] : [10, 10]);

for (const tag of tags)
  test(`<${tag}> gives back all it took`, async (context) => {
    context.diagnostic(await expectNoLeak([tag], ...copiesOf(tag)));
  });

test('a whole dashboard gives back all it took', async (context) => {
  context.diagnostic(await expectNoLeak(['seam-user-identity-list', 'seam-user-identity-details'], 100, 1));
});

test('a list that is taken out before it is known who calls gives back all it took', async (context) => {
  const release = backend.hold(sessionPath);
  isSessionHeld = true;
  try {
    context.diagnostic(await expectNoLeak(['seam-user-identity-list'], 10, 1));
  } finally {
    isSessionHeld = false;
    release();
  }
});
