import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { describe, it } from 'node:test';
import { checks } from '../mutation/checks.js';

const page = readFileSync('src/gateway/README.md', 'utf8');

describe('Each kind of attack', () => {
  /** By kind: the files of tests that the page names for it. */
  const named = new Map(
    [...page.matchAll(/^\| ([^|]+) \| [^|]+ \| ((?:`[\w-]+` ?)+)\|$/gm)].map(([, kind, files]) => [
      kind!,
      files!.match(/[\w-]+/g)!,
    ]),
  );

  it('is on the threat model’s page, with tests that exist and that see its checks taken out', () => {
    assert.deepEqual([...named.keys()], Object.keys(checks));
    const files = readdirSync(import.meta.dirname);
    for (const [kind, tests] of named) {
      for (const test of tests) assert.ok(files.includes(`${test}.test.ts`), `${kind}: ${test}`);
      for (const { test, against } of checks[kind]!) assert.ok(tests.includes(test), `${against}: ${test}`);
    }
  });

  for (const [kind, ofKind] of Object.entries(checks))
    it(`has its checks where they are said to be: ${kind}`, () => {
      for (const { file, text, against } of ofKind)
        assert.equal(readFileSync(`src/${file}.ts`, 'utf8').split(text).length, 2, `${against}: ${text}`);
    });
});
