// The parts of puppeteer's `Page` that @web/test-runner-commands needs, over WebDriver.
import { Key } from 'selenium-webdriver';

/** Translates a key name: WebDriver writes `PageDown` as `PAGE_DOWN`. */
const keyOf = (name) =>
  name.length === 1 ? name : Key[name.replace(/(?<=[a-z])(?=[A-Z])/, '_').toUpperCase()];

/** @param {string} [frame] id of the frame that a test runs in, used as its window */
export function webdriverPage(driver, frame) {
  const act = (add) => add(driver.actions()).perform();
  const to = (x, y) => ({ x: Math.round(x), y: Math.round(y), duration: 0 });
  return {
    mouse: {
      move: (x, y) => act((actions) => actions.move(to(x, y))),
      click: (x, y) => act((actions) => actions.move(to(x, y)).click()),
      reset: () => act((actions) => actions.move(to(0, 0))),
    },
    keyboard: {
      type: (text) => act((actions) => actions.sendKeys(text)),
      down: (key) => act((actions) => actions.keyDown(keyOf(key))),
      up: (key) => act((actions) => actions.keyUp(keyOf(key))),
      press(chord) {
        const keys = chord.split('+').map(keyOf);
        return act((actions) => {
          for (const key of keys) actions.keyDown(key);
          for (const key of keys.reverse()) actions.keyUp(key);
          return actions;
        });
      },
    },
    setViewport: ({ width, height }) =>
      driver.executeScript(
        `document.getElementById(arguments[0]).style.cssText =
           'position: fixed; inset: 0 auto auto 0; border: 0; width: ' + arguments[1] + 'px; height: ' + arguments[2] + 'px';`,
        frame,
        width,
        height,
      ),
    emulateMediaFeatures() {
      throw new Error('WebKit’s driver cannot emulate media features.');
    },
  };
}
