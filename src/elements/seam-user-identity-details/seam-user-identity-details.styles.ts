import { css } from 'lit';

export const styles = css`
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: start;
    gap: 8px 16px;
    min-block-size: 48px;
  }
  header > .skeleton {
    inline-size: 12rem;
    margin-block-start: 12px;
  }
  .who {
    display: grid;
    flex: 1 1 14rem;
    gap: 2px;
    min-inline-size: 0;
  }
  .who h2 {
    /* A name that runs the other way begins where the lines beneath it begin. */
    justify-self: start;
    font-size: 18px;
    line-height: 24px;
    overflow-wrap: anywhere;
    unicode-bidi: plaintext;
    text-align: start;
  }
  .who p {
    display: flex;
    flex-wrap: wrap;
    gap: 0 12px;
    margin: 0;
    overflow-wrap: anywhere;
  }
  .columns {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 26rem), 1fr));
    gap: 32px;
    align-items: start;
    margin-block-start: 16px;
  }
  [role='tablist'] {
    display: flex;
    gap: 4px;
    margin-block: 12px 16px;
    overflow-x: auto;
    border-block-end: 1px solid var(--_line);
    scrollbar-width: thin;
  }
  [role='tab'] {
    flex: none;
    padding-inline: 10px;
    border: 0;
    border-block-end: 2px solid transparent;
    border-radius: 0;
    color: var(--_muted);
  }
  [aria-selected='true'] {
    border-block-end-color: var(--_accent);
    color: inherit;
    font-weight: 600;
  }
  [role='tab']:focus-visible {
    outline-offset: -2px;
  }
`;
