import { css, html, nothing, type TemplateResult } from 'lit';
import { icon, type IconName } from './icons.js';

/** A status always has an icon and a text, because not everybody can see its colour. */
export type Tone = 'neutral' | 'good' | 'attention' | 'bad';

/** @param name class of the badge, for the layout around it */
export const badge = (
  tone: Tone,
  iconName: IconName,
  text: string,
  title: string = text,
  name = '',
): TemplateResult =>
  html`<span class="badge small ${tone} ${name}" title=${title}>
    ${icon(iconName)}<span class="truncate">${text}</span>
  </span>`;

export interface Notice {
  icon: IconName;
  tone: Tone;
  title: string;
  help?: string;
  /** For example the server's own message, in a closed section. */
  details?: { label: string; lines: readonly string[] };
  action?: { label: string; run: () => void };
}

/** Takes the place of the content: there is none yet, none was found, or a request failed. */
export function notice({ icon: name, tone, title, help, details, action }: Notice): TemplateResult {
  return html`
    <div class="notice" role=${tone === 'bad' ? 'alert' : nothing} part="notice">
      <span class=${tone}>${icon(name)}</span>
      <strong>${title}</strong>
      ${help ? html`<p class="muted">${help}</p>` : nothing}
      ${action ? html`<button type="button" @click=${action.run}>${action.label}</button>` : nothing}
      ${
        details && details.lines.length > 0
          ? html`<details class="small">
              <summary>${details.label}</summary>
              ${details.lines.map((line) => html`<p>${line}</p>`)}
            </details>`
          : nothing
      }
    </div>
  `;
}

export const statusStyles = css`
  .good {
    color: var(--_good);
  }
  .attention {
    color: var(--_attention);
  }
  .bad {
    color: var(--_bad);
  }
  .badge {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    min-inline-size: 0;
    max-inline-size: 100%;
  }
  .notice {
    display: grid;
    justify-items: center;
    align-content: center;
    gap: 8px;
    padding: 24px 16px;
    text-align: center;
    overflow-wrap: anywhere;
  }
  .notice > span > .icon {
    inline-size: 28px;
    block-size: 28px;
  }
  .notice p {
    margin: 0;
    max-inline-size: 46ch;
  }
  .notice details {
    max-inline-size: 60ch;
    color: var(--_muted);
  }
  .notice summary {
    padding: 4px;
    cursor: pointer;
  }
  .notice details p {
    margin-block-start: 4px;
    user-select: text;
  }
  /* What the autoloader kept free for it is kept until there are data. */
  section:has(.skeleton, form[aria-busy='true']) {
    min-block-size: var(--_loading-height);
  }
  section > * {
    --_loading-height: initial;
  }
  .skeleton {
    display: block;
    block-size: 10px;
    border-radius: 5px;
    background: var(--_line);
  }
  @media (prefers-reduced-motion: no-preference) {
    .skeleton,
    .badge.working .icon {
      animation: breathe 1.6s ease-in-out infinite;
    }
    @keyframes breathe {
      50% {
        opacity: 0.45;
      }
    }
  }
  @media (forced-colors: active) {
    .skeleton {
      border: 1px solid GrayText;
    }
  }
`;
