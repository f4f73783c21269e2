// What is left of elements that have come and gone, and what those that stay do while nothing happens.
import type { Page } from 'playwright';
import { gaugeOf, launch } from '../browser.js';
import { sandboxWith, serve, type Served } from '../page/server.js';
import { circumstances, limits, median, report, rounds, spread, table } from '../results.js';

const cycles = 100;
/** The first cycles fill what is made once and kept. */
const firstCycles = 30;
const hour = 3600;
/** No more than what waits for time waits at least. */
const stepSeconds = 2;

const script = (file: string) => `<script type="module" src="${file}"></script>`;
const ours = ['seam-user-identity-list', 'seam-device-access'];
const seams = ({ url, sandbox }: Served) =>
  `<seam-device-table endpoint="${url}api" client-session-token="${sandbox.credentials.clientSessionToken}" disable-css-injection="true" disable-font-injection="true"></seam-device-table>`;

let markup = '';
const browser = await launch();
const served = await serve(() => markup, await sandboxWith(20));

interface Kept {
  /** Per cycle. */
  readonly heap: number;
  readonly nodes: number;
  readonly listeners: number;
}

/** Puts elements into a page and takes them away again, many times, each time once they show their rows. */
async function mountAndUnmount(): Promise<Kept> {
  const page = await openPage(`${script('/dist/seam-admin-elements.js')}<main></main>`);
  const gauge = await gaugeOf(page);
  const cycle = (times: number) =>
    gauge.run(`(async () => {
      for (let time = 0; time < ${times}; time++) {
        const session = document.createElement('seam-session');
        session.gateway = '/seam';
        session.append(...${JSON.stringify(ours)}.map((tag) => document.createElement(tag)));
        document.querySelector('main').append(session);
        while (![...session.children].every((element) => element.shadowRoot?.querySelector('.rows > *')))
          await new Promise(requestAnimationFrame);
        session.remove();
        // What ends when an element is gone does so a moment later.
        await new Promise(requestAnimationFrame);
      }
    })()`);
  await cycle(firstCycles);
  const heldBefore = await gauge.held();
  const before = await gauge.work();
  await cycle(cycles);
  const held = await gauge.held();
  const after = await gauge.work();
  await page.close();
  return {
    heap: (held - heldBefore) / cycles,
    nodes: (after.nodes - before.nodes) / cycles,
    listeners: (after.listeners - before.listeners) / cycles,
  };
}

interface PerMinute {
  readonly requests: number;
  /** Those that ask what has happened; the others read again what no event tells of. */
  readonly polls: number;
}

interface Idle {
  readonly visible: PerMinute;
  readonly hidden: PerMinute;
  /** Bytes that the hour has left behind. */
  readonly heap: number;
}

/** An hour on a held clock in view, and another out of sight: requests per minute. */
async function idle(page: Page): Promise<Idle> {
  await page.waitForFunction(() =>
    [...document.querySelectorAll('main > *')].every((element) =>
      /Room 101|@example.com/.test((element.shadowRoot ?? element).textContent ?? ''),
    ),
  );
  const gauge = await gaugeOf(page);
  const pageTime = () => gauge.run<number>('Date.now()');
  const pass = async (seconds: number) => {
    served.asked.length = 0;
    const start = await pageTime();
    for (let second = 0; second < seconds; second += stepSeconds) {
      served.sandbox.clock.advance(1000 * stepSeconds);
      await page.clock.fastForward(1000 * stepSeconds);
      // What was asked for is answered before time goes on.
      await page.evaluate(() => fetch('/').then((response) => response.text()));
    }
    // A little real time has passed as well.
    const minutes = ((await pageTime()) - start) / 60_000;
    const polls = served.asked.filter((path) => path.endsWith('/events/list')).length;
    return { requests: served.asked.length / minutes, polls: polls / minutes };
  };
  await pass(60);
  const before = await gauge.held();
  const visible = await pass(hour);
  const heap = (await gauge.held()) - before;
  await gauge.run(`
    Object.defineProperty(document, 'visibilityState', { get: () => 'hidden' });
    Object.defineProperty(document, 'hidden', { get: () => true });
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
  `);
  const hidden = await pass(hour / 6);
  await page.close();
  return { visible, hidden, heap };
}

async function openPage(html: string, isHeld = false): Promise<Page> {
  markup = `<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>x</title>${html}</html>`;
  const page = await browser.newPage();
  if (isHeld) await page.clock.install({ time: served.sandbox.clock.now() });
  await page.goto(served.url);
  return page;
}

const kept: Kept[] = [];
for (let round = 0; round < rounds; round++) kept.push(await mountAndUnmount());
const { clientSessionToken } = served.sandbox.credentials;
const idlers = {
  '`<seam-user-identity-list>` behind the gateway': `${script('/dist/seam-admin-elements.js')}<main><seam-user-identity-list gateway="/seam"></seam-user-identity-list></main>`,
  '`<seam-device-access>` with a client session': `${script('/dist/seam-admin-elements.js')}<main><seam-device-access endpoint="${served.url}api" client-session-token="${clientSessionToken}"></seam-device-access></main>`,
  '`@seamapi/react` `<seam-device-table>`': `${script('/elements.js')}<main>${seams(served)}</main>`,
};
const rested = new Map<string, Idle>();
for (const [name, html] of Object.entries(idlers)) rested.set(name, await idle(await openPage(html, true)));
const version = `Chromium ${browser.version()}`;
await browser.close();
served.close();

const own = [...rested].filter(([name]) => !name.includes('@seamapi')).map(([, one]) => one);
report(
  'Memory',
  `${circumstances(['lit', 'playwright'], ['@seamapi/react'], version)}
${rounds} rounds of ${cycles} cycles, after ${firstCycles} that fill what is made once: \`<seam-user-identity-list>\` and \`<seam-device-access>\` in a \`<seam-session>\` are put into a page, fetch their rows and are taken out. Then an hour in view, and ten minutes out of sight, on a held clock, with nothing happening. Heap is what scripts hold on to, without the browser's own record of requests and frames and without machine code; nodes are counted beside it.

${limits([
  {
    what: 'heap kept per mount and unmount, kB',
    measured: median(kept.map(({ heap }) => heap / 1000)),
    most: 0.1,
  },
  {
    what: 'listeners kept per mount and unmount',
    measured: median(kept.map(({ listeners }) => listeners)),
    most: 0,
  },
  {
    what: 'polls per minute, idle in view',
    measured: Math.max(...own.map(({ visible }) => visible.polls)),
    most: 6,
  },
  {
    what: 'requests per minute, out of sight',
    measured: Math.max(...own.map(({ hidden }) => hidden.requests)),
    most: 0,
  },
])}

Kept per mount and unmount: ${spread(
    kept.map(({ heap }) => heap),
    0,
  )} bytes of heap, ${spread(
    kept.map(({ nodes }) => nodes),
    2,
  )} nodes, ${spread(
    kept.map(({ listeners }) => listeners),
    2,
  )} listeners.

${table(
  [
    'idle',
    'polls per minute in view',
    'all requests per minute in view',
    'out of sight',
    'heap after the hour, kB more',
  ],
  [...rested].map(([name, { visible, hidden, heap }]) => [
    name,
    visible.polls.toFixed(1),
    visible.requests.toFixed(1),
    hidden.requests.toFixed(1),
    (heap / 1000).toFixed(1),
  ]),
)}`,
);
