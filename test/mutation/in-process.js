// Runs the tests of node:test in Stryker's own process. A mutant then takes milliseconds, instead of a new Node process
// for every test file. It has only the parts of node:test that the gateway's tests use.
import assert from 'node:assert/strict';
import { register } from 'node:module';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { PluginKind, commonTokens, declareClassPlugin, tokens } from '@stryker-mutator/api/plugin';
import {
  DryRunStatus,
  TestStatus,
  determineHitLimitReached,
  toMutantRunResult,
} from '@stryker-mutator/api/test-runner';
import fc from 'fast-check';
import { Late, collect } from './node-test.js';

const stryker = (globalThis.__stryker__ ??= {});

// If `assert.ok` has no message, Node 20 creates one from the sources, which takes a minute with tsx's output. A test
// must fail immediately.
const { ok } = assert;
assert.ok = (value, message = 'It is not so.') => ok(value, message);

// A generated test only needs to fail. The search for a smaller example takes long, and would continue during the next
// mutant.
fc.configureGlobal({ endOnFailure: true });

/** The error of a promise that nothing handles: it must fail the test, and not end the process. */
let unheard;
process.on('unhandledRejection', (error) => (unheard = error));

class InProcessRunner {
  static inject = tokens(commonTokens.options);
  #options;
  /** By file. */
  #tests = new Map();

  constructor(options) {
    this.#options = options.inProcess;
    register('./node-test-hook.js', import.meta.url);
  }

  capabilities() {
    return { reloadEnvironment: true };
  }

  async dryRun() {
    const tests = [];
    for (const file of this.#options.testFiles) tests.push(...(await this.#load(file)));
    const result = await this.#run(tests);
    return { ...result, mutantCoverage: stryker.mutantCoverage };
  }

  async mutantRun({ activeMutant, testFilter, hitLimit, mutantActivation, reloadEnvironment }) {
    // Data that a file keeps between tests would be from before the mutant.
    const keeps = this.#options.keeping.some((name) => activeMutant.fileName.endsWith(name));
    const version = keeps || reloadEnvironment ? `?mutant=${activeMutant.id}` : '';
    stryker.hitCount = hitLimit === undefined ? undefined : 0;
    stryker.hitLimit = hitLimit;
    stryker.mutantCoverage = undefined;
    const wanted = testFilter && !keeps && new Set(testFilter);
    const isWanted = ({ id }) => !wanted || wanted.has(id);
    let result;
    // One file at a time: most mutants are noticed before the last file is loaded.
    for (const file of this.#options.testFiles) {
      if (wanted && !testFilter.some((id) => id.startsWith(file))) continue;
      stryker.activeMutant = mutantActivation === 'static' ? activeMutant.id : undefined;
      let tests;
      try {
        tests = await this.#load(file, version);
      } catch (error) {
        // A mutant that prevents loading is noticed.
        return toMutantRunResult({ status: DryRunStatus.Complete, tests: [failed('load', 0, error)] });
      }
      stryker.activeMutant = activeMutant.id;
      const ofFile = await this.#run(tests.filter(isWanted), true);
      if (ofFile.status !== DryRunStatus.Complete) return toMutantRunResult(ofFile);
      result = { ...ofFile, tests: [...(result?.tests ?? []), ...ofFile.tests] };
      if (ofFile.tests.at(-1)?.status === TestStatus.Failed) break;
    }
    return toMutantRunResult(result);
  }

  /** @param {string} [version] each version loads the file and its imports again */
  async #load(file, version = '') {
    const loaded = this.#tests.get(file + version);
    if (loaded) return loaded;
    const tests = await collect(file, () => import(pathToFileURL(path.resolve(file)).href + version));
    if (version === '') this.#tests.set(file, tests);
    return tests;
  }

  async #run(tests, bail = false) {
    const results = [];
    let suite;
    for (const test of tests) {
      const start = performance.now();
      unheard = undefined;
      stryker.currentTestId = test.id;
      try {
        if (test.suite !== suite) await suite?.close();
        if (test.suite !== suite) await (suite = test.suite).open();
        await test.run();
        if (unheard) throw unheard;
        results.push({
          id: test.id,
          name: test.id,
          status: TestStatus.Success,
          timeSpentMs: performance.now() - start,
        });
      } catch (error) {
        if (error instanceof Late) {
          await suite.close();
          return { status: DryRunStatus.Timeout, reason: test.id };
        }
        results.push(failed(test.id, performance.now() - start, error));
      }
      const tooMany = determineHitLimitReached(stryker.hitCount, stryker.hitLimit);
      if (tooMany) return tooMany;
      if (bail && results.at(-1).status === TestStatus.Failed) break;
    }
    await suite?.close();
    stryker.currentTestId = undefined;
    return { status: DryRunStatus.Complete, tests: results };
  }
}

const failed = (id, timeSpentMs, error) => ({
  id,
  name: id,
  status: TestStatus.Failed,
  timeSpentMs,
  failureMessage: String(error?.message ?? error),
});

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'in-process', InProcessRunner)];
