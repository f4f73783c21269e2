import { computeAccessibleName, getRole } from 'dom-accessibility-api';

// Finds elements as a person does, by role and name or by text, in all open shadow roots.

interface Wanted {
  name?: string | RegExp;
}

export function* everything(root: ParentNode): Generator<Element> {
  for (const element of root.querySelectorAll('*')) {
    yield element;
    if (element.shadowRoot) yield* everything(element.shadowRoot);
  }
}

const matches = (text: string, wanted: string | RegExp) =>
  typeof wanted === 'string' ? text === wanted : wanted.test(text);

export const isShown = (element: Element) => element.checkVisibility({ visibilityProperty: true });

export function allByRole(role: string, { name }: Wanted = {}, root: ParentNode = document): HTMLElement[] {
  return [...everything(root)].filter(
    (element): element is HTMLElement =>
      getRole(element) === role &&
      isShown(element) &&
      (name === undefined || matches(computeAccessibleName(element), name)),
  );
}

export function byRole(role: string, wanted?: Wanted, root?: ParentNode): HTMLElement {
  const [found, ...others] = allByRole(role, wanted, root);
  if (!found) throw new Error(`There is no ${role} ${wanted?.name ?? ''}`);
  if (others.length > 0) throw new Error(`There are ${others.length + 1} of ${role} ${wanted?.name ?? ''}`);
  return found;
}

/** The innermost visible elements with this text. */
export function allByText(text: string | RegExp, root: ParentNode = document): HTMLElement[] {
  const found = [...everything(root)].filter(
    (element): element is HTMLElement =>
      element instanceof HTMLElement && isShown(element) && matches(element.textContent?.trim() ?? '', text),
  );
  return found.filter((element) => !found.some((other) => other !== element && element.contains(other)));
}

export const byText = (text: string | RegExp, root?: ParentNode): HTMLElement => {
  const [found] = allByText(text, root);
  if (!found) throw new Error(`There is no text ${text}`);
  return found;
};

/**
 * Repeats `look` until it no longer throws, for as long as a busy machine may need. Between two tries it waits for a
 * frame, or, if `look` is slow, as long as `look` took, so that the page can continue.
 */
export async function eventually<Value>(look: () => Value): Promise<Value> {
  const until = performance.now() + 50_000;
  for (;;) {
    const start = performance.now();
    try {
      return look();
    } catch (error) {
      const end = performance.now();
      if (end > until) throw error;
      do await new Promise(requestAnimationFrame);
      while (performance.now() < end + (end - start));
    }
  }
}

export const findByRole = (role: string, wanted?: Wanted) => eventually(() => byRole(role, wanted));
export const findByText = (text: string | RegExp) => eventually(() => byText(text));

/** The element that has the focus, in any shadow root. */
export function focused(): HTMLElement {
  let element = document.activeElement ?? document.body;
  while (element.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element as HTMLElement;
}

/** Finds a button when it is enabled: no button is enabled before the caller's permissions are known. */
export const findReady = (name: string | RegExp, root?: ParentNode): Promise<HTMLElement> =>
  eventually(() => {
    const button = byRole('button', { name }, root);
    if (button.hasAttribute('aria-disabled')) throw new Error(`${name} does nothing yet`);
    return button;
  });

/** Presses a button as a person does, when it is enabled. */
export async function press(name: string | RegExp, root?: ParentNode): Promise<HTMLElement> {
  const button = await findReady(name, root);
  button.focus();
  button.click();
  return button;
}

export const frames = async (count: number): Promise<void> => {
  for (let frame = 0; frame < count; frame++) await new Promise(requestAnimationFrame);
};

/** Waits until the condition is true. `what` describes it in the error message. */
export const waitUntil = (holds: () => unknown, what = String(holds)): Promise<void> =>
  eventually(() => {
    if (!holds()) throw new Error(`Waited in vain for ${what}`);
  });
