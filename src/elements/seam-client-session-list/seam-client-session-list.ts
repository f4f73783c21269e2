import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { clientSessionsGet, clientSessionsList, type ClientSession } from '../../api/contract.gen.js';
import { sessions as english } from '../../locales/en/sessions.js';
import { button, buttonStyles } from '../../ui/button.js';
import { confirmation, dialogStyles } from '../../ui/dialog.js';
import { fieldStyles } from '../../ui/field.js';
import { RowWindow } from '../../ui/virtual-rows.js';
import { troubleBox, troubleStyles } from '../../ui/problem-list.js';
import { define } from '../base/define.js';
import { emit, emitCancelable } from '../base/events.js';
import { listStyles, scrollerStyles } from '../shared/list.styles.js';
import { PersonElement } from '../base/person-element.js';
import { readPersonName } from '../data/person-name.js';
import { Query } from '../data/query.js';
import { resourceList } from '../shared/resource-list.js';
import { RowChanges, troubleOf } from '../data/row-changes.js';
import { secretStyles } from '../shared/secret-dialog.js';
import { endSession, isRevoked, type End } from './end-session.js';
import { NewSession } from './new-session.js';
import { styles } from './seam-client-session-list.styles.js';
import { sessionRow, type SessionState } from './session-row.js';

const beforeEvents = {
  revoke: 'seam-before-client-session-revoked',
  delete: 'seam-before-client-session-deleted',
} as const;
const events = { revoke: 'seam-client-session-revoked', delete: 'seam-client-session-deleted' } as const;

/** The longest delay that browser timers support. */
const longestTimerMs = 2 ** 31 - 1;

/**
 * Lists a person's client sessions, creates one and shows its token once, and revokes or deletes sessions.
 *
 * @summary Client sessions of a person.
 * @loadingHeight 15rem
 * @fires seam-ready - The first sessions are rendered.
 * @fires seam-error - An error occurred; `detail` is a SeamError.
 * @fires seam-client-session-created - A session was created; `detail` has `userIdentityId` and `clientSessionId`,
 * never the token.
 * @fires seam-before-client-session-revoked - A session is about to be revoked, after the user confirmed;
 * `preventDefault()` keeps it. Fired for each session.
 * @fires seam-client-session-revoked - A session was revoked; `detail` has `userIdentityId` and `clientSessionId`.
 * @fires seam-before-client-session-deleted - A session is about to be deleted, after the user confirmed;
 * `preventDefault()` keeps it.
 * @fires seam-client-session-deleted - A session was deleted; `detail` has `userIdentityId` and `clientSessionId`.
 * @csspart base - The container of all content.
 * @csspart session - One session.
 * @csspart dialog - The dialog with a question or a token.
 * @csspart notice - Shown in place of the sessions if there are none or they could not be loaded.
 * @cssprop [--seam-list-height=32rem] - Maximum height of the list.
 */
export class SeamClientSessionList extends PersonElement {
  static override styles = [
    PersonElement.styles,
    buttonStyles,
    dialogStyles,
    fieldStyles,
    troubleStyles,
    secretStyles,
    listStyles,
    scrollerStyles,
    styles,
  ];

  /** The question that is open. Confirming it ends these sessions. */
  @state() private question: { end: End; isAll: boolean; sessions: readonly ClientSession[] } | undefined;
  /** Name of the user identity, if it could be read. */
  @state() private person: string | undefined;

  private expiryTimer: ReturnType<typeof setTimeout> | undefined;

  private readonly sessions = new Query(this, () =>
    this.userIdentityId
      ? { endpoint: clientSessionsList, params: { user_identity_id: this.userIdentityId } }
      : undefined,
  );

  /** The client session that the page itself uses, if any. */
  private readonly own = new Query(this, () => {
    const { clientSessionToken, getClientSessionToken, publishableKey } = this.session.options;
    const hasSession = clientSessionToken || getClientSessionToken || publishableKey;
    return hasSession && this.sessions.state.data ? { endpoint: clientSessionsGet, params: {} } : undefined;
  });

  private readonly ends = new RowChanges<ClientSession, End>(
    this,
    ({ client_session_id }) => client_session_id,
  );

  private readonly newSession = new NewSession(
    this,
    () => this.sessions.state.data ?? [],
    () =>
      this.userIdentityId ? { userIdentityId: this.userIdentityId, signal: this.scope.signal } : undefined,
    (userIdentityId, clientSessionId) =>
      emit(this, 'seam-client-session-created', { userIdentityId, clientSessionId }),
  );

  private readonly window = new RowWindow(this, () => undefined);

  private get phrases() {
    return this.words('doors', 'sessions', english);
  }

  /** Active sessions first, then the newest first. */
  private get rows(): readonly ClientSession[] {
    return [...(this.sessions.state.data ?? [])].sort(
      (a, b) =>
        Number(this.stateOf(b) === 'active') - Number(this.stateOf(a) === 'active') ||
        Date.parse(b.created_at) - Date.parse(a.created_at),
    );
  }

  private stateOf(session: ClientSession): SessionState {
    if (isRevoked(this.session.client, session)) return 'revoked';
    return Date.parse(session.expires_at) > Date.now() ? 'active' : 'expired';
  }

  private isOwn({ client_session_id }: ClientSession): boolean {
    return this.own.state.data?.client_session_id === client_session_id;
  }

  override reset(): void {
    this.question = undefined;
    this.person = undefined;
    this.newSession.close();
  }

  constructor() {
    super();
    this.addController({ hostDisconnected: () => clearTimeout(this.expiryTimer) });
  }

  protected override update(changed: PropertyValues<this>): void {
    this.window.setCount(this.sessions.state.data?.length ?? 0);
    super.update(changed);
  }

  /** Renders again when the next session expires. */
  protected override updated(): void {
    clearTimeout(this.expiryTimer);
    const left = (this.sessions.state.data ?? [])
      .map(({ expires_at }) => Date.parse(expires_at) - Date.now())
      .filter((ms) => ms > 0);
    if (left.length === 0 || !this.isConnected) return;
    this.expiryTimer = setTimeout(() => this.requestUpdate(), Math.min(...left, longestTimerMs));
  }

  protected override get titleWithoutPerson(): string {
    return this.phrases.title;
  }

  protected override renderContent(): TemplateResult {
    return html`
      ${this.renderHeading()} ${this.renderRefusal()} ${this.renderTroubles()} ${this.renderList()}
      ${this.newSession.render(this.person)} ${this.renderQuestion()}
    `;
  }

  private renderHeading() {
    const { phrases } = this;
    return html`
      <div class="heading">
        <h2 id="title">${phrases.title}</h2>
        <p role="status" class="small muted figures">${this.status}</p>
        ${
          this.active.length > 1
            ? button({
                label: phrases.revokeAll.action,
                look: 'danger',
                whyNot: this.whyNot('client_sessions.revoke'),
                run: () => this.askBeforeEnd('revoke', this.active, true),
              })
            : nothing
        }
        ${button({
          label: phrases.create.action,
          icon: 'plus',
          whyNot: this.whyNot('client_sessions.create'),
          run: () => {
            void this.findPerson();
            this.newSession.open();
          },
        })}
      </div>
    `;
  }

  private get status(): string {
    const { phrases, general, format, active } = this;
    const { data, error } = this.sessions.state;
    if (data) return phrases.count(format.number(active.length), format.number(data.length));
    return error ? '' : general.loading;
  }

  /** Says once, for all rows, what the caller may not do. */
  private renderRefusal() {
    const reasons = [this.whyNot('client_sessions.create'), this.whyNot('client_sessions.revoke')];
    const [reason] = reasons.filter(Boolean);
    return reason ? html`<p class="small muted">${reason}</p>` : nothing;
  }

  private renderTroubles() {
    const { ends, phrases, general, format } = this;
    return troubleBox(
      ends.failed.map((failed) => {
        const { act, result, row } = failed;
        return troubleOf(phrases[act][result](format.moment(row.created_at)), failed, general);
      }),
      general.close,
      ends.forgetOutcomes,
    );
  }

  private renderList() {
    const { phrases } = this;
    return resourceList(this, {
      query: this.sessions,
      skeleton: this.renderSkeleton(),
      none: { icon: 'key', title: phrases.empty, help: phrases.emptyHelp },
      drawRows: () => this.renderRows(),
    });
  }

  private renderRows() {
    const { rows } = this;
    const { first, end } = this.window;
    return html`
      <div class="scroller" role="group" aria-labelledby="title" tabindex="0">
        <div class="spacer">
          <ul class="rows" role="list">
            ${repeat(
              rows.slice(first, end),
              ({ client_session_id }) => client_session_id,
              (session, offset) =>
                sessionRow(this, {
                  session,
                  state: this.stateOf(session),
                  end: this.ends.pending.get(session.client_session_id)?.act,
                  isOwn: this.isOwn(session),
                  index: first + offset,
                  total: rows.length,
                  onEnd: (which) => this.askBeforeEnd(which, [session]),
                }),
            )}
          </ul>
        </div>
      </div>
    `;
  }

  private renderSkeleton() {
    return html`
      <div class="scroller" aria-hidden="true">
        ${Array.from(
          { length: 3 },
          () => html`<div class="session"><span class="skeleton"></span><span class="skeleton"></span></div>`,
        )}
      </div>
    `;
  }

  private renderQuestion() {
    const { question, phrases, general, format } = this;
    const [first] = question?.sessions ?? [];
    if (!question || !first) return nothing;
    const { sessions, isAll, end } = question;
    const cancel = () => (this.question = undefined);
    const words = isAll ? phrases.revokeAll : phrases[end];
    const warning = isAll ? phrases.warnThisPageToo : phrases.warnThisPage;
    return confirmation({
      title: isAll
        ? phrases.revokeAll.title(format.number(sessions.length), sessions.length)
        : phrases[end].title(format.moment(first.created_at)),
      body: html`<p>${words.body}</p>
        ${
          sessions.some((session) => this.isOwn(session))
            ? html`<p class="attention"><strong>${warning}</strong></p>`
            : nothing
        }`,
      cancel: general.cancel,
      confirm: words.confirm,
      onConfirm: () => this.endAskedSessions(),
      onCancel: cancel,
    });
  }

  // ---- User actions ----

  private get active(): readonly ClientSession[] {
    return this.rows.filter((session) => this.stateOf(session) === 'active');
  }

  private askBeforeEnd(end: End, sessions: readonly ClientSession[], isAll = false) {
    this.question = { end, isAll, sessions };
  }

  private endAskedSessions() {
    const { end, sessions } = this.question!;
    const userIdentityId = this.userIdentityId!;
    const client = this.session.client!;
    this.question = undefined;
    const idsOf = ({ client_session_id }: ClientSession) => ({
      userIdentityId,
      clientSessionId: client_session_id,
    });
    // The page's own session ends last: without it, no further request succeeds.
    const ownLast = [...sessions].sort((a, b) => Number(this.isOwn(a)) - Number(this.isOwn(b)));
    void this.ends.makeChange(ownLast, {
      act: end,
      askPage: (session) => emitCancelable(this, beforeEvents[end], idsOf(session)),
      write: ({ call }, session) => endSession(call, client, end, userIdentityId, session),
      awaitList: async ({ query }, _session, written) => {
        const params = { user_identity_id: userIdentityId };
        if (end === 'delete') await query(clientSessionsList, params).catch(() => undefined);
        return written;
      },
      tellPage: (session) => emit(this, events[end], idsOf(session)),
    });
  }

  private async findPerson() {
    const name = this.person ?? (await readPersonName(this));
    if (name) this.person = name;
  }
}

export type { SeamEventDetails, SeamEventMap } from '../base/events.js';

declare global {
  interface HTMLElementTagNameMap {
    'seam-client-session-list': SeamClientSessionList;
  }
}

define('seam-client-session-list', SeamClientSessionList);
