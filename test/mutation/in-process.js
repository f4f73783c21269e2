// Runs node:test's tests in Stryker's own process: each mutant then takes milliseconds rather than a new Node for
// every test file. Only what the tests of the gateway use of node:test is here.
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

// Where `assert.ok` has no message, Node 20 looks for one in the sources, and what tsx makes of those keeps it busy for a
// minute. A test that fails should do so at once.
const { ok } = assert;
assert.ok = (value, message = 'It is not so.') => ok(value, message);

// A generated test need only fail. To look for a smaller example would take long, and go on under the next mutant.
fc.configureGlobal({ endOnFailure: true });

/** What a promise failed with that nobody listened to: it fails the test, and must not end the process. */
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
    // What a file has kept from one test to the next comes from before the mutant, and would outlive it.
    const keeps = this.#options.keeping.some((name) => activeMutant.fileName.endsWith(name));
    const version = keeps || reloadEnvironment ? `?mutant=${activeMutant.id}` : '';
    stryker.hitCount = hitLimit === undefined ? undefined : 0;
    stryker.hitLimit = hitLimit;
    stryker.mutantCoverage = undefined;
    const wanted = testFilter && !keeps && new Set(testFilter);
    const isWanted = ({ id }) => !wanted || wanted.has(id);
    let result;
    // File by file: most mutants are gone before the last one is even loaded.
    for (const file of this.#options.testFiles) {
      if (wanted && !testFilter.some((id) => id.startsWith(file))) continue;
      stryker.activeMutant = mutantActivation === 'static' ? activeMutant.id : undefined;
      let tests;
      try {
        tests = await this.#load(file, version);
      } catch (error) {
        // What cannot even be loaded is noticed.
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

  /** @param {string} [version] the file is loaded once for each, with all that it loads */
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
