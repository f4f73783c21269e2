import { css } from 'lit';

export const styles = css`
  .heading .actions {
    gap: 8px;
  }
  .link {
    display: grid;
    grid-template-columns: 20px minmax(0, 1fr) auto;
    column-gap: 12px;
    padding: calc(8px + 2px * var(--_density)) 8px;
    border-block-end: 1px solid var(--_line);
  }
  .link > .icon {
    margin-block-start: 2px;
    color: var(--_muted);
  }
  .link .title {
    font-weight: 500;
  }
  .link .what {
    display: grid;
    gap: 2px;
    align-content: start;
    overflow-wrap: anywhere;
  }
  .facts {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 16px;
    margin: 4px 0 0;
    padding: 0;
    list-style: none;
  }
  .facts li,
  .callout,
  .chosen {
    display: flex;
    gap: 6px;
    min-inline-size: 0;
  }
  .facts .icon {
    inline-size: 14px;
    block-size: 14px;
    margin-block-start: 1px;
  }
  .callout .icon,
  .chosen .icon {
    margin-block-start: 2px;
  }
  .callout {
    overflow-wrap: anywhere;
  }
  .pair {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(13rem, 100%), 1fr));
    gap: 12px;
  }
  .loading {
    padding: 12px 10px;
  }
  .skeleton {
    margin-block: 5px;
  }
  .skeleton.short {
    inline-size: 40%;
  }
  /* One on each row: the colour is enough. */
  .link button.danger {
    border-color: transparent;
  }
  @container (max-width: 640px) {
    .link {
      grid-template-columns: 20px minmax(0, 1fr);
      row-gap: 8px;
    }
    .link .actions {
      grid-column: 2;
      margin-inline-start: -8px;
    }
  }
`;
