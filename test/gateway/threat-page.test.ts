import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { it } from 'node:test';

it('Each kind of attack on the threat model’s page names tests that exist', () => {
  const page = readFileSync('src/gateway/README.md', 'utf8');
  const rows = [...page.matchAll(/^\| ([^|]+) \| [^|]+ \| ((?:`[\w-]+` ?)+)\|$/gm)];
  assert.ok(rows.length >= 13);
  const files = ['test/gateway', 'test/deep'].flatMap((folder) => readdirSync(folder));
  for (const [, kind, tests] of rows)
    for (const test of tests!.match(/[\w-]+/g)!)
      assert.ok(files.includes(`${test}.test.ts`), `${kind}: ${test}`);
});
