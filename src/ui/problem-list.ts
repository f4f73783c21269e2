import { css, html, nothing, type TemplateResult } from 'lit';
import { button } from './button.js';
import { icon } from './icons.js';

/** An action that failed, or that has an unclear result. */
export interface Trouble {
  title: string;
  why?: string | undefined;
  /** The server's own message. */
  message?: string | undefined;
}

/** One line for each problem after an action on several items, until the user closes the box. Needs `buttonStyles`. */
export function troubleBox(
  troubles: readonly Trouble[],
  close: string,
  onClose: () => void,
): TemplateResult | typeof nothing {
  if (troubles.length === 0) return nothing;
  return html`
    <div class="troubles" role="alert" part="notice">
      <ul role="list">
        ${troubles.map(
          ({ title, why, message }) =>
            html`<li>
              <span class="attention">${icon('attention')}</span>
              <span>
                <strong>${title}</strong>
                <span class="small muted">
                  ${why}${why && message ? ' · ' : nothing}<bdi>${message}</bdi>
                </span>
              </span>
            </li>`,
        )}
      </ul>
      ${button({ label: close, look: 'quiet', run: onClose })}
    </div>
  `;
}

export const troubleStyles = css`
  .troubles {
    display: flex;
    align-items: start;
    gap: 12px;
    padding: 8px 4px 8px 12px;
    border: 1px solid var(--_attention);
    border-radius: var(--_radius);
  }
  .troubles ul {
    flex: 1;
    display: grid;
    gap: 6px;
    max-block-size: 12rem;
    margin: 0;
    padding: 4px 0;
    overflow: auto;
    list-style: none;
  }
  .troubles li {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 8px;
    overflow-wrap: anywhere;
  }
  .troubles strong {
    display: block;
    font-weight: 500;
  }
`;
