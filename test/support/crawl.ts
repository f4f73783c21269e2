// Presses everything that elements offer, button by button, on a page where every name has a mark. The elements are
// taken from the manifest and the buttons from the page, so new elements, dialogs and forms are included
// automatically.
import type { SeamElement } from '../../src/elements/base/seam-element.js';
import { createTestBackend, type TestBackend } from '../../src/testing/index.js';
import { everythingOf, pressable } from './everything.js';
import { eventually, frames } from './find.js';

/** The start of every name. Only letters and digits, so that it can be in an email address too. */
export const mark = 'Zqx7';

/** Whether a field of a response contains a name, or another text that people write. */
const isName = (field: string) =>
  /(^|_)(name|message|email_address|user_identity_key|description|token|url)$/.test(field);

/** Renames each name in a response. */
function renamed(value: unknown, rename: (name: string) => string, field = ''): unknown {
  if (typeof value === 'string') return isName(field) && value ? rename(value) : value;
  if (Array.isArray(value)) return value.map((item) => renamed(item, rename, field));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, renamed(item, rename, key)]));
}

interface Sent {
  readonly path: string;
  readonly signal: AbortSignal | null | undefined;
  isAnswered: boolean;
}

export interface CrawledPage {
  readonly backend: TestBackend;
  readonly session: HTMLElementTagNameMap['seam-session'];
  readonly element: SeamElement;
  /** The id of another person than the element shows. */
  readonly otherUserIdentityId: string;
  /** The requests of the page, answered or not. */
  readonly sent: readonly Sent[];
  /** Whether names in responses are changed. */
  isRenaming: boolean;
  /** Holds back the responses to the requests that `act` sends, until {@link CrawledPage.release}. */
  holding(act: () => Promise<void>): Promise<void>;
  release(): void;
  /** Waits until all requests are answered and the result is rendered. */
  settle(): Promise<void>;
  close(): void;
}

const ownFetch = window.fetch;

/** @returns a page with one element, for a person who has every kind of resource */
export async function openElement(tag: string, rename: (name: string) => string): Promise<CrawledPage> {
  const backend = createTestBackend({ clock: 'real' }); // as the page's clock
  const { user_identity } = await backend.seam<{ user_identity: { user_identity_id: string } }>(
    '/user_identities/get',
    { user_identity_key: 'room-214' },
  );
  const userIdentityId = user_identity.user_identity_id;
  const other = await backend.seam<{ user_identity: { user_identity_id: string } }>('/user_identities/get', {
    user_identity_key: 'room-202',
  });
  backend.sandbox.clock.advance(120_000); // until all pending changes are done
  const sent: Sent[] = [];
  let isHolding = false;
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  window.fetch = async (input, init) => {
    const path = new URL(input instanceof Request ? input.url : input, location.href).pathname;
    const request: Sent = { path, signal: init?.signal, isAnswered: false };
    sent.push(request);
    const renames = page.isRenaming;
    const isHeld = isHolding;
    try {
      const answer = await backend.fetch(input, init);
      const lines = (await answer.text()).split('\n').filter(Boolean);
      if (isHeld) await Promise.race([released, untilAborted(init?.signal)]);
      const texts = renames ? lines.map((line) => JSON.stringify(renamed(JSON.parse(line), rename))) : lines;
      return new Response(texts.join('\n'), { status: answer.status, headers: answer.headers });
    } finally {
      request.isAnswered = true;
    }
  };
  const session = document.createElement('seam-session');
  session.gateway = backend.basePath;
  const element = document.createElement(tag) as SeamElement;
  element.setAttribute('user-identity-id', userIdentityId);
  session.append(element);
  document.body.append(session);

  const isLoading = () =>
    everythingOf(session).some((one) => one.matches('.skeleton') && one.checkVisibility());
  async function settle() {
    const until = performance.now() + 20_000;
    for (let quiet = 0; quiet < 4;) {
      await frames(1);
      if (performance.now() > until)
        throw new Error(`Not answered: ${JSON.stringify(sent.filter(({ isAnswered }) => !isAnswered))}`);
      const isBusy = sent.some(({ isAnswered }) => !isAnswered) || isLoading();
      quiet = isBusy && !isHolding ? 0 : quiet + 1;
    }
  }
  const page: CrawledPage = {
    backend,
    session,
    element,
    otherUserIdentityId: other.user_identity.user_identity_id,
    sent,
    isRenaming: true,
    async holding(act) {
      isHolding = true;
      await act();
      isHolding = false;
    },
    release,
    settle,
    close() {
      release();
      document.body.replaceChildren();
      window.fetch = ownFetch;
    },
  };
  await eventually(() => {
    if (!element.shadowRoot?.querySelector('#title') || element.shadowRoot.querySelector('.skeleton'))
      throw new Error(`${tag} is not drawn`);
  });
  await settle();
  return page;
}

const untilAborted = (signal: AbortSignal | null | undefined) =>
  new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve(), { once: true }));

/** Identifies a kind of button, without the names in it: the buttons of two rows that do the same are of one kind. */
const kindOf = (button: HTMLElement): string => {
  const classes = [...button.classList].filter((name) => name !== 'active').sort();
  const label = button.querySelector('span')?.textContent ?? button.closest('label, summary')?.textContent;
  const name = (label ?? button.ariaLabel ?? '').split(mark)[0]!.replace(/\s+/g, ' ');
  return [button.localName, ...classes, name.trim()].filter(Boolean).join(' ');
};

/** The kinds of all enabled buttons. */
function kindsOfButtons(page: CrawledPage): string[] {
  const kinds = pressable(page.session)
    .filter(
      (button) => !button.hasAttribute('aria-disabled') && !button.matches('select, [role=tab], [role=row]'),
    )
    .map(kindOf);
  return [...new Set(kinds)];
}

/** Kinds of buttons that change nothing visible. The crawl waits for a change only the first time. */
const silentKinds = new Set<string>();

/** Presses the first button of a kind as a person does, with the focus on it. @returns false if there is none */
async function pressKind(page: CrawledPage, kind: string): Promise<boolean> {
  const button = pressable(page.session).find(
    (one) => kindOf(one) === kind && !one.hasAttribute('aria-disabled'),
  );
  if (!button) return false;
  const before = textsOf(page.session).join();
  button.focus();
  button.click();
  await page.settle();
  // Code that is loaded only when needed takes longer the first time.
  const isSame = () => textsOf(page.session).join() === before;
  for (let frame = 0; frame < 100 && !silentKinds.has(kind) && isSame(); frame++) await frames(1);
  if (isSame()) silentKinds.add(kind);
  await page.settle();
  return true;
}

const isFront = (element: Element) => !document.querySelector('dialog[open]') || element.closest('dialog');

/** Types into every visible text field, as a person does. @returns the number of fields */
export function typeEverywhere(page: CrawledPage, text: string): number {
  const fields = everythingOf(page.session).filter(
    (field): field is HTMLInputElement | HTMLTextAreaElement =>
      field.matches('input:is([type=text], [type=search], [type=email], [type=tel]), textarea') &&
      field.checkVisibility() &&
      Boolean(isFront(field)),
  );
  for (const field of fields) {
    field.value = text;
    field.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  }
  return fields.length;
}

export const openDialogs = (page: CrawledPage): HTMLDialogElement[] =>
  everythingOf(page.session).filter(
    (one): one is HTMLDialogElement => one instanceof HTMLDialogElement && one.open,
  );

/** All texts of the elements that count: in nodes, attributes and fields. */
export function textsOf(root: Element, counts = (_: Element): boolean => true): string[] {
  return [root, ...everythingOf(root)]
    .filter(counts)
    .flatMap((element) => [
      ...[...element.childNodes, ...(element.shadowRoot?.childNodes ?? [])]
        .filter((node) => node instanceof Text)
        .map((node) => node.textContent!),
      ...[...element.attributes].map(({ value }) => value),
      ...(element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement
        ? [element.value]
        : []),
    ]);
}

interface Manifest {
  modules: { declarations?: { tagName?: string }[] }[];
}

/** The tags of the manifest, except `seam-session`, which shows nothing itself. */
export async function shownTags(): Promise<string[]> {
  const manifest = (await (await ownFetch('/custom-elements.json')).json()) as Manifest;
  return manifest.modules
    .flatMap(({ declarations = [] }) => declarations)
    .flatMap(({ tagName }) => tagName ?? [])
    .filter((tag) => tag !== 'seam-session');
}

/** Whether it is a checkbox or an option, which only leads to other buttons. */
const isChoice = (kind: string) => /^(input|div)/.test(kind);

/**
 * Whether a way has enough presses. Two buttons are enough: the first one opens something, the second one performs
 * the action.
 */
const isEnough = (way: readonly string[], mostPresses: number) =>
  way.length >= 2 * mostPresses || way.filter((kind) => !isChoice(kind)).length >= mostPresses;

/**
 * Opens a new element for each sequence of presses, and passes each page to a check.
 * @returns the sequences that were tried
 */
export async function crawl(
  tag: string,
  rename: (name: string) => string,
  check: (page: CrawledPage) => Promise<void>,
  { mostPresses = 2 } = {},
): Promise<string[]> {
  const tried: string[] = [];
  const ways: string[][] = [[]];
  for (const way of ways) {
    const page = await openElement(tag, rename);
    try {
      const before = new Set<string>();
      let isThere = true;
      for (const kind of way) {
        for (const known of kindsOfButtons(page)) before.add(known);
        const press = async () => void (isThere &&= await pressKind(page, kind));
        // The action of the last button stays pending.
        if (way.filter((one) => !isChoice(one)).length === 2 && kind === way.at(-1))
          await page.holding(press);
        else await press();
      }
      if (!isThere) continue;
      tried.push(way.join(' > '));
      // Continues only with kinds of buttons that are new.
      if (!isEnough(way, mostPresses))
        for (const kind of kindsOfButtons(page)) if (!before.has(kind)) ways.push([...way, kind]);
      await check(page);
    } catch (error) {
      throw new Error(`${tag}, after ${way.join(' > ') || 'nothing'}: ${String(error)}`, { cause: error });
    } finally {
      page.close();
      await frames(2);
    }
  }
  return tried;
}
