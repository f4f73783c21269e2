// Lists of people, beside a window written by hand and what others would take: what each act costs the main thread.
import { bars } from '../plot.js';
import { circumstances, limits, median, ratios, report, rounds, spread, table } from '../results.js';
import { openStage, ours as oursFile } from './stage.js';
import { trial, type Found } from './trial.js';

const counts = [1_000, 10_000, 100_000];

const contenders = [
  { name: 'vanilla window', file: 'bench/list/vanilla.ts' },
  { name: 'seam-user-identity-list', file: oursFile },
  { name: 'React, TanStack Table and Virtual', file: 'bench/peers/tanstack.tsx' },
  { name: 'Vaadin Grid', file: 'bench/peers/vaadin.ts' },
  { name: 'AG Grid', file: 'bench/peers/ag-grid.ts' },
] as const;
type Name = (typeof contenders)[number]['name'];
const ours: Name = 'seam-user-identity-list';
const vanilla: Name = 'vanilla window';

const stage = await openStage(contenders.map(({ file }) => file));
const found = new Map<string, Found[]>();
for (const count of counts)
  for (let round = 0; round < rounds; round++)
    for (let turn = 0; turn < contenders.length; turn++) {
      const { name, file } = contenders[(turn + round) % contenders.length]!;
      const key = `${name} ${count}`;
      try {
        found.set(key, [...(found.get(key) ?? []), await trial(stage, file, count)]);
      } catch (error) {
        console.error(`${name}, ${count} people:`, error);
      }
    }
await stage.close();

const of = (name: Name, count: number, key: keyof Found): readonly number[] =>
  (found.get(`${name} ${count}`) ?? []).flatMap((one) => one[key] ?? []);
const times = (name: Name, count: number, key: keyof Found) =>
  median(ratios(of(name, count, key), of(vanilla, count, key)));

const columns: readonly { readonly key: keyof Found; readonly title: string }[] = [
  { key: 'mount', title: 'mount' },
  { key: 'search', title: 'filter key' },
  { key: 'sort', title: 'sort' },
  { key: 'update', title: 'update one' },
  { key: 'fling', title: 'fling' },
];

function tableOf(count: number): string {
  const head = [
    ...['', ...columns.map(({ title }) => `${title}, × vanilla`), 'elements', 'heap, MB'],
    ...columns.map(({ title }) => `${title}, ms`),
    'blank frames',
    'slow frames',
  ];
  const rows = contenders.map(({ name }) => {
    if (of(name, count, 'elements').length === 0) return [name, 'failed'];
    return [
      name === ours ? `**\`<${name}>\`**` : name,
      ...columns.map(({ key }) => spread(ratios(of(name, count, key), of(vanilla, count, key)), 2)),
      median(of(name, count, 'elements')).toFixed(0),
      (median(of(name, count, 'heap')) / 2 ** 20).toFixed(1),
      ...columns.map(({ key }) => spread(of(name, count, key), 1)),
      ...(['late', 'slow'] as const).map((key) => median(of(name, count, key)).toFixed(0)),
    ];
  });
  return `### ${count.toLocaleString('en')} people\n\n${table(head, rows)}`;
}

const whyMount =
  "Mount is that of a page's first element, its code never run before. It has three layouts and five recalculations of style where the window by hand has two of each, for the skeleton, the session and the rows come one after the other; the rest is Lit preparing the templates of all that stands around the rows, half as many elements again, with roles and names, and the session and 500 people read from their text.";
const whySearch =
  'A key is a request: 500 people, or as many as match, are written as text, read and put in order, where the window by hand filters objects that it has. That does not grow with the workspace, and filtering does: at 100,000 the request is the quicker of the two.';
const whyFling =
  'A row has half as many elements again as one of the window by hand, each with what a screen reader needs, and all rows are other people in each frame; no frame is blank.';

const [few, , many] = counts as [number, number, number];
report(
  'List',
  `${circumstances(['lit', 'vite', 'playwright'], ['react', '@tanstack/react-table', '@tanstack/react-virtual', '@vaadin/grid', 'ag-grid-community'], stage.version)}
${rounds} rounds, contenders in turn within each, each time in a page of its own; medians, and in brackets the least and the most. A time is what the main thread worked from the act until the right rows could be seen in the right place: script, style, layout and paint; a number stands here only where they could. The contenders show the same six columns in rows of 40 pixels, and get all people as objects in the order of their names, but for ours: it fetches them as it does from Seam, as text, from an API in the page's memory. So "mount" and "filter key" are of the first page of 500, which is what it then shows, with the API's own search through everybody; a search is asked for at once by Enter, and a quarter of a second after the last key without. To sort, update, fling and count memory it has got all of them, in one answer. "Filter key" is the worst of typing "tan", "sort" by email, backwards, "update one" a person in view, "fling" ${90} frames from the first row to the last; a blank frame has a place without a row, a slow one took longer than two of a screen's. Heap includes the rows.

${limits([
  ...[few, many].flatMap((count) =>
    (['mount', 'search'] as const).map((key) => ({
      what: `${key === 'mount' ? 'mount' : 'filter key'}, ${count.toLocaleString('en')} people, × vanilla`,
      measured: times(ours, count, key),
      most: 1.5,
      why: key === 'mount' ? whyMount : whySearch,
    })),
  ),
  {
    what: 'mount, 100,000 people against 1,000',
    measured: median(of(ours, many, 'mount')) / median(of(ours, few, 'mount')),
    most: 1.5,
  },
  {
    what: 'elements, at any number',
    measured: Math.max(...counts.flatMap((count) => of(ours, count, 'elements'))),
    most: 400,
    digits: 0,
  },
  {
    what: 'fling through 100,000, main thread, × vanilla',
    measured: times(ours, many, 'fling'),
    most: 2,
    why: whyFling,
  },
  {
    what: 'fling through 100,000, blank frames',
    measured: Math.max(...of(ours, many, 'late')),
    most: 0,
    digits: 0,
  },
])}

${counts.map(tableOf).join('\n\n')}

Getting 100,000 people in one answer of ${'`'}JSON${'`'} and showing them takes ours ${spread(of(ours, many, 'mountAll'), 0)} ms.

Script, minified and gzipped, with what shows the rows: ${contenders.map(({ name, file }) => `${name} ${(stage.bundles.get(file)!.size / 1000).toFixed(1)} kB`).join(', ')}. Ours is the whole element with all its states and the client of Seam's API in it.`,
);

const shown = contenders.filter(({ name }) => of(name, many, 'elements').length > 0);
bars('list', {
  title: '100,000 people: work of the main thread until they can be seen',
  unit: 'ms',
  groups: columns.map(({ key, title }) => ({
    title,
    bars: shown.map(({ name }) => ({
      name: name === ours ? `<${name}>` : name,
      value: median(of(name, many, key)),
      isOurs: name === ours,
    })),
  })),
});
