import { html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { AcsCredential } from '../../api/contract.gen.js';
import { credentials as english } from '../../locales/en/credentials.js';
import { keys as keyEnglish } from '../../locales/en/keys.js';
import {
  credentialStatus,
  type CredentialGroup,
  type CredentialStatus,
} from '../../operations/credential-status.js';
import { buttonStyles } from '../../ui/button.js';
import { confirmation, dialogStyles } from '../../ui/dialog.js';
import { complaintsOf, fieldStyles, focusFirstInvalid, type Complaint } from '../../ui/field.js';
import { notice } from '../../ui/badge-and-notice.js';
import { knownZone, localOf, readersZone } from '../../ui/zoned-time.js';
import { Command } from '../data/command.js';
import { credentialName, isUnderWay, systemProblems } from '../shared/credential-badges.js';
import { define } from '../base/define.js';
import { emit, emitCancelable } from '../base/events.js';
import { failure, failureOf } from '../base/error-notice.js';
import { keyRowStyles } from '../shared/credential-rows.styles.js';
import { listStyles } from '../shared/list.styles.js';
import { Lookout } from '../data/poll-while.js';
import { PersonElement } from '../base/person-element.js';
import { PersonKeys } from '../data/credentials-query.js';
import { phoneName } from '../shared/phone-name.js';
import { resourceList } from '../shared/resource-list.js';
import { scheduleErrors, scheduleOf, timeField } from '../shared/schedule.js';
import { changeEnd, deleteCredential } from './credential-changes.js';
import { credentialRow } from './credential-row.js';
import { styles } from './seam-credential-list.styles.js';

/** The question before a change of a credential. */
interface Question {
  readonly act: 'change' | 'delete';
  readonly group: CredentialGroup;
}

/**
 * Shows the credentials of a person: the multi-phone ones with their state on each phone, and all others. Shows
 * their times, entrances and problems; changes the end, and deletes credentials.
 *
 * @summary Credentials of a person.
 * @loadingHeight 6rem
 * @fires seam-ready - The first credentials are rendered.
 * @fires seam-error - An error occurred; `detail` is a SeamError.
 * @fires seam-credential-updated - The end of a credential was changed.
 * @fires seam-before-credential-deleted - A credential is about to be deleted; `preventDefault()` stops it.
 * @fires seam-credential-deleted - Seam accepted the deletion of a credential.
 * @csspart base - The container of all content.
 * @csspart credential - One credential.
 * @csspart child - The state of the credential on one phone.
 * @csspart field - The field for the new end.
 * @csspart dialog - The question before a change.
 * @csspart notice - Shown in place of the credentials if there are none or they could not be loaded.
 */
export class SeamCredentialList extends PersonElement {
  static override styles = [
    PersonElement.styles,
    buttonStyles,
    dialogStyles,
    fieldStyles,
    listStyles,
    keyRowStyles,
    styles,
  ];

  @state() private shownStatus: CredentialStatus | '' = '';
  @state() private asked: Question | undefined;
  /** As typed, in the time zone of the access system. */
  @state() private newEnd = '';
  @state() private endError: Complaint | undefined;

  private readonly read = new PersonKeys(this, () => this.userIdentityId, 'credentials');
  private readonly changing = new Command(this, ({ call }, id: string, end: string) =>
    changeEnd(call, id, end),
  );
  private readonly deleting = new Command(this, ({ call }, id: string) => deleteCredential(call, id));

  constructor() {
    super();
    new Lookout(this, () => this.underWay(), this.read.look);
  }

  override reset(): void {
    this.closeQuestion();
    this.shownStatus = '';
  }

  private get phrases() {
    return this.words('keys', 'credentials', english);
  }

  private statusOf({ credential, children }: CredentialGroup): CredentialStatus {
    const phones = this.read.phones.state.data;
    return credentialStatus(credential, { children, phones: phones ?? null, now: Date.now() });
  }

  /** The status of the credential, then of its copy on each phone. */
  private statusesOf(group: CredentialGroup): CredentialStatus[] {
    const now = Date.now();
    return [this.statusOf(group), ...group.children.map((child) => credentialStatus(child, { now }))];
  }

  /** The pending changes, as text that differs after each change. The element polls until it is empty. */
  private underWay(): string {
    const statuses = this.read.groups.map((group) => this.statusesOf(group));
    return statuses.some((some) => some.some(isUnderWay)) ? statuses.join(';') : '';
  }

  protected override get titleWithoutPerson(): string {
    return this.phrases.title;
  }

  protected override renderContent(): TemplateResult {
    const { phrases, general, format } = this;
    const { state } = this.read.credentials;
    const isFailed = failureOf(state) !== null;
    const { length } = this.read.groups;
    const count = state.data ? phrases.count(format.number(length), length) : general.loading;
    return html`
      <div class="heading">
        <h2 id="title">${phrases.title}</h2>
        <p role="status" class="small muted figures">${isFailed ? '' : count}</p>
        ${length > 1 && !isFailed ? this.renderFilter() : nothing}
      </div>
      ${this.renderList()} ${this.asked ? this.renderQuestion(this.asked) : nothing}
    `;
  }

  private renderFilter() {
    const { phrases } = this;
    const words = this.words('keys', 'keys', keyEnglish).statuses;
    const there = new Set(this.read.groups.flatMap((group) => this.statusesOf(group)));
    if (this.shownStatus) there.add(this.shownStatus);
    const statuses = Object.keys(words) as CredentialStatus[];
    const onChange = (event: Event) =>
      (this.shownStatus = (event.target as HTMLSelectElement).value as CredentialStatus | '');
    return html`<label class="field filter small">
      <span>${phrases.filter}</span>
      <select @change=${onChange} .value=${this.shownStatus}>
        <option value="">${phrases.all}</option>
        ${statuses
          .filter((status) => there.has(status))
          .map((status) => html`<option value=${status}>${words[status]}</option>`)}
      </select>
    </label>`;
  }

  private renderList() {
    const { phrases } = this;
    const refusal = this.whyNot('credentials.update') ?? this.whyNot('credentials.delete');
    return resourceList(this, {
      query: this.read.credentials,
      skeleton,
      above: (credentials) => html`
        ${systemProblems(this, this.read.systems.state.data ?? [], credentials)}
        ${refusal && credentials.length > 0 ? html`<p class="small muted">${refusal}</p>` : nothing}
      `,
      none: { icon: 'key', title: phrases.empty, help: phrases.emptyHelp },
      drawRows: () => this.renderGroups(),
    });
  }

  private renderGroups() {
    const shown = this.read.groups.filter(
      (group) => !this.shownStatus || this.statusesOf(group).includes(this.shownStatus),
    );
    if (shown.length === 0) return notice({ icon: 'key', tone: 'neutral', title: this.phrases.noneSuch });
    return html`<ul class="lines" role="list" aria-labelledby="title">
      ${repeat(
        shown,
        ({ credential }) => credential.acs_credential_id,
        (group) => this.renderGroup(group),
      )}
    </ul>`;
  }

  private renderGroup(group: CredentialGroup) {
    const { credential } = group;
    return credentialRow(this, {
      group,
      status: this.statusOf(group),
      name: credentialName(this, this.read, credential),
      doors: this.read.doorsOf(credential)?.map(({ display_name }) => display_name),
      system: this.read.systemOf(credential),
      phoneOf: (child) => this.phoneOf(child),
      onChangeEnd: () => this.askQuestion({ act: 'change', group }),
      onDelete: () => this.askQuestion({ act: 'delete', group }),
    });
  }

  private phoneOf(child: AcsCredential): string | undefined {
    const phone = this.read.carriersOf(child)?.[0];
    return phone && phoneName(this, phone, this.read.phones.state.data ?? []);
  }

  private zoneOf(credential: AcsCredential): string | undefined {
    return knownZone(this.read.systemOf(credential)?.location.time_zone);
  }

  private askQuestion(question: Question) {
    const { ends_at } = question.group.credential;
    this.closeQuestion();
    this.asked = question;
    this.newEnd = ends_at === undefined ? '' : localOf(ends_at, this.zoneOf(question.group.credential));
  }

  private closeQuestion() {
    this.asked = this.endError = undefined;
    this.changing.forget();
    this.deleting.forget();
  }

  private renderQuestion({ act, group }: Question) {
    const { phrases, general } = this;
    const isChange = act === 'change';
    const command = isChange ? this.changing : this.deleting;
    const name = credentialName(this, this.read, group.credential);
    return confirmation({
      title: isChange ? phrases.askEnd(name) : phrases.askDelete(name),
      body: html`
        ${isChange ? this.renderEnd(group) : this.renderLoss(group)}
        ${command.error ? failure(command.error, general) : nothing}
      `,
      cancel: general.cancel,
      confirm: isChange ? general.save : phrases.deleteAction,
      look: isChange ? 'primary' : 'danger',
      isBusy: command.isRunning,
      onConfirm: () => void (isChange ? this.change(group) : this.delete(group)),
      onCancel: () => this.closeQuestion(),
    });
  }

  private renderEnd({ credential }: CredentialGroup) {
    const { phrases, general, newEnd } = this;
    const zone = this.zoneOf(credential);
    return timeField(this, {
      name: 'end',
      label: phrases.end,
      edge: 'end',
      timeZone: zone,
      value: newEnd,
      isFirst: true,
      isRequired: true,
      error: this.endError?.(general),
      help: zone ? general.times.zone(zone) : general.times.ownZone(readersZone()),
      onInput: (value) => {
        this.newEnd = value;
        this.endError = undefined;
      },
    });
  }

  /** Lists what is deleted together with the credential. */
  private renderLoss({ credential, children }: CredentialGroup) {
    const { phrases, format } = this;
    const phones = children.map((child) => this.phoneOf(child) ?? phrases.somePhone);
    return html`
      ${phones.length > 0 ? html`<p>${phrases.takenOff(format.list(phones))}</p>` : nothing}
      ${credential.is_multi_phone_sync_credential === true ? html`<p>${phrases.noNewPhones}</p>` : nothing}
      <p class="muted">${phrases.forGood}</p>
    `;
  }

  private async change({ credential }: CredentialGroup) {
    const { asked } = this;
    const userIdentityId = this.userIdentityId!;
    const { acs_credential_id, starts_at } = credential;
    const zone = this.zoneOf(credential);
    const typed = { starts_at: '', ends_at: this.newEnd };
    this.endError = complaintsOf(this.renderRoot)['end'] ?? scheduleErrors(typed, zone, Date.now()).ends_at;
    const { ends_at = '' } = this.endError ? {} : scheduleOf(typed, zone);
    if (starts_at && Date.parse(ends_at) <= Date.parse(starts_at))
      this.endError = ({ times }) => times.endsTooEarly;
    if (this.endError) {
      await this.updateComplete;
      return focusFirstInvalid(this.renderRoot);
    }
    const acsCredential = await this.changing.run(acs_credential_id, ends_at);
    if (!acsCredential) return;
    if (this.asked === asked) this.closeQuestion();
    emit(this, 'seam-credential-updated', {
      userIdentityId,
      acsCredentialId: acs_credential_id,
      acsCredential,
    });
  }

  private async delete({ credential }: CredentialGroup) {
    const { asked } = this;
    const detail = {
      userIdentityId: this.userIdentityId!,
      acsCredentialId: credential.acs_credential_id,
      acsCredential: credential,
    };
    if (!emitCancelable(this, 'seam-before-credential-deleted', detail)) return;
    if (!(await this.deleting.run(credential.acs_credential_id))) return;
    if (this.asked === asked) this.closeQuestion();
    emit(this, 'seam-credential-deleted', detail);
  }
}

const skeleton = html`<div class="lines" aria-hidden="true">
  ${[1, 2].map(() => html`<div class="row credential"><span></span><span class="skeleton"></span></div>`)}
</div>`;

export type { SeamEventDetails, SeamEventMap } from '../base/events.js';

declare global {
  interface HTMLElementTagNameMap {
    'seam-credential-list': SeamCredentialList;
  }
}

define('seam-credential-list', SeamCredentialList);
