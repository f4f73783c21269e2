// What @web/test-runner needs, so that what pages have counted is in COVERAGE_FOLDER when it ends.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { instrument, isCounted } from './instrument.js';

export const counting = {
  plugin: {
    name: 'count',
    transform: ({ body, path: file }) =>
      isCounted(file) ? instrument(String(body), path.join(process.cwd(), file)) : undefined,
  },
  // The runner's own report gives branches within branches of the same line the counts of the outer one.
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
      // Without it the launcher for Playwright asks no page for its counts; with it, it prefers them to the browser's.
      nativeInstrumentation: true,
      report: false,
    },
  },
};
