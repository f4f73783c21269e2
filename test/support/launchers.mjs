// How @web/test-runner starts each engine. Engines other than Chromium test one page at a time, because only one page
// has the focus.
import { setTimeout as pause } from 'node:timers/promises';
import { chromeLauncher } from '@web/test-runner-chrome';
import { playwrightLauncher } from '@web/test-runner-playwright';
import { seleniumLauncher } from '@web/test-runner-selenium';
import puppeteer from 'puppeteer-core';
import { programsOf } from '../../scripts/engines.mjs';
import { browserArguments, ensureBrowser } from '../../scripts/setup.mjs';
import { pressChord } from './chords.mjs';
import { startWebKit } from './webkit.mjs';
import { webdriverPage } from './webdriver-page.mjs';

/** The time limit for the start of a test page. WebKit sometimes does not open a page at all. */
const patienceMs = 45_000;
const begun = new Set();

/** Records which tests have started. */
export const beginnings = {
  name: 'beginnings',
  serverStart({ webSockets }) {
    webSockets.on('message', ({ data }) => {
      if (data.type === 'wtr-session-started') begun.add(data.sessionId);
    });
  },
};

/** @type {Record<string, () => Promise<import('@web/test-runner-core').BrowserLauncher>>} */
export const launchers = {
  chromium: async () =>
    playwrightLauncher({
      product: 'chromium',
      launchOptions: { executablePath: await ensureBrowser(), args: browserArguments },
    }),

  firefox: async () =>
    chromeLauncher({
      puppeteer,
      launchOptions: {
        browser: 'firefox',
        executablePath: programsOf('firefox').browser,
        headless: true,
        // A download or a new window of a test must not take the focus from later tests.
        extraPrefsFirefox: {
          'browser.download.alwaysOpenPanel': false,
          'browser.tabs.loadDivertedInBackground': true,
        },
      },
      concurrency: 1,
      async createPage({ context }) {
        const page = await context.newPage();
        const { keyboard } = page;
        const pressKey = keyboard.press.bind(keyboard);
        keyboard.press = (chord) => pressChord(keyboard, chord, pressKey);
        return page;
      },
    }),

  /**
   * Runs tests in a frame, because the window cannot be as narrow as a phone. WebKit does not free the memory of
   * removed frames, so each test file gets a new browser.
   */
  async webkit() {
    const { builder, stop } = await startWebKit();
    const launcher = seleniumLauncher({ driverBuilder: builder });
    const { initialize, startSession, stopSession, stop: quit } = launcher;

    async function openUntilBegun(id, url) {
      for (;;) {
        await pause(patienceMs, undefined, { ref: false });
        const frame = launcher.iframeManager?.framePerSession.get(id);
        if (!frame || begun.has(id)) return;
        await launcher.driver.executeScript(
          'document.getElementById(arguments[0]).src = arguments[1]',
          frame,
          url,
        );
      }
    }

    return Object.assign(launcher, {
      type: 'puppeteer', // a type that the commands know
      concurrency: 1,
      getPage: (session) =>
        webdriverPage(launcher.driver, launcher.iframeManager.framePerSession.get(session)),
      async initialize(config) {
        await initialize.call(launcher, config);
        launcher.name = 'WebKit';
      },
      async startSession(id, url) {
        await startSession.call(launcher, id, url);
        void openUntilBegun(id, url);
      },
      async stopSession(id) {
        const result = await stopSession.call(launcher, id);
        await quit.call(launcher);
        return result;
      },
      async stop() {
        await quit.call(launcher);
        stop();
      },
    });
  },
};
