// `npm run bench` compares the package with similar ones on this machine, and writes bench/results.md.
// `npm run bench -- gateway` runs only this part.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { buildIfStale } from './build.mjs';
import { PlainError, installDependencies, root, run, setup } from './setup.mjs';

const fileOf = (name) => path.join('bench', name, 'bench.ts');

await run(() => {
  const all = readdirSync(path.join(root, 'bench')).filter((name) =>
    existsSync(path.join(root, fileOf(name))),
  );
  const wanted = process.argv.slice(2);
  const unknown = wanted.find((name) => !all.includes(name));
  if (unknown) throw new PlainError(`There is no benchmark ${unknown}. There is ${all.join(', ')}.`);

  setup();
  installDependencies('bench/peers');
  buildIfStale();
  // If one part fails, the others still run.
  const failed = (wanted.length > 0 ? wanted : all).filter((name) => {
    const { status } = spawnSync(process.execPath, ['--import', 'tsx', fileOf(name)], {
      cwd: root,
      stdio: 'inherit',
    });
    return status !== 0;
  });
  if (failed.length > 0) throw new PlainError(`These failed; the reason is above: ${failed.join(', ')}.`);
});
