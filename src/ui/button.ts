import { css, html, nothing, type TemplateResult } from 'lit';
import { icon, type IconName } from './icons.js';

export interface Button {
  label: string;
  run?: (event: Event) => void;
  /** `primary` is the main action of a view, `danger` cannot be undone, `quiet` is one of many in rows. */
  look?: 'primary' | 'danger' | 'quiet';
  icon?: IconName;
  /** Why the button is disabled. It stays visible and focusable, so that everybody can read the reason. */
  whyNot?: string | null;
  isBusy?: boolean;
  type?: 'button' | 'submit';
  /** The focus starts here in a dialog. */
  isSafest?: boolean;
  /** What a screen reader says instead of the label, if several rows have the same label. */
  name?: string;
}

export function button(options: Button): TemplateResult {
  const { label, run, look = '', whyNot = null, isBusy = false, type = 'button' } = options;
  const isOff = whyNot !== null || isBusy;
  const onClick = (event: Event) => {
    if (isOff) event.preventDefault();
    else run?.(event);
  };
  return html`<button
    type=${type}
    class=${look}
    aria-label=${options.name ?? nothing}
    aria-disabled=${isOff ? 'true' : nothing}
    aria-busy=${isBusy ? 'true' : nothing}
    aria-description=${whyNot || nothing}
    title=${whyNot || options.name || nothing}
    ?data-autofocus=${options.isSafest}
    @click=${onClick}
  >
    ${options.icon ? icon(options.icon) : nothing}<span>${label}</span>
  </button>`;
}

export const buttonStyles = css`
  button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 6px;
  }
  button[aria-disabled] {
    opacity: 0.55;
    cursor: default;
  }
  button.primary {
    border-color: var(--_accent);
    background: var(--_accent);
    color: var(--_on-accent);
  }
  button.danger {
    border-color: var(--_bad);
    color: var(--_bad);
  }
  button.quiet {
    border-color: transparent;
    padding-inline: 8px;
  }
  button.primary:not([aria-disabled]):hover {
    background: color-mix(in srgb, var(--_accent) 88%, currentColor);
  }
  @media (prefers-reduced-motion: no-preference) {
    button[aria-busy] span {
      animation: breathe 1.6s ease-in-out infinite;
    }
  }
`;
