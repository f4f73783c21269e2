// Builds dist/. `npm run build` always builds; `buildIfStale()` builds only if a source is newer than dist/.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { PlainError, root, run, say } from './setup.mjs';

/** The sources of everything in dist/. */
const sources = [
  ...['src', 'scripts/build.mjs', 'custom-elements.json', 'package.json'],
  ...['tsconfig.json', 'tsconfig.build.json', 'vite.config.ts'],
];
/** The build writes this file last, and only if it succeeded. */
const lastFile = 'dist/index.d.ts';

const steps = [
  'vite build --logLevel warn',
  'vite build --logLevel warn --mode script',
  'vite build --logLevel warn --mode all',
  'tsx scripts/editor-data.mjs',
  'tsc -p tsconfig.build.json',
];

export function build() {
  rmSync(path.join(root, 'dist'), { recursive: true, force: true });
  for (const step of steps) {
    const { status } = spawnSync(path.join('node_modules', '.bin', step), {
      cwd: root,
      shell: true,
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    if (status === 0) continue;
    rmSync(path.join(root, lastFile), { force: true });
    throw new PlainError(`The build failed at \`${step}\`; the reason is above.`);
  }
  writeIntegrity();
}

/** Writes the hashes with which a page on another origin can check the script and its files. */
function writeIntegrity() {
  const dist = path.join(root, 'dist');
  const files = ['seam-admin-elements', 'seam-admin-elements.all'].flatMap((script) => [
    `${script}.js`,
    ...readdirSync(path.join(dist, script)).map((file) => `${script}/${file}`),
  ]);
  const hashes = files.sort().map((file) => {
    const hash = createHash('sha384')
      .update(readFileSync(path.join(dist, file)))
      .digest('base64');
    return [file, `sha384-${hash}`];
  });
  writeFileSync(
    path.join(dist, 'integrity.json'),
    `${JSON.stringify(Object.fromEntries(hashes), null, 2)}\n`,
  );
}

export function buildIfStale() {
  const built = changedAt(lastFile);
  if (sources.every((source) => changedAt(source) <= built)) return;
  say('Building…');
  build();
}

/** When a file, or anything in a folder, last changed; a folder's own time changes when a file in it is deleted. */
function changedAt(name) {
  const file = path.join(root, name);
  const stats = statSync(file, { throwIfNoEntry: false });
  if (!stats) return 0;
  if (!stats.isDirectory()) return stats.mtimeMs;
  return Math.max(stats.mtimeMs, ...readdirSync(file).map((child) => changedAt(path.join(name, child))));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await run(build);
