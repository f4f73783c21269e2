import { html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import {
  acsSystemsList,
  userIdentitiesEnrollmentAutomationsList,
  type EnrollmentAutomation,
} from '../../api/contract.gen.js';
import { automations as english } from '../../locales/en/automations.js';
import { button, buttonStyles } from '../../ui/button.js';
import { confirmation, dialogStyles } from '../../ui/dialog.js';
import { fieldStyles, focusFirstInvalid } from '../../ui/field.js';
import { icon } from '../../ui/icons.js';
import { select } from '../../ui/select.js';
import { Command } from '../data/command.js';
import { define } from '../base/define.js';
import { emit, emitCancelable } from '../base/events.js';
import { failure, failureOf } from '../base/error-notice.js';
import { listStyles } from '../shared/list.styles.js';
import { PersonElement } from '../base/person-element.js';
import { Query } from '../data/query.js';
import { resourceList } from '../shared/resource-list.js';
import { isUnknownToApi, launch, remove, untilGone } from './changes.js';
import { styles } from './seam-enrollment-automations.styles.js';

/**
 * Shows, launches and deletes a person's enrollment automations. Only older workspaces still have them.
 *
 * @summary Launch, list and delete enrollment automations.
 * @loadingHeight 8rem
 * @fires seam-ready - The first automations are rendered.
 * @fires seam-error - An error occurred; `detail` is a SeamError.
 * @fires seam-enrollment-automation-launched - An automation was launched.
 * @fires seam-before-enrollment-automation-deleted - An automation is about to be deleted; `preventDefault()`
 * stops it.
 * @fires seam-enrollment-automation-deleted - Seam accepted the deletion of an automation.
 * @csspart base - The container of all content.
 * @csspart automation - One enrollment automation.
 * @csspart dialog - The question before an automation is deleted.
 * @csspart notice - Shown in place of the automations if there are none or they could not be loaded.
 */
export class SeamEnrollmentAutomations extends PersonElement {
  static override styles = [
    PersonElement.styles,
    buttonStyles,
    dialogStyles,
    fieldStyles,
    listStyles,
    styles,
  ];

  @state() private managerId = '';
  @state() private isManagerMissing = false;
  @state() private createsUser = true;
  @state() private toDelete: EnrollmentAutomation | undefined;
  /** Ids of the automations that are being deleted. */
  @state() private leaving: ReadonlySet<string> = new Set();
  @state() private outcome: (() => string) | undefined;

  private readonly automations = new Query(this, () =>
    this.userIdentityId
      ? {
          endpoint: userIdentitiesEnrollmentAutomationsList,
          params: { user_identity_id: this.userIdentityId },
        }
      : undefined,
  );
  private readonly systems = new Query(this, () =>
    this.userIdentityId && this.automations.state.data ? { endpoint: acsSystemsList, params: {} } : undefined,
  );

  private readonly launching = new Command(this, ({ call }, user_identity_id: string) =>
    launch(call, {
      user_identity_id,
      credential_manager_acs_system_id: this.managerId,
      ...(this.createsUser && { create_credential_manager_user: true }),
    }),
  );
  private readonly deleting = new Command(this, ({ call }, id: string) => remove(call, id));

  override reset(): void {
    this.managerId = '';
    this.createsUser = true;
    this.isManagerMissing = false;
    this.outcome = undefined;
    this.toDelete = undefined;
    this.leaving = new Set();
    this.launching.forget();
    this.deleting.forget();
  }

  private get phrases() {
    return this.words('keys', 'automations', english);
  }

  private get managers() {
    return (this.systems.state.data ?? []).filter((system) => system.is_credential_manager);
  }

  protected override get titleWithoutPerson(): string {
    return this.phrases.title;
  }

  protected override renderContent(): TemplateResult {
    return html`<h2 id="title">${this.phrases.title}</h2>
      ${this.renderBody()}`;
  }

  private renderBody() {
    const { phrases } = this;
    const { state } = this.automations;
    if (state.error && isUnknownToApi(state.error)) return html`<p class="muted">${phrases.gone}</p>`;
    const list = resourceList(this, {
      query: this.automations,
      skeleton: html`<p role="status" class="visually-hidden">${this.general.loading}</p>
        <ul class="lines" aria-hidden="true">
          <li class="line"><span></span><span class="skeleton"></span></li>
        </ul>`,
      none: { icon: 'phone', title: phrases.empty, help: phrases.emptyHelp },
      drawRows: (automations) => this.renderRows(automations),
    });
    if (failureOf(state)) return list;
    return html`
      <p class="small muted">${phrases.help}</p>
      ${list}
      <p role="status" class="small">${this.outcome?.()}</p>
      ${state.data ? this.renderLaunch(state.data) : nothing} ${this.renderQuestion()}
    `;
  }

  private renderRows(automations: readonly EnrollmentAutomation[]) {
    const { phrases, format } = this;
    return html`<ul class="lines" role="list" aria-labelledby="title">
      ${automations.map((automation) => {
        const name = this.nameOf(automation);
        const isLeaving = this.leaving.has(automation.enrollment_automation_id);
        return html`<li class="line" part="automation">
          ${icon('phone')}
          <div>
            <span class="truncate" title=${name}>${name}</span>
            <span class="small muted" title=${format.dateTime(automation.created_at)}>
              ${isLeaving ? phrases.leaving : phrases.since(format.date(automation.created_at))}
            </span>
          </div>
          ${button({
            label: phrases.delete,
            name: phrases.deleteNamed(name),
            look: 'quiet',
            icon: 'remove',
            whyNot: isLeaving ? phrases.leaving : this.whyNot('enrollment_automations.delete'),
            run: () => {
              this.deleting.forget();
              this.toDelete = automation;
            },
          })}
        </li>`;
      })}
    </ul>`;
  }

  private nameOf({ credential_manager_acs_system_id: id }: EnrollmentAutomation): string {
    const manager = this.managers.find(({ acs_system_id }) => acs_system_id === id);
    return manager?.name ?? this.phrases.unknownManager;
  }

  private renderLaunch(automations: readonly EnrollmentAutomation[]) {
    const { phrases, general, systems } = this;
    const whyNot = this.whyNot('enrollment_automations.launch');
    if (whyNot) return html`<p class="small muted">${whyNot}</p>`;
    if (systems.state.error && !systems.state.data)
      return failure(systems.state.error, general, systems.refetch);
    if (!systems.state.data) return nothing;
    const taken = new Set(automations.map((one) => one.credential_manager_acs_system_id));
    const managers = this.managers.filter(({ acs_system_id }) => !taken.has(acs_system_id));
    if (managers.length === 0) return html`<p class="small muted">${phrases.noManagers}</p>`;
    const { error, isRunning } = this.launching;
    return html`
      <form class="launch" novalidate @submit=${this.onSubmit} aria-labelledby="title">
        ${error ? failure(error, general) : nothing}
        ${select({
          name: 'manager',
          label: phrases.manager,
          value: this.managerId,
          error: this.isManagerMissing && phrases.needed,
          options: [
            { value: '', label: phrases.choose },
            ...managers.map(({ acs_system_id, name }) => ({ value: acs_system_id, label: name })),
          ],
          onChange: (id) => {
            this.managerId = id;
            this.isManagerMissing = false;
          },
        })}
        <label class="choice-line">
          <input
            type="checkbox"
            .checked=${this.createsUser}
            @change=${(event: Event) => (this.createsUser = (event.target as HTMLInputElement).checked)}
          /><span>${phrases.createUser}</span>
        </label>
        ${button({ label: phrases.action, type: 'submit', look: 'primary', whyNot, isBusy: isRunning })}
      </form>
    `;
  }

  private renderQuestion() {
    const { phrases, general, toDelete } = this;
    if (!toDelete) return nothing;
    const { error, isRunning } = this.deleting;
    const close = () => (this.toDelete = undefined);
    return confirmation({
      title: phrases.ask(this.nameOf(toDelete)),
      body: html`<p>${phrases.askBody}</p>
        ${error ? failure(error, general) : nothing}`,
      cancel: general.cancel,
      confirm: phrases.askAction,
      isBusy: isRunning,
      onConfirm: () => void this.deleteAutomation(toDelete),
      onCancel: close,
    });
  }

  // ---- User actions ----

  private readonly onSubmit = (event: Event) => {
    event.preventDefault();
    void this.launch();
  };

  private async launch() {
    this.isManagerMissing = !this.managerId;
    if (this.isManagerMissing) {
      await this.updateComplete;
      return focusFirstInvalid(this.renderRoot);
    }
    const { signal } = this.scope;
    const automation = await this.launching.run(this.userIdentityId!);
    if (!automation) return;
    emit(this, 'seam-enrollment-automation-launched', detailOf(automation));
    if (signal.aborted) return;
    this.managerId = '';
    this.outcome = () => this.phrases.launched(this.nameOf(automation));
  }

  private async deleteAutomation(automation: EnrollmentAutomation) {
    const { signal } = this.scope;
    const id = automation.enrollment_automation_id;
    if (!emitCancelable(this, 'seam-before-enrollment-automation-deleted', detailOf(automation))) {
      this.toDelete = undefined;
      return;
    }
    if (!(await this.deleting.run(id))) return;
    emit(this, 'seam-enrollment-automation-deleted', detailOf(automation));
    if (signal.aborted) return;
    this.toDelete = undefined;
    this.outcome = () => this.phrases.deleted(this.nameOf(automation));
    this.leaving = new Set([...this.leaving, id]);
    await untilGone(this.session.client!.call, automation, signal).catch(() => undefined); // the list shows an error
    if (signal.aborted) return;
    this.leaving = new Set([...this.leaving].filter((one) => one !== id));
    this.automations.refetch();
  }
}

const detailOf = (enrollmentAutomation: EnrollmentAutomation) => ({
  userIdentityId: enrollmentAutomation.user_identity_id,
  enrollmentAutomationId: enrollmentAutomation.enrollment_automation_id,
  enrollmentAutomation,
});

export type { SeamEventDetails, SeamEventMap } from '../base/events.js';

declare global {
  interface HTMLElementTagNameMap {
    'seam-enrollment-automations': SeamEnrollmentAutomations;
  }
}

define('seam-enrollment-automations', SeamEnrollmentAutomations);
