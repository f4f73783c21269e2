import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import {
  devicesList,
  userIdentitiesListAccessibleDevices,
  userIdentitiesListAccessibleEntrances,
  type Device,
} from '../../api/contract.gen.js';
import { devices as english } from '../../locales/en/doors.js';
import { button, buttonStyles } from '../../ui/button.js';
import { dialogStyles } from '../../ui/dialog.js';
import { fieldStyles } from '../../ui/field.js';
import { pickerStyles } from '../../ui/picker.js';
import { RowWindow } from '../../ui/virtual-rows.js';
import { troubleStyles } from '../../ui/problem-list.js';
import { define } from '../base/define.js';
import { emit, emitCancelable } from '../base/events.js';
import { listStyles, scrollerStyles } from '../shared/list.styles.js';
import { PersonElement } from '../base/person-element.js';
import { readPersonName } from '../data/person-name.js';
import { Query } from '../data/query.js';
import { resourceList } from '../shared/resource-list.js';
import { toggled } from '../shared/toggled.js';
import { RowChanges } from '../data/row-changes.js';
import { changeAccess, readAccess, type AccessAct } from './change-access.js';
import { canBe, deviceRow } from './device-row.js';
import { entranceList } from './entrance-list.js';
import { GrantDialog } from './grant-dialog.js';
import { moveLock, type LockAction } from './move-lock.js';
import { done, troubles, type AccessChanges, type LockChanges } from './outcome-messages.js';
import { revokeDialog } from './revoke-dialog.js';
import { styles } from './seam-device-access.styles.js';

const accessEvents = {
  granting: 'seam-device-access-granted',
  revoking: 'seam-device-access-revoked',
} as const;
const lockEvents = { lock: 'seam-device-locked', unlock: 'seam-device-unlocked' } as const;

const idOf = ({ device_id }: Device) => device_id;

/**
 * Shows the devices that a person can open, with lock state, battery and connection. Grants and revokes access,
 * locks and unlocks. Also lists the entrances of access systems that the person can open.
 *
 * @summary Devices granted to a person.
 * @loadingHeight 17rem
 * @fires seam-ready - The first devices are rendered.
 * @fires seam-error - An error occurred; `detail` is a SeamError.
 * @fires seam-device-access-granted - Access was granted; `detail` has `userIdentityId`, `deviceId` and
 * `device`.
 * @fires seam-before-device-access-revoked - Access is about to be revoked, after the user confirmed;
 * `preventDefault()` keeps it. Fired for each device.
 * @fires seam-device-access-revoked - Access was revoked; `detail` has `userIdentityId`, `deviceId` and
 * `device`.
 * @fires seam-device-locked - This element locked a device; `detail` has `deviceId`.
 * @fires seam-device-unlocked - This element unlocked a device; `detail` has `deviceId`.
 * @csspart base - The container of all content.
 * @csspart device - One device.
 * @csspart entrance - One entrance of an access system.
 * @csspart dialog - The dialog to grant access or to confirm a revoke.
 * @csspart notice - Shown in place of the devices if there are none or they could not be loaded.
 * @cssprop [--seam-list-height=32rem] - Maximum height of the list.
 */
export class SeamDeviceAccess extends PersonElement {
  static override styles = [
    PersonElement.styles,
    buttonStyles,
    dialogStyles,
    fieldStyles,
    troubleStyles,
    listStyles,
    pickerStyles,
    scrollerStyles,
    styles,
  ];

  /** The user identity whose devices are shown; without it, the devices of the session. */
  @property({ attribute: 'user-identity-id' }) override userIdentityId: string | undefined;

  /** Ids of the selected devices. */
  @state() private selection: ReadonlySet<string> = new Set();
  /** Devices whose revoke waits for the user to confirm. */
  @state() private toRevoke: readonly Device[] = [];
  /** Name of the user identity, if it could be read. */
  @state() private person: string | undefined;

  private readonly devices = new Query<'/devices/list' | '/user_identities/list_accessible_devices'>(
    this,
    () => {
      const { userIdentityId } = this;
      if (!userIdentityId) return { endpoint: devicesList, params: {} };
      const ofPerson = {
        endpoint: userIdentitiesListAccessibleDevices,
        params: { user_identity_id: userIdentityId },
      };
      if (this.session.client?.hasGateway) return ofPerson;
      // Without a gateway, a session sees only its own devices: right only for its own user identity.
      const { info } = this.session;
      if (info === undefined) return undefined;
      const isOwn = info === null || info.userIdentityIds.includes(userIdentityId);
      return isOwn ? { endpoint: devicesList, params: {} } : ofPerson;
    },
  );

  private readonly entrances = new Query(this, () =>
    // The entrances load after the devices, which matter most.
    this.userIdentityId && this.devices.state.data
      ? {
          endpoint: userIdentitiesListAccessibleEntrances,
          params: { user_identity_id: this.userIdentityId },
        }
      : undefined,
  );

  private readonly access: AccessChanges = new RowChanges(this, idOf);
  private readonly locks: LockChanges = new RowChanges(this, idOf);
  private grantDialog: GrantDialog | undefined;

  private get phrases() {
    return this.words('doors', 'devices', english);
  }

  /** Devices that are being granted come first, until the list contains them. */
  private get rows(): readonly Device[] {
    const data = this.devices.state.data ?? [];
    const known = new Set(data.map(({ device_id }) => device_id));
    const granting = [...this.access.pending.values()].filter(
      ({ act, row }) => act === 'granting' && !known.has(row.device_id),
    );
    return granting.length > 0 ? [...granting.map(({ row }) => row), ...data] : data;
  }

  private readonly window = new RowWindow(this, this.devices.loadAhead);

  /** Whether the element shows the access of one user identity, not all devices of the workspace. */
  private get isOfPerson(): boolean {
    return Boolean(this.userIdentityId) || this.session.client?.hasGateway === false;
  }

  override reset(): void {
    this.selection = new Set();
    this.toRevoke = [];
    this.person = undefined;
    this.grantDialog?.close();
  }

  protected override update(changed: PropertyValues<this>): void {
    this.window.setCount(this.rows.length);
    super.update(changed);
  }

  protected override renderContent(): TemplateResult {
    return html`
      ${this.renderHeading()} ${this.renderRefusals()} ${this.renderOutcomes()} ${this.renderList()}
      ${entranceList(this, this.entrances)}
      ${this.grantDialog?.render({ person: this.person, whyNot: (device) => this.whyNotGrant(device) })}
      ${this.renderRevokeDialog()}
    `;
  }

  private renderHeading() {
    return html`
      <div class="heading">
        <h2 id="title">${this.phrases.title}</h2>
        <p role="status" class="small muted figures">${this.status}</p>
        ${this.renderActions()}
      </div>
    `;
  }

  private get status(): string {
    const { phrases, general, format, selected } = this;
    const { data, error, hasMore } = this.devices.state;
    if (selected.length > 0) return phrases.selected(format.number(selected.length));
    if (data) return phrases.count(format.number(data.length), hasMore, data.length);
    return error ? '' : general.loading;
  }

  private renderActions() {
    const { phrases, general, selected } = this;
    if (selected.length > 0)
      return html`
        ${button({ label: general.clear, run: () => (this.selection = new Set()) })}
        ${button({
          label: phrases.revoke.confirm,
          look: 'danger',
          run: () => this.askToRevoke(selected),
        })}
      `;
    if (!this.isOfPerson) return nothing;
    return button({
      label: phrases.grant.action,
      icon: 'plus',
      whyNot: this.whyNot('devices.grant'),
      run: () => this.openGrantDialog(),
    });
  }

  /** Says once, for all rows, what the caller may not do. */
  private renderRefusals() {
    const { phrases } = this;
    const { data = [] } = this.devices.state;
    const grant = this.isOfPerson && this.whyNot('devices.grant');
    const isLockable = data.some((device) => canBe('lock', device) || canBe('unlock', device));
    const lock = isLockable && this.whyNot('devices.lock');
    if (!grant && !lock) return nothing;
    return html`<p class="small muted">
      ${grant === lock ? grant : [grant && phrases.off.grant(grant), lock && phrases.off.lock(lock)].filter(Boolean).join(' ')}
    </p>`;
  }

  private renderOutcomes() {
    const { access, locks } = this;
    const { data = [] } = this.devices.state;
    return html`
      <p aria-live="polite" class="small">${done(this, locks)}</p>
      ${troubles(this, {
        access,
        kept: data.filter((device) => this.isKept(device)),
        locks,
        dismiss: () => {
          access.forgetOutcomes();
          locks.forgetOutcomes();
        },
      })}
    `;
  }

  private renderList() {
    const { phrases, devices } = this;
    return resourceList(this, {
      query: devices,
      rows: this.rows,
      skeleton: this.renderSkeleton(),
      none: { icon: 'device', title: phrases.empty, help: phrases.emptyHelp },
      drawRows: (rows) => this.renderDevices(rows, devices.state.hasMore),
    });
  }

  private renderDevices(devices: readonly Device[], hasMore: boolean) {
    const { first, end } = this.window;
    const total = hasMore ? -1 : devices.length;
    const isSelectable = this.userIdentityId && this.whyNot('devices.grant') === null;
    return html`
      <div class="scroller" role="group" aria-labelledby="title" tabindex="0">
        <div class="spacer">
          <ul class="rows" role="list">
            ${repeat(
              devices.slice(first, end),
              ({ device_id }) => device_id,
              (device, offset) =>
                deviceRow(this, {
                  device,
                  index: first + offset,
                  total,
                  change: this.access.pending.get(device.device_id)?.act,
                  action: this.locks.pending.get(device.device_id)?.act,
                  isKept: this.isKept(device),
                  onLock: (action) => this.moveLock(action, device),
                  onRevoke: this.isOfPerson ? () => this.askToRevoke([device]) : undefined,
                  isSelected: this.selection.has(device.device_id),
                  onSelect: isSelectable ? () => this.toggle(device) : undefined,
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
          { length: 4 },
          () =>
            html`<div class="device">
              <span></span><span class="skeleton"></span><span class="skeleton"></span>
            </div>`,
        )}
      </div>
    `;
  }

  private renderRevokeDialog() {
    const { toRevoke, person } = this;
    const { data = [] } = this.devices.state;
    return revokeDialog(this, {
      devices: toRevoke,
      otherCount: data.length - toRevoke.length,
      person,
      onCancel: () => (this.toRevoke = []),
      onConfirm: () => this.revoke(),
    });
  }

  // ---- User actions ----

  private get selected(): Device[] {
    if (this.selection.size === 0) return [];
    const { data = [] } = this.devices.state;
    return data.filter(({ device_id }) => this.selection.has(device_id));
  }

  private toggle({ device_id }: Device) {
    this.selection = toggled(this.selection, device_id);
  }

  private isKept({ device_id }: Device): boolean {
    return this.access.outcomes.get(device_id)?.remark === 'kept';
  }

  private whyNotGrant({ device_id }: Device): string | undefined {
    const { phrases } = this;
    if (this.access.pending.get(device_id)?.act === 'granting') return phrases.grant.underWay;
    const isGranted = this.devices.state.data?.some((device) => device.device_id === device_id);
    return isGranted ? phrases.grant.already : undefined;
  }

  private openGrantDialog() {
    void this.findPerson();
    this.grantDialog ??= new GrantDialog(this, (devices) => this.changeAccess('granting', devices));
    this.grantDialog.open();
  }

  private askToRevoke(devices: readonly Device[]) {
    void this.findPerson();
    this.toRevoke = devices;
  }

  private async findPerson() {
    const name = this.person ?? (await readPersonName(this));
    if (name) this.person = name;
  }

  private revoke() {
    const { toRevoke } = this;
    this.toRevoke = [];
    this.selection = new Set();
    this.changeAccess('revoking', toRevoke);
  }

  private changeAccess(act: AccessAct, devices: readonly Device[]) {
    const userIdentityId = this.userIdentityId!;
    const detailOf = (device: Device) => ({ userIdentityId, deviceId: device.device_id, device });
    void this.access.makeChange(devices, {
      act,
      askPage: (device) =>
        act === 'granting' || emitCancelable(this, 'seam-before-device-access-revoked', detailOf(device)),
      write: (client, device) => changeAccess(client, act, userIdentityId, device),
      awaitList: (client, device, written) => readAccess(client, act, userIdentityId, device, written),
      tellPage: (device) => emit(this, accessEvents[act], detailOf(device)),
      atOnce: 4,
    });
  }

  private moveLock(act: LockAction, device: Device) {
    const { signal } = this.scope;
    void this.locks.makeChange([device], {
      act,
      write: ({ call }, _device, signal) => moveLock(call, act, device, signal),
      awaitList: async (_client, _device, written) => {
        // Seam reports the new lock state only after the response.
        if (!signal.aborted) await this.devices.refetch();
        return written;
      },
      tellPage: ({ device_id: deviceId }) => emit(this, lockEvents[act], { deviceId }),
    });
  }
}

export type { SeamEventDetails, SeamEventMap } from '../base/events.js';

declare global {
  interface HTMLElementTagNameMap {
    'seam-device-access': SeamDeviceAccess;
  }
}

define('seam-device-access', SeamDeviceAccess);
