// What @web/test-runner needs, so that what pages have counted is in COVERAGE_FOLDER when it ends.
import path from 'node:path';
import { instrument, isCounted } from './instrument.js';

export const counting = {
  plugin: {
    name: 'count',
    transform: ({ body, path: file }) =>
      isCounted(file) ? instrument(String(body), path.join(process.cwd(), file)) : undefined,
  },
  options: {
    coverage: true,
    coverageConfig: {
      // Without it the launcher for Playwright asks no page for its counts; with it, it prefers them to the browser's.
      nativeInstrumentation: true,
      report: true,
      reporters: ['json'],
      reportDir: path.join(process.env.COVERAGE_FOLDER, 'pages'),
    },
  },
};
