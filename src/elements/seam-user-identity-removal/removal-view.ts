import { Task, TaskStatus, initialState } from '@lit/task';
import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import { SeamError, asSeamError } from '../../api/errors.js';
import type { Permission } from '../../api/permissions.js';
import type { SeamClient } from '../../client/client.js';
import { removal as english } from '../../locales/en/removing.js';
import type { RemovalPreview } from '../../operations/preview-removal.js';
import { removalPermissions } from '../../operations/removal-permissions.js';
import type { RemovalParams, RemovalStep } from '../../operations/remove-user-identity.js';
import { button } from '../../ui/button.js';
import { field } from '../../ui/field.js';
import { icon } from '../../ui/icons.js';
import { notice } from '../../ui/badge-and-notice.js';
import type { SeamElement } from '../base/seam-element.js';
import { emit, emitCancelable } from '../base/events.js';
import { failure } from '../base/error-notice.js';
import { tellReady } from '../data/query.js';
import { milestone, renderAccount } from './removal-progress.js';
import { typedCount } from './parse-count.js';
import { renderPreview } from './removal-preview.js';
import { RemovalRun, type Clock } from './removal-run.js';
import { acsUserOf, stepName, type Account } from './step-labels.js';
import { isUnderWay, lookAt, nameIn, previewIn, type Subject } from './removal-target.js';

/** Needed to show the target. Other data that the caller may not read is shown as unknown. */
const neededToLook: readonly Permission[] = ['user_identities.read'];

/** The element: the target and the settings of the removal. */
type Host = SeamElement & {
  readonly ids: readonly string[];
  readonly strategy: RemovalParams['strategy'];
  readonly clock: Clock | undefined;
};

/** The whole content of the element, loaded on demand. */
export class RemovalView implements ReactiveController {
  private isUnderstood = false;
  private typed = '';
  private unlink: ReadonlySet<string> = new Set();
  private skip: ReadonlySet<string> = new Set();
  private shownPhase = 'ask';
  private losesFocus = false;

  private readonly removal: RemovalRun;
  private toldError: SeamError | undefined = undefined;
  private readonly subject: Task<readonly [SeamClient | undefined, string, string | undefined], Subject>;

  constructor(private readonly host: Host) {
    host.addController(this);
    this.removal = new RemovalRun(host);
    this.subject = new Task(host, {
      args: () =>
        [this.canLook ? host.session.client : undefined, host.ids.join(), this.info?.caller] as const,
      task: ([client], { signal }): Promise<Subject> | typeof initialState =>
        client ? lookAt(client.call, this.host.ids, host, signal) : initialState,
      onComplete: () => tellReady(host),
      onError: (error) => this.tell(asSeamError(error)),
    });
  }

  hostUpdate() {
    const { phase, host } = this;
    this.losesFocus = phase !== this.shownPhase && host.matches(':focus-within');
    this.shownPhase = phase;
  }

  hostUpdated() {
    // The focused control was removed, so the focus moves to the title.
    if (this.losesFocus) this.host.renderRoot.querySelector<HTMLElement>('#title')?.focus();
    const { client } = this.host.session;
    if (this.phase === 'ask') this.tell(this.host.session.ended);
    const isRefused = client && (!client.hasGateway || this.missing(neededToLook).length > 0);
    if (isRefused && this.host.ids.length > 0) tellReady(this.host);
  }

  /** The end of a session may be reported before the preview and again with it. Fires the event once. */
  private tell(error: SeamError | undefined): void {
    if (error && (error.kind !== 'session_ended' || this.toldError?.kind !== 'session_ended'))
      emit(this.host, 'seam-error', error);
    this.toldError = error;
  }

  private get phrases() {
    return this.host.words('removing', 'removal', english);
  }

  /** `undefined` without a gateway, where no removal is possible, so that nothing is requested. */
  private get info() {
    return this.host.session.client?.hasGateway ? this.host.session.info : undefined;
  }

  private get canLook(): boolean {
    return (
      this.host.isConnected &&
      (!this.host.session.ended || this.phase !== 'ask') &&
      this.info !== undefined &&
      this.host.ids.length > 0 &&
      this.missing(neededToLook).length === 0
    );
  }

  get isRunning(): boolean {
    return this.removal.isRunning;
  }

  private get phase(): 'ask' | 'running' | 'ended' {
    if (this.removal.people.length === 0) return 'ask';
    return this.isRunning ? 'running' : 'ended';
  }

  private missing(needed: readonly Permission[]): Permission[] {
    return needed.filter((permission) => this.host.session.refusalOf(permission) === 'not_permitted');
  }

  /** Clears the run and the choices, because the target or the caller has changed. */
  reset(): void {
    this.removal.forget();
    this.isUnderstood = false;
    this.typed = '';
    this.unlink = this.skip = new Set();
  }

  render(): TemplateResult {
    return html`
      ${this.phase === 'ask' ? this.renderQuestion() : this.renderRemoval()}
      <p role="status" class="visually-hidden">${this.milestone}</p>
    `;
  }

  private get milestone(): string {
    if (this.phase !== 'ask') return milestone(this.host, this.account);
    return this.subject.status === TaskStatus.PENDING ? this.host.general.loading : '';
  }

  // ---- Before the removal ----

  private renderQuestion(): TemplateResult {
    const { subject } = this;
    const { general } = this.host;
    const title = this.renderTitle(this.question());
    if (this.host.session.refusalOf('user_identities.delete') === 'gateway_required')
      return html`${title} ${failure(new SeamError('gateway_required', ''), general)}`;
    const missing = this.missing(neededToLook);
    if (missing.length > 0) {
      const { title: what, help } = general.errors.not_permitted;
      return html`${title}
      ${notice({ icon: 'attention', tone: 'bad', title: what, help: `${help} ${this.needs(missing)}` })}`;
    }
    const { ended } = this.host.session;
    if (ended) return html`${title} ${failure(ended, general)}`;
    if (subject.status === TaskStatus.ERROR) {
      return html`${title} ${failure(asSeamError(subject.error), general, () => void subject.run())}`;
    }
    if (subject.status !== TaskStatus.COMPLETE) return html`${title} ${this.renderSkeleton()}`;
    if (subject.value === 'nobody') {
      const { title: what, help } = general.errors.not_found;
      return html`${title} ${notice({ icon: 'people', tone: 'neutral', title: what, help })}`;
    }
    return html`${title} ${this.renderForm(subject.value!)}`;
  }

  private question(): string {
    const { phrases } = this;
    const { ids, format } = this.host;
    if (ids.length > 1) return phrases.titleMany(format.number(ids.length), ids.length);
    const preview = previewIn(this.known);
    return preview ? phrases.ask(preview.user_identity.display_name) : phrases.title;
  }

  private get known(): Subject | undefined {
    return this.subject.status === TaskStatus.COMPLETE ? this.subject.value : undefined;
  }

  private renderTitle(text: string) {
    return html`<h2 id="title" tabindex="-1">${text}</h2>`;
  }

  private renderSkeleton() {
    return html`<div class="skeletons" aria-hidden="true">
      ${Array.from({ length: 4 }, () => html`<span class="skeleton"></span>`)}
    </div>`;
  }

  private renderForm(subject: Exclude<Subject, 'nobody'>) {
    const preview = previewIn(subject);
    return html`
      <form novalidate @submit=${this.onSubmit} aria-labelledby="title">
        ${'preview' in subject ? this.renderPerson(subject) : this.renderPeople()}
        ${this.renderSecondAct(preview)} ${this.renderStart(preview)}
      </form>
    `;
  }

  private renderPerson({ preview, own }: Extract<Subject, { preview: unknown }>) {
    const before = html`<p class="attention line">${icon('waiting')} ${this.phrases.underWay}</p>`;
    return html`
      ${isUnderWay(preview) ? before : nothing} ${renderPreview(this.host, preview, own, this.unlinking)}
    `;
  }

  private get unlinking() {
    const toggle = (id: string) => {
      const next = new Set(this.unlink);
      if (!next.delete(id)) next.add(id);
      this.unlink = next;
      this.host.requestUpdate();
    };
    return { ids: this.unlink, toggle };
  }

  private renderPeople() {
    const { phrases } = this;
    return html`
      <ul class="people" role="list" aria-labelledby="title" tabindex="0">
        ${this.host.ids.map((id) => html`<li class="truncate" dir="auto" title=${nameIn(this.known, id)}>${nameIn(this.known, id)}</li>`)}
      </ul>
      <p>${phrases.goesWithMany}</p>
    `;
  }

  /** A checkbox, so that it works with every keyboard: the user need not type a name. */
  private renderSecondAct(preview: RemovalPreview | undefined) {
    const { phrases } = this;
    const { ids, format } = this.host;
    const understand = (event: Event) => {
      this.isUnderstood = (event.target as HTMLInputElement).checked;
      this.host.requestUpdate();
    };
    if (preview)
      return html`<label class="choice-line">
        <input type="checkbox" .checked=${this.isUnderstood} @change=${understand} />${phrases.understood}
      </label>`;
    return field({
      name: 'count',
      label: phrases.typeCount(format.number(ids.length)),
      value: this.typed,
      onInput: (typed) => {
        this.typed = typed;
        this.host.requestUpdate();
      },
    });
  }

  private renderStart(preview: RemovalPreview | undefined) {
    const { phrases } = this;
    const { ids, general, format } = this.host;
    const refusal = this.refusal();
    const isConfirmed = preview ? this.isUnderstood : typedCount(this.typed) === ids.length;
    const first = preview ? phrases.tickFirst : phrases.typeCountFirst;
    const goesOn = preview && isUnderWay(preview);
    const label = preview
      ? phrases.start(preview.user_identity.display_name)
      : phrases.startMany(format.number(ids.length), ids.length);
    return html`
      <div class="actions">
        ${refusal ? html`<p class="small muted">${refusal}</p>` : nothing}
        ${button({ label: general.cancel, run: () => this.cancel() })}
        ${button({
          label: goesOn ? phrases.goOn : label,
          type: 'submit',
          look: 'danger',
          whyNot: refusal ?? (isConfirmed ? null : first),
        })}
      </div>
    `;
  }

  /** Why the removal cannot start, as text; null if it can, '' while that is not known. */
  private refusal(): string | null {
    const missing = this.missing(removalPermissions[strategyOf(this.host)]);
    return missing.length > 0
      ? `${this.host.general.refusals.not_permitted} ${this.needs(missing)}`
      : this.host.whyNot('user_identities.delete');
  }

  private needs(missing: readonly Permission[]): string {
    return this.phrases.needs(missing.join(', '));
  }

  // ---- During and after the removal ----

  private get account(): Account {
    const now = (this.host.clock?.now ?? Date.now)();
    return { removal: this.removal, subject: this.known, now };
  }

  private renderRemoval(): TemplateResult {
    const { ended } = this.host.session;
    return html`
      ${ended && this.removal.error?.kind !== 'session_ended' ? failure(ended, this.host.general) : nothing}
      ${renderAccount(this.host, this.account, (step) => this.renderWaysOut(step))}
      ${this.removal.isRunning ? this.renderStop() : this.renderClose()}
    `;
  }

  /** A step failed: offers what to do with the resource that could not be removed. */
  private renderWaysOut(step: RemovalStep) {
    const { phrases } = this;
    const preview = previewIn(this.known);
    const what = stepName(this.host, step, preview);
    const acsUser = acsUserOf(step.id, preview)?.acs_user;
    const skip = () => {
      this.skip = new Set([...this.skip, step.id]);
      void this.start();
    };
    const unlink = () => {
      this.unlink = new Set([...this.unlink, acsUser!.acs_user_id]);
      void this.start();
    };
    if (step.kind === 'user_identity') return nothing;
    return html`
      ${
        acsUser && step.kind !== 'acs_user_link'
          ? button({
              label: phrases.unlink,
              name: phrases.unlinkName(what),
              run: unlink,
              whyNot: this.refusal() ?? this.host.whyNot('acs_users.link'),
            })
          : nothing
      }
      ${button({ label: phrases.skip, name: phrases.skipName(what), run: skip, whyNot: this.refusal() })}
    `;
  }

  private renderStop() {
    const { removal, phrases } = this;
    const { isStopping, isSingle } = removal;
    const label = isStopping ? (isSingle ? phrases.stopping : phrases.stopNow) : null;
    return html`<div class="actions">
      ${isStopping && !isSingle ? html`<p class="small muted">${phrases.stopping}</p>` : nothing}
      ${button({
        label: label ?? (isSingle ? phrases.stop : phrases.stopMany),
        run: () => removal.stop(),
        isBusy: isStopping && isSingle,
      })}
    </div>`;
  }

  private renderClose() {
    const { phrases } = this;
    const { general, format } = this.host;
    const { people } = this.removal;
    const left = people.filter(({ outcome }) => outcome !== 'removed');
    const isStopped = left.some(({ outcome, error }) => outcome === 'waiting' || error?.kind === 'cancelled');
    const again = isStopped || this.removal.error ? phrases.goOn : phrases.tryAgain;
    const retry =
      this.removal.isSingle || isStopped ? again : phrases.retryFailed(format.number(left.length));
    return html`<div class="actions">
      ${button({ label: general.close, run: () => this.finish() })}
      ${
        left.length > 0 && !this.removal.hasEndedWithPage
          ? button({
              label: retry,
              look: 'danger',
              whyNot: this.refusal(),
              run: () => void this.start(),
            })
          : nothing
      }
    </div>`;
  }

  // ---- User actions ----

  private readonly onSubmit = (event: Event) => {
    event.preventDefault();
    const start = this.host.renderRoot.querySelector('button[type="submit"]');
    if (!start?.hasAttribute('aria-disabled')) void this.start();
  };

  private async start() {
    const { client } = this.host.session;
    const { people } = this.removal;
    const left = people.filter(({ outcome }) => outcome !== 'removed');
    const ids = people.length > 0 ? left.map(({ user_identity_id }) => user_identity_id) : this.host.ids;
    if (!client || this.removal.isRunning) return;
    if (!emitCancelable(this.host, 'seam-before-user-identity-deleted', { userIdentityIds: ids })) return;
    const { unlink, skip } = this;
    const params = { strategy: strategyOf(this.host), unlink: [...unlink], skip: [...skip] };
    await this.removal.start(client.call, ids, params, this.host.clock ?? {});
  }

  private cancel() {
    this.reset();
    emit(this.host, 'seam-user-identity-removal-cancelled', {});
  }

  private finish() {
    const removed = this.removal.idsOf('removed');
    const left = this.removal.people
      .map(({ user_identity_id }) => user_identity_id)
      .filter((id) => !removed.includes(id));
    this.reset();
    void this.subject.run();
    emit(this.host, 'seam-user-identity-removal-finished', { removed, left });
  }
}

/** The attribute may contain any text. */
const strategyOf = ({ strategy }: Host): RemovalParams['strategy'] =>
  strategy === 'cascade' ? strategy : 'ordered';
