// How @web/test-runner starts each engine. Outside Chromium one page at a time: only one has the focus.
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

/** How long the page of a test may take to say that it has begun; WebKit now and then never opens one. */
const patienceMs = 45_000;
const begun = new Set();

/** Hears which tests have begun. */
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
        // What a test downloads or opens must not take the focus from every test after it.
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
   * Its tests run in a frame, because its window cannot be as narrow as a phone. It keeps the memory of frames that are
   * gone, so each file of tests gets a new browser.
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
      type: 'puppeteer', // what the commands know
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
