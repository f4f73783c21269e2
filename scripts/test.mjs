// `npm test` runs all three tiers, on a machine that has only Node. `npm run test:unit` runs only the first tier, and
// `npm test -- gateway` the files with that text in their path; it installs and builds only what these files need.
// `npm run test:browsers` runs the browser tests in Firefox and WebKit, both at the same time.
// `npm run coverage` also lists the lines and branches of `src` that no test runs, and fails below 95 %.
// `npm run coverage -- client` runs only some tests, and has no limit.
// The last line of the output is `N passed, N failed`.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildIfStale } from './build.mjs';
import { ensureEngines, otherEngines } from './engines.mjs';
import {
  PlainError,
  ensureBrowser,
  examples,
  installDependencies,
  installExample,
  root,
  run,
  say,
  setup,
} from './setup.mjs';

/** The folders of each tier. */
const tiers = {
  // Tests of `src` itself, which need only the dependencies of the root.
  unit: ['api', 'client', 'elements', 'gateway', 'house', 'locales', 'operations', 'sandbox', 'ui'],
  // Tests of the built package, in other servers, frameworks and browsers.
  package: ['browsers', 'cli', 'hosts', 'journeys', 'public', 'testing', 'third-party'],
  // Generated cases, leaks and every story. Has a short form, and a full form with `PROOFS=all`.
  deep: ['deep'],
};

/** What test files need in addition to the root's dependencies: a build, and packages that are installed separately. */
const needs = [
  { files: 'test/(browsers|cli|journeys|public|testing)/', build: true },
  { files: 'test/deep/(leaks|storybook)', build: true },
  { files: 'test/deep/storybook', packages: ['stories'] },
  { files: 'test/(third-party/|public/code-blocks)', packages: ['test/third-party'] },
  { files: 'test/hosts/', packages: ['examples/server'] },
  { files: 'test/journeys/frameworks', packages: ['examples/react', 'examples/vue'] },
  { files: 'test/public/(code-blocks|frameworks)', packages: examples },
];

const tierOption = '--tier=';
const others = '--other-engines';
const counting = '--coverage';
/** Which tests need a browser, and which of them only run in Chromium; those files give the reason. */
const inEveryEngine = /\.browser\.ts$|^test\/(browsers|journeys)\/.*\.test\.ts$/;
const inChromiumAlone = /\.chromium\.(browser|test)\.ts$/;
const reason = /^\/\/ In Chromium alone: (.+)$/m;

const counts = { passed: 0, failed: 0 };

const args = process.argv.slice(2);
if (!(await run(() => testAll(args.filter((arg) => !arg.startsWith('--')))))) counts.failed++;
if (counts.failed > 0) process.exitCode = 1;
console.log(`${counts.passed} passed, ${counts.failed} failed`);

async function testAll(wanted) {
  setup();
  const inOthers = args.includes(others);
  if (inOthers) ensureEngines(otherEngines);
  const folders = foldersOf(args.find((arg) => arg.startsWith(tierOption))?.slice(tierOption.length));
  const files = readdirSync(path.join(root, 'test'), { recursive: true })
    .map((file) => path.posix.join('test', file.replaceAll(path.sep, '/')))
    .filter((file) => !file.includes('/node_modules/') && /\.(browser|test)\.ts$/.test(file))
    .filter((file) => isIn(folders, file))
    .filter((file) => wanted.length === 0 || wanted.some((part) => file.includes(part)))
    .filter((file) => !inOthers || isForOthers(file))
    .sort();
  const nodeFiles = files.filter((file) => file.endsWith('.test.ts'));
  const browserFiles = files.filter((file) => file.endsWith('.browser.ts'));
  if (nodeFiles.length + browserFiles.length === 0) {
    say(`There is no test file${wanted.length > 0 ? ` with ${wanted.join(' or ')} in its path` : ''}.`);
    counts.failed++;
    return;
  }

  const needed = needs.filter((need) => files.some((file) => new RegExp(`^${need.files}`).test(file)));
  for (const folder of new Set(needed.flatMap(({ packages = [] }) => packages)))
    if (examples.includes(folder)) installExample(folder);
    else installDependencies(folder);
  // If the build fails, the tests that need no build still run, because their results may explain the failure.
  if (needed.some((need) => need.build) && !(await run(buildIfStale))) counts.failed++;
  if (args.includes(counting)) return runCounting(nodeFiles, browserFiles, wanted.length === 0);
  const engines = inOthers ? otherEngines : ['chromium'];
  await Promise.all(engines.map((engine) => runFiles(engine, nodeFiles, browserFiles)));
}

/** @param {string | undefined} tier undefined for all tiers */
function foldersOf(tier) {
  if (tier === undefined) return Object.values(tiers).flat();
  if (tiers[tier]) return tiers[tier];
  throw new PlainError(`There is no tier ${tier}. The tiers are ${Object.keys(tiers).join(', ')}.`);
}

/** @throws {PlainError} if a test is in a folder without a tier: it would never run */
function isIn(folders, file) {
  const [, folder] = file.split('/');
  if (!foldersOf().includes(folder))
    throw new PlainError(`test/${folder} has tests and no tier. Add it to a tier in scripts/test.mjs.`);
  return folders.includes(folder);
}

async function runCounting(nodeFiles, browserFiles, judges) {
  const { judgeCoverage, report, runsSource, startCounting } = await import('./coverage.mjs');
  const env = startCounting();
  await runFiles('chromium', nodeFiles.filter(runsSource), browserFiles, env);
  await runFiles(
    'chromium',
    nodeFiles.filter((file) => !runsSource(file)),
    [],
  );
  if (!(await run(judges ? judgeCoverage : report))) counts.failed++;
}

async function runFiles(engine, nodeFiles, browserFiles, given = {}) {
  const env = { ...given, TEST_ENGINE: engine };
  if (nodeFiles.length > 0) {
    // Node 20 warns that mock timers are experimental.
    const flags =
      '--import tsx --disable-warning=ExperimentalWarning --test --test-timeout=900000 --test-reporter=./scripts/count-node-tests.mjs --test-reporter-destination=stdout';
    await runSuite(`Node, with ${engine} for pages`, [...flags.split(' '), ...nodeFiles], env);
  }
  if (browserFiles.length > 0) {
    const runner = 'node_modules/@web/test-runner/dist/bin.js';
    const args = browserFiles.flatMap((file) => ['--files', file]);
    if (engine === 'chromium') env.CHROME_PATH = await ensureBrowser();
    await runSuite(engine, [runner, ...args], env);
  }
}

function isForOthers(file) {
  if (!inChromiumAlone.test(file)) return inEveryEngine.test(file);
  const [, why] = reason.exec(readFileSync(path.join(root, file), 'utf8')) ?? [];
  if (!why) throw new PlainError(`${file} does not say why it is for Chromium alone.`);
  say(`In Chromium alone: ${file}, because ${why}`);
  return false;
}

/** Runs one suite in its own process, and adds the counts of its reporter. */
async function runSuite(name, args, env) {
  say(`${name}…`);
  const start = Date.now();
  const folder = mkdtempSync(path.join(tmpdir(), 'seam-admin-elements-'));
  const file = path.join(folder, 'counts.json');
  const suite = spawn(process.execPath, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env, TEST_COUNTS: file },
  });
  const [status] = await once(suite, 'exit');
  const { passed, failed } = readCounts(file);
  rmSync(folder, { recursive: true });
  counts.passed += passed;
  counts.failed += failed;
  const seconds = Math.round((Date.now() - start) / 1000);
  say(`${name}: ${passed} passed, ${failed} failed, in ${seconds} seconds`);
  if (status === 0 || failed > 0) return;
  say(`The ${name} suite ended with ${status === null ? 'a crash' : `code ${status}`}.`);
  counts.failed++;
}

function readCounts(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    say('It crashed before its end.');
    return { passed: 0, failed: 1 };
  }
}
