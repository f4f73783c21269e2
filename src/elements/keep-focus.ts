import type { SeamElement } from './base-element.js';

/**
 * What has the focus loses it at times: its row is deleted or moved, a button gives way to what came of it. The focus
 * then goes to what stands in that place, so that a keyboard goes on from there.
 */
export function keepFocus(host: SeamElement): void {
  /** What has the focus, or had it before a dialog came, and what takes its place, the best first. */
  let heirs: readonly (HTMLElement | null)[] = [];
  host.addController({
    hostUpdate() {
      const focused = host.shadowRoot?.activeElement as HTMLElement | null;
      if (!focused?.closest('dialog')) heirs = [focused, ...heirsOf(focused)];
    },
    hostUpdated() {
      if (!heirs[0] || document.activeElement !== document.body) return;
      const best = heirs.findIndex((heir) => heir!.isConnected);
      const target = heirs[best] ?? host.renderRoot.querySelector<HTMLElement>('#title')!;
      if (target.tabIndex < 0) target.tabIndex = -1;
      // Rows that leave while a list is scrolled must not stop it.
      target.focus({ preventScroll: best > 0 });
    },
  });
}

/** The item it stands in, those after it, those before it, and so on outwards. */
function heirsOf(element: HTMLElement | null): HTMLElement[] {
  const around = element?.closest<HTMLElement>('li, [tabindex]');
  if (!around) return [];
  const items = around.matches('li') ? ([...around.parentElement!.children] as HTMLElement[]) : [around];
  const index = items.indexOf(around);
  return [...items.slice(index), ...items.slice(0, index).reverse(), ...heirsOf(around.parentElement)];
}
