import type { LitElement } from 'lit';

/**
 * Moves the focus when its element disappears, for example because its row is deleted or moved, or a result replaces
 * a button. The focus moves to what is now at that place, so that keyboard users continue from there.
 */
export function keepFocus(host: LitElement): void {
  /** The element that has the focus, or had it before a dialog opened, and then its replacements, the best first. */
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
      // When rows disappear while a list scrolls, the scrolling must continue.
      target.focus({ preventScroll: best > 0 });
    },
  });
}

/** Returns the list item around the element, the next item, the previous item, and the same for each outer list. */
function itemsAround(element: Element | null): (Element | null)[] {
  const item = element?.closest('li');
  return item
    ? [item, item.nextElementSibling, item.previousElementSibling, ...itemsAround(item.parentElement)]
    : [];
}
