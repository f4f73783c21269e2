// The compilers of the frameworks accept the examples, and the guide shows the same code.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';

/** Label → the folder of the example, and the compiler among its dependencies, with its options. */
const examples: Record<string, [folder: string, compiler: string, ...options: string[]]> = {
  'the dashboard in React 19': ['react', 'typescript/bin/tsc'],
  'the dashboard in React 18': ['react', 'typescript/bin/tsc', '-p', 'tsconfig.react-18.json'],
  'the dashboard in Vue 3': ['vue', 'vue-tsc/bin/vue-tsc.js'],
  'a page in Svelte': [
    'svelte',
    'svelte-check/bin/svelte-check',
    '--tsconfig',
    'tsconfig.json',
    '--fail-on-warnings',
  ],
  'a page in Angular': ['angular', '@angular/compiler-cli/bundles/src/bin/ngc.js'],
};

describe('types know elements and events, and refuse mistakes, in', () => {
  for (const [what, [name, compiler, ...options]] of Object.entries(examples))
    it(what, () => {
      const cwd = path.resolve('examples', name);
      const command = [path.join(cwd, 'node_modules', compiler), ...options];
      const { stdout, stderr, status } = spawnSync(process.execPath, command, { cwd, encoding: 'utf8' });
      assert.equal(status, 0, stdout + stderr);
    });
});

it('the guide shows the same code as the examples', () => {
  const guide = readFileSync('docs/guides/frameworks.md', 'utf8');
  const blocks = [...guide.matchAll(/(?:<!-- (\S+) -->\n\n)?```(\w+)\n(.*?)```/gs)];
  const shown = blocks.filter(([, , language]) => !['ts', 'sh', 'json'].includes(language!));
  assert.deepEqual(
    shown.map(([, , language]) => language),
    ['tsx', 'vue', 'svelte', 'typescript'],
  );
  for (const [, file, , code] of shown)
    assert.ok(readFileSync(file!, 'utf8').includes(code!), `${file} has no such lines:\n${code}`);
});
