// `npm run storybook` shows every element in every state, and the guides; `npm run build-storybook` builds the same
// into storybook-static/. Arguments after `--` go to Storybook.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { PlainError, installDependencies, root, run, setup } from './setup.mjs';

/** @param command `dev` or `build` */
export function storybook(command, ...rest) {
  setup();
  installDependencies('stories');
  const { status, signal } = spawnSync(
    process.execPath,
    [
      'node_modules/storybook/dist/bin/dispatcher.js',
      command,
      '--disable-telemetry',
      ...optionsOf(command),
      ...rest,
    ],
    {
      cwd: path.join(root, 'stories'),
      stdio: 'inherit',
      env: { ...process.env, STORYBOOK_DISABLE_TELEMETRY: '1' },
    },
  );
  if (status !== 0 && signal !== 'SIGINT') throw new PlainError('Storybook failed; the reason is above.');
}

const optionsOf = (command) =>
  command === 'build'
    ? ['--output-dir', '../storybook-static', '--quiet']
    : ['--port', '6006', '--no-version-updates', ...(process.env.CI ? ['--ci'] : [])];

if (process.argv[1] === fileURLToPath(import.meta.url)) await run(() => storybook(...process.argv.slice(2)));
