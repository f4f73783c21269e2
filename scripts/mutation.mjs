// `npm run test:mutation`: breaks the gateway's authoriser in every small way, to see whether a test notices, and writes
// test/mutation/results.md; fails where fewer than 95 of 100 are noticed. `npm run test:mutation -- src/gateway/scope.ts`
// does that to one file. What coverage/mutation-incremental.json knows to be noticed is not tried again, unless it has changed.
// `npm run test:mutation -- checks` takes out each check that test/mutation/checks.js lists, and is quick.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { installDependencies, PlainError, root, run, setup } from './setup.mjs';

const wanted = process.argv.slice(2);
/** Tests that have passed with every check in its place. */
const green = new Set();

await run(() => {
  setup();
  return wanted[0] === 'checks' ? takeOutChecks(wanted[1]) : mutate(wanted);
});

async function mutate(files) {
  installDependencies('test/mutation');
  forgetSurvivors(path.join(root, 'coverage/mutation-incremental.json'));
  const { status } = spawnSync(
    process.execPath,
    [
      'test/mutation/node_modules/@stryker-mutator/core/bin/stryker.js',
      'run',
      'test/mutation/stryker.config.js',
      ...(files.length > 0 ? ['--mutate', files.join()] : []),
    ],
    { cwd: root, stdio: 'inherit' },
  );
  process.exitCode = status ?? 1;
  if (files.length > 0) return;
  const { resultsOf } = await import('../test/mutation/results.js');
  const report = readFileSync(path.join(root, 'coverage/mutation.json'), 'utf8');
  writeFileSync(path.join(root, 'test/mutation/results.md'), resultsOf(JSON.parse(report)));
}

/** Stryker does not see that a test has changed, which may be why a mutant is noticed now. */
function forgetSurvivors(file) {
  if (!existsSync(file)) return;
  const report = JSON.parse(readFileSync(file, 'utf8'));
  for (const source of Object.values(report.files))
    source.mutants = source.mutants.filter(({ status }) => !['Survived', 'NoCoverage'].includes(status));
  writeFileSync(file, JSON.stringify(report));
}

/** Runs a test on a copy without the check, and expects it to fail: else the check is not tested. */
async function takeOutChecks(kind) {
  const { checks } = await import('../test/mutation/checks.js');
  const copy = mkdtempSync(path.join(tmpdir(), 'seam-checks-'));
  for (const name of [
    'package.json',
    'tsconfig.json',
    'src',
    'test/gateway',
    'test/mutation/quick-assert.js',
  ])
    cpSync(path.join(root, name), path.join(copy, name), { recursive: true });
  symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'), 'junction');
  let unseen = 0;
  for (const [name, ofKind] of Object.entries(checks)) {
    if (kind !== undefined && kind !== name) continue;
    console.log(`\n${name}`);
    for (const check of ofKind) {
      const { seen, told } = withoutCheck(copy, check);
      if (!seen) unseen++;
      console.log(`  ${seen ? 'seen    ' : 'NOT SEEN'}  ${check.against} (${check.file}): ${told}`);
    }
  }
  rmSync(copy, { recursive: true });
  if (unseen > 0) throw new PlainError(`${unseen} checks can be taken out and no test notices.`);
}

/** Whether a test fails without the check, and which; else why not. */
function withoutCheck(copy, { file, text, without = '', test, only }) {
  const target = path.join(copy, 'src', `${file}.ts`);
  const source = readFileSync(target, 'utf8');
  if (source.split(text).length !== 2) return { seen: false, told: `it does not hold exactly once: ${text}` };
  const asItIs = `${test} ${only}`;
  const asIs = green.has(asItIs) ? undefined : testRun(copy, test, only);
  if (asIs) return { seen: false, told: `fails as it is: ${asIs.name}` };
  green.add(asItIs);
  writeFileSync(
    target,
    source.replace(text, () => without),
  );
  const failed = testRun(copy, test, only);
  writeFileSync(target, source);
  if (!failed) return { seen: false, told: `${test} passes` };
  // A file that cannot be loaded is no test that fails.
  if (failed.name.endsWith('.test.ts')) return { seen: false, told: `${failed.name} cannot be loaded` };
  return { seen: true, told: failed.isEndless ? `${failed.name} (never ends)` : failed.name };
}

/** @returns the first test that fails, if one does, and whether only a time limit made it end */
function testRun(copy, test, only) {
  const flags =
    '--import tsx --import ./test/mutation/quick-assert.js --disable-warning=ExperimentalWarning --test --test-reporter=tap --test-timeout=180000';
  const pattern = only ? [`--test-name-pattern=${only}`] : [];
  const { stdout } = spawnSync(
    process.execPath,
    [...flags.split(' '), ...pattern, `test/gateway/${test}.test.ts`],
    { cwd: copy, encoding: 'utf8', maxBuffer: Infinity },
  );
  const [, name, details] = /^ *not ok \d+ - (.*)$([^]*?^ *\.\.\.$)/m.exec(stdout) ?? [];
  if (name)
    return { name, isEndless: /failureType: '(?:testTimeoutFailure|cancelledByParent)'/.test(details) };
  return /^# pass 0$/m.test(stdout) ? { name: `none of ${test}.test.ts` } : undefined;
}
