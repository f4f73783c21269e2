import { html, nothing, type TemplateResult } from 'lit';
import { clientSessionsList } from '../../api/contract.gen.js';
import { isSeamError } from '../../api/errors.js';
import type { SeamClient } from '../../client/client.js';
import { deactivation as english } from '../../locales/en/deactivation.js';
import { phones as phonesEnglish } from '../../locales/en/keys.js';
import type {
  DeactivationKind,
  DeactivationProgress,
  DeactivationResult,
} from '../../operations/deactivate-phone.js';
import type { Step } from '../../operations/progress.js';
import { button } from '../../ui/button.js';
import { confirmation } from '../../ui/dialog.js';
import type { SeamElement } from '../base/seam-element.js';
import { Command } from '../data/command.js';
import { emit, emitCancelable } from '../base/events.js';
import { failure } from '../base/error-notice.js';
import { Query } from '../data/query.js';
import { progressRows } from './deactivation-steps.js';
import { runDeactivation } from './run-deactivation.js';

/** A phone to deactivate, with what the user should know before. */
export interface Lost {
  readonly deviceId: string;
  readonly userIdentityId: string;
  readonly name: string;
  /** Names by credential id; `undefined` if it is not known which credentials are on the phone. */
  readonly keys: ReadonlyMap<string, string> | undefined;
  /** Names of the phones that keep their credentials; `undefined` if they are not known. */
  readonly others: readonly string[] | undefined;
}

const phrasesOf = (host: SeamElement) => host.words('keys', 'deactivation', english);

/** The deactivation of a lost phone, from the question to the removal of the last credential. */
export class Deactivation {
  private asked: (() => Lost) | undefined;
  private followed: Lost | undefined;
  private endsSessions = true;
  private steps: readonly Step<DeactivationKind>[] = [];
  private isPaused = false;
  private outcome: DeactivationResult['outcome'] | undefined = undefined;
  private isTold = false;
  private stopping = new AbortController();

  private readonly command: Command<[lost: Lost, endClientSessions: boolean], DeactivationResult | undefined>;
  private readonly sessions: Query<'/client_sessions/list'>;

  /** @param onEnd called when there is nothing left to follow */
  constructor(
    private readonly host: SeamElement,
    private readonly onEnd: () => void,
  ) {
    this.command = new Command(host, (client, lost, endClientSessions) =>
      this.act(client, lost, endClientSessions),
    );
    this.sessions = new Query(
      host,
      () =>
        this.asked && this.host.session.client?.hasGateway && this.mayReadSessions()
          ? { endpoint: clientSessionsList, params: { user_identity_id: this.asked().userIdentityId } }
          : undefined,
      false,
    );
  }

  get isRunning(): boolean {
    return this.command.isRunning;
  }

  /**
   * Asks the user to confirm.
   * @param lost called on each render, because the credentials may load while the dialog is open
   */
  ask(lost: () => Lost): void {
    this.asked = lost;
    this.endsSessions = true;
    this.host.requestUpdate();
  }

  /** Stops following. Seam continues what it has accepted. */
  reset(): void {
    this.stopping.abort();
    this.asked = this.followed = this.outcome = undefined;
    this.steps = [];
    this.isPaused = false;
    this.command.forget();
  }

  private get phrases() {
    return phrasesOf(this.host);
  }

  /** Why the caller cannot end app sessions; null if they can. */
  private get whyNotSessions(): string | null {
    return this.host.whyNot('client_sessions.revoke');
  }

  private get wantsSessions(): boolean {
    return this.endsSessions && this.whyNotSessions === null;
  }

  private mayReadSessions() {
    return this.host.session.refusalOf('client_sessions.read') === null;
  }

  private async confirm() {
    const lost = this.asked!();
    const { userIdentityId, deviceId } = lost;
    if (!emitCancelable(this.host, 'seam-before-phone-deactivated', { userIdentityId, deviceId })) return;
    this.asked = undefined;
    this.followed = lost;
    this.steps = [];
    this.isTold = false;
    await this.run(lost, this.wantsSessions);
  }

  private async run(lost: Lost, endClientSessions: boolean) {
    this.stopping = new AbortController();
    const { signal } = this.stopping;
    this.outcome = undefined;
    this.host.requestUpdate();
    const result = await this.command.run(lost, endClientSessions);
    if (signal.aborted) return;
    this.outcome = result?.outcome;
    if (result?.outcome === 'asked') this.tell(lost);
    this.onEnd();
    this.host.requestUpdate();
  }

  private async act({ call }: SeamClient, lost: Lost, endClientSessions: boolean) {
    const { signal } = this.stopping;
    try {
      const { deviceId: device_id, userIdentityId: user_identity_id } = lost;
      return await runDeactivation(
        call,
        this.host.session.options,
        { device_id, user_identity_id, endClientSessions },
        { signal, onProgress: (progress) => signal.aborted || this.show(lost, progress) },
      );
    } catch (error) {
      if (signal.aborted && isSeamError(error) && error.kind === 'cancelled') return undefined;
      throw error;
    }
  }

  /** Keeps steps of an earlier attempt in their place. */
  private show(lost: Lost, { steps, isPaused }: DeactivationProgress) {
    const idOf = ({ kind, id }: Step) => `${kind} ${id}`;
    const known = new Map(this.steps.map((step) => [idOf(step), step]));
    for (const step of steps)
      if (step.state !== 'gone' || !known.has(idOf(step))) known.set(idOf(step), step);
    this.steps = [...known.values()];
    this.isPaused = isPaused;
    const phone = steps.find(({ kind }) => kind === 'phone');
    if (phone?.state === 'done' || phone?.state === 'gone') this.tell(lost);
    this.host.requestUpdate();
  }

  private tell({ userIdentityId, deviceId }: Lost) {
    if (this.isTold) return;
    this.isTold = true;
    emit(this.host, 'seam-phone-deactivated', { userIdentityId, deviceId });
  }

  renderQuestion(): TemplateResult | typeof nothing {
    const lost = this.asked?.();
    if (!lost) return nothing;
    const { phrases, host } = this;
    const cancel = () => {
      this.asked = undefined;
      this.host.requestUpdate();
    };
    return confirmation({
      title: phrases.ask(lost.name),
      body: html`
        ${renderStops(host, lost)}
        <p>${renderKeeps(host, lost)}</p>
        <p class="muted">${phrases.forGood}</p>
        ${this.renderSessions()}
      `,
      cancel: host.general.cancel,
      confirm: host.words('keys', 'phones', phonesEnglish).deactivatePhone,
      onConfirm: () => void this.confirm(),
      onCancel: cancel,
    });
  }

  private renderSessions() {
    const { phrases, whyNotSessions } = this;
    const open = this.sessions.state.data?.filter(({ expires_at }) => Date.parse(expires_at) > Date.now());
    const toggle = () => (this.endsSessions = !this.endsSessions);
    return html`
      <label class="choice-line">
        <input
          type="checkbox"
          .checked=${this.wantsSessions}
          ?disabled=${whyNotSessions !== null}
          aria-describedby="sessions-help"
          @change=${toggle}
        />
        <span>${phrases.endSessions(open ? this.host.format.number(open.length) : '')}</span>
      </label>
      <p id="sessions-help" class="small muted">${phrases.endSessionsHelp} ${whyNotSessions}</p>
    `;
  }

  renderProgress(): TemplateResult | typeof nothing {
    const { followed, isRunning, outcome, command, phrases } = this;
    if (!followed) return nothing;
    const { general } = this.host;
    const close = () => {
      this.reset();
      this.host.requestUpdate();
    };
    return html`
      <section class="panel" part="progress" aria-labelledby="progress-title">
        <h3 id="progress-title">${phrases.deactivating(followed.name)}</h3>
        <ul role="list">
          ${progressRows(this.host, this.steps, followed.keys)}
        </ul>
        ${this.isPaused && isRunning ? html`<p class="attention">${phrases.paused}</p>` : nothing}
        ${command.error ? failure(command.error, general) : nothing}
        <p role="status">${this.outcomeOf(followed)}</p>
        <div class="actions">
          ${this.renderNext(followed)}
          ${
            outcome === 'left' || command.error
              ? button({
                  label: general.retry,
                  run: () => void this.run(followed, this.wantsSessions),
                })
              : nothing
          }
          ${button({ label: general.close, look: 'quiet', run: close })}
        </div>
      </section>
    `;
  }

  private outcomeOf({ name }: Lost) {
    const { phrases } = this;
    if (this.outcome === 'deactivated') return phrases.deactivated(name);
    if (this.outcome === 'asked') return phrases.accepted(name);
    return this.outcome === 'left' ? phrases.left : '';
  }

  /** Unless its sessions were ended too, the app on the lost phone is still signed in. Offers to end them. */
  private renderNext(followed: Lost) {
    const { phrases, whyNotSessions } = this;
    if (!this.outcome || this.outcome === 'left' || this.wantsSessions) return nothing;
    const end = () => {
      this.endsSessions = true;
      void this.run(followed, true);
    };
    return html`
      <p class="attention">${phrases.sessionsLeft}</p>
      ${button({ label: phrases.endSessionsAction, run: end, whyNot: whyNotSessions })}
      ${whyNotSessions ? html`<p class="small muted">${whyNotSessions}</p>` : nothing}
    `;
  }
}

function renderStops(host: SeamElement, { keys }: Lost) {
  const phrases = phrasesOf(host);
  if (!keys) return html`<p>${phrases.stopsUnknown}</p>`;
  if (keys.size === 0) return html`<p>${phrases.stopsNone}</p>`;
  return html`
    <p id="stops">${phrases.stops}</p>
    <ul role="list" aria-labelledby="stops">
      ${[...keys.values()].map((name) => html`<li>${name}</li>`)}
    </ul>
  `;
}

function renderKeeps(host: SeamElement, { others }: Lost) {
  const phrases = phrasesOf(host);
  if (!others) return phrases.keepsUnknown;
  return others.length === 0 ? nothing : phrases.keeps(host.format.list(others), others.length);
}
