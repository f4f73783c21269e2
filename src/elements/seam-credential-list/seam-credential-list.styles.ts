import { css } from 'lit';

export const styles = css`
  section {
    display: grid;
    gap: 8px;
  }
  p {
    margin: 0;
    overflow-wrap: anywhere;
  }
  ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .heading {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 12px;
  }
  .filter {
    display: flex;
    align-items: center;
    gap: 8px;
    margin-inline-start: auto;
  }
  .rows {
    border-block-start: 1px solid var(--_line);
  }
  .credential {
    display: grid;
    grid-template-columns: 20px minmax(0, 1fr) auto;
    align-items: center;
    gap: 4px 12px;
    padding: 8px;
    border-block-end: 1px solid var(--_line);
  }
  .credential > .icon,
  .child > .icon {
    color: var(--_muted);
  }
  .who {
    display: grid;
    min-inline-size: 0;
  }
  .who strong {
    font-weight: 500;
  }
  .more {
    grid-column: 2 / -1;
    display: grid;
    gap: 4px;
    min-inline-size: 0;
  }
  .child {
    display: grid;
    grid-template-columns: 16px minmax(0, 1fr) auto;
    align-items: center;
    gap: 0 8px;
    min-block-size: 28px;
  }
  .child .problem {
    grid-column: 2 / -1;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    margin-inline-start: -8px;
  }
`;
