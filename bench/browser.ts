// A real Chromium, and what it tells of its own work.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium, type Browser, type CDPSession, type Page } from 'playwright';
import { browserArguments, ensureBrowser } from '../scripts/setup.mjs';

/** Nothing is asked of other machines; the browser sees to it, because to ask Playwright takes time for each request. */
const nobodyElse = '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1';

export async function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: await ensureBrowser(), args: [...browserArguments, nobodyElse] });
}

/** Since the page began. */
interface Work {
  /** Milliseconds of the processor that the main thread has used: others who need it as well do not count. */
  readonly mainThread: number;
  readonly listeners: number;
  readonly nodes: number;
}

export interface Gauge {
  work(): Promise<Work>;
  /** Throws away what nothing needs, so that it is on nobody's account. */
  collect(): Promise<void>;
  /** Bytes of JavaScript heap that are in use once nothing is left to collect. */
  heap(): Promise<number>;
  /**
   * Bytes of what scripts hold on to: without what the browser itself keeps of requests, frames and tasks, and without
   * machine code, both of which grow by being used.
   */
  held(): Promise<number>;
  /** Runs an expression in the page, with as little around it as can be. */
  run<Value>(expression: string): Promise<Value>;
  readonly session: CDPSession;
}

export async function gaugeOf(page: Page): Promise<Gauge> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const metrics = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
  };
  const collect = async () => void (await session.send('HeapProfiler.collectGarbage'));
  return {
    session,
    async work() {
      const { ThreadTime = 0, JSEventListeners = 0, Nodes = 0 } = await metrics();
      return { mainThread: 1000 * ThreadTime, listeners: JSEventListeners, nodes: Nodes };
    },
    collect,
    async heap() {
      // What was freed may free more.
      for (let time = 0; time < 3; time++) await collect();
      return (await metrics())['JSHeapUsedSize']!;
    },
    async held() {
      for (let time = 0; time < 3; time++) await collect();
      return bytesOfScripts(await heapSnapshot(session));
    },
    async run<Value>(expression: string) {
      const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
        expression,
        awaitPromise: true,
        returnByValue: true,
      });
      if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      return result.value as Value;
    },
  };
}

async function heapSnapshot(session: CDPSession): Promise<string> {
  const chunks: string[] = [];
  const take = ({ chunk }: { chunk: string }) => void chunks.push(chunk);
  session.on('HeapProfiler.addHeapSnapshotChunk', take);
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  session.off('HeapProfiler.addHeapSnapshotChunk', take);
  return chunks.join('');
}

interface HeapSnapshot {
  readonly snapshot: {
    readonly meta: { readonly node_fields: string[]; readonly node_types: [string[], ...unknown[]] };
  };
  readonly nodes: number[];
}

function bytesOfScripts(text: string): number {
  const { snapshot, nodes } = JSON.parse(text) as HeapSnapshot;
  const { node_fields: fields, node_types } = snapshot.meta;
  const [type, size] = [fields.indexOf('type'), fields.indexOf('self_size')];
  let sum = 0;
  for (let at = 0; at < nodes.length; at += fields.length)
    if (!['native', 'code'].includes(node_types[0][nodes[at + type]!]!)) sum += nodes[at + size]!;
  return sum;
}

/** Serves a page at `/`, and scripts. */
export async function servePage(
  html: string,
  scripts: ReadonlyMap<string, string>,
): Promise<{ url: string; close(): void }> {
  const server = createServer(({ url = '' }, response) => {
    const type = url === '/' ? 'text/html' : 'text/javascript';
    response.setHeader('content-type', `${type}; charset=utf-8`).end(url === '/' ? html : scripts.get(url));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
