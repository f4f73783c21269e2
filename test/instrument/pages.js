// Options for @web/test-runner that write the pages' counts to COVERAGE_FOLDER when it ends.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { instrument, isCounted } from './instrument.js';

export const counting = {
  plugin: {
    name: 'count',
    transform: ({ body, path: file }) =>
      isCounted(file) ? instrument(String(body), path.join(process.cwd(), file)) : undefined,
  },
  // The runner's own report gives nested branches on one line the counts of the outer branch.
  reporter: {
    onTestRunFinished({ sessions }) {
      for (const { id, testCoverage } of sessions)
        if (testCoverage)
          writeFileSync(path.join(process.env.COVERAGE_FOLDER, `${id}.json`), JSON.stringify(testCoverage));
    },
  },
  options: {
    coverage: true,
    coverageConfig: {
      // Without this option, the launcher for Playwright reads no counts from a page; with it, it prefers them to the
      // browser's.
      nativeInstrumentation: true,
      report: false,
    },
  },
};
