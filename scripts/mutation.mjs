// `npm run test:mutation`: breaks the gateway's authoriser in every small way, to see whether a test notices; fails
// where fewer than 95 of 100 are noticed. `npm run test:mutation -- src/gateway/scope.ts` does that to one file.
import { spawnSync } from 'node:child_process';
import { installDependencies, root, run, setup } from './setup.mjs';

await run(() => {
  setup();
  installDependencies('test/mutation');
  const files = process.argv.slice(2);
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
});
