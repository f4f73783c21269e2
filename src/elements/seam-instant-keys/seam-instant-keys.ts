import { html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import {
  instantKeysDelete,
  acsCredentialsList,
  instantKeysList,
  userIdentitiesGenerateInstantKey,
  type InstantKey,
} from '../../api/contract.gen.js';
import type { SeamClient } from '../../client/client.js';
import { instantKeys as english } from '../../locales/en/instant-keys.js';
import { deleteOnce, writeOnce } from '../../operations/write-once.js';
import { button, buttonStyles } from '../../ui/button.js';
import { confirmation, dialogStyles } from '../../ui/dialog.js';
import { complaintsOf, field, fieldStyles, focusFirstInvalid, type Complaint } from '../../ui/field.js';
import { icon } from '../../ui/icons.js';
import { qrCodeStyles } from '../../ui/qr-code-styles.js';
import { notice } from '../../ui/badge-and-notice.js';
import { Command } from '../data/command.js';
import { define } from '../base/define.js';
import { emit, emitCancelable, type InstantKeyWithoutUrl } from '../base/events.js';
import { failure } from '../base/error-notice.js';
import { listStyles } from '../shared/list.styles.js';
import { PersonElement } from '../base/person-element.js';
import { Query } from '../data/query.js';
import { resourceList } from '../shared/resource-list.js';
import { SecretDialog, secretStyles } from '../shared/secret-dialog.js';
import { styles } from './seam-instant-keys.styles.js';

/**
 * Lists a person's Instant Keys, creates and deletes them. An Instant Key is a link that opens mobile keys on
 * a phone without an app.
 *
 * @summary Instant Keys of a person: create, show once, delete.
 * @loadingHeight 22rem
 * @fires seam-ready - The first keys are rendered.
 * @fires seam-error - An error occurred; `detail` is a SeamError.
 * @fires seam-instant-key-created - A key was created; `detail` has `userIdentityId`, `instantKeyId` and
 * `instantKey`, never the link.
 * @fires seam-before-instant-key-deleted - A key is about to be deleted; `preventDefault()` stops it.
 * @fires seam-instant-key-deleted - A key was deleted; `detail` has `userIdentityId` and `instantKeyId`.
 * @csspart base - The container of all content.
 * @csspart key - One Instant Key.
 * @csspart dialog - The link of a new key, or the question before a key is deleted.
 * @csspart notice - Shown in place of the keys if there are none or they could not be loaded.
 */
export class SeamInstantKeys extends PersonElement {
  static override styles = [
    PersonElement.styles,
    buttonStyles,
    dialogStyles,
    fieldStyles,
    qrCodeStyles,
    secretStyles,
    listStyles,
    styles,
  ];

  @state() private uses = '1';
  @state() private usesError: Complaint | undefined;
  /** Ids of the keys whose link was lost with the response. */
  @state() private lostIds: ReadonlySet<string> = new Set();
  @state() private toDelete: InstantKey | undefined;
  @state() private outcome: (() => string) | undefined;

  private readonly secret = new SecretDialog(this);

  private readonly keys = new Query(this, () =>
    this.userIdentityId && this.session.refusalOf('instant_keys.read') !== 'gateway_required'
      ? { endpoint: instantKeysList, params: { user_identity_id: this.userIdentityId } }
      : undefined,
  );

  private readonly mobileKeys = new Query(
    this,
    () =>
      this.userIdentityId && this.whyNot('credentials.read') === null
        ? { endpoint: acsCredentialsList, params: { user_identity_id: this.userIdentityId } }
        : undefined,
    false,
  );

  private readonly generating = new Command(this, (client, id: string, uses: number, signal: AbortSignal) =>
    this.generate(client, id, uses, signal),
  );
  // No check after an unclear response: the list, which is read again, shows whether the key is gone.
  private readonly deleting = new Command(this, ({ call }, instant_key_id: string) =>
    deleteOnce(() => call(instantKeysDelete, { instant_key_id })),
  );

  override reset(): void {
    this.secret.close();
    this.uses = '1';
    this.usesError = this.outcome = undefined;
    this.lostIds = new Set();
    this.toDelete = undefined;
    this.generating.forget();
    this.deleting.forget();
  }

  private get phrases() {
    return this.words('keys', 'instantKeys', english);
  }

  protected override get titleWithoutPerson(): string {
    return this.phrases.title;
  }

  protected override renderContent(): TemplateResult {
    return html`<h2 id="title">${this.phrases.title}</h2>
      ${this.renderBody()}`;
  }

  private renderBody() {
    const { phrases, general } = this;
    if (!this.session.client?.hasGateway)
      return notice({
        icon: 'link',
        tone: 'neutral',
        title: phrases.alone,
        help: general.refusals.gateway_required,
      });
    return html`
      <p class="small muted">${phrases.help}</p>
      ${this.mobileKeys.state.data?.length === 0 ? html`<p class="attention">${phrases.noKeys}</p>` : nothing}
      ${this.renderGenerate()}
      <p role="status" class="small">${this.outcome?.()}</p>
      ${this.renderList()}
      ${this.secret.render({ title: phrases.made, help: phrases.madeHelp, words: phrases, qrWords: phrases })}
      ${this.renderQuestion()}
    `;
  }

  private renderGenerate() {
    const { phrases, general } = this;
    const whyNot = this.whyNot('instant_keys.create');
    const { error } = this.generating;
    return html`
      <form class="generate" novalidate @submit=${this.onSubmit} aria-labelledby="title">
        ${field({
          name: 'max_use_count',
          label: phrases.uses,
          type: 'number',
          min: '1',
          isRequired: true,
          value: this.uses,
          help: phrases.usesHelp,
          error: this.usesError?.(general),
          onInput: (value) => {
            this.uses = value;
            this.usesError = undefined;
          },
        })}
        ${button({
          label: phrases.action,
          type: 'submit',
          look: 'primary',
          whyNot,
          isBusy: this.generating.isRunning,
        })}
      </form>
      ${whyNot ? html`<p class="small muted">${whyNot}</p>` : nothing}
      ${error ? failure(error, general) : nothing}
    `;
  }

  private renderList() {
    const { phrases } = this;
    return resourceList(this, {
      query: this.keys,
      skeleton: html`<p role="status" class="visually-hidden">${this.general.loading}</p>
        <ul class="lines" aria-hidden="true">
          <li class="line"><span></span><span class="skeleton"></span></li>
          <li class="line"><span></span><span class="skeleton"></span></li>
        </ul>`,
      none: { icon: 'link', title: phrases.empty, help: phrases.emptyHelp },
      drawRows: (keys) =>
        html`<ul class="lines" role="list" aria-labelledby="title">
          ${keys.map((key) => this.renderKey(key))}
        </ul>`,
    });
  }

  private renderKey(key: InstantKey) {
    const { phrases, format } = this;
    const isOver = Date.parse(key.expires_at) <= Date.now();
    const created = format.dateTime(key.created_at);
    return html`
      <li class="line" part="key">
        ${icon('link')}
        <div>
          <span title=${created}>${phrases.since(format.date(key.created_at))}</span>
          <span class="small muted" title=${format.dateTime(key.expires_at)}>
            ${isOver ? phrases.ended(format.date(key.expires_at)) : phrases.until(format.date(key.expires_at))}
          </span>
          ${
            this.lostIds.has(key.instant_key_id)
              ? html`<span class="small attention">${phrases.lost}</span>`
              : nothing
          }
        </div>
        ${button({
          label: phrases.delete,
          name: phrases.deleteNamed(created),
          look: 'quiet',
          icon: 'remove',
          whyNot: this.whyNot('instant_keys.delete'),
          run: () => {
            this.deleting.forget();
            this.toDelete = key;
          },
        })}
      </li>
    `;
  }

  private renderQuestion() {
    const { phrases, general, toDelete } = this;
    if (!toDelete) return nothing;
    const { error, isRunning } = this.deleting;
    const close = () => (this.toDelete = undefined);
    return confirmation({
      title: phrases.ask,
      body: html`
        <p>${phrases.since(this.format.dateTime(toDelete.created_at))}</p>
        <p>${phrases.askBody}</p>
        ${error ? failure(error, general) : nothing}
      `,
      cancel: general.cancel,
      confirm: phrases.askAction,
      isBusy: isRunning,
      onConfirm: () => void this.deleteKey(toDelete),
      onCancel: close,
    });
  }

  // ---- User actions ----

  private readonly onSubmit = (event: Event) => {
    event.preventDefault();
    void this.submit();
  };

  private async submit() {
    const userIdentityId = this.userIdentityId!;
    this.usesError = complaintsOf(this.renderRoot)['max_use_count'];
    if (this.usesError) {
      await this.updateComplete;
      return focusFirstInvalid(this.renderRoot);
    }
    this.outcome = undefined;
    const instantKey = await this.generating.run(userIdentityId, Number(this.uses), this.scope.signal);
    if (!instantKey) return;
    const instantKeyId = instantKey.instant_key_id;
    emit(this, 'seam-instant-key-created', { userIdentityId, instantKeyId, instantKey });
  }

  /** Passes the link to the dialog and stores it nowhere else. */
  private async generate(
    { call }: SeamClient,
    user_identity_id: string,
    max_use_count: number,
    signal: AbortSignal,
  ) {
    const before = this.keys.state.data;
    return writeOnce<InstantKeyWithoutUrl>(
      async () => {
        const { instant_key_url, ...instantKey } = await call(userIdentitiesGenerateInstantKey, {
          user_identity_id,
          max_use_count,
        });
        if (!signal.aborted) this.secret.open(instant_key_url);
        return instantKey;
      },
      async () => {
        if (!before || signal.aborted) return undefined;
        const now = await call(instantKeysList, { user_identity_id });
        if (!signal.aborted) this.noteLost(before, now);
        return undefined; // the link is lost in either case
      },
    );
  }

  private noteLost(before: readonly InstantKey[], now: readonly InstantKey[]) {
    const known = new Set(before.map(idOf));
    this.lostIds = new Set([...this.lostIds, ...now.map(idOf).filter((id) => !known.has(id))]);
  }

  private async deleteKey({ instant_key_id: instantKeyId }: InstantKey) {
    const { signal } = this.scope;
    const detail = { userIdentityId: this.userIdentityId!, instantKeyId };
    if (!emitCancelable(this, 'seam-before-instant-key-deleted', detail)) {
      this.toDelete = undefined;
      return;
    }
    if (!(await this.deleting.run(instantKeyId))) return;
    emit(this, 'seam-instant-key-deleted', detail);
    if (signal.aborted) return;
    this.toDelete = undefined;
    this.outcome = () => this.phrases.deleted;
  }
}

const idOf = ({ instant_key_id }: InstantKey) => instant_key_id;

export type { SeamEventDetails, SeamEventMap } from '../base/events.js';

declare global {
  interface HTMLElementTagNameMap {
    'seam-instant-keys': SeamInstantKeys;
  }
}

define('seam-instant-keys', SeamInstantKeys);
