// `npm run test:mutation`: breaks the gateway's authoriser in every small way, to see whether a test notices, and writes
// test/mutation/results.md; fails where fewer than 95 of 100 are noticed. `npm run test:mutation -- src/gateway/access/scope.ts`
// does that to one file. What coverage/mutation-incremental.json knows to be noticed is not tried again, unless it has changed.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { installDependencies, root, run, setup } from './setup.mjs';

const wanted = process.argv.slice(2);

await run(() => {
  setup();
  return mutate(wanted);
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
    source.mutants = source.mutants.filter(
      ({ status }) => !['Survived', 'NoCoverage', 'RuntimeError'].includes(status),
    );
  writeFileSync(file, JSON.stringify(report));
}
