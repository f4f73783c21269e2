// As much of puppeteer's `Page` as the commands of @web/test-runner-commands ask for, over WebDriver.
import { Key } from 'selenium-webdriver';

/** Keys are called `PageDown` elsewhere and `PAGE_DOWN` here. */
const keyOf = (name) =>
  name.length === 1 ? name : Key[name.replace(/(?<=[a-z])(?=[A-Z])/, '_').toUpperCase()];

/** @param {string} [frame] the id of the frame a test runs in, which stands for the window */
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
