import { css } from 'lit';

export const styles = css`
  section {
    display: grid;
    gap: 12px;
  }
  p {
    margin: 0;
    overflow-wrap: anywhere;
  }
  form.launch {
    display: grid;
    justify-items: start;
    gap: 8px;
    max-inline-size: 24rem;
  }
  .launch .field {
    inline-size: 100%;
  }
  .choice-line {
    display: flex;
    align-items: center;
    gap: 8px;
    min-block-size: 28px;
  }
  .choice-line input {
    flex: none;
  }
  ul {
    margin: 0;
    padding: 0;
    list-style: none;
    border-block-start: 1px solid var(--_line);
  }
  li {
    display: grid;
    grid-template-columns: 16px minmax(0, 1fr) auto;
    align-items: center;
    gap: 2px 12px;
    min-block-size: calc(var(--_row) + 8px);
    padding: 4px 8px;
    border-block-end: 1px solid var(--_line);
  }
  li > div {
    display: grid;
    min-inline-size: 0;
  }
`;
