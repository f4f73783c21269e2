import { html, nothing, type TemplateResult } from 'lit';
import { joined } from '../../locales/isolate.js';
import type { AcsEntrance, AcsSystem } from '../../api/contract.gen.js';
import type { SeamError } from '../../api/errors.js';
import { issuerForm as english } from '../../locales/en/issuer-form.js';
import type { IssueParams } from '../../operations/issue-credential.js';
import { isUnknownVendor, vendorOf } from '../../operations/vendors.js';
import { button } from '../../ui/button.js';
import { dialog } from '../../ui/dialog.js';
import { complaintsOf, focusFirstInvalid } from '../../ui/field.js';
import { icon } from '../../ui/icons.js';
import { Picker, type Choice } from '../../ui/picker.js';
import { select } from '../../ui/select.js';
import { notice } from '../../ui/badge-and-notice.js';
import { knownZone, readersZone } from '../../ui/zoned-time.js';
import type { PersonElement } from '../base/person-element.js';
import { emitCancelable } from '../base/events.js';
import { failure, failureOf, staleness } from '../base/error-notice.js';
import { phoneName } from '../shared/phone-name.js';
import { timeField } from '../shared/schedule.js';
import { toggled } from '../shared/toggled.js';
import { Facts } from './issuer-queries.js';
import { Issuing, type Clock } from './issue-run.js';
import { loading } from './loading.js';
import { MemberFields } from './acs-user-fields.js';
import { progressView } from './progress-view.js';
import {
  detailsOf,
  emptyValues,
  errorsIn,
  errorsOf,
  isDangerous,
  paramsOf,
  vendorFieldsOf,
  type Complaints,
  type Errors,
  type Needs,
  type Values,
} from './form-values.js';
import { VendorFields } from './vendor-fields.js';

export type IssuerHost = PersonElement & { readonly clock: Clock };

/** The form of a credential and the progress of its issuing. Loaded when a user identity is set. */
export class IssuerForm {
  private values: Values = emptyValues;
  private complaints: Complaints = {};
  /** The parameters that wait for the user to confirm that other people's credentials end. */
  private toConfirm: IssueParams | undefined;
  private readonly member: MemberFields;
  private readonly facts: Facts;
  private readonly doorPicker: Picker;
  private readonly vendorFields: VendorFields;
  private readonly issuing: Issuing;

  constructor(private readonly host: IssuerHost) {
    this.member = new MemberFields(host, (changes) => this.change(changes));
    this.facts = new Facts(
      host,
      () => this.values,
      () => this.member.search.text,
    );
    this.doorPicker = new Picker(host);
    this.vendorFields = new VendorFields(host);
    this.issuing = new Issuing(host);
    host.addController(this);
  }

  /** Name of the user identity; '' while it is not known. */
  get person(): string {
    return this.facts.person.state.data?.display_name ?? '';
  }

  /** Whether the element can show only the reason why no credential can be issued. */
  get isRefused(): boolean {
    return this.facts.isRefused;
  }

  private get errors(): Errors {
    const { general } = this.host;
    return Object.fromEntries(Object.entries(this.complaints).map(([name, say]) => [name, say(general)]));
  }

  private get phrases() {
    return this.host.words('issuing', 'issuerForm', english);
  }

  /** The time zone of the access system; if it reports none, the user's time zone. */
  private get zone() {
    return knownZone(this.facts.system?.location.time_zone) ?? readersZone();
  }

  hostUpdated(): void {
    // The form offers all entrances of a building, so it loads all pages.
    for (const query of [this.facts.entrances, this.facts.credentials]) {
      const count = query.state.data?.length ?? 0;
      query.loadAhead(count, count);
    }
  }

  render(): TemplateResult {
    const { host, facts } = this;
    if (this.issuing.isRunning || this.issuing.isAskedFor) return this.renderProgress();
    const needed = [facts.person, facts.systems, facts.acsUsers];
    const failed = needed.find(({ state }) => failureOf(state));
    if (failed) return failure(failed.state.error!, host.general, failed.refetch);
    const reason = host.whyNot('credentials.issue');
    if (reason && !facts.systems.state.data) return html`<p class="muted">${reason}</p>`;
    if (needed.some(({ state }) => !state.data)) return loading(host);
    if (facts.choosableSystems.length === 0)
      return notice({
        icon: 'door',
        tone: 'neutral',
        title: this.phrases.noSystems,
        help: this.phrases.noSystemsHelp,
      });
    return this.renderForm();
  }

  private renderProgress() {
    const { data: groups = [] } = this.facts.groups.state;
    return progressView(this.host, {
      issuing: this.issuing,
      person: this.person,
      groupNames: new Map(groups.map((group) => [group.acs_access_group_id, group.display_name])),
      onStartOver: () => this.issuing.forget(),
      onAnother: () => {
        this.issuing.forget();
        this.clear();
      },
    });
  }

  private renderForm() {
    const { facts } = this;
    const { general, format } = this.host;
    const { system } = facts;
    const stale = [facts.systems, facts.acsUsers].find(({ state }) => state.error);
    return html`
      <form novalidate @submit=${this.onSubmit} aria-labelledby="title">
        ${this.issuing.error ? failure(this.issuing.error, general) : nothing}
        ${
          stale
            ? html`<p role="alert" class="small attention">
                ${staleness(stale.state.error!, stale.state.updatedAt, general, format)}
              </p>`
            : nothing
        }
        ${this.renderSystem()}
        ${
          system
            ? html`${this.member.render({ facts, values: this.values, errors: this.errors })}
              ${this.renderManager(system)} ${this.renderDoors()} ${this.renderTimes(system)}
              ${this.renderVendor(system)}`
            : nothing
        }
        ${this.renderActions()}
      </form>
      ${this.renderConfirmation()}
    `;
  }

  private renderSystem() {
    const { phrases, facts } = this;
    const { system } = facts;
    const trouble = system?.errors[0]?.message;
    return html`
      ${select({
        name: 'acs_system_id',
        label: phrases.system,
        value: system?.acs_system_id ?? '',
        error: this.errors['acs_system_id'],
        options: [
          ...(system ? [] : [{ value: '', label: phrases.choose }]),
          ...facts.choosableSystems.map(({ acs_system_id, name }) => ({
            value: acs_system_id,
            label: name,
          })),
        ],
        onChange: (acs_system_id) => this.chooseSystem(acs_system_id),
      })}
      ${
        system && trouble
          ? html`<p class="warning attention" role="alert">
              ${icon('attention')}<span>${phrases.trouble(system.name, trouble)}</span>
            </p>`
          : nothing
      }
    `;
  }

  private renderManager(system: AcsSystem) {
    const { phrases, facts } = this;
    const { data, error } = facts.managers.state;
    if (error && !data) return failure(error, this.host.general, facts.managers.refetch);
    if (!data) return html`<span class="skeleton"></span>`;
    const needed = vendorOf(system).needsManager === true;
    if (data.length === 0)
      return html`<p
        id="credential_manager_acs_system_id"
        tabindex="-1"
        class=${needed ? 'bad' : 'small muted'}
        aria-invalid=${needed && this.errors['credential_manager_acs_system_id'] ? 'true' : nothing}
      >
        ${needed ? phrases.managerMissing(system.name) : phrases.managerNone(system.name)}
      </p>`;
    const usual = system.default_credential_manager_acs_system_id;
    return select({
      name: 'credential_manager_acs_system_id',
      label: phrases.manager,
      help: phrases.managerHelp,
      error: this.errors['credential_manager_acs_system_id'],
      value: facts.managerId,
      options: [
        ...(facts.managerId ? [] : [{ value: '', label: phrases.choose }]),
        ...data.map(({ acs_system_id, name }) => ({
          value: acs_system_id,
          label: acs_system_id === usual ? phrases.managerUsual(name) : name,
        })),
      ],
      onChange: (id) => this.change({ credential_manager_acs_system_id: id }),
    });
  }

  private renderDoors() {
    const { phrases, facts } = this;
    const { general, format } = this.host;
    const isByGroups = facts.doorsKind === 'access_groups';
    const query = !facts.doorsKind || isByGroups ? facts.groups : facts.entrances;
    const { data, error } = query.state;
    if (error && !data) return failure(error, general, query.refetch);
    if (!data || !facts.doorsKind) return html`<span class="skeleton"></span>`;
    const choices = this.doorChoices();
    if (choices.length === 0)
      return html`<p class="small muted">${isByGroups ? phrases.noGroups : phrases.noDoors}</p>`;
    const name = isByGroups ? 'acs_access_group_ids' : 'allowed_acs_entrance_ids';
    const chosen = this.values[name];
    const names = choices.filter(({ value }) => chosen.has(value)).map(({ label }) => label);
    return html`
      <div>
        ${this.doorPicker.render({
          id: name,
          label: isByGroups ? phrases.groups : phrases.doors,
          choices,
          chosen,
          onChoose: (id) => this.change({ [name]: toggled(chosen, id) }),
          words: general.picker,
          isMultiple: true,
          error: this.errors[name],
          number: format.number,
        })}
        <p class="small" aria-live="polite">
          ${names.length > 0 ? phrases.chosen(joined(names, ', ')) : nothing}
        </p>
      </div>
    `;
  }

  private doorChoices(): Choice[] {
    const { facts, phrases } = this;
    if (facts.doorsKind === 'entrances')
      return facts.entrances.state.data!.map((entrance) => ({
        value: entrance.acs_entrance_id,
        label: entrance.display_name,
        whyNot: opensWithPhone(entrance) ? undefined : phrases.noMobileKeys,
      }));
    const own = new Set(this.ownGroupIds());
    return (facts.groups.state.data ?? []).map(({ acs_access_group_id, display_name }) => ({
      value: acs_access_group_id,
      label: display_name,
      whyNot: own.has(acs_access_group_id)
        ? phrases.inGroup
        : (this.host.whyNot('acs_users.update') ?? undefined),
    }));
  }

  private ownGroupIds(): string[] {
    return (this.facts.ownGroups.state.data ?? []).map(({ acs_access_group_id }) => acs_access_group_id);
  }

  private renderTimes(system: AcsSystem) {
    const { phrases } = this;
    const { times } = this.host.general;
    if (vendorOf(system).timesAreUsers) return html`<p class="small muted">${phrases.scheduleElsewhere}</p>`;
    const isTold = knownZone(system.location.time_zone) !== undefined;
    return html`
      <div class="times">
        ${this.renderTime('starts_at', phrases.startsAt, phrases.startsHelp)}
        ${this.renderTime('ends_at', phrases.endsAt, phrases.endsHelp)}
        <p class="note small muted">${isTold ? times.zone(this.zone) : times.ownZone(this.zone)}</p>
      </div>
    `;
  }

  private renderTime(name: 'starts_at' | 'ends_at', label: string, help: string) {
    return timeField(this.host, {
      name,
      label,
      edge: name === 'starts_at' ? 'start' : 'end',
      timeZone: this.zone,
      note: this.host.general.optional,
      value: this.values[name],
      help,
      error: this.errors[name],
      onInput: (value) => this.change({ [name]: value }),
    });
  }

  private renderVendor(system: AcsSystem) {
    const { phrases, facts } = this;
    if (isUnknownVendor(system)) return this.renderJson();
    const whyNot = (path: string) =>
      path.endsWith('.override') && vendorOf(system).overrideNeedsPhone && facts.hasReadyPhone === false
        ? phrases.overrideNeedsPhone
        : undefined;
    const { allowed_acs_entrance_ids: chosen } = this.values;
    return this.vendorFields.render({
      system,
      values: this.values,
      errors: this.errors,
      doors: (facts.entrances.state.data ?? []).filter(({ acs_entrance_id }) => chosen.has(acs_entrance_id)),
      credentials: facts.credentials.state.data ?? [],
      whyNot,
      onChange: (path, value) => this.change({ vendor: { ...this.values.vendor, [path]: value } }, path),
    });
  }

  private renderJson() {
    const { phrases } = this;
    const { general } = this.host;
    const error = this.errors['json'];
    return html`
      <div class="field" part="field">
        <label for="json">${phrases.json} <span class="small muted">(${general.optional})</span></label>
        <textarea
          id="json"
          spellcheck="false"
          dir="ltr"
          aria-invalid=${error ? 'true' : nothing}
          aria-describedby="json-help"
          .value=${this.values.json}
          @input=${(event: Event) => this.change({ json: (event.target as HTMLTextAreaElement).value })}
        ></textarea>
        <p id="json-help" class="small ${error ? 'bad' : 'muted'}">${error ?? phrases.jsonHelp}</p>
      </div>
    `;
  }

  private renderActions() {
    const { phrases, facts } = this;
    const phones = facts.phones.state.data;
    const names = joined(phones?.map((phone) => phoneName(this.host, phone, phones)) ?? [], ', ');
    const whyNot = this.host.whyNot('credentials.issue');
    return html`
      <div class="actions">
        <p class="small muted">
          ${whyNot || (phones ? (names ? phrases.goesTo(names) : phrases.willWait) : nothing)}
        </p>
        ${button({
          label: phrases.action,
          type: 'submit',
          look: 'primary',
          whyNot: whyNot ?? (facts.isIncomplete ? '' : null),
        })}
      </div>
    `;
  }

  private renderConfirmation() {
    const params = this.toConfirm;
    if (!params) return nothing;
    const { phrases, facts } = this;
    const names = (facts.entrances.state.data ?? [])
      .filter(({ acs_entrance_id }) => this.values.allowed_acs_entrance_ids.has(acs_entrance_id))
      .map(({ display_name }) => display_name);
    const close = () => this.set({ toConfirm: undefined });
    return dialog({
      title: phrases.ask,
      body: html`<p>${phrases.askBody(facts.system?.name ?? '')}</p>
        <ul>
          ${names.map((name) => html`<li>${name}</li>`)}
        </ul>`,
      onCancel: close,
      actions: html`
        ${button({ label: this.host.general.cancel, run: close, isSafest: true })}
        ${button({
          label: phrases.askAction,
          look: 'danger',
          run: () => {
            close();
            void this.issue(params);
          },
        })}
      `,
    });
  }

  // ---- User actions ----

  private set(changes: { values?: Values; complaints?: Complaints; toConfirm?: IssueParams | undefined }) {
    Object.assign(this, changes);
    this.host.requestUpdate();
  }

  /** Clears the form, and forgets the credential that is being issued. */
  reset(): void {
    this.issuing.forget();
    this.clear();
  }

  private clear() {
    this.set({ values: emptyValues, complaints: {}, toConfirm: undefined });
    this.member.reset();
    this.doorPicker.reset();
  }

  /** @param name the field whose error the change clears, in addition to the changed fields */
  private change(changes: Partial<Values>, name?: string) {
    // After the first input, the chosen system stays fixed, also if the default changes.
    const acs_system_id = this.values.acs_system_id || this.facts.system!.acs_system_id;
    const mended = new Set([...Object.keys(changes), name]);
    this.set({
      values: { ...this.values, acs_system_id, ...changes },
      complaints: Object.fromEntries(Object.entries(this.complaints).filter(([key]) => !mended.has(key))),
    });
  }

  /** Clears entrances and vendor details, which belong to one system. Keeps the typed times. */
  private chooseSystem(acs_system_id: string) {
    const { starts_at, ends_at } = this.values;
    this.clear();
    this.set({ values: { ...emptyValues, acs_system_id, starts_at, ends_at } });
  }

  private readonly onSubmit = (event: Event) => {
    event.preventDefault();
    void this.submit();
  };

  private async submit() {
    const { facts, zone } = this;
    const { system } = facts;
    const values = { ...this.values, acs_system_id: system?.acs_system_id ?? '' };
    values.credential_manager_acs_system_id = facts.managerId;
    const now = Date.now();
    const needs = {
      member: !facts.acsUser,
      manager:
        system !== undefined &&
        (vendorOf(system).needsManager === true || facts.managers.state.data!.length > 0),
      doors: this.neededDoors(),
    };
    this.set({
      complaints: {
        ...errorsIn(values, system, needs, zone, now, () => this.phrases),
        ...complaintsOf(this.host.renderRoot),
      },
    });
    if (Object.keys(this.complaints).length > 0 || !system) return this.showFirstError();
    const details = detailsOf(values, system, zone, now);
    const params = paramsOf(values, this.host.userIdentityId!, facts.acsUser !== undefined, details);
    if (isDangerous(values, system)) this.set({ toConfirm: params });
    else await this.issue(params);
  }

  /** Requires entrances or groups, if there are any to choose: a credential that opens nothing is useless. */
  private neededDoors(): Needs['doors'] {
    const canChoose = this.doorChoices().some(({ whyNot }) => whyNot === undefined);
    if (!canChoose || this.ownGroupIds().length > 0) return undefined;
    return this.facts.doorsKind === 'entrances' ? 'allowed_acs_entrance_ids' : 'acs_access_group_ids';
  }

  private async issue(params: IssueParams) {
    const { system } = this.facts;
    const detail = { userIdentityId: params.user_identity_id, params };
    if (!emitCancelable(this.host, 'seam-before-credential-issued', detail)) return;
    await this.issuing.start(params);
    if (this.issuing.error && !this.issuing.isAskedFor && system) {
      this.showServerErrors(this.issuing.error, system);
      await this.showFirstError();
    }
  }

  private showServerErrors(error: SeamError, system: AcsSystem) {
    const complaints = errorsOf(error, [
      ...['acs_system_id', 'acs_user_id', 'credential_manager_acs_system_id', 'starts_at', 'ends_at'],
      ...['allowed_acs_entrance_ids', 'acs_access_group_ids'],
      ...vendorFieldsOf(system).map(({ path }) => path),
      ...(isUnknownVendor(system) ? ['json'] : []),
    ]);
    this.set({ complaints });
  }

  private async showFirstError() {
    await this.host.updateComplete;
    focusFirstInvalid(this.host.renderRoot);
  }
}

/** An entrance without this field may support mobile keys. */
const opensWithPhone = ({ can_unlock_with_mobile_key }: AcsEntrance) => can_unlock_with_mobile_key !== false;
