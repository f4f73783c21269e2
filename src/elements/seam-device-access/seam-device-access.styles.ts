import { css } from 'lit';

export const styles = css`
  section {
    display: grid;
    gap: 8px;
  }
  .heading {
    display: flex;
    align-items: baseline;
    gap: 12px;
    min-block-size: 24px;
  }
  .heading p {
    margin: 0;
  }
  .scroller {
    position: relative;
    max-block-size: var(--seam-list-height, 32rem);
    overflow: auto;
    overflow-anchor: none;
    border-block-start: 1px solid var(--_line);
  }
  .scroller:focus-visible {
    outline-offset: -2px;
  }
  .rows {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .device {
    display: grid;
    grid-template-columns: 20px minmax(0, 1fr) 8.5rem 6.5rem 7.5rem;
    align-items: center;
    column-gap: 12px;
    block-size: 56px;
    padding-inline: 8px;
    border-block-end: 1px solid var(--_line);
    contain: strict;
  }
  .device .icon {
    color: var(--_muted);
  }
  .device .badge .icon {
    color: inherit;
  }
  .device .title {
    font-weight: 500;
  }
  .device .what {
    display: flex;
    min-inline-size: 0;
  }
  .device .name {
    display: grid;
    min-inline-size: 0;
  }
  @container (max-width: 560px) {
    .device {
      grid-template-columns: 20px minmax(0, 1fr) minmax(0, auto);
    }
    .device .battery,
    .device .online:not(.bad) {
      display: none;
    }
    .device .online.bad {
      grid-column: 3;
    }
    .device:has(.online.bad) .lock {
      display: none;
    }
  }
`;
