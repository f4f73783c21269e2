import { html, nothing, type TemplateResult } from 'lit';
import { clientSessionsCreate, clientSessionsList, type ClientSession } from '../../api/contract.gen.js';
import type { SeamClient } from '../../client/client.js';
import { sessions as english } from '../../locales/en/sessions.js';
import { writeOnce } from '../../operations/write-once.js';
import { button } from '../../ui/button.js';
import { dialog } from '../../ui/dialog.js';
import { complaintsOf, focusFirstInvalid, type Complaint } from '../../ui/field.js';
import { momentOf } from '../../ui/zoned-time.js';
import type { SeamElement } from '../base/seam-element.js';
import { Command } from '../data/command.js';
import { failure } from '../base/error-notice.js';
import { scheduleErrors, timeField } from '../shared/schedule.js';
import { SecretDialog } from '../shared/secret-dialog.js';

const hourMs = 60 * 60 * 1000;
const minuteMs = 60 * 1000;
const longestMs = 30 * 24 * hourMs;
const lives = {
  hour: hourMs,
  day: 24 * hourMs,
  week: 7 * 24 * hourMs,
  // The gateway accepts no longer lifetime by its own clock, so this leaves a minute.
  month: longestMs - minuteMs,
};
type Life = keyof typeof lives | 'custom';

/** Creates a client session and shows its token while the dialog is open. The token is stored nowhere else. */
export class NewSession {
  private isOpen = false;
  private life: Life = 'day';
  private until = '';
  private error: Complaint | undefined = undefined;
  /** What the list showed after a request without a response. */
  private finding: 'lost' | 'notThere' | 'unclear' | undefined;
  private token: string | undefined = undefined;
  private readonly shown: SecretDialog;
  private readonly creating: Command<[userIdentityId: string, expiresAt: string], string>;

  /** @param known the client sessions that exist already */
  constructor(
    private readonly host: SeamElement,
    private readonly known: () => readonly ClientSession[],
    private readonly whose: () => { userIdentityId: string; signal: AbortSignal } | undefined,
    private readonly onCreated: (userIdentityId: string, clientSessionId: string) => void,
  ) {
    this.shown = new SecretDialog(host);
    this.creating = new Command(host, (client, id, expiresAt) => this.create(client, id, expiresAt));
  }

  open = (): void => {
    this.close();
    this.isOpen = true;
    this.host.requestUpdate();
  };

  close = (): void => {
    this.isOpen = false;
    this.token = this.error = this.finding = undefined;
    this.shown.close();
    this.life = 'day';
    this.until = '';
    this.creating.forget();
    this.host.requestUpdate();
  };

  private get phrases() {
    return this.host.words('doors', 'sessions', english);
  }

  /** @param person name of the user identity, if it is known */
  render(person: string | undefined): TemplateResult {
    const words = this.phrases.token;
    const { title, help } = words;
    return html`
      ${this.isOpen ? this.renderForm(person) : nothing} ${this.shown.render({ title, help, words })}
    `;
  }

  private renderForm(person: string | undefined) {
    const { general, format } = this.host;
    const words = this.phrases.create;
    const isBusy = this.creating.isRunning;
    const { error } = this.creating;
    const choose = (event: Event) => {
      this.life = (event.target as HTMLSelectElement).value as Life;
      this.host.requestUpdate();
    };
    return dialog({
      title: person ? words.title(person) : words.titleUnnamed,
      body: html`
        ${error ? failure(error, general) : nothing}
        ${this.finding ? html`<p role="alert" class="attention">${words[this.finding]}</p>` : nothing}
        <div class="field">
          <label for="life">${words.lasts}</label>
          <select id="life" aria-describedby="life-help" @change=${choose}>
            ${([...Object.keys(lives), 'custom'] as Life[]).map(
              (life) => html`<option value=${life} ?selected=${life === this.life}>${words[life]}</option>`,
            )}
          </select>
          <p id="life-help" class="small muted">
            ${
              this.life === 'custom'
                ? nothing
                : words.endsAt(format.moment(new Date(Date.now() + lives[this.life]).toISOString()))
            }
          </p>
        </div>
        ${
          this.life === 'custom'
            ? timeField(this.host, {
                name: 'until',
                label: words.until,
                edge: 'end',
                timeZone: undefined,
                value: this.until,
                isRequired: true,
                help: words.untilHelp,
                error: this.error?.(general),
                onInput: (value) => {
                  this.until = value;
                  this.error = undefined;
                  this.host.requestUpdate();
                },
              })
            : nothing
        }
      `,
      actions: html`
        ${button({ label: general.cancel, run: this.close, whyNot: isBusy ? '' : null })}
        ${button({ label: words.confirm, type: 'submit', look: 'primary', isBusy })}
      `,
      onCancel: this.close,
      onSubmit: () => void this.submit(),
      isBusy,
    });
  }

  private async submit() {
    const begun = this.whose()!;
    const now = Date.now();
    const typed = { starts_at: '', ends_at: this.until };
    const moment = momentOf('end', this.until);
    const ends = this.life === 'custom' ? moment?.instant : now + lives[this.life];
    this.error = complaintsOf(this.host.renderRoot)['until'] ?? scheduleErrors(typed, undefined, now).ends_at;
    if (ends !== undefined && ends > now + lives.month) this.error ??= ({ validity }) => validity.outOfRange;
    this.finding = undefined;
    this.host.requestUpdate();
    if (this.error || ends === undefined) {
      await this.host.updateComplete;
      return focusFirstInvalid(this.host.renderRoot);
    }
    const created = await this.creating.run(begun.userIdentityId, new Date(ends).toISOString());
    const { token } = this;
    this.token = undefined;
    if (created === undefined) return;
    this.onCreated(begun.userIdentityId, created);
    // If the element now shows another user identity, the token must not appear.
    if (begun.signal.aborted || token === undefined) return;
    this.isOpen = false;
    this.shown.open(token);
  }

  /** @returns only the id, because a command keeps its result */
  private async create(client: SeamClient, user_identity_id: string, expires_at: string): Promise<string> {
    const before = new Set(this.known().map(({ client_session_id }) => client_session_id));
    return writeOnce(
      async () => {
        const { token, client_session_id } = await client.call(clientSessionsCreate, {
          user_identity_id,
          expires_at,
        });
        this.token = token;
        return client_session_id;
      },
      async () => {
        this.finding = 'unclear'; // until the list is read
        const now = await client.query(clientSessionsList, { user_identity_id });
        const isThere = now.some(({ client_session_id }) => !before.has(client_session_id));
        this.finding = isThere ? 'lost' : 'notThere';
        return undefined; // the token is lost in either case
      },
    );
  }
}
