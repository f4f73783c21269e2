import { css } from 'lit';

export const styles = css`
  form {
    display: grid;
    gap: 12px;
    max-inline-size: 36rem;
    margin-block-start: 12px;
  }
  form > p {
    margin: 0;
  }
  fieldset {
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  .all {
    display: grid;
    gap: 12px;
  }
  fieldset p {
    margin: 4px 0 0;
  }
  legend {
    padding: 0;
    font-weight: 500;
  }
  legend span {
    font-weight: 400;
  }
  .systems {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(14rem, 1fr));
    max-block-size: 12rem;
    overflow: auto;
    padding: 2px;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: end;
    gap: 8px;
  }
  .actions p {
    flex: 1 1 12rem;
    margin: 0;
  }
`;
