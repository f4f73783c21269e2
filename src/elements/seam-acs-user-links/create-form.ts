import { html, type TemplateResult } from 'lit';
import { joined } from '../../locales/isolate.js';
import type { AcsSystem, ParamsOf, UserIdentity } from '../../api/contract.gen.js';
import { linkDialogs as english } from '../../locales/en/link-dialogs.js';
import { button } from '../../ui/button.js';
import { dialog } from '../../ui/dialog.js';
import {
  badPhone,
  complaintsOf,
  field,
  focusFirstInvalid,
  type Complaint,
  type Field,
} from '../../ui/field.js';
import { isE164 } from '../../ui/phone-number.js';
import { Picker, type Choice } from '../../ui/picker.js';
import { knownZone, readersZone } from '../../ui/zoned-time.js';
import type { SeamElement } from '../base/seam-element.js';
import { phoneError } from '../shared/phone-error.js';
import { scheduleErrors, scheduleOf, timeField } from '../shared/schedule.js';
import { problemsOf } from './acs-user-status.js';
import type { DialogView, OpenDialog } from './dialog-types.js';
import { problem } from './dialog-error.js';

export type NewAcsUser = ParamsOf<'/acs/users/create'>;

const fieldNames = ['full_name', 'email_address', 'phone_number', 'starts_at', 'ends_at'] as const;
type FieldName = (typeof fieldNames)[number];

/** The request parameter that a server error for this field names. */
const parameterOf = (name: FieldName): string => (name.endsWith('_at') ? `access_schedule.${name}` : name);

interface Options {
  /** The user identity whose profile fills the fields that the user leaves untouched. */
  person: () => UserIdentity | undefined;
  onCreate: (acsUser: NewAcsUser) => void;
}

/** The form that creates an ACS user for a user identity in an access system where it has none. */
export class CreateForm implements OpenDialog {
  private readonly picker: Picker;
  private readonly typed: Partial<Record<FieldName, string>> = {};
  private complaints: Record<string, Complaint> = {};
  private isSystemMissing = false;
  private systemId: string | undefined;

  constructor(
    private readonly host: SeamElement,
    private readonly options: Options,
  ) {
    this.picker = new Picker(host);
  }

  private get values(): Record<FieldName, string> {
    const { full_name, email_address, phone_number } = this.options.person() ?? {};
    return {
      full_name: full_name ?? '',
      email_address: email_address ?? '',
      phone_number: phone_number ?? '',
      starts_at: '',
      ends_at: '',
      ...this.typed,
    };
  }

  close(): void {
    this.host.removeController(this.picker);
  }

  render(view: DialogView): TemplateResult {
    const { isBusy } = view;
    const { host } = this;
    const { general } = host;
    const phrases = host.words('linking', 'linkDialogs', english);
    const choices = choicesOf(host, view);
    const possible = choices.filter(({ whyNot }) => !whyNot);
    if (possible.length === 1) this.systemId ??= possible[0]!.value;
    const system = view.systems.find(({ acs_system_id }) => acs_system_id === this.systemId);
    const zone = knownZone(system?.location.time_zone);
    return dialog({
      title: phrases.createTitle(view.personName),
      isBusy,
      onCancel: view.onCancel,
      onSubmit: () => this.submit(zone),
      body: html`
        <p class="muted">${phrases.createHelp}</p>
        ${this.picker.render({
          id: 'acs-system',
          label: phrases.system,
          choices,
          chosen: new Set(this.systemId && [this.systemId]),
          onChoose: (id) => {
            this.systemId = id;
            this.isSystemMissing = false;
            this.host.requestUpdate();
          },
          words: general.picker,
          number: host.format.number,
          error: this.isSystemMissing ? phrases.systemMissing : undefined,
        })}
        ${this.field('full_name', phrases.fullName, view, { isRequired: true })}
        ${this.field('email_address', phrases.email, view, { type: 'email', note: general.optional })}
        ${this.field('phone_number', phrases.phone, view, {
          type: 'tel',
          help: phrases.phoneHelp,
          note: general.optional,
        })}
        <div class="pair">
          ${this.timeField('starts_at', phrases.startsAt, view, zone)}
          ${this.timeField('ends_at', phrases.endsAt, view, zone)}
        </div>
        <p class="small muted">${zone ? general.times.zone(zone) : general.times.ownZone(readersZone())}</p>
        ${problem(host, view.error)}
      `,
      actions: html`
        ${button({ label: general.cancel, whyNot: isBusy ? '' : null, run: view.onCancel })}
        ${button({ label: phrases.create, look: 'primary', type: 'submit', isBusy })}
      `,
    });
  }

  private field(name: FieldName, label: string, view: DialogView, more: Partial<Field>) {
    return field({ ...this.fieldOf(name, label, view), ...more });
  }

  private timeField(
    name: 'starts_at' | 'ends_at',
    label: string,
    view: DialogView,
    timeZone: string | undefined,
  ) {
    return timeField(this.host, {
      ...this.fieldOf(name, label, view),
      edge: name === 'starts_at' ? 'start' : 'end',
      timeZone,
      note: this.host.general.optional,
    });
  }

  private fieldOf(name: FieldName, label: string, view: DialogView): Field {
    const value = this.values[name];
    const onInput = (typed: string) => {
      this.typed[name] = typed;
      this.complaints = { ...this.complaints, [name]: () => '' };
      this.host.requestUpdate();
    };
    const error = this.complaints[name]?.(this.host.general) ?? view.error?.fields[parameterOf(name)]?.[0];
    const isPhone = name === 'phone_number';
    return {
      name,
      label,
      value,
      error: error && isPhone ? phoneError(this.host, error, value, onInput) : error,
      onInput,
    };
  }

  private submit(zone: string | undefined) {
    const root = this.host.renderRoot;
    const { values } = this;
    const phone_number = values.phone_number.trim();
    const isKept = phone_number === this.options.person()?.phone_number; // Seam's own value is valid in any format
    this.complaints = {
      ...scheduleErrors(values, zone, Date.now()),
      ...(phone_number && !isKept && !isE164(phone_number) && { phone_number: badPhone }),
      ...complaintsOf(root),
    };
    this.isSystemMissing = !this.systemId;
    this.host.requestUpdate();
    if (!this.systemId || Object.keys(this.complaints).length > 0)
      return void this.host.updateComplete.then(() => focusFirstInvalid(root));
    const { full_name, email_address } = values;
    const access_schedule = scheduleOf(values, zone);
    this.options.onCreate({
      acs_system_id: this.systemId,
      full_name: full_name.trim(),
      ...(email_address && { email_address }),
      ...(phone_number && { phone_number }),
      ...(Object.keys(access_schedule).length > 0 && { access_schedule }),
    });
  }
}

/** The access systems. Those in which an ACS user can be created come first. */
function choicesOf(host: SeamElement, { systems, acsUsers, personName }: DialogView): Choice[] {
  const phrases = host.words('linking', 'linkDialogs', english);
  const linked = new Set(acsUsers.map(({ acs_system_id }) => acs_system_id));
  const whyNot = ({ acs_system_id, is_credential_manager }: AcsSystem) =>
    is_credential_manager
      ? phrases.credentialManager
      : linked.has(acs_system_id)
        ? phrases.alreadyIn(personName)
        : undefined;
  const choices = systems.map((system) => ({
    value: system.acs_system_id,
    label: system.name,
    detail: joined([system.external_type_display_name, ...problemsOf(host, system).map(({ text }) => text)]),
    whyNot: whyNot(system),
  }));
  return choices.sort(
    (a, b) => Number(Boolean(a.whyNot)) - Number(Boolean(b.whyNot)) || host.format.compare(a.label, b.label),
  );
}
