import type { LitElement } from 'lit';

/**
 * What has the focus loses it at times: its row is deleted or moved, a button gives way to what came of it. The focus
 * then goes to what stands in that place, so that a keyboard goes on from there.
 */
export function keepFocus(host: LitElement): void {
  /** What has the focus, or had it before a dialog came, and what takes its place, the best first. */
  let heirs: readonly (Element | null)[] = [];
  host.addController({
    hostUpdate() {
      const focused = host.shadowRoot?.activeElement ?? null;
      if (!focused?.closest('dialog')) heirs = [focused, ...itemsAround(focused)];
    },
    hostUpdated() {
      if (!heirs[0] || document.activeElement !== document.body) return;
      const find = (selector: string) => host.renderRoot.querySelector(selector);
      const best = heirs.findIndex((heir) => heir?.isConnected);
      const target = (heirs[best] ?? find('.scroller[tabindex]') ?? find('#title')) as HTMLElement;
      if (target.tabIndex < 0) target.tabIndex = -1;
      // Rows that leave while a list is scrolled must not stop it.
      target.focus({ preventScroll: best > 0 });
    },
  });
}

/** The item it stands in, the one after, the one before, and so on outwards. */
function itemsAround(element: Element | null): (Element | null)[] {
  const item = element?.closest('li');
  return item
    ? [item, item.nextElementSibling, item.previousElementSibling, ...itemsAround(item.parentElement)]
    : [];
}
