import { html, nothing, type TemplateResult } from 'lit';
import type { AcsCredential, AcsEntrance, AcsSystem } from '../../api/contract.gen.js';
import { issuerForm as english } from '../../locales/en/issuer-form.js';
import { field } from '../../ui/field.js';
import { Picker, type Choice } from '../../ui/picker.js';
import { select } from '../../ui/select.js';
import { toggled } from '../shared/toggled.js';
import type { SeamElement } from '../base/seam-element.js';
import { known } from '../shared/code-label.js';
import { vendorFieldsOf, type Errors, type Values, type VendorValue } from './form-values.js';

export interface VendorFieldsView {
  system: AcsSystem;
  values: Values;
  errors: Errors;
  /** The entrances that are chosen. */
  doors: readonly AcsEntrance[];
  credentials: readonly AcsCredential[];
  /** Why the field cannot be set; `undefined` if it can. */
  whyNot: (path: string) => string | undefined;
  onChange: (path: string, value: VendorValue) => void;
}

/** The fields of the access system's vendor, in addition to doors and times, as the vendor table defines. */
export class VendorFields {
  private readonly pickers = new Map<string, Picker>();

  constructor(private readonly host: SeamElement) {}

  private get phrases() {
    return this.host.words('issuing', 'issuerForm', english);
  }

  render(view: VendorFieldsView): TemplateResult | typeof nothing {
    const { system } = view;
    const fields = vendorFieldsOf(system);
    if (fields.length === 0) return nothing;
    return html`
      <fieldset>
        <legend>${this.phrases.vendor(system.external_type_display_name ?? system.name)}</legend>
        ${fields.map((one) => this.renderField(one, view))}
      </fieldset>
    `;
  }

  private renderField(
    { path, name, kind, values: options = [], default: usual }: ReturnType<typeof vendorFieldsOf>[number],
    view: VendorFieldsView,
  ) {
    const { phrases } = this;
    const { values, errors, onChange } = view;
    const label = wordOf(phrases.fields, name);
    const help = name in phrases.help ? wordOf(phrases.help, name) : '';
    const error = errors[path];
    const value = values.vendor[path];
    const whyNot = view.whyNot(path);
    const valueName = (one: string) => wordOf(phrases.values, one);
    switch (kind) {
      case 'flag':
        return flag({ path, label, help: whyNot ?? help, error, isOn: value === true, whyNot, onChange });
      case 'choice':
        return select({
          name: path,
          label,
          help,
          error,
          value: typeof value === 'string' ? value : '',
          options: [
            {
              value: '',
              label: typeof usual === 'string' ? phrases.usualValue(valueName(usual)) : phrases.usual,
            },
            ...options.map((one) => ({ value: one, label: valueName(one) })),
          ],
          onChange: (chosen) => onChange(path, chosen),
        });
      case 'text':
        return field({
          name: path,
          label,
          help,
          error,
          note: this.host.general.optional,
          value: typeof value === 'string' ? value : '',
          onInput: (text) => onChange(path, text),
        });
      default:
        return this.renderList(path, label, help, kind, view);
    }
  }

  private renderList(
    path: string,
    label: string,
    help: string,
    kind: 'entrances' | 'credentials',
    view: VendorFieldsView,
  ) {
    const { values, errors, onChange } = view;
    const { general, format } = this.host;
    const choices = kind === 'entrances' ? ofDoors(view) : ofKeys(this.host, view);
    const value = values.vendor[path];
    const chosen = value instanceof Set ? (value as ReadonlySet<string>) : new Set<string>();
    if (choices.length === 0 && chosen.size === 0) return nothing;
    const picker = this.pickers.get(path) ?? new Picker(this.host);
    this.pickers.set(path, picker);
    return html`
      <details class="more" ?open=${chosen.size > 0 || Boolean(errors[path])}>
        <summary>${label}</summary>
        <p class="small muted">${help}</p>
        ${picker.render({
          id: path,
          label,
          choices,
          chosen,
          onChoose: (id) => onChange(path, toggled(chosen, id)),
          words: general.picker,
          isMultiple: true,
          error: errors[path],
          number: format.number,
        })}
      </details>
    `;
  }
}

const ofDoors = ({ doors }: VendorFieldsView): Choice[] =>
  doors.map(({ acs_entrance_id, display_name }) => ({ value: acs_entrance_id, label: display_name }));

const ofKeys = ({ format }: SeamElement, { credentials }: VendorFieldsView): Choice[] =>
  credentials.map(({ acs_credential_id, display_name, starts_at, ends_at }) => ({
    value: acs_credential_id,
    label: display_name,
    detail: [starts_at, ends_at].map((iso) => (iso ? format.date(iso) : '…')).join(' – '),
  }));

/** The label of a field. A field without a translation shows its name. */
const wordOf = (words: Readonly<Record<string, string>>, name: string): string => known(words, name) ?? name;

interface Flag {
  path: string;
  label: string;
  help: string;
  error: string | undefined;
  isOn: boolean;
  whyNot: string | undefined;
  onChange: (path: string, value: boolean) => void;
}

const flag = ({ path, label, help, error, isOn, whyNot, onChange }: Flag) => html`
  <div class="field" part="field">
    <label class="choice-line">
      <input
        id=${path}
        type="checkbox"
        .checked=${isOn}
        aria-disabled=${whyNot !== undefined && !isOn ? 'true' : nothing}
        aria-invalid=${error ? 'true' : nothing}
        aria-describedby="${path}-help"
        @click=${(event: Event) => whyNot !== undefined && !isOn && event.preventDefault()}
        @change=${(event: Event) => onChange(path, (event.target as HTMLInputElement).checked)}
      /><span>${label}</span>
    </label>
    <p id="${path}-help" class="small ${error ? 'bad' : 'muted'}">${error || help}</p>
  </div>
`;
