import { css } from 'lit';

export const styles = css`
  h3 {
    margin: 0;
    font-size: inherit;
  }
  .heading .actions {
    margin-inline-start: auto;
  }
  .phone {
    grid-template-columns: 20px minmax(0, 1fr) auto minmax(7rem, auto);
  }
  .phone.wanted {
    background: var(--_chosen);
    box-shadow: inset 3px 0 var(--_accent);
  }
  .phone > button {
    justify-self: end;
  }
  .step {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    align-items: center;
    gap: 0 8px;
    min-block-size: 28px;
  }
  .step p {
    grid-column: 1 / -1;
  }
  .panel {
    display: grid;
    gap: 8px;
    padding: 12px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }
  form:not(dialog form) {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
    padding-block-start: 8px;
  }
  form .field {
    flex: 0 1 24rem;
  }
  .find summary {
    inline-size: fit-content;
    padding-block: 4px;
    color: var(--_muted);
    cursor: pointer;
  }
  dialog li {
    padding-inline-start: 12px;
    border-inline-start: 2px solid var(--_line);
  }
  @container (max-width: 480px) {
    .step {
      grid-template-columns: minmax(0, 1fr);
      padding-block: 4px;
    }
    .phone {
      grid-template-columns: 20px minmax(0, 1fr) auto;
    }
    .phone > button {
      grid-row: 3;
      grid-column: 2 / -1;
      justify-self: start;
      margin-inline-start: -8px;
    }
    .phone > .more {
      grid-row: 2;
    }
  }
`;
