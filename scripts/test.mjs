// `npm test`: all three tiers, on a machine with nothing but Node. `npm run test:unit` runs the first tier alone, and
// `npm test -- gateway` the files whose path has that in it; what the chosen files do not need is neither installed nor
// built. `npm run test:browsers` runs what needs a browser in Firefox and WebKit, both at once.
// `npm run coverage` also says which lines and branches of `src` no test runs, and fails where fewer than 95 of 100 are;
// `npm run coverage -- client` runs some of the tests, and judges nothing.
// The last line is `N passed, N failed`.
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
  // Runs `src` itself, with the dependencies of the root alone.
  unit: ['api', 'client', 'elements', 'gateway', 'house', 'locales', 'operations', 'sandbox', 'ui'],
  // What is built and published, in other people's servers, frameworks and browsers.
  package: ['browsers', 'cli', 'hosts', 'journeys', 'public', 'testing', 'third-party'],
  // Generated cases, leaks and every story. Has a short form, and a full one with `PROOFS=all`.
  deep: ['deep'],
};

/** What files need besides the dependencies of the root: a build, and packages that are installed separately. */
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
/** What needs a browser, and what is for Chromium alone; such a file says why. */
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
  // The tests that need no build tell more than a failed build alone.
  if (needed.some((need) => need.build) && !(await run(buildIfStale))) counts.failed++;
  if (args.includes(counting)) return runCounting(nodeFiles, browserFiles, wanted.length === 0);
  const engines = inOthers ? otherEngines : ['chromium'];
  await Promise.all(engines.map((engine) => runFiles(engine, nodeFiles, browserFiles)));
}

/** @param {string | undefined} tier all tiers where it is undefined */
function foldersOf(tier) {
  if (tier === undefined) return Object.values(tiers).flat();
  if (tiers[tier]) return tiers[tier];
  throw new PlainError(`There is no tier ${tier}. The tiers are ${Object.keys(tiers).join(', ')}.`);
}

/** A folder without a tier would never be tested. */
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
    // Mock timers are experimental in Node 20, and fine.
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

/** Runs one suite in a process of its own and adds up what its reporter wrote. */
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
