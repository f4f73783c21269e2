import { css } from 'lit';

export const styles = css`
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
`;
