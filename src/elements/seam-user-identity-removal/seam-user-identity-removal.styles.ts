import { css } from 'lit';

export const styles = css`
  section,
  form {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 12px;
  }
  section {
    max-inline-size: 44rem;
  }
  h2 {
    overflow-wrap: anywhere;
  }
  h2:focus {
    outline: none;
  }
  p,
  ul {
    margin: 0;
    padding: 0;
  }
  ul {
    list-style: none;
  }
  .heading {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: space-between;
    column-gap: 12px;
  }
  .line {
    display: flex;
    align-items: start;
    gap: 8px;
  }
  .line .icon,
  .group > .icon {
    margin-block-start: 2px;
  }
  .groups {
    display: grid;
    gap: 12px;
  }
  .group {
    display: grid;
    grid-template-columns: 16px minmax(0, 1fr);
    gap: 8px;
    overflow-wrap: anywhere;
  }
  .group > .icon {
    color: var(--_muted);
  }
  .group strong {
    font-weight: 500;
  }
  .acs-user {
    display: grid;
    grid-template-columns: minmax(0, 1fr) max-content;
    align-items: center;
    column-gap: 12px;
  }
  .group p {
    margin-block-start: 4px;
  }
  .acs-user + .acs-user {
    margin-block-start: 4px;
  }
  .acs-user ul {
    grid-column: 1 / -1;
  }
  .acs-user.kept :is(.what, ul) {
    text-decoration: line-through;
  }
  .people {
    max-block-size: 12rem;
    overflow: auto;
    padding-inline: 8px;
    border-block: 1px solid var(--_line);
  }
  .people li {
    padding-block: 4px;
  }
  .field input {
    max-inline-size: 8rem;
  }
  .skeletons {
    display: grid;
    gap: 16px;
    padding-block: 8px;
  }
  /* Of a long account, how to stop it stays in view. */
  .actions {
    position: sticky;
    inset-block-end: 0;
    padding-block: 4px;
    background: var(--_background);
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: end;
    gap: 8px;
  }
  .actions p {
    flex: 1 1 12rem;
  }
  .actions button {
    max-inline-size: 100%;
  }
  .actions button span {
    overflow: hidden;
    text-overflow: ellipsis;
  }
`;
