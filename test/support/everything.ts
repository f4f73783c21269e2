/** All elements below the root, in all open shadow roots. */
export function everythingOf(root: Element | ShadowRoot): Element[] {
  const inner = root instanceof Element && root.shadowRoot ? everythingOf(root.shadowRoot) : [];
  return [...inner, ...[...root.children].flatMap((child) => [child, ...everythingOf(child)])];
}

const controls = 'button, summary, input[type=checkbox], [role=option], [role=tab], [role=row], select';

/** Everything that a person can press: in the open dialog, if there is one. */
export function pressable(root: Element): HTMLElement[] {
  const all = everythingOf(root);
  const front = all.findLast((element) => element instanceof HTMLDialogElement && element.open);
  return (front ? everythingOf(front) : all).filter(
    (element): element is HTMLElement =>
      element instanceof HTMLElement &&
      element.matches(controls) &&
      element.checkVisibility({ visibilityProperty: true }),
  );
}

/** Records uncaught errors, before Mocha reports them as failures of the test that is running. */
export function noteThrown(): { readonly thrown: string[]; release(): void } {
  const thrown: string[] = [];
  const ending = new AbortController();
  const note = (event: ErrorEvent | PromiseRejectionEvent) => {
    const error: unknown = 'reason' in event ? event.reason : (event.error ?? event.message);
    event.stopImmediatePropagation();
    event.preventDefault();
    if (String(error).includes('ResizeObserver loop')) return; // a delay of one frame, which is not visible
    thrown.push(error instanceof Error ? (error.stack ?? String(error)) : String(error));
  };
  for (const type of ['error', 'unhandledrejection'] as const)
    addEventListener(type, note, { capture: true, signal: ending.signal });
  return { thrown, release: () => ending.abort() };
}
