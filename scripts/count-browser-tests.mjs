// A reporter for @web/test-runner that writes what scripts/test.mjs sums up.
import { writeFileSync } from 'node:fs';
import path from 'node:path';

export const countingReporter = () => ({
  onTestRunFinished({ sessions }) {
    const file = process.env.TEST_COUNTS;
    if (file) writeFileSync(file, JSON.stringify(countSessions(sessions)));
  },
});

/** A session is one test file in one browser. */
export function countSessions(sessions) {
  const counts = { passed: 0, failed: 0 };
  for (const session of sessions) {
    const tests = session.testResults ? leaves(session.testResults) : [];
    // A skipped test proves nothing, so it doesn't pass.
    const passed = tests.filter((test) => test.passed && !test.skipped).length;
    const failed = tests.length - passed;
    counts.passed += passed;
    // A file that doesn't load, has no test or breaks outside its tests fails as one.
    counts.failed += failed || (session.passed && tests.length > 0 ? 0 : 1);
    if (tests.length === 0 && session.errors.length === 0)
      console.log(`✗ ${path.relative('', session.testFile)}\nThere is no test in this file.`);
  }
  return counts;
}

const leaves = ({ tests, suites }) => [...tests, ...suites.flatMap(leaves)];
