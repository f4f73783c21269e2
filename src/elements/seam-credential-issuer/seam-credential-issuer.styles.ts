import { css } from 'lit';

export const styles = css`
  form,
  .progress {
    display: grid;
    gap: 16px;
    max-inline-size: 36rem;
    margin-block-start: 12px;
  }
  p,
  h3 {
    margin: 0;
    overflow-wrap: anywhere;
  }
  h3 {
    font-size: inherit;
    font-weight: 600;
  }
  fieldset {
    display: grid;
    gap: 8px;
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  legend {
    padding: 0 0 4px;
    font-weight: 600;
  }
  .times {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 14rem), 1fr));
    gap: 8px 16px;
  }
  .times .small {
    font-variant-numeric: tabular-nums;
  }
  .note {
    grid-column: 1 / -1;
  }
  .choice-line [aria-disabled] {
    opacity: 0.55;
  }
  .field textarea {
    min-block-size: 6rem;
    font-family: ui-monospace, monospace;
    font-size: 12px;
    resize: vertical;
  }
  .more summary {
    min-block-size: 28px;
    font-weight: 500;
    cursor: pointer;
  }
  .warning {
    display: flex;
    gap: 8px;
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
  }
  ol {
    display: grid;
    gap: 8px;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .step {
    display: grid;
    grid-template-columns: 16px minmax(0, 1fr);
    gap: 0 8px;
    overflow-wrap: anywhere;
  }
  .step .icon {
    margin-block-start: 2px;
  }
  .step .small {
    grid-column: 2;
  }
  .dialog-body ul {
    margin: 0;
    padding-inline-start: 20px;
  }
  .loading {
    display: grid;
    gap: 20px;
    max-inline-size: 36rem;
    padding-block: 16px;
  }
  .loading .skeleton:nth-child(even) {
    inline-size: 60%;
  }
  @media (prefers-reduced-motion: no-preference) {
    .working .icon {
      animation: breathe 1.6s ease-in-out infinite;
    }
  }
`;
