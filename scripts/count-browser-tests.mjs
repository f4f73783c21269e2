// A reporter for @web/test-runner: prints the failures at the end, and writes the counts for scripts/test.mjs.
import { writeFileSync } from 'node:fs';
import { failure } from './failure.mjs';

export function countingReporter() {
  let logger;
  return {
    start: ({ config }) => ({ logger } = config),
    onTestRunFinished({ sessions }) {
      const file = process.env.TEST_COUNTS;
      if (file) writeFileSync(file, JSON.stringify(countSessions(sessions, logger)));
    },
  };
}

/** A session is one test file in one browser. */
function countSessions(sessions, logger) {
  const counts = { passed: 0, failed: 0 };
  for (const session of sessions) {
    const tests = session.testResults ? leaves(session.testResults) : [];
    const failures = failuresOf(session, tests);
    for (const { names, reason } of failures) logger.log(failure(session.testFile, names, reason));
    counts.failed += failures.length;
    counts.passed += tests.filter(passes).length;
  }
  return counts;
}

/** A file that does not load, has no test, or throws outside its tests counts as one failure. */
function failuresOf(session, tests) {
  const failed = tests.filter((test) => !passes(test));
  if (failed.length > 0)
    return failed.map(({ names, error }) => ({
      names,
      reason: error?.message ?? 'A test that is skipped proves nothing.',
    }));
  const [error] = session.errors;
  if (error) return [{ names: [], reason: error.message }];
  if (tests.length === 0) return [{ names: [], reason: 'There is no test in this file.' }];
  return session.passed ? [] : [{ names: [], reason: 'It broke outside its tests.' }];
}

const passes = (test) => test.passed && !test.skipped;

const leaves = ({ tests, suites }, names = []) => [
  ...tests.map((test) => ({ ...test, names: [...names, test.name] })),
  ...suites.flatMap((suite) => leaves(suite, [...names, suite.name])),
];
