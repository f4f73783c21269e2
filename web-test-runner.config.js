// Tests that need a browser: test/**/*.browser.ts. `npm test` runs them in Chromium with all others, and
// `npm run test:browsers` in Firefox and WebKit. `npx wtr --files test/ui/picker.browser.ts` runs one file, and
// `--watch` repeats it.
import { fileURLToPath } from 'node:url';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { countingReporter } from './scripts/count-browser-tests.mjs';
import { beginnings, launchers } from './test/support/launchers.mjs';

const engine = process.env.TEST_ENGINE ?? 'chromium';

/** Only for `npm run coverage`: otherwise its dependencies may be missing. */
const counting = process.env.COVERAGE_FOLDER && (await import('./test/instrument/pages.js')).counting;

/** Appears in every test, and says nothing. */
const expectedLogs = ['Lit is in dev mode'];

export default {
  files: 'test/**/*.browser.ts',
  nodeResolve: { exportConditions: ['browser', 'development'] },
  plugins: [
    beginnings,
    ...(counting ? [counting.plugin] : []),
    esbuildPlugin({
      ts: true,
      target: 'es2022',
      tsconfig: fileURLToPath(new URL('tsconfig.json', import.meta.url)),
      define: {
        'process.env.FAULTS': JSON.stringify(process.env.FAULTS ?? ''),
        'process.env.HOSTILE_RUNS': JSON.stringify(process.env.HOSTILE_RUNS ?? ''),
      },
    }),
  ],
  ...counting?.options,
  browsers: [await launchers[engine]()],
  concurrency: 2,
  testsStartTimeout: 300_000,
  testsFinishTimeout: process.env.FAULTS ? 7_200_000 : 1_200_000,
  testFramework: { config: { timeout: 120_000, forbidOnly: true } },
  filterBrowserLogs: ({ args }) =>
    !expectedLogs.some((text) => typeof args[0] === 'string' && args[0].includes(text)),
  reporters: [
    defaultReporter({ reportTestProgress: Boolean(process.stdout.isTTY) }),
    countingReporter(),
    ...(counting ? [counting.reporter] : []),
  ],
};
