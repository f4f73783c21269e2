// What .ci/run makes of what the suite tells: run with an `npm` and a `node` that only pretend.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';

describe('.ci/run', () => {
  let folder: string;

  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'seam-ci-'));
    mkdirSync(path.join(folder, '.ci'));
    copyFileSync('.ci/run', path.join(folder, '.ci/run'));
  });

  after(() => rmSync(folder, { recursive: true }));

  function pretend(program: string, script: string) {
    const file = path.join(folder, program);
    writeFileSync(file, `#!/bin/sh\n${script}\n`);
    chmodSync(file, 0o755);
  }

  /** @param steps what a step of `npm run` does instead of what it should, in a shell's words */
  function run(steps: Record<string, string> = {}, setup = 'true') {
    const usual = {
      check: 'echo 83 passed, 0 failed',
      size: 'echo small',
      test: 'echo fine; echo 30 passed, 0 failed',
    };
    const cases = Object.entries({ ...usual, ...steps }).map(([step, script]) => `${step}) ${script};;`);
    pretend('npm', `case "$3" in\n${cases.join('\n')}\nesac`);
    pretend('node', setup);
    const env = { ...process.env, PATH: `${folder}:${process.env['PATH']}` };
    const { stdout, status } = spawnSync('bash', ['.ci/run'], { cwd: folder, env, encoding: 'utf8' });
    const lines = stdout.trimEnd().split('\n');
    const counts = lines.filter((line) => /^\d+ passed, \d+ failed$/.test(line));
    assert.deepEqual(counts, lines.slice(-1), 'the last line is a sum, and no other is');
    return { sum: counts[0], isGreen: status === 0, stdout };
  }

  it('says what the suite counted, and is green when nothing failed', () => {
    const { sum, isGreen, stdout } = run();
    assert.equal(sum, '30 passed, 0 failed');
    assert.ok(isGreen);
    assert.match(stdout, /^fine$/m);
    assert.match(stdout, /^npm run test: 30 passed, 0 failed, in \d+ seconds$/m);
  });

  const failures: [what: string, steps: Record<string, string>, sum: string][] = [
    ['a test fails', { test: 'echo 29 passed, 1 failed; exit 1' }, '29 passed, 1 failed'],
    ['the suite crashes', { test: 'echo 7 of 30; kill -9 $$' }, '0 passed, 1 failed'],
    ['the suite crashes after it has counted', { test: 'echo 30 passed, 0 failed; exit 7' }, '30 passed, 1 failed'],
    ['the suite counts and goes on', { test: 'echo 30 passed, 0 failed; echo oh' }, '0 passed, 1 failed'],
    ['the suite fails and says it is well', { test: 'echo 29 passed, 1 failed' }, '29 passed, 1 failed'],
    ['a check fails', { check: 'echo 82 passed, 1 failed; exit 1' }, '0 passed, 1 failed'],
    ['something is too big', { size: 'exit 1' }, '0 passed, 1 failed'],
  ]; // prettier-ignore
  for (const [what, steps, sum] of failures)
    it(`is red where ${what}`, () => {
      const ended = run(steps);
      assert.equal(ended.sum, sum);
      assert.ok(!ended.isGreen);
    });

  it('is red where the setup fails', () => {
    const ended = run({}, 'exit 1');
    assert.equal(ended.sum, '0 passed, 1 failed');
    assert.ok(!ended.isGreen);
  });

  it('is red, and says so, where it is ended itself', () => {
    const ended = run({ test: 'kill $PPID' });
    assert.equal(ended.sum, '0 passed, 1 failed');
    assert.ok(!ended.isGreen);
  });
});
