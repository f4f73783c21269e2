// `npm start`: the demo dashboard, on a machine that has only Node.
import { buildIfStale } from './build.mjs';
import { root, run, setup } from './setup.mjs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

await run(async () => {
  setup();
  buildIfStale();
  // In this process, so that Ctrl-C stops only the demo.
  const cli = path.join(root, 'dist/cli/index.js');
  process.argv = [process.argv[0], cli, 'demo', ...process.argv.slice(2)];
  await import(pathToFileURL(cli));
});
