// A reporter for node:test: prints the failures, and writes the counts for scripts/test.mjs.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { inspect } from 'node:util';
import { failure } from './failure.mjs';

export default async function* countingReporter(events) {
  const counts = { passed: 0, failed: 0 };
  const outcomeOf = outcomes();
  for await (const { type, data } of events) {
    if (type === 'test:stdout' || type === 'test:stderr') yield data.message;
    const outcome = outcomeOf(type, data);
    if (!outcome) continue;
    counts[outcome.passed ? 'passed' : 'failed']++;
    if (!outcome.passed) yield failure(outcome.file, outcome.names, outcome.reason);
  }
  writeFileSync(process.env.TEST_COUNTS, JSON.stringify(counts));
}

/**
 * Counts events in their order, children before parents. Only leaves count, so that nothing is counted twice. A parent
 * counts if it fails by itself, for example in a hook.
 */
function outcomes() {
  /** By nesting level: the running tests and suites. */
  let names = [];
  /** By nesting level: whether a report came since the last report of the level above. */
  let reported = [];
  return (type, data) => {
    const { name, nesting, file, skip, todo, details } = data;
    if (type === 'test:start') names = [...names.slice(0, nesting), name];
    if (type !== 'test:pass' && type !== 'test:fail') return undefined;
    const hasChildren = reported[nesting + 1];
    reported = reported.slice(0, nesting + 1);
    reported[nesting] = true;

    // Node reports the file itself if the file threw, or if nothing in it reported a test.
    const isFile = file !== undefined && path.resolve(name) === file;
    const failed = (reason) => ({
      passed: false,
      file: file ?? '',
      names: isFile ? [] : [...names.slice(0, nesting), name],
      reason,
    });
    if (type === 'test:fail') {
      const { failureType, cause, message } = details.error;
      return failureType === 'subtestsFailed' && hasChildren
        ? undefined
        : failed(typeof cause === 'object' ? inspect(cause) : (cause ?? message));
    }
    if (hasChildren || details.type === 'suite') return undefined;
    if (isFile) return failed('There is no test in this file, or it ended early.');
    if (skip || todo) return failed('A test that is skipped or to be done proves nothing.');
    return { passed: true };
  };
}
