// A page from navigation to its first row, on an empty cache, beside Seam's own web components.
import type { Browser } from 'playwright';
import { launch } from '../browser.js';
import { bars } from '../plot.js';
import { circumstances, limits, median, ratios, report, rounds, spread, table } from '../results.js';
import { sandboxWith, serve, type Served } from './server.js';

interface Contender {
  readonly name: string;
  readonly tag: string;
  readonly markup: (served: Served) => string;
  /** What the first row begins with. */
  readonly firstRow: string;
}

const script = (file: string) => `<script type="module" src="${file}"></script>`;

const ours: Contender = {
  name: '<seam-device-access>',
  tag: 'seam-device-access',
  markup: ({ url, sandbox }) =>
    `<seam-device-access endpoint="${url}api" client-session-token="${sandbox.credentials.clientSessionToken}"></seam-device-access>`,
  firstRow: 'Room 101',
};
const list: Contender = {
  name: '<seam-user-identity-list>',
  tag: 'seam-user-identity-list',
  markup: () => '<seam-user-identity-list gateway="/seam"></seam-user-identity-list>',
  firstRow: '@example.com',
};
/** It brings its styles and fonts from elsewhere, if it is let: that would only make it slower. */
const seams: Contender = {
  name: '@seamapi/react <seam-device-table>',
  tag: 'seam-device-table',
  markup: ({ url, sandbox }) =>
    `<seam-device-table endpoint="${url}api" client-session-token="${sandbox.credentials.clientSessionToken}" disable-css-injection="true" disable-font-injection="true"></seam-device-table>`,
  firstRow: 'Room 101',
};
/** What a browser takes by itself. */
const bare: Contender = {
  name: 'HTML that has the row',
  tag: 'p',
  markup: () => '<p>Room 101</p>',
  firstRow: 'Room 101',
};
const contenders = [ours, list, seams, bare];
const scriptOf = (contender: Contender) =>
  contender === bare ? '' : script(contender === seams ? '/elements.js' : '/dist/seam-admin-elements.js');

interface Scenario {
  readonly name: string;
  readonly count: number;
  readonly elements: number;
  readonly isSlow?: boolean;
}

const scenarios: readonly Scenario[] = [
  { name: '20 rows', count: 20, elements: 1 },
  { name: '20 rows, processor slowed four times, slow network', count: 20, elements: 1, isSlow: true },
  { name: '1,000 rows', count: 1000, elements: 1 },
  { name: 'ten elements of 20 rows', count: 20, elements: 10 },
];

/** What is called slow 4G. */
const slowNetwork = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 93_750 };

interface Visit {
  readonly firstRow: number;
  readonly requests: number;
  readonly apiRequests: number;
  readonly bytes: number;
}

/** Looks each frame whether every element shows its first row, and notes when that frame was drawn. */
const noteFirstRow = (tag: string, text: string, count: number) => `requestAnimationFrame(function look() {
  const shown = [...document.querySelectorAll('${tag}')].filter((element) =>
    (element.shadowRoot ?? element).textContent.includes('${text}'));
  if (shown.length < ${count}) return requestAnimationFrame(look);
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => { globalThis.firstRow = performance.now(); };
  port2.postMessage(null);
});`;

/** @returns what it took until each element on the page shows a row */
async function visit(
  browser: Browser,
  served: Served,
  contender: Contender,
  { elements, isSlow }: Scenario,
): Promise<Visit> {
  markup = `<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>x</title>${scriptOf(contender)}${contender.markup(served).repeat(elements)}</html>`;
  // Each has a cache of its own, and an empty one.
  const context = await browser.newContext({ viewport: { width: 1200, height: 800 } });
  try {
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send('Network.enable');
    if (isSlow) {
      await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
      await session.send('Network.emulateNetworkConditions', slowNetwork);
    }
    let requests = 0;
    let bytes = 0;
    session.on('Network.loadingFinished', ({ encodedDataLength }) => {
      requests++;
      bytes += encodedDataLength;
    });
    served.asked.length = 0;
    await page.addInitScript({ content: noteFirstRow(contender.tag, contender.firstRow, elements) });
    await page.goto(served.url, { waitUntil: 'commit' });
    const found = await page.waitForFunction(
      () => (globalThis as { firstRow?: number }).firstRow,
      undefined,
      {
        timeout: 60_000,
      },
    );
    const firstRow = (await found.jsonValue())!;
    // What else it has asked for by then is still on its way.
    await page.waitForLoadState('networkidle');
    return { firstRow, requests, apiRequests: served.asked.length, bytes };
  } finally {
    await context.close();
  }
}
let markup = '';

/** Whether the last of many devices can be seen by scrolling to it. */
async function reachesLast(browser: Browser, served: Served, contender: Contender): Promise<boolean> {
  markup = `<!doctype html><html lang="en"><title>x</title>${scriptOf(contender)}${contender.markup(served)}</html>`;
  const page = await browser.newPage();
  await page.goto(served.url);
  await page.getByText('Room 101', { exact: true }).waitFor();
  const isSeen = page.getByText('Room 1100', { exact: true });
  for (let time = 0; time < 30 && (await isSeen.count()) === 0; time++) {
    await page.evaluate((tag) => {
      const inner = document.querySelector(tag)!.shadowRoot?.querySelectorAll('*') ?? [];
      for (const element of [document.documentElement, ...inner]) element.scrollTop = element.scrollHeight;
    }, contender.tag);
    await page.waitForTimeout(100);
  }
  const isReached = (await isSeen.count()) > 0;
  await page.close();
  return isReached;
}

const browser = await launch();
const servers = new Map<number, Served>();
for (const { count } of scenarios)
  if (!servers.has(count)) servers.set(count, await serve(() => markup, await sandboxWith(count)));

const visits = new Map<string, Visit[]>();
const keyOf = (scenario: Scenario, contender: Contender) => `${scenario.name} ${contender.name}`;
for (const scenario of scenarios)
  // The first round is for the server's compilers.
  for (let round = -1; round < rounds; round++)
    for (let turn = 0; turn < contenders.length; turn++) {
      const contender = contenders[(turn + round + contenders.length) % contenders.length]!;
      const one = await visit(browser, servers.get(scenario.count)!, contender, scenario);
      const key = keyOf(scenario, contender);
      if (round >= 0) visits.set(key, [...(visits.get(key) ?? []), one]);
    }
const reached = [];
for (const contender of [ours, seams])
  reached.push(
    `${contender.name} ${(await reachesLast(browser, servers.get(1000)!, contender)) ? 'yes' : 'no'}`,
  );
const version = `Chromium ${browser.version()}`;
await browser.close();
for (const { close } of servers.values()) close();

const of = (scenario: Scenario, contender: Contender, key: keyof Visit) =>
  visits.get(keyOf(scenario, contender))!.map((one) => one[key]);
const against = (scenario: Scenario, contender: Contender) =>
  ratios(of(scenario, contender, 'firstRow'), of(scenario, seams, 'firstRow'));
const [usual, , large, ten] = scenarios as [Scenario, Scenario, Scenario, Scenario];

const least = median(of(usual, bare, 'firstRow'));
const beyond = (contender: Contender) => (median(of(usual, contender, 'firstRow')) - least).toFixed(0);
const why = `A page of 20 rows that has its row in the HTML takes ${least.toFixed(0)} ms here. Beyond that ours takes ${beyond(ours)} ms and theirs ${beyond(seams)}.`;

report(
  'Page',
  `${circumstances(['hono', '@hono/node-server', 'playwright'], ['@seamapi/react'], version)}
${rounds} rounds, contenders in turn within each; medians, and in brackets the least and the most. Milliseconds from navigation until the first row is drawn (with ten elements, in each of them), with an empty cache, all from the same server: scripts gzipped, the sandbox in Seam's place with the same devices for the same session, and for the list as many people behind the gateway. Bytes are those on the wire. The slow network has 150 ms of latency and 1.6 Mbit/s. What \`@seamapi/react\` would fetch from elsewhere, styles and fonts, it is spared.

${limits([
  {
    what: 'navigation to first row, 20 devices, × seam-device-table',
    measured: median(against(usual, ours)),
    most: 0.35,
    why,
  },
  {
    what: 'navigation to first row, 1,000 devices, × seam-device-table',
    measured: median(against(large, ours)),
    most: 0.3,
    why,
  },
  {
    what: 'API requests of ten embeds of one session, × those of one',
    measured: median(of(ten, ours, 'apiRequests')) / median(of(usual, ours, 'apiRequests')),
    most: 1,
  },
])}

The last of 1,000 devices is reached by scrolling: ${reached.join(', ')}.

${table(
  ['', '', 'first row, × seam-device-table', 'first row, ms', 'requests', 'of them of the API', 'kB'],
  scenarios.flatMap((scenario) =>
    contenders.map((contender) => [
      scenario.name,
      `\`${contender.name}\``,
      `**${spread(against(scenario, contender), 2)}**`,
      spread(of(scenario, contender, 'firstRow'), 0),
      median(of(scenario, contender, 'requests')).toFixed(0),
      median(of(scenario, contender, 'apiRequests')).toFixed(0),
      (median(of(scenario, contender, 'bytes')) / 1000).toFixed(0),
    ]),
  ),
)}`,
);

bars('page', {
  title: 'From navigation to the first row, empty cache',
  unit: 'ms',
  groups: scenarios.map((scenario) => ({
    title: scenario.name,
    bars: contenders.map((contender) => ({
      name: contender.name,
      value: median(of(scenario, contender, 'firstRow')),
      isOurs: contender === ours || contender === list,
    })),
  })),
});
