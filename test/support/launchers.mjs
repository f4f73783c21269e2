// How @web/test-runner starts each engine. Outside Chromium one page at a time: only one has the focus.
import { chromeLauncher } from '@web/test-runner-chrome';
import { playwrightLauncher } from '@web/test-runner-playwright';
import { seleniumLauncher } from '@web/test-runner-selenium';
import puppeteer from 'puppeteer-core';
import { programsOf } from '../../scripts/engines.mjs';
import { browserArguments, ensureBrowser } from '../../scripts/setup.mjs';
import { pressChord } from './chords.mjs';
import { startWebKit } from './webkit.mjs';
import { webdriverPage } from './webdriver-page.mjs';

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
      launchOptions: { browser: 'firefox', executablePath: programsOf('firefox').browser, headless: true },
      concurrency: 1,
      async createPage({ context }) {
        const page = await context.newPage();
        const { keyboard } = page;
        const pressKey = keyboard.press.bind(keyboard);
        keyboard.press = (chord) => pressChord(keyboard, chord, pressKey);
        return page;
      },
    }),

  /** Its tests run in a frame, because its window cannot be as narrow as a phone. */
  async webkit() {
    const { builder, stop } = await startWebKit();
    const launcher = seleniumLauncher({ driverBuilder: builder });
    const { initialize, stop: quit } = launcher;
    return Object.assign(launcher, {
      type: 'puppeteer', // what the commands know
      concurrency: 1,
      getPage: (session) =>
        webdriverPage(launcher.driver, launcher.iframeManager.framePerSession.get(session)),
      async initialize(config) {
        await initialize.call(launcher, config);
        launcher.name = 'WebKit';
      },
      async stop() {
        await quit.call(launcher);
        stop();
      },
    });
  },
};
