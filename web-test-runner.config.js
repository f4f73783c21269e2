// Tests that need a browser: test/**/*.browser.ts, in Chromium. `npm test` runs them with the others;
// `npx wtr --files test/ui/status.browser.ts` runs one of them, `--watch` keeps running it.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { playwrightLauncher } from '@web/test-runner-playwright';
import { countingReporter } from './scripts/count-browser-tests.mjs';
import { browserArguments, ensureBrowser } from './scripts/setup.mjs';

const serviceWorker = readFileSync(fileURLToPath(import.meta.resolve('msw/mockServiceWorker.js')), 'utf8');

/** MSW's service worker answers for the whole page, so it is served from the top. */
function serveServiceWorker(context, next) {
  if (context.path !== '/mockServiceWorker.js') return next();
  context.type = 'text/javascript';
  context.body = serviceWorker;
}

/** Noise, in every test alike. */
const expectedLogs = ['Lit is in dev mode', '[MSW] Mocking enabled'];

export default {
  files: 'test/**/*.browser.ts',
  nodeResolve: { exportConditions: ['browser', 'development'] },
  plugins: [
    esbuildPlugin({
      ts: true,
      target: 'es2022',
      tsconfig: fileURLToPath(new URL('tsconfig.json', import.meta.url)),
    }),
  ],
  middleware: [serveServiceWorker],
  browsers: [
    playwrightLauncher({
      product: 'chromium',
      launchOptions: {
        executablePath: await ensureBrowser(),
        args: browserArguments,
      },
    }),
  ],
  concurrency: 2,
  testsFinishTimeout: 300_000,
  testFramework: { config: { timeout: 60_000, forbidOnly: true } },
  filterBrowserLogs: ({ args }) =>
    !expectedLogs.some((text) => typeof args[0] === 'string' && args[0].includes(text)),
  reporters: [defaultReporter({ reportTestProgress: Boolean(process.stdout.isTTY) }), countingReporter()],
};
