// What the list and the API under it cost as a workspace grows.
import { createSandbox } from '../../src/sandbox/index.js';
import { openStage, ours } from '../list/stage.js';
import { trial, type Found } from '../list/trial.js';
import { circumstances, median, report, spread, table } from '../results.js';
import { stream, type Streamed } from '../streaming/stream.js';

const counts = [1_000, 10_000, 50_000, 100_000, 200_000];
/** What grows is told from what does not by fewer rounds than contenders are. */
const rounds = Math.min(3, Number(process.env['BENCH_ROUNDS'] ?? 3));
/** Milliseconds a page of the API takes: the least that a network near by does. */
const latency = 20;

const stage = await openStage([ours]);
const rows: string[][] = [];
for (const count of counts) {
  const found: Found[] = [];
  for (let round = 0; round < rounds; round++) found.push(await trial(stage, ours, count));
  const streamed = await stream(stage.browser, stage.url, stage.scriptsOf(ours), count, latency);
  rows.push(rowOf(count, found, streamed, await sandboxPages(count)));
}
await stage.close();

report(
  'Growth',
  `${circumstances(['lit', 'playwright'], [], stage.version)}
${rounds} rounds, medians, and in brackets the least and the most. \`<seam-user-identity-list>\` as in the section List; "all by cursor" once, as in the section Streaming. "First" and "last page" are what the sandbox takes to answer a page of 500.

${table(
  [
    ...[
      'people',
      'mount, ms',
      'filter key, ms',
      'sort all, ms',
      'update one, ms',
      'heap with all, MB',
      'elements',
    ],
    ...['all by cursor, s', 'main thread for it, s', 'long tasks', 'longest, ms'],
    ...['first page, ms', 'last page, ms'],
  ],
  rows,
)}`,
);

function rowOf(
  count: number,
  found: readonly Found[],
  streamed: Streamed,
  pages: readonly number[],
): string[] {
  const of = (key: keyof Found) => found.map((one) => one[key]!);
  return [
    count.toLocaleString('en'),
    ...(['mount', 'search', 'sort', 'update'] as const).map((key) => spread(of(key), 0)),
    (median(of('heap')) / 2 ** 20).toFixed(0),
    median(of('elements')).toFixed(0),
    (streamed.all / 1000).toFixed(1),
    (streamed.mainThread / 1000).toFixed(1),
    `${streamed.longTasks}`,
    streamed.longest.toFixed(0),
    pages[0]!.toFixed(1),
    pages.at(-1)!.toFixed(1),
  ];
}

/** Milliseconds for each page that the sandbox answers, one after the other; the first call is for the compilers. */
async function sandboxPages(count: number): Promise<number[]> {
  const sandbox = createSandbox({ seed: { user_identities: count } });
  const times: number[] = [];
  const ask = async (params: object) => {
    const start = performance.now();
    const response = await sandbox.fetch(
      new Request('https://seam.test/user_identities/list', {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${sandbox.credentials.apiKey}`,
        },
        body: JSON.stringify(params),
      }),
    );
    const { pagination } = (await response.json()) as { pagination: { next_page_cursor: string | null } };
    times.push(performance.now() - start);
    return pagination.next_page_cursor;
  };
  await ask({});
  times.length = 0;
  for (let cursor = await ask({}); cursor !== null;) cursor = await ask({ page_cursor: cursor });
  return times;
}
