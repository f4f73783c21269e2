// Runs in a page. Finds elements and acts on them as Playwright does, in browsers that Playwright cannot drive.
import { computeAccessibleName, getRole } from 'dom-accessibility-api';
import { everything, frames, isShown } from './find.js';

/**
 * A string, which must be a part of a text or, if `isExact`, the whole text; or a regular expression with its flags.
 */
export interface Wanted {
  text: string;
  flags?: string;
  isExact?: boolean;
}

/** A step of a locator, which filters or continues from the elements found so far. */
export type Step =
  | { css: string }
  | { role: string; name?: Wanted; selected?: boolean }
  | { label: Wanted }
  | { text: Wanted }
  | { hasText: Wanted }
  | { has: Step[] }
  | { or: Step[] }
  | { nth: number };

export type Act =
  | 'count'
  | 'shown'
  | 'point'
  | 'landed'
  | 'text'
  | 'texts'
  | 'checked'
  | 'off'
  | 'attribute'
  | 'fill'
  | 'select';

const plain = (text: string) => text.replace(/\s+/g, ' ').trim();

function matches(text: string, { text: wanted, flags, isExact }: Wanted): boolean {
  if (flags !== undefined) return new RegExp(wanted, flags).test(plain(text));
  return isExact
    ? plain(text) === plain(wanted)
    : plain(text).toLowerCase().includes(plain(wanted).toLowerCase());
}

const isWords = (node: Node) => !['STYLE', 'SCRIPT', 'TEMPLATE', 'HEAD'].includes(node.nodeName);

function textOf(node: Node): string {
  if (node instanceof Text) return node.data;
  if (!isWords(node)) return '';
  const inner = [...node.childNodes, ...((node as Element).shadowRoot?.childNodes ?? [])];
  return inner.map(textOf).join('');
}

const labelsOf = (element: Element): string[] => [
  element.getAttribute('aria-label') ?? '',
  ...[...((element as HTMLInputElement).labels ?? [])].map(textOf),
  ...(element.getAttribute('aria-labelledby') ?? '')
    .split(' ')
    .map((id) => (element.getRootNode() as ShadowRoot).getElementById?.(id))
    .map((label) => (label ? textOf(label) : '')),
];

const holds = (ancestor: Node, node: Node): boolean => {
  for (let at: Node | null = node; at; at = at.parentNode ?? (at as ShadowRoot).host ?? null)
    if (at === ancestor) return true;
  return false;
};

type Root = Document | Element;

const within = (root: Root) =>
  root instanceof Element && root.shadowRoot
    ? [...everything(root.shadowRoot), ...everything(root)]
    : [...everything(root)];

function take(step: Step, roots: readonly Root[]): Element[] {
  if ('nth' in step) return (roots as Element[]).slice(step.nth).slice(0, 1);
  if ('hasText' in step) return (roots as Element[]).filter((one) => matches(textOf(one), step.hasText));
  if ('has' in step) return (roots as Element[]).filter((one) => find(step.has, [one]).length > 0);
  if ('or' in step) return [...new Set([...(roots as Element[]), ...find(step.or)])];
  const inner = [...new Set(roots.flatMap(within))];
  if ('css' in step) return inner.filter((one) => one.matches(step.css));
  if ('label' in step)
    return inner.filter((one) => labelsOf(one).some((label) => label && matches(label, step.label)));
  if ('text' in step) {
    const found = inner.filter((one) => isWords(one) && matches(textOf(one), step.text));
    return found.filter((one) => !found.some((other) => other !== one && holds(one, other)));
  }
  return inner.filter(
    (one) =>
      getRole(one) === step.role &&
      isShown(one) &&
      (step.selected === undefined || (one.ariaSelected === 'true') === step.selected) &&
      (!step.name || matches(computeAccessibleName(one), step.name)),
  );
}

const find = (steps: readonly Step[], roots: readonly Root[] = [document]): Element[] =>
  steps.reduce<readonly Root[]>((found, step) => take(step, found), roots) as Element[];

const isSeen = (element: Element) => {
  const { width, height } = element.getBoundingClientRect();
  return isShown(element) && width > 0 && height > 0;
};

const isOff = (element: Element) => element.matches(':disabled') || element.ariaDisabled === 'true';

/** Returns a point to press an element that is enabled and does not move, where nothing covers it. */
async function pointOf(element: Element) {
  const before = element.getBoundingClientRect();
  await frames(2);
  const { x, y } = element.getBoundingClientRect();
  if (!isSeen(element) || isOff(element) || x !== before.x || y !== before.y) return undefined;
  const found = pointInFront(element);
  // The next try uses the new position.
  if (!found) element.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
  return found;
}

async function aimAt(element: Element) {
  const point = await pointOf(element);
  if (!point) return undefined;
  aim = element;
  landed = undefined;
  return point;
}

function pointInFront(element: Element) {
  const { left, top, width, height } = element.getBoundingClientRect();
  const x = left + width / 2;
  // WebKitGTK's scrollbars cover the lower part of scrolling boxes.
  const y = [1 / 2, 1 / 4].map((part) => top + height * part).find((part) => isInFront(element, x, part));
  return y === undefined ? undefined : { x, y };
}

function isInFront(element: Element, x: number, y: number) {
  let hit = document.elementFromPoint(x, y);
  for (let inner = hit; inner; hit = inner ?? hit) {
    inner = hit!.shadowRoot?.elementFromPoint(x, y) ?? null;
    if (inner === hit) break;
  }
  return hit !== null && leadsTo(element, hit);
}

const leadsTo = (element: Element, hit: Element) =>
  holds(element, hit) || (hit as HTMLLabelElement).control === element;

/** The element to press. Another one may be in its place when the press arrives. */
let aim: Element | undefined;
/** Whether the press reached the element; also true if it led to another page. */
let landed: boolean | undefined = true;

/** Cancels a press that reaches another element. */
for (const type of ['mousedown', 'mouseup', 'click'] as const)
  addEventListener(
    type,
    (event) => {
      if (!aim) return;
      if (landed === false || !leadsTo(aim, event.composedPath()[0] as Element)) {
        landed = false;
        event.preventDefault();
        event.stopImmediatePropagation();
      }
      if (type !== 'click') return;
      landed ??= true;
      aim = undefined;
    },
    true,
  );

function fill(field: HTMLInputElement, value: string) {
  field.focus();
  if (field.type === 'datetime-local') field.value = value;
  else {
    field.select();
    // Inserts the text as typing does, so that the page gets the usual events.
    document.execCommand(value ? 'insertText' : 'delete', false, value);
    if (field.value === value) return;
    field.value = value;
  }
  for (const type of ['input', 'change'])
    field.dispatchEvent(new Event(type, { bubbles: true, composed: true }));
}

function select(field: HTMLSelectElement, wanted: string): boolean {
  const option = [...field.options].find(({ value, label }) => value === wanted || label === wanted);
  if (!option) return false;
  field.focus();
  field.value = option.value;
  for (const type of ['input', 'change'])
    field.dispatchEvent(new Event(type, { bubbles: true, composed: true }));
  return true;
}

/**
 * Performs an action on the elements that the steps find.
 * @returns the result, which must be JSON; undefined if the action was not possible yet
 */
export async function act(steps: Step[], what: Act, value = ''): Promise<unknown> {
  if (what === 'landed') return landed;
  const found = find(steps);
  if (what === 'count') return found.length;
  if (what === 'texts') return found.map((element) => element.textContent ?? '');
  if (what === 'shown') return found.filter(isSeen).length;
  const [element] = found;
  if (!element || found.length > 1) return undefined;
  if (what === 'text') return textOf(element);
  if (what === 'attribute') return element.getAttribute(value);
  if (what === 'checked') return (element as HTMLInputElement).checked;
  if (what === 'off') return isOff(element);
  if (what === 'point') return aimAt(element);
  if (!isSeen(element) || isOff(element)) return undefined;
  if (what === 'select') return select(element as HTMLSelectElement, value) || undefined;
  fill(element as HTMLInputElement, value);
  return true;
}

// ---- Console messages and errors, for drivers that do not report them ----

const complaints: string[] = [];
for (const type of ['log', 'info', 'warn', 'error'] as const) {
  const own = console[type];
  console[type] = (...values: unknown[]) => {
    complaints.push(`${type}: ${values.join(' ')}`);
    own.apply(console, values);
  };
}
addEventListener('error', ({ message }) => complaints.push(message));
addEventListener('unhandledrejection', ({ reason }) => complaints.push(String(reason)));
document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
  // WebKit requests an icon for every page, and reports it as a violation.
  if (!blockedURI.endsWith('/favicon.ico'))
    complaints.push(`violation of ${violatedDirective}: ${blockedURI}`);
});

/** Returns the messages since the last call. */
export const newComplaints = (): string[] => complaints.splice(0);
