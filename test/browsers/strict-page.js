// Runs in a page under the strictest policy. Renders every element in the given place and states, and writes everything
// that a page without errors does not have into the document.
const { tags, withDialog, place, states } = JSON.parse(document.documentElement.dataset.setup);
const complaints = [];
const drawn = {};

const note = (text) => complaints.push(text.slice(0, 300));
document.addEventListener('securitypolicyviolation', (event) => {
  // The browser requests an icon for a page without one, and WebKit reports this as a violation.
  if (event.blockedURI.endsWith('/favicon.ico')) return;
  note(
    `violation of ${event.violatedDirective} by ${event.sourceFile}:${event.lineNumber}: ${event.blockedURI} ${event.sample}`,
  );
});
addEventListener('error', ({ message }) => note(`error ${message}`));
addEventListener('unhandledrejection', ({ reason }) => note(`rejection ${reason?.stack ?? reason}`));
for (const kind of ['warn', 'error'])
  console[kind] = (...values) => note(`console.${kind} ${values.map(String).join(' ')}`);

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function waitFor(holds, what) {
  const until = performance.now() + 50_000;
  while (!holds()) {
    if (performance.now() > until) return note(`waited in vain for ${what()}`);
    await pause(20);
  }
}

function* everything(root) {
  for (const element of root.querySelectorAll('*')) {
    yield element;
    if (element.shadowRoot) yield* everything(element.shadowRoot);
  }
}

const places = {
  'a modal dialog'() {
    const dialog = document.body.appendChild(document.createElement('dialog'));
    dialog.showModal();
    return dialog;
  },
  'a shadow root'() {
    const box = document.body.appendChild(document.createElement('div'));
    return box.attachShadow({ mode: 'open' });
  },
};

const textOf = (element) =>
  [...everything(element.shadowRoot)]
    .flatMap((one) => [...one.childNodes])
    .filter((node) => node.nodeType === Node.TEXT_NODE && node.parentElement.localName !== 'style')
    .map((node) => node.data.trim())
    .join('');

function isSeen(element) {
  const { width, height } = element.shadowRoot.querySelector('section').getBoundingClientRect();
  return width > 100 && height > 20 && textOf(element).length > 5;
}

async function draw(tag, name, { properties, isStill }, into) {
  const element = document.createElement(tag);
  let isSettled = false;
  for (const type of ['seam-ready', 'seam-error'])
    element.addEventListener(type, () => (isSettled = true), { once: true });
  Object.assign(element, properties);
  into.append(element);
  await customElements.whenDefined(tag);
  await element.updateComplete;
  await waitFor(
    () => isSettled || (isStill && isSeen(element)),
    () => `${tag}, ${name}: ${textOf(element)}`,
  );
  for (const complaint of oddities(element)) note(`${tag}, ${name}: ${complaint}`);
  return element;
}

/** States that must not appear before an action. */
function oddities(element) {
  const parts = [...everything(element.shadowRoot)];
  const odd = parts.filter((one) => one.matches('[aria-invalid=true], button[aria-busy=true]'));
  return [...odd.map((one) => one.outerHTML), ...(textOf(element).match(/.{0,20}\[object.{0,20}/g) ?? [])];
}

const nameOf = (button) => button.textContent.trim() + button.ariaLabel;

const canBePressed = (one) =>
  one.matches('button, [role=tab], summary') &&
  !one.disabled &&
  one.ariaDisabled !== 'true' &&
  one.checkVisibility() &&
  !/export/i.test(one.textContent); // a download, for which browsers may ask

/**
 * Presses each button once, also buttons that appear later; continues until the element's dialog has opened, if it has
 * one.
 */
async function pressAll(element) {
  const pressed = new Set();
  let hasOpened = !withDialog.includes(element.localName);
  let idle = 0;
  await waitFor(
    () => {
      const parts = [...everything(element.shadowRoot)];
      hasOpened ||= parts.some((one) => one.matches('dialog:modal'));
      const next = parts.findLast((one) => canBePressed(one) && !pressed.has(nameOf(one)));
      if (next && pressed.size < 30) {
        pressed.add(nameOf(next));
        next.click();
        idle = 0;
      }
      return idle++ > 10 && hasOpened;
    },
    () => `a dialog of ${element.localName}: ${textOf(element)}`,
  );
}

const into = places[place]?.() ?? document.body;
// Waits for the page's script, which runs after this file, to get its `discover`.
if (into instanceof ShadowRoot) import('/dist/seam-admin-elements.js').then(({ discover }) => discover(into));
for (const [name, state] of Object.entries(states)) {
  const elements = await Promise.all(tags.map((tag) => draw(tag, name, state, into)));
  if (place === 'a place it is moved from') {
    document.body.appendChild(document.createElement('div')).append(...elements);
    await pause(100);
  }
  for (const element of elements) {
    const what = `${element.localName}, ${name}`;
    await waitFor(
      () => isSeen(element),
      () => what,
    );
    drawn[what] = isSeen(element);
  }
  if (name === 'usual') await Promise.all(elements.map(pressAll));
  for (const element of elements) element.remove();
}

// The page must report a violation of the policy. Otherwise the absence of reports above would prove nothing.
const before = complaints.length;
try {
  document.body.appendChild(document.createElement('div')).innerHTML = '<b>no</b>';
} catch {
  // Expected: the policy refuses it.
}
document.body.appendChild(document.createElement('div')).setAttribute('style', 'color: red');
await pause(200);
const forbidden = complaints.splice(before).map((text) => /violation of ([\w-]+)/.exec(text)?.[1]);
const result = JSON.stringify({ complaints, drawn, forbidden });
document.documentElement.dataset.result = result;
if (parent !== window) parent.document.documentElement.dataset.result = result;
