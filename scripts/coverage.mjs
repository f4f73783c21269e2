// How much of `src` the tests run, in Node and in Chromium. scripts/test.mjs uses this with `--coverage`. The full
// report is coverage/index.html.
import { mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { installDependencies, PlainError, root } from './setup.mjs';

const least = 95;
const folder = path.join(root, 'coverage');
const raw = path.join(folder, 'raw');
const instruments = 'test/instrument';
/** The folders whose tests run `src` itself; the other tests run the built package. */
const ofSource = [
  'api',
  'cli',
  'client',
  'elements',
  'gateway',
  'hosts',
  'locales',
  'operations',
  'sandbox',
  'testing',
  'third-party',
  'ui',
];

/** Whether a test file runs `src` itself. */
export const runsSource = (file) =>
  ofSource.some((part) => file.startsWith(`test/${part}/`)) ||
  (file.startsWith('test/deep/') && !/(leaks|storybook)/.test(file));

/** Prepares the coverage folder. @returns the environment for a process that counts */
export function startCounting() {
  installDependencies(instruments);
  rmSync(raw, { recursive: true, force: true });
  mkdirSync(raw, { recursive: true });
  const hook = pathToFileURL(path.join(root, instruments, 'node.js'));
  return { COVERAGE_FOLDER: raw, NODE_OPTIONS: `--import ${hook}` };
}

/** @throws {PlainError} if the coverage is too low */
export async function judgeCoverage() {
  const summary = await report();
  const short = ['lines', 'branches'].filter((kind) => summary[kind].pct < least);
  if (short.length > 0) throw new PlainError(`Fewer than ${least} of 100 ${short.join(' and ')} are run.`);
}

/** @returns the zero counts of every file in `src`, because the tests may not load all of them */
async function notRun() {
  const { coverageOf, isCounted } = await import(path.join(root, instruments, 'instrument.js'));
  const files = readdirSync(path.join(root, 'src'), { recursive: true }).map((file) =>
    path.join(root, 'src', file),
  );
  return Object.fromEntries(
    files.filter(isCounted).map((file) => [file, coverageOf(readFileSync(file, 'utf8'), file)]),
  );
}

/** Writes the report. @returns the coverage in percent, by kind */
export async function report() {
  const ours = (name) => import(path.join(root, instruments, 'node_modules', name, 'index.js'));
  const [coverage, reporting, reports] = await Promise.all(
    ['istanbul-lib-coverage', 'istanbul-lib-report', 'istanbul-reports'].map(ours),
  );
  const coverageMap = coverage.default.createCoverageMap(await notRun());
  for (const file of readdirSync(raw, { recursive: true }))
    if (file.endsWith('.json')) coverageMap.merge(JSON.parse(readFileSync(path.join(raw, file), 'utf8')));
  const context = reporting.default.createContext({ dir: folder, coverageMap });
  for (const [kind, options] of [
    ['text', { skipFull: true }],
    ['html', {}],
  ])
    reports.default.create(kind, options).execute(context);
  return coverageMap.getCoverageSummary();
}
