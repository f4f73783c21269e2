// All people by cursor, page after page, into the list.
import type { Browser } from 'playwright';
import { gaugeOf } from '../browser.js';

export interface Streamed {
  /** Milliseconds from the element in the page until its first row is drawn. */
  readonly firstRows: number;
  /** Milliseconds of the main thread, until all are there. */
  readonly mainThread: number;
  /** The longest time, in milliseconds, for which the page could not answer to a person; 0 if none is called long. */
  readonly longest: number;
  readonly longTasks: number;
  /** Milliseconds until all are there. */
  readonly all: number;
}

/**
 * Keeps the list scrolled to its end, so that it fetches each further page as soon as it may.
 * @param latency milliseconds that each page takes
 */
export async function stream(
  browser: Browser,
  url: string,
  scripts: readonly string[],
  count: number,
  latency: number,
): Promise<Streamed> {
  const page = await browser.newPage({ viewport: { width: 1000, height: 700 } });
  try {
    await page.goto(url);
    for (const script of scripts) await page.addScriptTag({ url: script, type: 'module' });
    await page.waitForFunction(() => 'bench' in globalThis && 'contender' in globalThis);
    const given = [count, { pageSize: 500, latency }] as const;
    await page.evaluate((given) => bench.prepare(...given), given);
    const gauge = await gaugeOf(page);
    await gauge.collect();
    const before = await gauge.work();
    const found = await gauge.run<Omit<Streamed, 'mainThread'>>('bench.stream()');
    return { ...found, mainThread: (await gauge.work()).mainThread - before.mainThread };
  } finally {
    await page.close();
  }
}
