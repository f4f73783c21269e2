import { css } from 'lit';

export const styles = css`
  :host {
    block-size: var(--seam-list-height, 32rem);
  }
  section {
    display: flex;
    flex-direction: column;
    block-size: 100%;
    min-block-size: 12rem;
  }
  .toolbar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 12px;
    padding-block-end: 12px;
  }
  .toolbar > :first-child {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 12px;
    flex: 1 0 auto;
    max-inline-size: 100%;
    min-block-size: var(--_control);
  }
  .search {
    flex: 0 1 20rem;
    min-inline-size: min(12rem, 100%);
  }
  .body {
    position: relative;
    flex: 1;
    min-block-size: 0;
    border-block: 1px solid var(--_line);
  }
  .body > .notice,
  .body > .rows-skeleton {
    position: absolute;
    inset: 0;
    overflow: auto;
  }
  .rows-skeleton .skeleton {
    grid-column: 2;
  }
  .rows-skeleton .skeleton + .skeleton {
    grid-column: 3;
  }
  .new {
    position: absolute;
    inset: 48px 0 auto;
    z-index: 2;
    display: grid;
    justify-items: center;
    pointer-events: none;
  }
  .new button {
    border-radius: 999px;
    pointer-events: auto;
  }
  .scroller {
    position: absolute;
    inset: 0;
    overflow: auto;
    overflow-anchor: none;
    contain: strict;
  }
  .scroller:focus-visible {
    outline-offset: -2px;
  }
  .previous .spacer {
    opacity: 0.55;
  }

  .row {
    display: grid;
    grid-template-columns: 40px minmax(0, 1.6fr) minmax(0, 1.6fr) minmax(0, 1.1fr) minmax(0, 1fr) 8rem;
    align-items: center;
    column-gap: 12px;
    block-size: var(--_row);
    padding-inline-end: 12px;
    border-block-end: 1px solid var(--_line);
    contain: strict;
  }
  .rows > .row {
    cursor: pointer;
  }
  .rows > .row:hover {
    background: var(--_hover);
  }
  .row[aria-selected='true'],
  .row[aria-current] {
    background: var(--_chosen);
  }
  .row[aria-current] {
    box-shadow: inset 3px 0 var(--_accent);
  }
  .row:dir(rtl)[aria-current] {
    box-shadow: inset -3px 0 var(--_accent);
  }
  .row:focus-visible {
    outline-offset: -2px;
  }
  .head {
    position: sticky;
    inset-block-start: 0;
    z-index: 1;
    background: var(--_background);
    color: var(--_muted);
    font-size: 12px;
    contain: none;
  }
  .head button {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    max-inline-size: 100%;
    block-size: 28px;
    margin-inline-start: -6px;
    padding-inline: 6px;
    border-color: transparent;
    font-weight: 500;
  }
  [aria-sort] button {
    color: inherit;
    font-weight: 600;
  }
  .check {
    display: grid;
    place-items: center;
    block-size: 100%;
  }
  .who {
    display: flex;
    align-items: center;
    gap: 8px;
    min-inline-size: 0;
  }
  .who > .truncate {
    flex: 0 1 auto;
  }
  .who > .badge {
    flex: none;
  }
  .reach {
    display: none;
  }
  .rows .name .who > :first-child {
    font-weight: 500;
  }

  footer {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 12px;
    min-block-size: 40px;
  }
  footer p {
    margin: 0;
  }
  footer button {
    block-size: 28px;
  }

  @media (forced-colors: active) {
    .row[aria-selected='true'],
    .row[aria-current] {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
  @container (max-width: 1000px) {
    /* Only the icon; its words stay for those who hear them. */
    .who > .badge > .truncate {
      position: absolute;
      clip-path: inset(50%);
    }
  }
  @container (max-width: 800px) {
    .row {
      grid-template-columns: 40px minmax(0, 1.4fr) minmax(0, 1.6fr) minmax(0, 1.1fr) 7rem;
    }
    .key {
      display: none;
    }
  }
  @container (max-width: 560px) {
    .row {
      grid-template-columns: 36px minmax(0, 1fr) 7rem;
    }
    .rows > .row,
    .rows-skeleton > .row {
      block-size: 56px;
    }
    .email,
    .phone,
    .who > .badge {
      display: none;
    }
    .reach {
      display: block;
    }
    .search {
      flex: 1 1 100%;
    }
  }
  @container (max-width: 400px) {
    .row {
      grid-template-columns: 36px minmax(0, 1fr);
    }
    .created,
    .rows-skeleton .skeleton + .skeleton {
      display: none;
    }
  }
  .printed {
    display: none;
  }
  @media print {
    :host {
      block-size: auto;
    }
    .scroller {
      position: static;
      overflow: visible;
      contain: none;
    }
    .rows {
      transform: none !important;
    }
    .printed {
      display: block;
    }
    .search,
    .toolbar button,
    footer button {
      display: none;
    }
  }
`;
