// One contender once, in a page of its own.
import type { Page } from 'playwright';
import { gaugeOf, type Gauge } from '../browser.js';
import { ours, type Stage } from './stage.js';

/** Milliseconds of the main thread until it was drawn, bytes, or numbers. */
export type Found = Partial<
  Record<
    'mount' | 'mountAll' | 'search' | 'sort' | 'update' | 'fling' | 'slow' | 'late' | 'elements' | 'heap',
    number
  >
>;

/** What is typed, a key at a time. */
const typed = ['t', 'ta', 'tan'];
/** What Seam's pages have. */
const seamPage = 500;

/**
 * One that is given all people does everything in one page. One that fetches them mounts and searches as it does in
 * use, with pages of 500, and the rest in another page, where it has got them all.
 */
export async function trial(stage: Stage, file: string, count: number): Promise<Found> {
  const inPage = openPage(stage, stage.scriptsOf(file), count);
  const isFetching = file === ours;
  if (!isFetching)
    return inPage(Infinity, async (page, gauge) => {
      const empty = await gauge.heap();
      await page.evaluate(() => bench.makeRows());
      const mount = await took(page, gauge, 'mount');
      const held = await whatIsHeld(page, gauge, empty);
      const found = { mount, ...held, search: await worstKey(page, gauge) };
      await took(page, gauge, 'search');
      return { ...found, ...(await theRest(page, gauge)) };
    });
  const inUse = await inPage(seamPage, async (page, gauge) => {
    await page.evaluate(() => bench.makeRows());
    const mount = await took(page, gauge, 'mount', seamPage);
    return { mount, search: await worstKey(page, gauge, seamPage) };
  });
  const all = await inPage(Infinity, async (page, gauge) => {
    // It gets rows of its own: these are only looked for.
    await page.evaluate(() => bench.makeRows());
    const empty = await gauge.heap();
    const mountAll = await took(page, gauge, 'mount');
    return { mountAll, ...(await whatIsHeld(page, gauge, empty)), ...(await theRest(page, gauge)) };
  });
  return { ...inUse, ...all };
}

async function whatIsHeld(page: Page, gauge: Gauge, empty: number): Promise<Found> {
  return { elements: await page.evaluate(() => bench.elements()), heap: (await gauge.heap()) - empty };
}

async function worstKey(page: Page, gauge: Gauge, fetched = Infinity): Promise<number> {
  const times: number[] = [];
  for (const text of typed) times.push(await took(page, gauge, 'search', fetched, text));
  return Math.max(...times);
}

async function theRest(page: Page, gauge: Gauge): Promise<Found> {
  const sort = await took(page, gauge, 'sort');
  const update = await took(page, gauge, 'update');
  const before = await gauge.work();
  const { late, slow } = await gauge.run<{ late: number; slow: number }>('bench.fling()');
  const fling = (await gauge.work()).mainThread - before.mainThread;
  return { sort, update, fling, late, slow };
}

/** Milliseconds of the main thread until it can be seen. */
async function took(
  page: Page,
  gauge: Gauge,
  name: 'mount' | 'search' | 'sort' | 'update',
  fetched = Infinity,
  text = '',
): Promise<number> {
  const plan = [name, fetched, text] as const;
  await page.evaluate((plan) => bench.plan(...plan), plan);
  await gauge.collect();
  const before = await gauge.work();
  await gauge.run('bench.act()');
  return (await gauge.work()).mainThread - before.mainThread;
}

const openPage =
  ({ browser, url }: Stage, scripts: readonly string[], count: number) =>
  async (pageSize: number, measure: (page: Page, gauge: Gauge) => Promise<Found>): Promise<Found> => {
    const page = await browser.newPage({ viewport: { width: 1000, height: 700 } });
    try {
      page.setDefaultTimeout(60_000);
      await page.goto(url);
      for (const script of scripts) await page.addScriptTag({ url: script, type: 'module' });
      await page.waitForFunction(() => 'bench' in globalThis && 'contender' in globalThis);
      const given = [count, { pageSize, latency: 0 }] as const;
      await page.evaluate((given) => bench.prepare(...given), given);
      return await measure(page, await gaugeOf(page));
    } finally {
      await page.close();
    }
  };
