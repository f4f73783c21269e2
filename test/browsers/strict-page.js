// Runs in a page under the strictest policy: draws every element, in the place and the states it is told,
// and writes what a clean page has not into the document.
const { tags, person, place, states } = JSON.parse(document.documentElement.dataset.setup);
const complaints = [];
const drawn = {};

const note = (text) => complaints.push(text);
document.addEventListener('securitypolicyviolation', (event) =>
  note(
    `violation of ${event.violatedDirective} by ${event.sourceFile}:${event.lineNumber}: ${event.blockedURI} ${event.sample}`,
  ),
);
addEventListener('error', ({ message }) => note(`error ${message}`));
addEventListener('unhandledrejection', ({ reason }) => note(`rejection ${reason?.stack ?? reason}`));
for (const kind of ['warn', 'error'])
  console[kind] = (...values) => note(`console.${kind} ${values.map(String).join(' ')}`);

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function waitFor(holds, what) {
  const until = performance.now() + 20_000;
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
  plain: () => document.body,
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

/** State → the properties of an element in it, and whether it comes to show something by itself. */
const properties = {
  usual: { gateway: '/seam', userIdentityId: person },
  'read only, in Arabic': { gateway: '/seam', userIdentityId: person, readOnly: true, locale: 'ar' },
  'about nobody': { gateway: '/seam', userIdentityId: '00000000-0000-4000-8000-000000000000' },
  failed: { gateway: '/nowhere', userIdentityId: person },
  'without a session': { userIdentityId: person },
};

const textOf = (element) =>
  [...everything(element.shadowRoot)]
    .flatMap((one) => [...one.childNodes])
    .filter((node) => node.nodeType === Node.TEXT_NODE && node.parentElement.localName !== 'style')
    .map((node) => node.data.trim())
    .join('');

async function draw(tag, state, into) {
  const element = document.createElement(tag);
  let isSettled = state === 'without a session';
  for (const type of ['seam-ready', 'seam-error'])
    element.addEventListener(type, () => (isSettled = true), { once: true });
  Object.assign(element, properties[state]);
  into.append(element);
  await element.updateComplete;
  await waitFor(
    () => isSettled || element.shadowRoot.querySelector('[role=alert], .notice'),
    () => `${tag}, ${state}: ${textOf(element)}`,
  );
  return element;
}

const nameOf = (button) => button.textContent.trim() + button.ariaLabel;

/** Presses everything that can be pressed, each once, and what then appears. */
async function pressAll(element) {
  const pressed = new Set();
  for (let count = 0; count < 30; count++) {
    const next = [...everything(element.shadowRoot)].findLast(
      (one) =>
        one.matches('button, [role=tab], summary') &&
        !one.disabled &&
        one.ariaDisabled !== 'true' &&
        one.checkVisibility() &&
        !/export/i.test(one.textContent) && // a download, at which browsers may ask
        !pressed.has(nameOf(one)),
    );
    if (!next) return;
    pressed.add(nameOf(next));
    next.click();
    await pause(30);
  }
}

await Promise.all(tags.map((tag) => customElements.whenDefined(tag)));
const into = (places[place] ?? places.plain)();
for (const state of states) {
  const elements = await Promise.all(tags.map((tag) => draw(tag, state, into)));
  if (place === 'a place it is moved from') {
    document.body.appendChild(document.createElement('div')).append(...elements);
    await pause(100);
  }
  for (const element of elements) {
    const { width, height } = element.shadowRoot.querySelector('section').getBoundingClientRect();
    drawn[`${element.localName}, ${state}`] = width > 100 && height > 20 && textOf(element).length > 5;
    if (state === 'usual' && place === 'plain') await pressAll(element);
    element.remove();
  }
}

// What the policy forbids is told: else the silence above would prove nothing.
const before = complaints.length;
try {
  document.body.appendChild(document.createElement('div')).innerHTML = '<b>no</b>';
} catch {
  // As it should.
}
document.body.appendChild(document.createElement('div')).setAttribute('style', 'color: red');
await pause(200);
const forbidden = complaints.splice(before).map((text) => /violation of ([\w-]+)/.exec(text)?.[1]);
const result = JSON.stringify({ complaints, drawn, forbidden });
document.documentElement.dataset.result = result;
if (parent !== window) parent.document.documentElement.dataset.result = result;
