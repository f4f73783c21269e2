import { html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import {
  acsSystemsList,
  acsUsersCreate,
  acsUsersList,
  userIdentitiesAddAcsUser,
  userIdentitiesList,
  userIdentitiesListAcsUsers,
  type AcsSystem,
  type AcsUser,
  type UserIdentity,
} from '../../api/contract.gen.js';
import { mayHaveHappened } from '../../api/errors.js';
import type { Permission } from '../../api/permissions.js';
import { links as english } from '../../locales/en/linking.js';
import { joined } from '../../locales/isolate.js';
import { button, buttonStyles } from '../../ui/button.js';
import { dialogStyles } from '../../ui/dialog.js';
import { fieldStyles } from '../../ui/field.js';
import { pickerStyles } from '../../ui/picker.js';
import { icon } from '../../ui/icons.js';
import { Command } from '../data/command.js';
import { define } from '../base/define.js';
import { emit, emitCancelable, type AcsUserDetail } from '../base/events.js';
import { failureOf } from '../base/error-notice.js';
import { listStyles } from '../shared/list.styles.js';
import { Lookout } from '../data/poll-while.js';
import { PersonElement } from '../base/person-element.js';
import { Query } from '../data/query.js';
import { resourceList } from '../shared/resource-list.js';
import { acsUserRow } from './acs-user-row.js';
import { acts, makeChange, type ActName, type Change } from './acs-user-changes.js';
import type { NewAcsUser } from './create-form.js';
import { isChanging } from './acs-user-status.js';
import type { DialogView, OpenDialog } from './dialog-types.js';
import { CreateForm } from './create-form.js';
import { LinkForm } from './link-form.js';
import { Question } from './confirm-dialog.js';
import { styles } from './seam-acs-user-links.styles.js';

const happened = {
  suspend: 'seam-acs-user-updated',
  unsuspend: 'seam-acs-user-updated',
  unlink: 'seam-acs-user-unlinked',
  delete: 'seam-acs-user-deleted',
} as const;

const vetoed = {
  unlink: 'seam-before-acs-user-unlinked',
  delete: 'seam-before-acs-user-deleted',
} as const;

/**
 * Shows the ACS users of a person, one for each access system, with their state. Links, unlinks, creates, suspends
 * and deletes them.
 *
 * @summary ACS users of a person, one for each access system.
 * @loadingHeight 14rem
 * @fires seam-ready - The first ACS users are rendered.
 * @fires seam-error - An error occurred; `detail` is a SeamError.
 * @fires seam-acs-user-linked - An ACS user was linked; `detail` has `userIdentityId`, `acsUserId`, `acsSystemId`
 * and `acsUser`, as in the events below.
 * @fires seam-acs-user-unlinked - An ACS user was unlinked from the person.
 * @fires seam-acs-user-created - An ACS user was created and linked.
 * @fires seam-acs-user-updated - An ACS user was suspended or unsuspended.
 * @fires seam-acs-user-deleted - Seam accepted the deletion of an ACS user.
 * @fires seam-before-acs-user-unlinked - An ACS user is about to be unlinked; `preventDefault()` stops it.
 * @fires seam-before-acs-user-deleted - An ACS user is about to be deleted; `preventDefault()` stops it.
 * @csspart base - The container of all content.
 * @csspart acs-user - One ACS user with its access system.
 * @csspart notice - Shown in place of the ACS users if there are none or they could not be loaded.
 * @csspart dialog - A dialog with a question or a form.
 */
export class SeamAcsUserLinks extends PersonElement {
  static override styles = [
    PersonElement.styles,
    buttonStyles,
    dialogStyles,
    fieldStyles,
    listStyles,
    pickerStyles,
    styles,
  ];

  @state() private dialog: OpenDialog | undefined;

  private readonly acsUsers = new Query<'/acs/users/list' | '/user_identities/list_acs_users'>(this, () => {
    const { userIdentityId } = this;
    if (!userIdentityId) return undefined;
    const params = { user_identity_id: userIdentityId };
    if (this.session.client?.hasGateway) return { endpoint: userIdentitiesListAcsUsers, params };
    // For another user identity, Seam would answer a client session with an empty list, which is not true.
    const { info } = this.session;
    if (info === undefined) return undefined;
    const isOwn = info === null || info.userIdentityIds.includes(userIdentityId);
    return { endpoint: isOwn ? acsUsersList : userIdentitiesListAcsUsers, params };
  });
  private readonly systems = new Query(
    this,
    () =>
      this.userIdentityId && this.mayRead('access_systems.read')
        ? { endpoint: acsSystemsList, params: {} }
        : undefined,
    false,
  );
  private readonly people = new Query(
    this,
    () =>
      this.userIdentityId && this.mayRead('user_identities.read')
        ? { endpoint: userIdentitiesList, params: { user_identity_ids: [this.userIdentityId] } }
        : undefined,
    false,
  );
  private readonly command = new Command(this, makeChange);

  constructor() {
    super();
    const changing = () =>
      (this.acsUsers.state.data ?? []).filter(isChanging).map((user) => user.acs_user_id);
    new Lookout(this, () => changing().join(), this.acsUsers.refetch);
  }

  private get phrases() {
    return this.words('linking', 'links', english);
  }

  private get person(): UserIdentity | undefined {
    return this.people.state.data?.find(({ user_identity_id }) => user_identity_id === this.userIdentityId);
  }

  /** The form is filled from the profile of the user identity, so it waits until the profile is loaded. */
  private get whyNotCreate(): string | null {
    const isExpected = this.session.refusalOf('user_identities.read') === null;
    const isOnItsWay = isExpected && !this.person && !this.people.state.error;
    return this.whyNot('acs_users.create') ?? (isOnItsWay ? '' : null);
  }

  override reset(): void {
    this.closeDialog();
  }

  protected override get titleWithoutPerson(): string {
    return this.phrases.title;
  }

  protected override renderContent(): TemplateResult {
    const { phrases, general, format } = this;
    const { data, error } = this.acsUsers.state;
    const loading = error ? '' : general.loading;
    return html`
      <div class="heading">
        <h2 id="title">${phrases.title}</h2>
        <p role="status" class="small muted figures">
          ${data ? phrases.count(format.number(data.length), data.length) : loading}
        </p>
        ${data && !failureOf(this.acsUsers.state) ? this.renderActions() : nothing}
      </div>
      ${this.renderList()} ${this.dialog?.render(this.dialogView) ?? nothing}
    `;
  }

  private renderActions() {
    const { phrases } = this;
    return html`
      <div class="actions">
        ${button({
          label: phrases.create,
          icon: 'plus',
          whyNot: this.whyNotCreate,
          run: this.openCreateForm,
        })}
        ${button({
          label: phrases.link,
          icon: 'link',
          look: 'primary',
          whyNot: this.whyNot('acs_users.link'),
          run: this.openLinkForm,
        })}
      </div>
    `;
  }

  private renderList() {
    const { phrases } = this;
    const refusal = this.refusalOfAll();
    return resourceList(this, {
      query: this.acsUsers,
      skeleton: this.renderSkeleton(),
      above: () => html`
        ${this.renderMismatch()} ${refusal ? html`<p class="small muted">${refusal}</p>` : nothing}
      `,
      none: { icon: 'link', title: phrases.empty, help: phrases.emptyHelp },
      drawRows: (acsUsers) =>
        html`<ul class="lines" role="list">
          ${acsUsers.map((acsUser) =>
            acsUserRow(this, acsUser, this.systemOf(acsUser), (name) => this.askBeforeAct(name, acsUser)),
          )}
        </ul>`,
    });
  }

  /** Seam does not say which detail differs or in which system, so this shows the profile for comparison. */
  private renderMismatch() {
    const { person, phrases } = this;
    const warning = person?.warnings.find(
      ({ warning_code }) => warning_code === 'acs_user_profile_does_not_match_user_identity',
    );
    if (!person || !warning) return nothing;
    const details = [person.display_name, person.email_address, person.phone_number];
    return html`
      <p class="callout small" title=${warning.message}>
        <span class="attention">${icon('attention')}</span>
        <span>
          <span class="attention">${phrases.mismatch}</span>
          ${phrases.profile(joined([...new Set(details)]))}
        </span>
      </p>
    `;
  }

  private renderSkeleton() {
    return html`
      <div class="lines" aria-hidden="true">
        ${Array.from(
          { length: 2 },
          () =>
            html`<div class="link">
              <span></span>
              <div class="what">
                <span class="skeleton short"></span><span class="skeleton"></span
                ><span class="skeleton short"></span>
              </div>
            </div>`,
        )}
      </div>
    `;
  }

  /** Whether to request data that the element can do without: only if the caller may read it. */
  private mayRead(permission: Permission): boolean {
    const { client, info } = this.session;
    return !client?.hasGateway || info === null || info?.permissions?.includes(permission) === true;
  }

  /** Why the caller may do nothing here, as text; null if some action is permitted. */
  private refusalOfAll(): string | null {
    const permissions = [
      'acs_users.create',
      'acs_users.link',
      'acs_users.update',
      'acs_users.delete',
    ] as const;
    const [first, ...others] = permissions.map((permission) => this.whyNot(permission));
    return first && others.every((other) => other === first) ? first : null;
  }

  private systemOf({ acs_system_id }: AcsUser): AcsSystem | undefined {
    return this.systems.state.data?.find((system) => system.acs_system_id === acs_system_id);
  }

  private get dialogView(): DialogView {
    return {
      personName: this.person?.display_name ?? this.phrases.thisPerson,
      acsUsers: this.acsUsers.state.data ?? [],
      systems: this.systems.state.data ?? [],
      error: this.command.error,
      isBusy: this.command.isRunning,
      onCancel: () => this.closeDialog(),
    };
  }

  private openDialog(dialog: OpenDialog) {
    this.closeDialog();
    this.command.forget();
    this.dialog = dialog;
  }

  private closeDialog() {
    this.dialog?.close?.();
    this.dialog = undefined;
  }

  private askBeforeAct(name: ActName, acsUser: AcsUser) {
    this.openDialog(
      new Question(this, {
        name,
        userName: acsUser.display_name,
        systemName: () => this.systemOf(acsUser)?.name ?? this.phrases.unknownSystem,
        onConfirm: () => void this.actOnUser(name, acsUser),
      }),
    );
  }

  private readonly openLinkForm = () =>
    this.openDialog(
      new LinkForm(this, {
        client: () => (this.session.ended ? undefined : this.session.client),
        systems: () => this.systems.state.data ?? [],
        onLink: (acsUser) => void this.link(acsUser),
        onCreate: this.openCreateForm,
      }),
    );

  private readonly openCreateForm = () =>
    this.openDialog(
      new CreateForm(this, {
        person: () => this.person,
        onCreate: (acsUser) => void this.create(acsUser),
      }),
    );

  private async actOnUser(name: ActName, acsUser: AcsUser) {
    const userIdentityId = this.userIdentityId!;
    const { acs_user_id } = acsUser;
    const { write, isMade } = acts[name];
    if (name in vetoed) {
      const event = vetoed[name as keyof typeof vetoed];
      if (!emitCancelable(this, event, detailOf(userIdentityId, acsUser))) return this.closeDialog();
    }
    const find = (acsUsers: readonly AcsUser[]) => acsUsers.find((row) => row.acs_user_id === acs_user_id);
    const acsUsers = await this.change({
      userIdentityId,
      write: (client) => write(client, acsUser, userIdentityId),
      isMade: (rows) => isMade(find(rows)),
    });
    if (acsUsers) emit(this, happened[name], detailOf(userIdentityId, find(acsUsers) ?? acsUser));
  }

  private async link(acsUser: AcsUser) {
    const user_identity_id = this.userIdentityId!;
    const { acs_user_id } = acsUser;
    const find = (acsUsers: readonly AcsUser[]) => acsUsers.find((row) => row.acs_user_id === acs_user_id);
    const acsUsers = await this.change({
      userIdentityId: user_identity_id,
      write: (client) => client.call(userIdentitiesAddAcsUser, { acs_user_id, user_identity_id }),
      isMade: (rows) => find(rows) !== undefined,
    });
    if (!acsUsers) return;
    const linked = find(acsUsers) ?? { ...acsUser, user_identity_id };
    emit(this, 'seam-acs-user-linked', detailOf(user_identity_id, linked));
  }

  private async create(params: NewAcsUser) {
    const user_identity_id = this.userIdentityId!;
    const find = (rows: readonly AcsUser[]) => rows.find((row) => row.acs_system_id === params.acs_system_id);
    let answered: AcsUser | undefined;
    const acsUsers = await this.change({
      userIdentityId: user_identity_id,
      write: async (client) => {
        answered = await client.call(acsUsersCreate, { ...params, user_identity_id });
      },
      isMade: (rows) => find(rows) !== undefined,
    });
    const created = acsUsers && (find(acsUsers) ?? answered);
    if (!created) return;
    emit(this, 'seam-acs-user-created', detailOf(user_identity_id, created));
    emit(this, 'seam-acs-user-linked', detailOf(user_identity_id, created));
  }

  /** Makes the change. If it succeeds, closes the dialog that requested it. */
  private async change(change: Omit<Change, 'isInDoubt'>): Promise<readonly AcsUser[] | undefined> {
    const { dialog } = this;
    const before = this.command.error ?? this.acsUsers.state.error;
    const isInDoubt = before ? mayHaveHappened(before) : false;
    const acsUsers = await this.command.run({ ...change, isInDoubt });
    if (!acsUsers) return undefined;
    if (this.dialog === dialog) this.closeDialog();
    if (this.acsUsers.state.error) this.acsUsers.refetch();
    return acsUsers;
  }
}

const detailOf = (userIdentityId: string, acsUser: AcsUser): AcsUserDetail => ({
  userIdentityId,
  acsUserId: acsUser.acs_user_id,
  acsSystemId: acsUser.acs_system_id,
  acsUser,
});

export type { AcsUserDetail, SeamEventDetails, SeamEventMap, SeamVetoDetails } from '../base/events.js';

declare global {
  interface HTMLElementTagNameMap {
    'seam-acs-user-links': SeamAcsUserLinks;
  }
}

define('seam-acs-user-links', SeamAcsUserLinks);
