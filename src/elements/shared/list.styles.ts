import { css } from 'lit';

/** Styles of every list of a person's resources: a heading with its actions, and rows. */
export const listStyles = css`
  section {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 8px;
  }
  p {
    margin: 0;
    overflow-wrap: anywhere;
  }
  .heading,
  .actions {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 8px;
  }
  .heading {
    min-block-size: var(--_control);
  }
  .heading p {
    flex: 1 1 6rem;
  }
  .lines {
    border-block-start: 1px solid var(--_line);
  }
  :where(ul, ol) {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .line {
    display: grid;
    grid-template-columns: 16px minmax(0, 1fr) auto;
    align-items: center;
    gap: 2px 12px;
    min-block-size: calc(var(--_row) + 8px);
    padding: 4px 8px;
    border-block-end: 1px solid var(--_line);
  }
  .line > div {
    display: grid;
    min-inline-size: 0;
  }
`;

/** Styles of a scrolling box for rows, because there may be many rows. */
export const scrollerStyles = css`
  .scroller {
    position: relative;
    max-block-size: var(--seam-list-height, 32rem);
    overflow: auto;
    overflow-anchor: none;
    border-block-start: 1px solid var(--_line);
  }
  .scroller:focus-visible,
  .scroller li:focus-visible {
    outline-offset: -2px;
  }
`;
