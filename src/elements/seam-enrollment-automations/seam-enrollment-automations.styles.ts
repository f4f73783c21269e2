import { css } from 'lit';

export const styles = css`
  form.launch {
    display: grid;
    justify-items: start;
    gap: 8px;
    max-inline-size: 24rem;
  }
  .launch .field {
    inline-size: 100%;
  }
`;
