import { css } from 'lit';

export const styles = css`
  .session {
    display: grid;
    grid-template-columns: 7rem minmax(0, 1.2fr) minmax(0, 1fr) 13.5rem;
    align-items: center;
    column-gap: 12px;
    block-size: 56px;
    padding-inline: 8px;
    border-block-end: 1px solid var(--_line);
    contain: strict;
  }
  .session .when {
    display: grid;
    justify-items: start;
    min-inline-size: 0;
  }
  .session .when .truncate {
    max-inline-size: 100%;
  }
  .session .actions {
    display: flex;
    justify-content: end;
    gap: 4px;
  }
  .session[aria-busy] .when {
    color: var(--_muted);
  }
  @container (max-width: 860px) {
    .session {
      grid-template-columns: 7rem minmax(0, 1.2fr) minmax(0, 1fr) calc(2 * var(--_control) + 4px);
    }
    .session .actions button {
      inline-size: var(--_control);
      padding: 0;
    }
    .session .actions button span {
      display: none;
    }
  }
  /* Two lines: since when, and how it is. */
  @container (max-width: 760px) {
    .session {
      grid-template: auto auto / auto minmax(0, 1fr) auto;
      align-content: center;
      column-gap: 8px;
    }
    .session .when {
      grid-area: 1 / 1 / auto / span 2;
      display: flex;
      gap: 8px;
    }
    .session > .badge {
      grid-area: 2 / 1;
    }
    .session .until {
      grid-area: 2 / 2;
    }
    .session .actions {
      grid-area: 1 / 3 / span 2;
    }
  }
`;
