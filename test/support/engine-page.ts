// Firefox and WebKit with the parts of Playwright's `Browser` that the journeys use: Playwright can drive neither
// Debian's Firefox nor its WebKitGTK.
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import puppeteer from 'puppeteer-core';
import type { WebDriver } from 'selenium-webdriver';
import { programsOf } from '../../scripts/engines.mjs';
import { bundle } from './bundle.js';
import { pressChord } from './chords.mjs';
import type { Act, Step, Wanted } from './page-finder.js';
import { startWebKit } from './webkit.mjs';
import { webdriverPage } from './webdriver-page.mjs';

/** The engine of this test run. */
export const engine = process.env['TEST_ENGINE'] ?? 'chromium';

/** The time limit for an action on a busy machine. */
const patienceMs = 60_000;

interface Size {
  width: number;
  height: number;
}

/** What the drivers of both browsers have in common. */
interface Driver {
  goto(url: string): Promise<unknown>;
  reload(): Promise<unknown>;
  /** Returns the value of an expression in the page, or of its promise, as JSON. */
  evaluate(expression: string): Promise<unknown>;
  click(x: number, y: number): Promise<unknown>;
  press(chord: string): Promise<unknown>;
  type(text: string): Promise<unknown>;
  close(): Promise<unknown>;
}

const drivers: Record<
  string,
  () => Promise<{ open(size: Size): Promise<Driver>; close(): Promise<unknown> }>
> = {
  async firefox() {
    const { browser: executablePath } = programsOf('firefox')!;
    const browser = await puppeteer.launch({ browser: 'firefox', executablePath, headless: true });
    return {
      async open(size) {
        const page = await browser.newPage();
        await page.setViewport(size);
        return {
          goto: (url) => page.goto(url),
          reload: () => page.reload(),
          evaluate: (expression) => page.evaluate(expression),
          click: (x, y) => page.mouse.click(x, y),
          press: (chord) => pressChord(page.keyboard, chord),
          type: (text) => page.keyboard.type(text),
          close: () => page.close(),
        };
      },
      close: () => browser.close(),
    };
  },

  async webkit() {
    const { builder, stop } = await startWebKit();
    let last: WebDriver | undefined;
    return {
      async open(size) {
        await last?.quit(); // the driver allows only one browser
        const driver = (await builder.build()) as WebDriver;
        last = driver;
        const { keyboard, mouse } = webdriverPage(driver);
        await driver.manage().window().setRect(size);
        return {
          goto: (url) => driver.get(url),
          reload: () => driver.navigate().refresh(),
          evaluate: (expression) => driver.executeScript(`return ${expression};`),
          click: (x, y) => mouse.click(x, y),
          press: (chord) => keyboard.press(chord),
          type: (text) => keyboard.type(text),
          close: async () => {
            last = undefined;
            await driver.quit();
          },
        };
      },
      async close() {
        await last?.quit();
        stop();
      },
    };
  },
};

type Pattern = string | RegExp;

interface Role {
  name?: Pattern;
  exact?: boolean;
  selected?: boolean;
}

const wanted = (pattern: Pattern, isExact = false): Wanted =>
  typeof pattern === 'string' ? { text: pattern, isExact } : { text: pattern.source, flags: pattern.flags };

/** Finds elements in a page or in a found element. */
abstract class Finder {
  protected abstract next(...steps: Step[]): EngineLocator;

  locator(selector: string) {
    // Each part of the selector may be in a shadow root of the part before.
    return this.next(...selector.split(' ').map((css) => ({ css })));
  }
  getByRole(role: string, { name, exact, selected }: Role = {}) {
    return this.next({
      role,
      ...(name !== undefined && { name: wanted(name, exact) }),
      ...(selected !== undefined && { selected }),
    });
  }
  getByText(text: Pattern, { exact = false } = {}) {
    return this.next({ text: wanted(text, exact) });
  }
  getByLabel(label: Pattern) {
    return this.next({ label: wanted(label) });
  }
}

class EngineLocator extends Finder {
  constructor(
    private readonly onPage: EnginePage,
    private readonly steps: readonly Step[],
  ) {
    super();
  }

  protected override next(...steps: Step[]) {
    return new EngineLocator(this.onPage, [...this.steps, ...steps]);
  }

  page() {
    return this.onPage;
  }
  nth(nth: number) {
    return this.next({ nth });
  }
  first() {
    return this.nth(0);
  }
  or(other: EngineLocator) {
    return this.next({ or: [...other.steps] });
  }
  filter({ has, hasText }: { has?: EngineLocator; hasText?: string }) {
    return this.next(
      ...(has ? [{ has: [...has.steps] }] : []),
      ...(hasText ? [{ hasText: wanted(hasText) }] : []),
    );
  }
  async all() {
    return Array.from({ length: await this.count() }, (_, nth) => this.nth(nth));
  }

  count() {
    return this.act('count') as Promise<number>;
  }
  allTextContents() {
    return this.act('texts') as Promise<string[]>;
  }
  innerText() {
    return this.until('text') as Promise<string>;
  }
  getAttribute(name: string) {
    return this.until('attribute', name) as Promise<string | null>;
  }
  isChecked() {
    return this.until('checked') as Promise<boolean>;
  }
  isDisabled() {
    return this.until('off') as Promise<boolean>;
  }

  async waitFor({ state = 'visible' }: { state?: 'visible' | 'attached' | 'detached' } = {}) {
    await this.onPage.eventually(
      async () => {
        const count = (await this.act(state === 'visible' ? 'shown' : 'count')) as number;
        return count === (state === 'detached' ? 0 : 1) || undefined;
      },
      () => this.toString(),
    );
  }
  async click() {
    await this.onPage.eventually(
      async () => {
        const { x, y } = (await this.until('point')) as { x: number; y: number };
        await this.onPage.driver.click(x, y);
        return (await this.until('landed')) || undefined; // otherwise the element has moved meanwhile
      },
      () => `click ${this}`,
    );
  }
  async check() {
    if (!(await this.isChecked())) await this.click();
    await this.onPage.eventually(
      async () => (await this.isChecked()) || undefined,
      () => this.toString(),
    );
  }
  async fill(value: string) {
    await this.until('fill', value);
  }
  async selectOption(option: string) {
    await this.until('select', option);
  }

  override toString() {
    return JSON.stringify(this.steps);
  }
  private act(what: Act, value?: string) {
    return this.onPage.find([...this.steps], what, value);
  }
  /** @returns the result as soon as the action is possible */
  private until(what: Act, value?: string) {
    return this.onPage.eventually(
      () => this.act(what, value),
      () => `${what} ${this}`,
    );
  }
}

class EnginePage extends Finder {
  private listeners: ((message: { type(): string; text(): string }) => void)[] = [];
  private address = '';

  constructor(
    readonly driver: Driver,
    private readonly finder: string,
  ) {
    super();
  }

  protected override next(...steps: Step[]) {
    return new EngineLocator(this, steps);
  }

  readonly keyboard = {
    press: (chord: string) => this.driver.press(chord),
    type: (text: string) => this.driver.type(text),
  };

  /** Calls the listener for console messages and errors. Those before the first use of the page are lost. */
  on(event: string, listener: (message: { type(): string; text(): string }) => void) {
    if (event === 'console') this.listeners.push(listener);
  }
  async goto(url: string) {
    await this.driver.goto(url);
  }
  async reload() {
    await this.driver.reload();
  }
  url() {
    return this.address;
  }
  evaluate(code: string | ((given: never) => unknown), given?: unknown) {
    return this.driver.evaluate(typeof code === 'string' ? code : `(${code})(${JSON.stringify(given)})`);
  }
  async waitForFunction(code: () => unknown) {
    await this.eventually(
      async () => (await this.evaluate(`Boolean((${code})())`)) || undefined,
      () => String(code),
    );
  }
  async close() {
    await this.driver.close();
  }

  /** Performs an action on the elements that the steps find. @returns undefined if it is not possible yet */
  async find(steps: Step[], what: Act, value?: string): Promise<unknown> {
    const given = [steps, what, value].map((one) => JSON.stringify(one)).join();
    const acts = `globalThis.pageFinder?.act(${given}).then((answer) => JSON.stringify(
      { answer, complaints: pageFinder.newComplaints(), address: location.href }))`;
    let said = await this.driver.evaluate(acts);
    if (!said) {
      await this.driver.evaluate(`(() => {${this.finder}})()`);
      said = await this.driver.evaluate(acts);
    }
    const { answer, complaints, address } = JSON.parse(said as string) as {
      answer: unknown;
      complaints: string[];
      address: string;
    };
    this.address = address;
    for (const complaint of complaints)
      for (const listener of this.listeners) listener({ type: () => 'told', text: () => complaint });
    return answer;
  }

  async eventually<Value>(look: () => Promise<Value | undefined>, what: () => string): Promise<Value> {
    const until = performance.now() + patienceMs;
    for (;;) {
      const start = performance.now();
      const found = await look();
      if (found !== undefined) return found;
      const end = performance.now();
      if (end > until) throw new Error(`Waited in vain for ${what()}`);
      await pause(Math.max(50, end - start)); // gives the page as much time as `look` took
    }
  }
}

/** @returns the parts of Playwright's `Browser` that the journeys use */
export async function launchEngine() {
  const file = JSON.stringify(fileURLToPath(new URL('page-finder.ts', import.meta.url)));
  const entry = `import * as pageFinder from ${file}; globalThis.pageFinder = pageFinder;`;
  const [chunk] = await bundle(entry, { format: 'iife' });
  const browser = await drivers[engine]!();
  return {
    newPage: async ({ viewport = { width: 1200, height: 800 } }: { viewport?: Size } = {}) =>
      new EnginePage(await browser.open(viewport), chunk!.code),
    close: () => browser.close(),
  };
}
