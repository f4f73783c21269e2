// `npm run coverage`: runs the tests that run `src` itself, in Node and in Chromium, and says which of its lines and
// branches none of them runs; fails where fewer than 95 of 100 are. The whole story is in coverage/index.html.
// `npm run coverage -- client` runs the test files whose path holds that word, and judges nothing.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { installDependencies, PlainError, root, run, setup } from './setup.mjs';

const least = 95;
const folder = path.join(root, 'coverage');
const raw = path.join(folder, 'raw');
const instruments = 'test/instrument';
/** The others see what is built. */
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
  'strangers',
  'testing',
  'ui',
];

const wanted = process.argv.slice(2);

await run(async () => {
  setup();
  installDependencies(instruments);
  rmSync(raw, { recursive: true, force: true });
  mkdirSync(raw, { recursive: true });
  const status = await runTests(wanted.length > 0 ? wanted : ofSource.map((part) => `test/${part}/`));
  const summary = await report();
  if (status !== 0) throw new PlainError('A test failed, so there may be more than was counted.');
  const short = ['lines', 'branches'].filter((kind) => summary[kind].pct < least);
  if (wanted.length === 0 && short.length > 0)
    throw new PlainError(`Fewer than ${least} of 100 ${short.join(' and ')} are run.`);
});

async function runTests(parts) {
  const hook = pathToFileURL(path.join(root, instruments, 'node.js'));
  const tests = spawn(process.execPath, ['scripts/test.mjs', ...parts], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, COVERAGE_FOLDER: raw, NODE_OPTIONS: `--import ${hook}` },
  });
  const [status] = await once(tests, 'exit');
  return status;
}

/** @returns what there is to count in every file of `src`, of which a test may load none */
async function notRun() {
  const { coverageOf, isCounted } = await import(path.join(root, instruments, 'instrument.js'));
  const files = readdirSync(path.join(root, 'src'), { recursive: true }).map((file) =>
    path.join(root, 'src', file),
  );
  return Object.fromEntries(
    files.filter(isCounted).map((file) => [file, coverageOf(readFileSync(file, 'utf8'), file)]),
  );
}

/** @returns how much was run, by kind */
async function report() {
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
