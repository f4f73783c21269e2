// `npm run test:mutation` changes the gateway's authorization code in many small ways, and writes to
// test/mutation/results.md which changes no test noticed. It fails if the tests notice fewer than 95 %.
// `npm run test:mutation -- src/gateway/access/scope.ts` changes only this file. Changes that
// coverage/mutation-incremental.json lists as noticed are not tried again, unless their code has changed.
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

/** Stryker does not detect that a test has changed, and a changed test may now notice a mutant. */
function forgetSurvivors(file) {
  if (!existsSync(file)) return;
  const report = JSON.parse(readFileSync(file, 'utf8'));
  for (const source of Object.values(report.files))
    source.mutants = source.mutants.filter(
      ({ status }) => !['Survived', 'NoCoverage', 'RuntimeError'].includes(status),
    );
  writeFileSync(file, JSON.stringify(report));
}
