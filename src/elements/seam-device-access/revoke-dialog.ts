import { html, nothing, type TemplateResult } from 'lit';
import type { Device } from '../../api/contract.gen.js';
import { devices as english } from '../../locales/en/doors.js';
import { confirmation } from '../../ui/dialog.js';
import type { SeamElement } from '../base/seam-element.js';

export interface RevokeDialog {
  devices: readonly Device[];
  /** How many other devices the user identity can open. */
  otherCount: number;
  person: string | undefined;
  onCancel: () => void;
  onConfirm: () => void;
}

/** Asks the user to confirm a revoke. Renders nothing if there are no devices to revoke. */
export function revokeDialog(host: SeamElement, options: RevokeDialog): TemplateResult | typeof nothing {
  const { devices, otherCount, onConfirm, onCancel } = options;
  const [first] = devices;
  if (!first) return nothing;
  const { general, format } = host;
  const phrases = host.words('doors', 'devices', english).revoke;
  const person = options.person ?? phrases.somebody;
  const rest = otherCount > 0 ? phrases.rest(format.number(otherCount), otherCount) : phrases.noRest;
  const body =
    devices.length === 1
      ? html`<p>${phrases.body(person)}</p>`
      : html`<p>${phrases.bodyMany(person)}</p>
          <ul class="named">
            ${devices.map(({ display_name }) => html`<li>${display_name}</li>`)}
          </ul>`;
  return confirmation({
    title:
      devices.length === 1
        ? phrases.title(first.display_name)
        : phrases.titleMany(format.number(devices.length), devices.length),
    body: html`${body}
      <p>${rest}</p>`,
    cancel: general.cancel,
    confirm: phrases.confirm,
    onConfirm,
    onCancel,
  });
}
