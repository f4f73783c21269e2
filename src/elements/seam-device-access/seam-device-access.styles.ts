import { css } from 'lit';

export const styles = css`
  section > p:empty {
    display: none;
  }
  h3 {
    margin: 0;
    font-size: inherit;
    font-weight: 600;
  }
  .device {
    display: grid;
    grid-template-columns: 20px minmax(0, 1fr) 7.5rem 5rem 6.5rem 14rem;
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
  .device :is(.badge, button) .icon {
    color: inherit;
  }
  .device .lead {
    display: flex;
    justify-self: center;
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
  .device .actions {
    display: flex;
    justify-content: end;
    gap: 4px;
    min-inline-size: 0;
  }
  .device[aria-busy] .title {
    color: var(--_muted);
  }
  .entrances {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(16rem, 100%), 1fr));
    gap: 0 16px;
    max-block-size: var(--seam-list-height, 32rem);
    margin: 0;
    padding: 0;
    overflow: auto;
    list-style: none;
    border-block-start: 1px solid var(--_line);
  }
  .entrances[hidden] {
    display: none;
  }
  .entrance {
    display: flex;
    align-items: center;
    gap: 8px;
    min-block-size: 36px;
    padding-inline: 8px;
    border-block-end: 1px solid var(--_line);
  }
  .entrance > .icon {
    color: var(--_muted);
  }
  .named {
    margin: 0;
    padding-inline-start: 20px;
  }
  .waiting {
    padding: 12px;
  }
  @container (max-width: 860px) {
    .device {
      grid-template-columns:
        20px minmax(0, 1fr) 7.5rem 4rem 5.5rem
        calc(3 * var(--_control) + 8px);
      column-gap: 8px;
    }
    .device .actions button {
      inline-size: var(--_control);
      padding: 0;
    }
    .device .actions button span {
      display: none;
    }
  }
  /* Two lines: which, and how it is. */
  @container (max-width: 640px) {
    .device {
      grid-template: auto auto / 20px minmax(0, auto) minmax(2rem, 1fr) auto;
      align-content: center;
    }
    .device .name {
      display: contents;
    }
    .device .title {
      grid-area: 1 / 2 / auto / span 2;
    }
    .device :is(.lock, .online) {
      grid-area: 2 / 2;
    }
    .device .what {
      grid-area: 2 / 3;
    }
    .device .lead {
      grid-area: 1 / 1 / span 2;
    }
    .device .actions {
      grid-area: 1 / 4 / span 2;
    }
    .device :is(.battery, .online:not(.bad), .lock:empty),
    .device:has(.online.bad) .lock {
      display: none;
    }
    .device:has(.lock:empty):not(:has(.online.bad)) .what {
      grid-column: 2 / span 2;
    }
  }
`;
