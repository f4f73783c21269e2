import { css } from 'lit';

export const styles = css`
  .filter {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
  }
  .filter button {
    block-size: max(24px, calc(var(--_control) - 4px));
    padding-inline: 10px;
    border-radius: 999px;
    border-color: var(--_line);
  }
  .filter [aria-pressed='true'] {
    border-color: var(--_accent);
    background: var(--_chosen);
    font-weight: 600;
  }
  .feed {
    position: relative;
    min-inline-size: 0;
  }
  .new {
    position: absolute;
    inset: 8px 0 auto;
    z-index: 2;
    display: grid;
    justify-items: center;
    pointer-events: none;
  }
  .new button {
    border-radius: 999px;
    pointer-events: auto;
  }
  /* What arrives above moves nothing that is being read. */
  .scroller {
    overflow-anchor: auto;
  }
  h3 {
    position: sticky;
    inset-block-start: 0;
    z-index: 1;
    margin: 0;
    padding: 8px;
    background: var(--_background);
    font-weight: 600;
  }
  .event {
    position: relative;
    display: grid;
    grid-template-columns: 16px minmax(0, 1fr) auto;
    align-items: start;
    column-gap: 10px;
    min-block-size: var(--_row);
    padding: 8px;
    border-block-end: 1px solid var(--_line);
    /* Thousands of rows stay fluent: those out of sight are not laid out. */
    content-visibility: auto;
    /* As high as a drawn one, whose padding and line come on top: else the feed moves when they are drawn. */
    contain-intrinsic-block-size: auto calc(var(--_row) - 17px);
    scroll-margin-block-start: 32px;
  }
  .event > span {
    block-size: 20px;
    padding-block-start: 2px;
  }
  .event p {
    overflow-wrap: anywhere;
  }
  .event bdi {
    font-weight: 600;
  }
  .event time {
    line-height: 20px;
    white-space: nowrap;
  }
  .event .exact {
    position: absolute;
    inset: 4px 4px auto auto;
    padding: 4px;
    border-radius: 4px;
    background: var(--_background);
    opacity: 0;
    pointer-events: none;
  }
  [dir='rtl'] .event .exact,
  .event .exact:dir(rtl) {
    inset: 4px auto auto 4px;
  }
  .event:focus-visible .exact {
    opacity: 1;
  }
  .event .skeleton {
    align-self: center;
    padding: 0;
    block-size: 10px;
  }
  .earlier {
    display: grid;
    justify-items: center;
    gap: 8px;
    padding: 12px 8px;
  }
  @container (max-width: 480px) {
    .event .details {
      display: block;
    }
  }
`;
