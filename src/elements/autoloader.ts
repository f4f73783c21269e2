import { SeamError } from '../api/errors.js';
import { define } from './base/define.js';
import { emit } from './base/events.js';
import { imports } from './imports.gen.js';
import { MissingElement } from './missing-element.js';
import './seam-session/seam-session.js';

type ElementTag = keyof typeof imports;

declare const SEAM_ADMIN_ELEMENTS_FILES: Readonly<Record<string, readonly string[]>> | undefined;

/**
 * Tag → the files, in the folder of this script, that contain the element's code, as in dist/preload.json; empty
 * before the build.
 */
const files = typeof SEAM_ADMIN_ELEMENTS_FILES === 'undefined' ? {} : SEAM_ADMIN_ELEMENTS_FILES;

const selector = Object.keys(imports).join();

/** Before its code is loaded, an element takes the same space as while its data are loading. */
const placeholderStyles = new CSSStyleSheet();
placeholderStyles.replaceSync(
  `:where(${selector}):not(:defined) { display: block; min-block-size: var(--_loading-height) }
  ${Object.entries(imports)
    .map(([tag, { height }]) => `:where(${tag}) { --_loading-height: ${height} }`)
    .join('')}`,
);

define('seam-missing-element', MissingElement);

const watchedRoots = new WeakSet<Document | ShadowRoot>();
/** Elements whose code is being fetched, or could not be fetched. */
const waiting = new Map<ElementTag, Set<HTMLElement>>();
const failed = new Set<ElementTag>();

function watchRoot(root: Document | ShadowRoot) {
  if (watchedRoots.has(root)) return;
  watchedRoots.add(root);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, placeholderStyles];
  findElements(root);
  new MutationObserver((records) => {
    for (const { addedNodes } of records)
      for (const node of addedNodes) if (node instanceof HTMLElement) findElements(node);
  }).observe(root, { childList: true, subtree: true });
}

function findElements(root: Document | ShadowRoot | HTMLElement) {
  if (root instanceof HTMLElement && root.matches(selector)) addElement(root);
  root.querySelectorAll<HTMLElement>(selector).forEach(addElement);
}

function addElement(element: HTMLElement) {
  const tag = element.localName as ElementTag;
  if (customElements.get(tag)) return;
  const elements = waiting.get(tag);
  if (elements) elements.add(element);
  else waiting.set(tag, new Set([element]));
  if (!elements || failed.has(tag)) void fetchCode(tag);
}

/** @returns whether the code was fetched */
async function fetchCode(tag: ElementTag): Promise<boolean> {
  failed.delete(tag);
  try {
    requestFiles(tag);
    await imports[tag].fetch();
    waiting.delete(tag);
    return true;
  } catch (cause) {
    failed.add(tag);
    const error = new SeamError('unreachable', `The code of <${tag}> could not be fetched.`, { cause });
    for (const element of waiting.get(tag)!) showMissing(element, tag, error);
    return false;
  }
}

/** Requests all files of an element at once: a browser finds the imports of a file only after it has fetched that file. */
function requestFiles(tag: ElementTag) {
  for (const file of files[tag] ?? []) {
    // A file that cannot be fetched also fails the import of the element, which says so.
    import(/* @vite-ignore */ new URL(file, import.meta.url).href).catch(() => {});
  }
}

function showMissing(element: HTMLElement, tag: ElementTag, error: SeamError) {
  const root = element.shadowRoot ?? element.attachShadow({ mode: 'open' });
  if (!root.querySelector('seam-missing-element')) {
    const missing = document.createElement('seam-missing-element');
    missing.locale = element.getAttribute('locale') ?? undefined;
    missing.lang = element.closest<HTMLElement>('[lang]')?.lang ?? '';
    missing.fetchAgain = () => fetchCode(tag);
    root.replaceChildren(missing);
  }
  emit(element, 'seam-error', error);
}

addEventListener('online', () => {
  for (const tag of failed) void fetchCode(tag);
});

const key = Symbol.for('seam-admin-elements discover');
const page = globalThis as { [key]?: typeof watchRoot };

/**
 * Fetches the code of the elements in a document or shadow root, now and whenever an element is added. The document
 * of the page is watched from the start. Call this for each shadow root of the page: no code can find them by itself.
 *
 * If several copies of this script are on a page, the first one fetches for all.
 */
export const discover: (root: Document | ShadowRoot) => void = (page[key] ??= watchRoot);

discover(document);
