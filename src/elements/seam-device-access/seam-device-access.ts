import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { devicesList, userIdentitiesListAccessibleDevices, type Device } from '../../api/contract.gen.js';
import { devices as english } from '../../locales/en/doors.js';
import { RowWindow } from '../../ui/row-window.js';
import { notice } from '../../ui/status.js';
import { failure, staleness, withdraws } from '../failure.js';
import { Query } from '../query.js';
import { SeamElement } from '../base-element.js';
import { deviceRow } from './device-row.js';
import { styles } from './seam-device-access.styles.js';

/**
 * The devices that a person may open, each with its lock state, battery and connection.
 *
 * @summary Devices granted to a person.
 * @fires seam-ready - The first devices are drawn.
 * @fires seam-error - Something failed; `detail` is a SeamError.
 * @csspart base - Everything.
 * @csspart device - One device.
 * @csspart notice - What stands in place of devices: none yet, failed.
 * @cssprop [--seam-list-height=32rem] - Greatest height of the list.
 */
export class SeamDeviceAccess extends SeamElement {
  static override styles = [SeamElement.styles, styles];

  /** Whose devices; without it, those of the session. */
  @property({ attribute: 'user-identity-id' }) userIdentityId: string | undefined;

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
      // Without a gateway a session sees its own devices, which serves if it is that person's.
      const { info } = this.session;
      if (info === undefined) return undefined;
      const isOwn = info === null || info.userIdentityIds.includes(userIdentityId);
      return isOwn ? { endpoint: devicesList, params: {} } : ofPerson;
    },
  );

  private get phrases() {
    return this.words('doors', 'devices', english);
  }

  private readonly window = new RowWindow(this, this.devices.loadAhead);

  protected override update(changed: PropertyValues<this>): void {
    this.window.setCount(this.devices.state.data?.length ?? 0);
    super.update(changed);
  }

  protected override renderContent(): TemplateResult {
    const { phrases, general, format } = this;
    const { data, error, hasMore } = this.devices.state;
    const loading = error ? '' : general.loading;
    const status = data ? phrases.count(format.number(data.length), hasMore, data.length) : loading;
    return html`
      <div class="heading">
        <h2 id="title">${phrases.title}</h2>
        <p role="status" class="small muted figures">${status}</p>
      </div>
      ${this.renderBody()}
    `;
  }

  private renderBody() {
    const { state, refetch } = this.devices;
    const { phrases, general, format } = this;
    if (withdraws(state.error) || (state.error && !state.data)) return failure(state.error, general, refetch);
    if (!state.data) return this.renderSkeleton();
    return html`
      ${
        state.error
          ? html`<p role="alert" class="small attention">
              ${staleness(state.error, state.updatedAt, general, format)}
              <button type="button" @click=${refetch}>${general.retry}</button>
            </p>`
          : nothing
      }
      ${
        state.data.length === 0
          ? notice({
              icon: 'device',
              tone: 'neutral',
              title: phrases.empty,
              help: phrases.emptyHelp,
            })
          : this.renderDevices(state.data, state.hasMore)
      }
    `;
  }

  private renderDevices(devices: readonly Device[], hasMore: boolean) {
    const { first, end } = this.window;
    const total = hasMore ? -1 : devices.length;
    return html`
      <div class="scroller" role="group" aria-labelledby="title" tabindex="0">
        <div class="spacer">
          <ul class="rows" role="list">
            ${devices
              .slice(first, end)
              .map((device, offset) =>
                deviceRow(device, first + offset, total, this.phrases, this.general, this.format),
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
}
