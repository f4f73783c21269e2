// 100,000 people by cursor: how soon the first are seen, and what all of them cost.
import { openStage, ours } from '../list/stage.js';
import { circumstances, report, rounds, spread, table } from '../results.js';
import { stream, type Streamed } from './stream.js';

const count = 100_000;
const latency = 20;

const { browser, url, version, scriptsOf, close } = await openStage([ours]);
const found: Streamed[] = [];
for (let round = 0; round < rounds; round++)
  found.push(await stream(browser, url, scriptsOf(ours), count, latency));
await close();

const of = (key: keyof Streamed, digits = 0) =>
  spread(
    found.map((one) => one[key]),
    digits,
  );
report(
  'Streaming',
  `${circumstances(['lit', 'playwright'], [], version)}
${rounds} rounds, medians, and in brackets the least and the most. \`<seam-user-identity-list>\` kept at its end, so that it fetches ${count.toLocaleString('en')} people in ${count / 500} pages of 500, one after the other as the API's cursor has it, from an API in the page's memory that takes ${latency} ms for each. The API's own work, making the text of each page, is on the same main thread. A task is long from 50 ms on.

${table(
  ['first rows, ms', 'main thread, ms', 'of it for each page', 'long tasks', 'longest, ms', 'all there, s'],
  [
    [
      of('firstRows'),
      of('mainThread'),
      spread(
        found.map(({ mainThread }) => mainThread / (count / 500)),
        1,
      ),
      of('longTasks'),
      of('longest'),
      spread(
        found.map(({ all }) => all / 1000),
        1,
      ),
    ],
  ],
)}`,
);
