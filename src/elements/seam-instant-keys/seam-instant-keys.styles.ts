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
  .generate {
    display: flex;
    flex-wrap: wrap;
    align-items: start;
    gap: 8px 12px;
  }
  .generate .field {
    flex: 0 1 16rem;
  }
  .generate > button {
    margin-block-start: 24px;
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
