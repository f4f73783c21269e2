import { css, html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { General } from '../locales/index.js';

export interface Field {
  /** Also the field's id, so unique in a shadow root. */
  name: string;
  label: string;
  value: string;
  onInput: (value: string) => void;
  /** The user has finished the input, as in the event `change`. */
  onChange?: () => void;
  help?: unknown;
  /** Shown in place of the help. */
  error?: unknown;
  /** Shown next to the label, for example "optional". */
  note?: string;
  type?: 'text' | 'email' | 'tel' | 'datetime-local' | 'number';
  isRequired?: boolean;
  isReadOnly?: boolean;
  min?: string;
  max?: string;
  /** The focus starts here in a dialog. */
  isFirst?: boolean;
}

/** A label, the field, and a help text, which an error replaces. */
export function field(options: Field): TemplateResult {
  const { name, label, value, help, error, note } = options;
  const onInput = (event: Event) => options.onInput((event.target as HTMLInputElement).value);
  return html`
    <div class="field" part="field">
      <label for=${name}>${label} ${note ? html`<span class="small muted">(${note})</span>` : nothing}</label>
      <input
        id=${name}
        name=${name}
        type=${options.type ?? 'text'}
        autocomplete="off"
        data-1p-ignore
        data-bwignore
        data-form-type="other"
        data-lpignore="true"
        min=${options.min ?? nothing}
        max=${options.max ?? nothing}
        dir="auto"
        ?required=${options.isRequired}
        ?readonly=${options.isReadOnly}
        ?data-autofocus=${options.isFirst}
        aria-invalid=${error ? 'true' : nothing}
        aria-describedby="${name}-help"
        .value=${live(value)}
        @input=${onInput}
        @change=${options.onChange ?? nothing}
      />
      <p id="${name}-help" class="small ${error ? 'bad' : 'muted'}">${error || help || nothing}</p>
    </div>
  `;
}

/** An error of a field. It is a function of the texts, because the language may change before it is rendered. */
export type Complaint = (words: General) => string;

/** Which of the browser's checks an invalid field fails. */
function kindOf({ validity }: HTMLInputElement): keyof General['validity'] {
  if (validity.valueMissing) return 'valueMissing';
  if (validity.typeMismatch) return 'badEmail';
  return validity.rangeUnderflow || validity.rangeOverflow ? 'outOfRange' : 'badValue';
}

export const badPhone: Complaint = ({ validity }) => validity.badPhone;

/** The errors of a form, by field name. */
export const complaintsOf = (root: ParentNode): Record<string, Complaint> =>
  Object.fromEntries(
    [...root.querySelectorAll('input')]
      .filter((input) => !input.validity.valid)
      .map((input) => {
        const kind = kindOf(input);
        return [input.name, ({ validity }) => validity[kind]];
      }),
  );

/** Focuses the first invalid field, after the errors are rendered. */
export const focusFirstInvalid = (root: ParentNode): void =>
  root.querySelector<HTMLElement>('[aria-invalid]')?.focus();

export const fieldStyles = css`
  .field {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 4px;
  }
  .field label {
    font-weight: 500;
  }
  .field label span {
    font-weight: 400;
  }
  .field :is(input, textarea, select) {
    inline-size: 100%;
    min-block-size: var(--_control);
    padding: 4px 10px;
    border: 1px solid var(--_edge);
    border-radius: calc(var(--_radius) * 0.75);
    background: var(--_background);
    color: inherit;
    font: inherit;
    font-size: var(--_typed);
  }
  .field [aria-invalid] {
    border-color: var(--_bad);
    box-shadow: inset 0 0 0 1px var(--_bad);
  }
  .field p {
    margin: 0;
    min-block-size: 16px;
    overflow-wrap: anywhere;
  }
  .field p button {
    block-size: auto;
    min-block-size: 24px;
    text-decoration: underline;
    white-space: normal;
    text-align: start;
  }
  .choice-line {
    display: flex;
    align-items: center;
    gap: 8px;
    min-block-size: 28px;
  }
  .choice-line input,
  .field .choice-line input {
    flex: none;
    inline-size: 16px;
    min-block-size: 16px;
    margin: 0;
  }
`;
