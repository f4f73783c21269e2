import { css } from 'lit';

export const styles = css`
  .filter {
    display: flex;
    align-items: center;
    gap: 8px;
    margin-inline-start: auto;
  }
  .credential {
    grid-template-columns: 20px minmax(0, 1fr) auto;
  }
  .credential .actions {
    margin-inline-start: -8px;
  }
`;
