import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import {
  phonesGet,
  phonesSimulateCreateSandboxPhone,
  workspacesGet,
  type Phone,
} from '../../api/contract.gen.js';
import { phones as english } from '../../locales/en/keys.js';
import { canTakeKeys, isBeingDeleted } from '../../operations/resource-state.js';
import { button, buttonStyles } from '../../ui/button.js';
import { dialogStyles } from '../../ui/dialog.js';
import { field, fieldStyles } from '../../ui/field.js';
import { Command } from '../data/command.js';
import { credentialName, isUnderWay, systemProblems } from '../shared/credential-badges.js';
import { define } from '../base/define.js';
import { failure, failureOf } from '../base/error-notice.js';
import { fetchPart } from '../shared/fetch-part.js';
import { keyRowStyles } from '../shared/credential-rows.styles.js';
import { listStyles } from '../shared/list.styles.js';
import { Lookout } from '../data/poll-while.js';
import { PersonElement } from '../base/person-element.js';
import { PersonKeys, isOnOnePhone } from '../data/credentials-query.js';
import { Query, tellReady } from '../data/query.js';
import { phoneName } from '../shared/phone-name.js';
import { resourceList } from '../shared/resource-list.js';
import type { Deactivation, Lost } from './deactivation.js';
import { keysOf, spreads, type PhoneKey } from './phone-keys.js';
import { keyRow, phoneRow } from './phone-row.js';
import { styles } from './seam-phone-manager.styles.js';

/**
 * Shows a person's phones with the keys on each. Deactivates a lost phone and shows the progress until its keys are
 * gone; waits for a new phone and shows when its keys arrive.
 *
 * @summary Phones of a person.
 * @loadingHeight 6rem
 * @fires seam-ready - The first phones are rendered.
 * @fires seam-error - An error occurred; `detail` is a SeamError.
 * @fires seam-before-phone-deactivated - A phone is about to be deactivated; `preventDefault()` stops it.
 * @fires seam-phone-deactivated - A phone was deactivated; `detail` has `userIdentityId` and `deviceId`.
 * @csspart base - The container of all content.
 * @csspart phone - One phone.
 * @csspart key - One key on a phone.
 * @csspart progress - The progress of a deactivation.
 * @csspart field - The field for a phone's id.
 * @csspart dialog - The question before a phone is deactivated.
 * @csspart notice - Shown in place of the phones if there are none or they could not be loaded.
 */
export class SeamPhoneManager extends PersonElement {
  static override styles = [
    PersonElement.styles,
    buttonStyles,
    dialogStyles,
    fieldStyles,
    listStyles,
    keyRowStyles,
    styles,
  ];

  /** Id of a phone to highlight. A phone of another person is looked up. */
  @property({ attribute: 'phone-id' }) phoneId: string | undefined;

  @state() private typedId: string | undefined;
  @state() private soughtId: string | undefined;
  /** Ids of the phones that existed when the user began to wait for a new one. */
  @state() private earlier: ReadonlySet<string> | undefined;

  private readonly read = new PersonKeys(this, () => this.userIdentityId, 'phones');
  /** Loaded on demand, because a phone is rarely lost. */
  @state() private deactivation: Deactivation | undefined;

  private readonly workspace = new Query(
    this,
    () =>
      this.read.hasGateway && this.session.refusalOf('workspace.read') === null
        ? { endpoint: workspacesGet, params: {} }
        : undefined,
    false,
  );

  override reset(): void {
    this.deactivation?.reset();
    this.simulating.forget();
    this.soughtId = this.earlier = this.typedId = undefined;
  }

  private readonly elsewhere = new Query(
    this,
    () => {
      const { wantedId } = this;
      const { data } = this.read.phones.state;
      const isElsewhere = data && wantedId && !data.some(({ device_id }) => device_id === wantedId);
      return isElsewhere ? { endpoint: phonesGet, params: { device_id: wantedId } } : undefined;
    },
    false,
  );

  private readonly simulating = new Command(this, ({ call }, user_identity_id: string) =>
    call(phonesSimulateCreateSandboxPhone, { user_identity_id }),
  );

  constructor() {
    super();
    new Lookout(this, () => this.underWay(), this.read.look);
  }

  private get phrases() {
    return this.words('keys', 'phones', english);
  }

  private get wantedId(): string | undefined {
    return this.soughtId || this.phoneId;
  }

  private get phones(): readonly Phone[] {
    return this.read.phones.state.data ?? [];
  }

  /** Phones that appeared while the user waited. */
  private get newcomers(): readonly Phone[] {
    const { earlier } = this;
    return earlier ? this.phones.filter(({ device_id }) => !earlier.has(device_id)) : [];
  }

  protected override updated(): void {
    // Without a gateway, the element shows only credentials.
    if (!this.read.hasGateway && this.read.credentials.state.data) tellReady(this);
  }

  private keysOn(phone: Phone): readonly PhoneKey[] | undefined {
    if (!this.read.credentials.state.data) return undefined;
    return keysOf(phone, this.read.groups, (credential) => this.read.carriersOf(credential), Date.now());
  }

  /** The pending changes, as text that differs after each change. The element polls until it is empty. */
  private underWay(): string {
    const moving = this.phones.map((phone) => {
      const keys = (this.keysOn(phone) ?? []).filter(({ status }) => isUnderWay(status));
      if (isBeingDeleted(phone)) return `${phone.device_id} leaves`;
      if (canTakeKeys(phone) !== false && keys.length === 0) return '';
      return `${phone.device_id} ${canTakeKeys(phone)} ${keys.map(({ status }) => status).join()}`;
    });
    const isExpecting = this.earlier !== undefined && this.newcomers.length === 0;
    return [...moving, isExpecting && 'phone', this.deactivation?.isRunning && 'deactivation']
      .filter(Boolean)
      .join();
  }

  protected override get titleWithoutPerson(): string {
    return this.phrases.title;
  }

  protected override renderContent(): TemplateResult {
    return html`
      ${this.read.hasGateway ? this.renderHeading() : this.renderAlone()} ${this.renderExpecting()}
      ${this.deactivation?.renderProgress()}
      ${this.read.hasGateway ? this.renderBody() : this.renderKeysAlone()}
      ${this.deactivation?.renderQuestion()}
    `;
  }

  private renderHeading() {
    const { phrases, general, format } = this;
    const { data } = this.read.phones.state;
    const count = data ? phrases.count(format.number(data.length), data.length) : general.loading;
    const isFailed = failureOf(this.read.phones.state) !== null;
    const expect = () => (this.earlier = new Set(this.phones.map(({ device_id }) => device_id)));
    return html`
      <div class="heading">
        <h2 id="title">${phrases.title}</h2>
        <p role="status" class="small muted figures">${isFailed ? '' : count}</p>
        ${
          data && !isFailed
            ? html`<div class="actions">
                ${this.renderSimulate()}
                ${button({ label: phrases.add, icon: 'plus', run: expect, whyNot: this.earlier ? '' : null })}
              </div>`
            : nothing
        }
      </div>
    `;
  }

  private renderSimulate() {
    if (this.workspace.state.data?.is_sandbox !== true) return nothing;
    return button({
      label: this.phrases.simulate,
      whyNot: this.whyNot('phones.simulate'),
      isBusy: this.simulating.isRunning,
      run: () => void this.simulating.run(this.userIdentityId!),
    });
  }

  /** No event reports a new phone, so the element polls while the user waits. */
  private renderExpecting() {
    const { phrases, earlier } = this;
    const { error } = this.simulating;
    const [newcomer] = this.newcomers;
    const stop = () => (this.earlier = undefined);
    return html`
      ${error ? failure(error, this.general) : nothing}
      ${
        earlier
          ? html`<div class="panel">
              <p role="status">
                <strong>${newcomer ? phrases.appeared(newcomer.display_name) : phrases.expecting}</strong>
              </p>
              ${newcomer ? nothing : html`<p class="muted">${phrases.expectingHelp}</p>`}
              ${this.renderFollowing()}
              <div class="actions">
                ${button({ label: newcomer ? phrases.done : phrases.stopWaiting, run: stop })}
              </div>
            </div>`
          : nothing
      }
    `;
  }

  private renderBody() {
    const { phones } = this.read;
    const list = this.renderList();
    if (failureOf(phones.state) || !phones.state.data) return list;
    return html`${list} ${this.earlier ? nothing : this.renderFollowing()} ${this.renderFinder()}`;
  }

  private renderList() {
    const { phrases } = this;
    const refusal = this.whyNot('phones.deactivate');
    return resourceList(this, {
      query: this.read.phones,
      skeleton,
      above: (phones) => html`
        ${this.renderKeyTrouble()}
        ${refusal && phones.length > 0 ? html`<p class="small muted">${refusal}</p>` : nothing}
      `,
      none: { icon: 'phone', title: phrases.empty, help: phrases.emptyHelp },
      drawRows: (phones) =>
        html`<ul class="lines" role="list" aria-labelledby="title">
          ${repeat(
            phones,
            ({ device_id }) => device_id,
            (phone) => this.renderPhone(phone),
          )}
        </ul>`,
    });
  }

  /** Why credentials are not shown, or do not arrive. */
  private renderKeyTrouble() {
    const { error } = this.read.credentials.state;
    const refusal = this.session.refusalOf('credentials.read');
    if (refusal || error?.kind === 'not_permitted')
      return html`<p class="small muted">${this.phrases.keysNotPermitted}</p>`;
    if (error) return failure(error, this.general, this.read.credentials.refetch);
    return systemProblems(this, this.read.systems.state.data ?? [], this.read.all);
  }

  private renderPhone(phone: Phone) {
    const { deactivation, phrases } = this;
    const whyNot = this.whyNot('phones.deactivate') ?? (deactivation?.isRunning ? phrases.busy : null);
    const isRefused = this.session.refusalOf('credentials.read') || this.read.credentials.state.error;
    return phoneRow(this, this.read, {
      phone,
      keys: isRefused ? null : this.keysOn(phone),
      isWanted: phone.device_id === this.wantedId,
      deactivate: { whyNot, run: () => this.ask(phone) },
    });
  }

  private renderFollowing() {
    const { phrases } = this;
    if (!this.read.credentials.state.data) return nothing;
    const now = Date.now();
    const following = this.read.groups.filter((group) => spreads(group, now));
    const names = following.map(({ credential }) => credentialName(this, this.read, credential));
    return html`<p class="small muted">
      ${names.length > 0 ? `${phrases.follow} ${this.format.list(names)}` : phrases.followNone}
    </p>`;
  }

  private renderFinder() {
    const { phrases, general } = this;
    const { data, error } = this.elsewhere.state;
    const isMissing = error?.kind === 'not_found' || error?.kind === 'invalid_input';
    return html`
      <details class="find" ?open=${Boolean(this.wantedId)}>
        <summary>${phrases.find}</summary>
        <form novalidate @submit=${this.onFind}>
          ${this.renderIdField()} ${button({ label: phrases.findAction, type: 'submit' })}
        </form>
        <div role="status">
          ${isMissing ? html`<p>${phrases.notFound}</p>` : nothing}
          ${data ? html`<p class="attention">${phrases.foundOther}</p>` : nothing}
        </div>
        ${error && !isMissing ? failure(error, general, this.elsewhere.refetch) : nothing}
        ${
          data
            ? html`<ul class="lines" role="list">
                ${phoneRow(this, this.read, { phone: data, keys: null, isWanted: true })}
              </ul>`
            : nothing
        }
      </details>
    `;
  }

  private renderIdField() {
    return field({
      name: 'phone-id',
      label: this.phrases.findLabel,
      value: this.typedId ?? this.phoneId ?? '',
      onInput: (value) => (this.typedId = value),
    });
  }

  private readonly onFind = async (event: Event) => {
    event.preventDefault();
    this.soughtId = this.typedId?.trim();
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('.wanted')?.focus();
  };

  /** The view without a gateway: credentials, and the deactivation of a phone by its id. */
  private renderAlone() {
    const { phrases } = this;
    return html`
      <div class="heading"><h2 id="title">${phrases.title}</h2></div>
      <p>${phrases.alone} <span class="muted">${phrases.aloneHelp}</span></p>
      <form novalidate @submit=${this.onDeactivateById}>
        ${this.renderIdField()}
        ${button({
          label: phrases.deactivatePhone,
          look: 'danger',
          type: 'submit',
          whyNot: this.whyNot('phones.deactivate') ?? ((this.typedId ?? this.phoneId) ? null : ''),
          isBusy: this.deactivation?.isRunning === true,
        })}
      </form>
    `;
  }

  private renderKeysAlone() {
    const { phrases, general } = this;
    const { state, refetch } = this.read.credentials;
    const { data } = state;
    const error = failureOf(state);
    if (error) return failure(error, general, refetch);
    if (!data) return skeleton;
    return html`
      <h3 id="keys-title">${phrases.aloneKeys}</h3>
      ${systemProblems(this, this.read.systems.state.data ?? [], data)}
      <ul class="keys" role="list" aria-labelledby="keys-title">
        ${data.filter(isOnOnePhone).map((credential) => keyRow(this, this.read, credential))}
      </ul>
      ${this.renderFollowing()}
    `;
  }

  private readonly onDeactivateById = (event: Event) => {
    event.preventDefault();
    const deviceId = (this.typedId ?? this.phoneId)!.trim();
    if (!deviceId) return;
    const userIdentityId = this.userIdentityId!;
    const lost = { deviceId, userIdentityId, name: deviceId, keys: undefined, others: undefined };
    void this.askAbout(() => lost);
  };

  private ask(phone: Phone) {
    const { device_id: deviceId } = phone;
    const userIdentityId = this.userIdentityId!;
    void this.askAbout(() => {
      const keys = this.keysOn(phone)?.flatMap(({ credential, origin }) =>
        credential ? [[credential.acs_credential_id, credentialName(this, this.read, origin)] as const] : [],
      );
      const others = this.phones.filter((other) => other.device_id !== deviceId && !isBeingDeleted(other));
      return {
        deviceId,
        userIdentityId,
        name: phoneName(this, phone, this.phones),
        keys: keys && new Map(keys),
        others: others.map((other) => phoneName(this, other, this.phones)),
      };
    });
  }

  private async askAbout(lost: () => Lost) {
    const { signal } = this.scope;
    const part = await fetchPart(this, import('./deactivation.js'));
    if (!part || signal.aborted) return;
    this.deactivation ??= new part.Deactivation(this, this.read.look);
    this.deactivation.ask(lost);
  }
}

const skeleton = html`<div class="lines" aria-hidden="true">
  ${[1, 2].map(() => html`<div class="row phone"><span></span><span class="skeleton"></span></div>`)}
</div>`;

export type { SeamEventDetails, SeamEventMap } from '../base/events.js';

declare global {
  interface HTMLElementTagNameMap {
    'seam-phone-manager': SeamPhoneManager;
  }
}

define('seam-phone-manager', SeamPhoneManager);
