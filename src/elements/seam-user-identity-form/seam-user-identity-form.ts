import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { acsSystemsList, type UserIdentity } from '../../api/contract.gen.js';
import { mayHaveHappened, type SeamError } from '../../api/errors.js';
import type { SeamClient } from '../../client/client.js';
import { form as english } from '../../locales/en/form.js';
import { findUserIdentity } from '../../operations/find-user-identity.js';
import { button, buttonStyles } from '../../ui/button.js';
import {
  badPhone,
  complaintsOf,
  field,
  fieldStyles,
  focusFirstInvalid,
  type Complaint,
} from '../../ui/field.js';
import { isE164 } from '../../ui/phone-number.js';
import { notice } from '../../ui/badge-and-notice.js';
import { Command } from '../data/command.js';
import { define } from '../base/define.js';
import { emit, emitCancelable } from '../base/events.js';
import { failure, failureOf } from '../base/error-notice.js';
import { PersonElement } from '../base/person-element.js';
import { phoneError } from '../shared/phone-error.js';
import { PersonQuery } from '../data/user-identity-query.js';
import { Query, tellReady } from '../data/query.js';
import { change, create, type Saved, type Taken, type Unclear } from './save.js';
import { styles } from './seam-user-identity-form.styles.js';
import {
  changesOf,
  fieldNames,
  isUnique,
  uniqueNames,
  valueOf,
  type FieldName,
  type Values,
} from './form-values.js';

/**
 * Creates or edits a person.
 *
 * Can be a field of a surrounding `<form>`: its value is the id of the person that it saved.
 *
 * @summary Form for a user identity.
 * @loadingHeight 28rem
 * @fires seam-ready - The form can be filled in.
 * @fires seam-error - An error occurred; `detail` is a SeamError.
 * @fires seam-before-user-identity-saved - The person is about to be saved; `preventDefault()` stops it.
 * @fires seam-user-identity-created - A person was created; `detail` has `userIdentityId` and `userIdentity`.
 * @fires seam-user-identity-updated - A person was changed; `detail` has `userIdentityId` and `userIdentity`.
 * @fires seam-user-identity-selected - The user chose to open the person who already has a typed value.
 * @fires seam-user-identity-form-cancelled - The user pressed Cancel; the typed values are discarded.
 * @csspart base - The container of all content.
 * @csspart field - One field with its label and help text.
 * @csspart notice - Shown above the form or in place of it if something could not be loaded or saved.
 */
export class SeamUserIdentityForm extends PersonElement {
  static override styles = [PersonElement.styles, buttonStyles, fieldStyles, styles];

  static readonly formAssociated = true;

  /** The user identity to edit; without it, the form creates one. */
  @property({ attribute: 'user-identity-id' }) override userIdentityId: string | undefined;

  /** The name of the field in a surrounding `<form>`. */
  @property({ reflect: true }) name: string | undefined;

  /** The typed values. Fields that the user did not touch are absent. */
  @state() private typed: Partial<Values> = {};
  @state() private errors: Record<string, Complaint> = {};
  @state() private taken: Taken = {};
  @state() private systems: ReadonlySet<string> = new Set();
  /** Disabled by a surrounding `<fieldset>`, or by the element's own `disabled` attribute. */
  @state() private isDisabled = false;
  @state() private outcome: (() => string) | undefined;

  /** DOM implementations for tests may lack this, or parts of it. */
  private readonly internals = this.attachInternals?.() as Partial<ElementInternals> | undefined;
  private unclear: Unclear | undefined;

  private readonly person = new PersonQuery(this, () => this.userIdentityId);

  private readonly accessSystems = new Query(this, () =>
    // The gateway permits this only to the scope `all`: an ACS user in a system may belong to somebody else.
    !this.userIdentityId &&
    this.session.info?.userIdentityIds === 'all' &&
    this.whyNot('acs_users.create') === null
      ? { endpoint: acsSystemsList, params: {} }
      : undefined,
  );

  private readonly saving = new Command(this, (client) => this.save(client));

  private get phrases() {
    return this.words('people', 'form', english);
  }

  private get isNew() {
    return !this.userIdentityId;
  }

  protected override updated(): void {
    // A new person needs no data if the caller cannot add to access systems, so the form is ready at once.
    if (this.isNew && this.session.info !== undefined && !this.accessSystems.isReading) tellReady(this);
  }

  /** @internal A save is running; Escape must not interrupt it. */
  get isBusy(): boolean {
    return this.saving.isRunning;
  }

  /** Focuses the first field. */
  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector('input')?.focus(options);
  }

  /** @internal */
  formDisabledCallback(isDisabled: boolean): void {
    this.isDisabled = isDisabled;
  }

  /** @internal */
  formResetCallback(): void {
    this.reset();
  }

  override reset(): void {
    this.typed = {};
    this.errors = {};
    this.systems = new Set();
    this.unclear = undefined;
    this.taken = {};
    this.outcome = undefined;
    this.saving.forget();
  }

  protected override renderContent(): TemplateResult {
    const { data } = this.person.state;
    const error = failureOf(this.person.state);
    const keepsTyped = this.session.ended && Object.keys(this.typed).length > 0;
    if (!this.isNew && error && !keepsTyped)
      return html`${this.renderTitle()} ${failure(error, this.general, this.person.refetch)}`;
    if (this.person.isMissing)
      return html`${this.renderTitle()}
      ${notice({ icon: 'people', tone: 'neutral', ...this.general.errors.not_found })}`;
    return html`
      ${this.renderTitle()}
      <form novalidate @submit=${this.onSubmit} aria-labelledby="title" aria-busy=${!this.isNew && !data}>
        ${this.renderFailure()}
        <fieldset class="all" role="presentation" ?disabled=${this.isDisabled}>
          ${fieldNames.map((name) => this.renderField(name))} ${this.renderSystems()}
        </fieldset>
        <p role="status" class="good">${this.outcome?.()}</p>
        ${this.renderActions()}
      </form>
    `;
  }

  private renderTitle() {
    const { phrases } = this;
    const name = this.person.found?.display_name;
    return html`<h2 id="title">
      ${this.isNew ? phrases.create : name ? phrases.edit(name) : phrases.editing}
    </h2>`;
  }

  private renderFailure() {
    const error = this.saving.error ?? this.session.ended;
    if (!error) return nothing;
    return html`
      ${failure(error, this.general)}
      ${mayHaveHappened(error) ? html`<p class="attention">${this.phrases.unclear}</p>` : nothing}
    `;
  }

  private renderField(name: FieldName) {
    const { phrases } = this;
    const error = this.errors[name]?.(this.general);
    const isFixed = isUnique(name) && !this.mayIdentify;
    return field({
      name,
      label: phrases.labels[name],
      value: this.valueIn(name),
      help: isFixed ? this.general.refusals.not_permitted : phrases.help[name],
      error: this.renderTaken(name) ?? (error && this.renderError(name, error)),
      onInput: (value) => this.type(name, value),
      onChange: () => void this.check(name),
      isReadOnly: isFixed || this.session.refusalOf('user_identities.update') === 'read_only',
      ...(name === 'email_address' && { type: 'email' as const }),
      ...(name === 'phone_number' && { type: 'tel' as const }),
    });
  }

  /** The user identity that already has the value, if the caller may see it. */
  private renderTaken(name: FieldName) {
    const person = isUnique(name) ? this.taken[name] : undefined;
    if (!person) return undefined;
    const open = () =>
      emit(this, 'seam-user-identity-selected', {
        userIdentityId: person.user_identity_id,
        userIdentity: person,
      });
    return html`${this.phrases.taken(person.display_name)}
    ${button({ label: this.phrases.open(person.display_name), look: 'quiet', run: open })}`;
  }

  private renderError(name: FieldName, error: string) {
    if (name !== 'phone_number') return error;
    return phoneError(this, error, this.valueIn(name), (number) => {
      this.type(name, number);
      void this.check(name);
    });
  }

  private renderSystems() {
    const systems = (this.accessSystems.state.data ?? []).filter((system) => !system.is_credential_manager);
    if (!this.isNew || systems.length === 0) return nothing;
    const { phrases } = this;
    const toggle = (id: string) => {
      const next = new Set(this.systems);
      if (!next.delete(id)) next.add(id);
      this.systems = next;
    };
    return html`
      <fieldset>
        <legend>${phrases.systems} <span class="small muted">(${this.general.optional})</span></legend>
        <div class="systems">
          ${systems.map(
            ({ acs_system_id, name }) =>
              html`<label class="choice-line"
                ><input
                  type="checkbox"
                  .checked=${this.systems.has(acs_system_id)}
                  @change=${() => toggle(acs_system_id)}
                /><span class="truncate" title=${name}>${name}</span></label
              >`,
          )}
        </div>
        <p class="small muted">${phrases.systemsHelp}</p>
      </fieldset>
    `;
  }

  private renderActions() {
    const { phrases, general } = this;
    const whyNot = this.isDisabled
      ? phrases.disabled
      : this.whyNot(this.isNew ? 'user_identities.create' : 'user_identities.update');
    const isLoading = !this.isNew && !this.person.found;
    return html`
      <div class="actions">
        ${whyNot ? html`<p class="small muted">${whyNot}</p>` : nothing}
        ${button({ label: general.cancel, whyNot: this.isBusy ? '' : null, run: () => this.cancel() })}
        ${button({
          label: this.isNew ? phrases.createAction : general.save,
          type: 'submit',
          look: 'primary',
          whyNot: isLoading ? '' : whyNot,
          isBusy: this.saving.isRunning,
        })}
      </div>
    `;
  }

  /** With a limited scope, changing identifiers (email, phone number, key) needs its own permission. */
  private get mayIdentify(): boolean {
    const { info } = this.session;
    if (this.whyNot(this.isNew ? 'user_identities.create' : 'user_identities.update') !== null) return true;
    return (
      info?.userIdentityIds === 'all' || this.session.refusalOf('identifiers.update') !== 'not_permitted'
    );
  }

  // ---- User actions ----

  private valueIn(name: FieldName): string {
    return this.typed[name] ?? valueOf(this.person.found, name);
  }

  private type(name: FieldName, value: string) {
    this.typed = { ...this.typed, [name]: value };
    this.outcome = undefined;
    this.errors = without(this.errors, name);
    if (isUnique(name)) this.taken = without(this.taken, name);
  }

  private cancel() {
    this.reset();
    emit(this, 'seam-user-identity-form-cancelled', {});
  }

  private changes() {
    return changesOf(this.typed, this.person.found);
  }

  /** Reports a value that is taken as soon as it is typed, not only on save. */
  private async check(name: FieldName) {
    const { client } = this.session;
    const value = this.changes()[name];
    if (!client || !value || !isUnique(name) || this.complaints()[name]) return;
    const found = await findUserIdentity(client.call, { [name]: value }).catch(() => undefined);
    if (found && found.user_identity_id !== this.userIdentityId && this.changes()[name] === value)
      this.taken = { ...this.taken, [name]: found };
  }

  private complaints(): Record<string, Complaint> {
    const { phone_number } = this.changes();
    return {
      ...complaintsOf(this.renderRoot),
      ...(phone_number && !isE164(phone_number) && { phone_number: badPhone }),
    };
  }

  private readonly onSubmit = (event: Event) => {
    event.preventDefault();
    if (!this.isDisabled) void this.submit();
  };

  private async submit() {
    this.outcome = undefined;
    this.errors = this.complaints();
    if (this.isNew && Object.keys(this.changes()).length === 0 && Object.keys(this.errors).length === 0)
      this.errors = { full_name: () => this.phrases.nothingGiven };
    if (Object.keys(this.errors).length > 0) return this.showFirstError();
    const values = this.changes();
    const userIdentityId = this.userIdentityId ?? null;
    if (!emitCancelable(this, 'seam-before-user-identity-saved', { userIdentityId, values })) return;

    const saved = await this.saving.run();
    if (!saved) return this.showFields(this.saving.error);
    if ('taken' in saved) {
      this.taken = saved.taken;
      return this.showFirstError();
    }
    this.finish(saved.person);
  }

  private finish(userIdentity: UserIdentity) {
    const userIdentityId = userIdentity.user_identity_id;
    const { isNew } = this;
    this.reset();
    this.outcome = () => this.phrases[isNew ? 'created' : 'saved'](userIdentity.display_name);
    this.internals?.setFormValue?.(userIdentityId);
    emit(this, isNew ? 'seam-user-identity-created' : 'seam-user-identity-updated', {
      userIdentityId,
      userIdentity,
    });
  }

  /** Shows the server's field errors at their fields. */
  private async showFields(error: SeamError | undefined) {
    const fields = Object.entries(error?.fields ?? {}).filter(([name]) =>
      (fieldNames as readonly string[]).includes(name),
    );
    this.errors = Object.fromEntries(fields.map(([name, messages]) => [name, () => messages.join(' ')]));
    if (error?.kind === 'conflict' || error?.kind === 'refused')
      await Promise.all(uniqueNames.map((name) => this.check(name)));
    await this.showFirstError();
  }

  private async showFirstError() {
    await this.updateComplete;
    focusFirstInvalid(this.renderRoot);
  }

  private async save({ call }: SeamClient): Promise<Saved> {
    const changes = this.changes();
    if (this.userIdentityId) return change(call, this.userIdentityId, changes);
    const systems = [...this.systems];
    const params = { ...changes, ...(systems.length > 0 && { acs_system_ids: systems }) };
    return create(call, params, this.unclear, (attempt) => (this.unclear = attempt));
  }
}

const without = <Fields extends object>(fields: Fields, name: keyof Fields): Fields => {
  const { [name]: _, ...rest } = fields;
  return rest as Fields;
};

export type { SeamEventDetails, SeamEventMap } from '../base/events.js';

declare global {
  interface HTMLElementTagNameMap {
    'seam-user-identity-form': SeamUserIdentityForm;
  }
}

define('seam-user-identity-form', SeamUserIdentityForm);
