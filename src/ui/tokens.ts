import { css } from 'lit';

/**
 * The styles that every element has. Hosts set the `--seam-*` properties on any element above; the code inside uses
 * only the `--_*` properties, so that each default is in one place.
 *
 * @cssprop --seam-accent - Colour of the selection, of the main button and of the focus ring.
 * @cssprop --seam-on-accent - Colour of text on the accent colour.
 * @cssprop --seam-background - Background colour of fields, menus and dialogs.
 * @cssprop --seam-muted - Colour of secondary text.
 * @cssprop --seam-line - Colour of lines between rows.
 * @cssprop --seam-edge - Colour of the borders of buttons and fields.
 * @cssprop --seam-good - Colour of a good state.
 * @cssprop --seam-attention - Colour of a state that needs attention.
 * @cssprop --seam-bad - Colour of a failed state, and of actions that cannot be undone.
 * @cssprop --seam-radius - Radius of corners.
 * @cssprop --seam-density - Height of rows: 0 compact, 1 default, 2 comfortable.
 * @cssprop --seam-color-scheme - `light`, `dark` or `light dark`; the page's by default.
 */
export const tokens = css`
  :host {
    --_accent: var(--seam-accent, light-dark(#2350c8, #9db9ff));
    --_on-accent: var(--seam-on-accent, light-dark(#fff, #10131a));
    --_background: var(--seam-background, Canvas);
    --_muted: var(--seam-muted, color-mix(in srgb, currentColor 72%, transparent));
    --_line: var(--seam-line, color-mix(in srgb, currentColor 16%, transparent));
    --_edge: var(--seam-edge, color-mix(in srgb, currentColor 52%, transparent));
    --_hover: color-mix(in srgb, currentColor 5%, transparent);
    --_chosen: color-mix(in srgb, var(--_accent) 12%, transparent);
    --_good: var(--seam-good, light-dark(#1a6b3a, #7fd6a2));
    --_attention: var(--seam-attention, light-dark(#8a4b00, #f0b45c));
    --_bad: var(--seam-bad, light-dark(#b3261e, #ff9d94));
    --_radius: var(--seam-radius, 8px);
    /* 0 compact, 1 default, 2 comfortable */
    --_density: var(--seam-density, 1);
    --_row: calc(32px + 8px * var(--_density));
    --_control: 32px;
    --_typed: 1em;

    box-sizing: border-box;
    display: block;
    min-inline-size: 0;
    container-type: inline-size;
    /* Where the width comes from what is inside, as in a dialog: a container alone would have none. */
    contain-intrinsic-inline-size: 18rem;
    color-scheme: var(--seam-color-scheme, inherit);
    font-size: 14px;
    line-height: 20px;
    text-align: start;
    /* Font, colour and direction are the page's; what else it does to its texts would cut ours off. */
    text-align-last: auto;
    text-indent: 0;
    text-shadow: none;
    text-transform: none;
    text-wrap: wrap;
    letter-spacing: normal;
    word-spacing: normal;
    word-break: normal;
    overflow-wrap: normal;
    line-break: auto;
    hyphens: manual;
    white-space: normal;
    font-style: normal;
    font-variant: normal;
    font-weight: 400;
    writing-mode: horizontal-tb;
    -webkit-text-stroke: 0;
  }
  :host([hidden]) {
    display: none;
  }
  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }
  @media (pointer: coarse) {
    :host {
      --_row: calc(44px + 4px * var(--_density));
      --_control: 44px;
      /* A phone zooms into a field with smaller text. */
      --_typed: max(16px, 1em);
    }
  }

  button,
  input,
  select,
  textarea {
    font: inherit;
    color: inherit;
    margin: 0;
  }
  input,
  select,
  textarea {
    font-size: var(--_typed);
  }
  button {
    block-size: var(--_control);
    padding-inline: 12px;
    border: 1px solid var(--_edge);
    border-radius: calc(var(--_radius) * 0.75);
    background: none;
    cursor: pointer;
    white-space: nowrap;
  }
  button:hover {
    background: var(--_hover);
  }
  button:disabled {
    opacity: 0.55;
    cursor: default;
  }
  input[type='search'] {
    inline-size: 100%;
    block-size: var(--_control);
    padding-inline: 10px;
    border: 1px solid var(--_edge);
    border-radius: calc(var(--_radius) * 0.75);
    background: var(--_background);
  }
  input::placeholder {
    color: var(--_muted);
    opacity: 1;
  }
  input[type='checkbox'] {
    inline-size: 16px;
    block-size: 16px;
    accent-color: var(--_accent);
  }
  :focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 1px;
  }
  h2 {
    margin: 0;
    font-size: inherit;
    font-weight: 600;
  }
  /* Whatever a name does to the direction of text ends with it. */
  span,
  strong {
    unicode-bidi: isolate;
  }
  .small {
    font-size: 12px;
    line-height: 16px;
  }
  .muted {
    color: var(--_muted);
  }
  .truncate {
    min-inline-size: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    /* A name or number keeps its own direction within lines that run the other way. */
    unicode-bidi: plaintext;
    text-align: left;
  }
  .truncate:dir(rtl) {
    text-align: right;
  }
  .figures {
    font-variant-numeric: tabular-nums;
  }
  .visually-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .icon {
    flex: none;
    inline-size: 16px;
    block-size: 16px;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.5;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
`;
