import type { TemplateResult } from 'lit';
import { joined } from '../../locales/isolate.js';
import { html, nothing } from 'lit';
import { devicesList, type Device } from '../../api/contract.gen.js';
import { devices as english } from '../../locales/en/doors.js';
import { button } from '../../ui/button.js';
import { dialog } from '../../ui/dialog.js';
import { Picker, type Choice } from '../../ui/picker.js';
import type { SeamElement } from '../base/seam-element.js';
import { DebouncedSearch } from '../shared/debounced-search.js';
import { failure } from '../base/error-notice.js';
import { Query } from '../data/query.js';
import { placeOf } from './device-row.js';

const pageSize = 100;

export interface GrantDialogView {
  /** Name of the user identity, if it is known. */
  person: string | undefined;
  /** Why the device cannot be chosen; `undefined` if it can. */
  whyNot: (device: Device) => string | undefined;
}

/** The dialog to choose the devices to grant, from all devices that the caller may grant. */
export class GrantDialog {
  isOpen = false;
  private readonly search: DebouncedSearch;
  private chosen: ReadonlyMap<string, Device> = new Map();
  private isIncomplete = false;
  private readonly picker: Picker;
  private readonly devices: Query<'/devices/list'>;

  constructor(
    private readonly host: SeamElement,
    private readonly onGrant: (devices: readonly Device[]) => void,
  ) {
    this.search = new DebouncedSearch(host);
    this.picker = new Picker(host, this.search.searchSoon);
    this.devices = new Query(host, () =>
      this.isOpen
        ? {
            endpoint: devicesList,
            params: { limit: pageSize, ...(this.search.text && { search: this.search.text }) },
            keepPrevious: true,
          }
        : undefined,
    );
  }

  open = (): void => {
    this.isOpen = true;
    this.host.requestUpdate();
  };

  close = (): void => {
    this.isOpen = false;
    this.search.clear();
    this.picker.reset();
    this.isIncomplete = false;
    this.chosen = new Map();
    this.host.requestUpdate();
  };

  render({ person, whyNot }: GrantDialogView): TemplateResult | typeof nothing {
    if (!this.isOpen) return nothing;
    const { data = [], error, isFetching, isPrevious, hasMore } = this.devices.state;
    const { general, format } = this.host;
    const words = this.host.words('doors', 'devices', english).grant;
    const choices = data.map((device): Choice => {
      const reason = whyNot(device);
      return {
        value: device.device_id,
        label: device.display_name,
        detail: placeOf(device),
        whyNot: reason,
      };
    });
    const isWaiting = isFetching && (data.length === 0 || isPrevious);
    const names = joined(
      [...this.chosen.values()].map(({ display_name }) => display_name),
      ', ',
    );
    return dialog({
      title: person ? words.title(person) : words.titleUnnamed,
      body: html`
        ${this.picker.render({
          id: 'grant',
          label: words.search,
          choices,
          chosen: new Set(this.chosen.keys()),
          onChoose: (id) => this.toggle(data.find(({ device_id }) => device_id === id)!),
          words: { ...general.picker, none: this.search.text ? general.picker.none : words.none },
          isMultiple: true,
          number: (value) => format.number(value) + (hasMore ? '+' : ''),
          error: this.isIncomplete && this.chosen.size === 0 ? words.nothingChosen : undefined,
          instead: error
            ? failure(error, general, this.devices.refetch)
            : isWaiting
              ? html`<p class="waiting muted">${general.loading}</p>`
              : undefined,
          onNearEnd: () => this.devices.loadAhead(data.length, data.length),
        })}
        <p aria-live="polite" class="chosen small">${names ? words.chosen(names) : nothing}</p>
      `,
      actions: html`
        ${button({ label: general.cancel, run: this.close })}
        ${button({ label: words.action, type: 'submit', look: 'primary' })}
      `,
      onCancel: this.close,
      onSubmit: () => this.submit(),
    });
  }

  private submit() {
    const devices = [...this.chosen.values()];
    this.isIncomplete = devices.length === 0;
    this.host.requestUpdate();
    if (this.isIncomplete) return;
    this.close();
    this.onGrant(devices);
  }

  private toggle(device: Device) {
    const chosen = new Map(this.chosen);
    if (!chosen.delete(device.device_id)) chosen.set(device.device_id, device);
    this.chosen = chosen;
    this.host.requestUpdate();
  }
}
