// Runs node:test's tests in Stryker's own process: each mutant then takes milliseconds rather than a new Node for
// every test file. Only what the tests of the gateway use of node:test is here.
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
import { collect } from './node-test.js';

const stryker = (globalThis.__stryker__ ??= {});

/** What a promise failed with that nobody listened to: it fails the test, and must not end the process. */
let unheard;
process.on('unhandledRejection', (error) => (unheard = error));

class InProcessRunner {
  static inject = tokens(commonTokens.options);
  #options;
  #tests;

  constructor(options) {
    this.#options = options.inProcess;
  }

  capabilities() {
    return { reloadEnvironment: false };
  }

  async dryRun() {
    const result = await this.#run(await this.#load());
    return { ...result, mutantCoverage: stryker.mutantCoverage };
  }

  async mutantRun({ activeMutant, testFilter, hitLimit, mutantActivation }) {
    stryker.hitCount = hitLimit === undefined ? undefined : 0;
    stryker.hitLimit = hitLimit;
    stryker.mutantCoverage = undefined;
    stryker.activeMutant = mutantActivation === 'static' ? activeMutant.id : undefined;
    let tests;
    try {
      tests = await this.#load();
    } catch (error) {
      // What cannot even be loaded is noticed.
      return toMutantRunResult({ status: DryRunStatus.Complete, tests: [failed('load', 0, error)] });
    }
    stryker.activeMutant = activeMutant.id;
    const wanted = testFilter && new Set(testFilter);
    return toMutantRunResult(
      await this.#run(
        tests.filter(({ id }) => !wanted || wanted.has(id)),
        true,
      ),
    );
  }

  async #load() {
    if (this.#tests) return this.#tests;
    register('./node-test-hook.js', import.meta.url);
    const tests = [];
    for (const file of this.#options.testFiles)
      tests.push(...(await collect(file, () => import(pathToFileURL(path.resolve(file)).href))));
    return (this.#tests = tests);
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
