import { css } from 'lit';

/** Styles of the rows of phones and credentials, with the details below each row. */
export const keyRowStyles = css`
  .row {
    display: grid;
    align-items: center;
    gap: 4px 12px;
    padding: 8px;
    border-block-end: 1px solid var(--_line);
  }
  .row > .icon,
  .subrow > .icon {
    color: var(--_muted);
  }
  .who,
  .more {
    display: grid;
    min-inline-size: 0;
  }
  .who strong {
    font-weight: 500;
  }
  .more {
    grid-column: 2 / -1;
    gap: 4px;
  }
  .subrow {
    display: grid;
    grid-template-columns: 16px minmax(0, 1fr) auto;
    align-items: center;
    gap: 0 8px;
    min-block-size: 28px;
  }
  .subrow .problem {
    grid-column: 2 / -1;
  }
`;
