import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';

export interface Select {
  /** Also the field's id, so unique in a shadow root. */
  name: string;
  label: string;
  value: string;
  options: readonly { value: string; label: string }[];
  onChange: (value: string) => void;
  help?: unknown;
  /** Shown in place of the help. */
  error?: unknown;
}

/** A field for one of a few choices, with the same layout as {@link field}. */
export function select({ name, label, value, options, onChange, help, error }: Select): TemplateResult {
  return html`
    <div class="field" part="field">
      <label for=${name}>${label}</label>
      <select
        id=${name}
        name=${name}
        aria-invalid=${error ? 'true' : nothing}
        aria-describedby="${name}-help"
        .value=${live(value)}
        @change=${(event: Event) => onChange((event.target as HTMLSelectElement).value)}
      >
        ${options.map(
          (option) =>
            html`<option value=${option.value} ?selected=${option.value === value}>${option.label}</option>`,
        )}
      </select>
      <p id="${name}-help" class="small ${error ? 'bad' : 'muted'}">${error || help || nothing}</p>
    </div>
  `;
}
