/** Everything below, through every open shadow root. */
export function everythingOf(root: Element | ShadowRoot): Element[] {
  const inner = root instanceof Element && root.shadowRoot ? everythingOf(root.shadowRoot) : [];
  return [...inner, ...[...root.children].flatMap((child) => [child, ...everythingOf(child)])];
}

const controls = 'button, summary, input[type=checkbox], [role=option], [role=tab], [role=row], select';

/** What a person could press, in front of everything else. */
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

/** Notes what is thrown and nobody catches, before Mocha takes it for a failure of whatever test is running. */
export function noteThrown(): { readonly thrown: string[]; release(): void } {
  const thrown: string[] = [];
  const ending = new AbortController();
  const note = (event: ErrorEvent | PromiseRejectionEvent) => {
    const error: unknown = 'reason' in event ? event.reason : (event.error ?? event.message);
    event.stopImmediatePropagation();
    event.preventDefault();
    if (String(error).includes('ResizeObserver loop')) return; // a frame's delay, which nobody sees
    thrown.push(error instanceof Error ? (error.stack ?? String(error)) : String(error));
  };
  for (const type of ['error', 'unhandledrejection'] as const)
    addEventListener(type, note, { capture: true, signal: ending.signal });
  return { thrown, release: () => ending.abort() };
}
