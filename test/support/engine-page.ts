import puppeteer from 'puppeteer-core';
import { programsOf } from '../../scripts/engines.mjs';
import { launchBrowser } from './host.js';
import { startWebKit } from './webkit.mjs';

/** As much of a page as Playwright, puppeteer and WebDriver have in common. */
export interface EnginePage {
  goto(url: string): Promise<void>;
  /** The value of an expression in the page, as JSON has it. */
  evaluate(expression: string): Promise<unknown>;
  close(): Promise<void>;
}

const open: Record<string, () => Promise<EnginePage>> = {
  async chromium() {
    const browser = await launchBrowser();
    const page = await browser.newPage();
    return {
      goto: async (url) => void (await page.goto(url)),
      evaluate: (expression) => page.evaluate(expression),
      close: () => browser.close(),
    };
  },

  async firefox() {
    const { browser: executablePath } = programsOf('firefox')!;
    const browser = await puppeteer.launch({ browser: 'firefox', executablePath, headless: true });
    const page = await browser.newPage();
    return {
      goto: async (url) => void (await page.goto(url)),
      evaluate: (expression) => page.evaluate(expression),
      close: () => browser.close(),
    };
  },

  async webkit() {
    const { builder, stop } = await startWebKit();
    const driver = await builder.build();
    return {
      goto: (url) => driver.get(url),
      evaluate: (expression) => driver.executeScript(`return ${expression};`),
      async close() {
        await driver.quit();
        stop();
      },
    };
  },
};

/** The engine that this run of the tests is about. */
export const engine = process.env['TEST_ENGINE'] ?? 'chromium';

export const openEngine = (): Promise<EnginePage> => open[engine]!();
