import { html, nothing, type TemplateResult } from 'lit';
import { joined } from '../../locales/isolate.js';
import type { Device } from '../../api/contract.gen.js';
import { devices as english } from '../../locales/en/doors.js';
import { button } from '../../ui/button.js';
import { icon, type IconName } from '../../ui/icons.js';
import { badge, type Tone } from '../../ui/badge-and-notice.js';
import type { SeamElement } from '../base/seam-element.js';
import { known } from '../shared/code-label.js';
import type { AccessAct } from './change-access.js';
import type { LockAction } from './move-lock.js';

export interface DeviceRow {
  device: Device;
  /** Index in the whole list, from 0. */
  index: number;
  /** Number of devices; -1 while unknown. */
  total: number;
  change: AccessAct | undefined;
  action: LockAction | undefined;
  /** Whether the user identity can still open the device after a revoke. */
  isKept: boolean;
  onLock: (action: LockAction) => void;
  /** Absent if the element does not show the access of a user identity. */
  onRevoke?: (() => void) | undefined;
  isSelected: boolean;
  /** Absent if the device cannot be selected. */
  onSelect?: (() => void) | undefined;
}

const phrasesOf = (host: SeamElement) => host.words('doors', 'devices', english);

/** Renders one device: its name, place and state, and the buttons for its actions. */
export function deviceRow(host: SeamElement, row: DeviceRow): TemplateResult {
  const { device, index, total, change } = row;
  const name = device.display_name;
  return html`
    <li
      class="device"
      part="device"
      aria-setsize=${total}
      aria-posinset=${index + 1}
      aria-busy=${change || row.action ? 'true' : nothing}
    >
      ${
        row.onSelect
          ? html`<input
              type="checkbox"
              class="lead"
              aria-label=${phrasesOf(host).select(name)}
              .checked=${row.isSelected}
              ?disabled=${change !== undefined}
              @change=${row.onSelect}
            />`
          : html`<span class="lead">${icon('device')}</span>`
      }
      <span class="name">
        <span class="title truncate" title=${name}>${name}</span>
        <span class="what small">${underWay(host, row) ?? problem(host, device) ?? placeLine(device)}</span>
      </span>
      ${lockState(host, row)} ${battery(host, device)} ${connection(host, device)}
      <span class="actions">${change ? nothing : renderActions(host, row)}</span>
    </li>
  `;
}

export const canBe = (action: LockAction, { can_remotely_lock, can_remotely_unlock }: Device): boolean =>
  (action === 'lock' ? can_remotely_lock : can_remotely_unlock) === true;

/** The actions that would change the lock state; both if the state is unknown. */
const lockActions = (device: Device): LockAction[] =>
  (['unlock', 'lock'] as const).filter(
    (action) => canBe(action, device) && device.properties.locked !== (action === 'lock'),
  );

function renderActions(host: SeamElement, { device, action: running, onLock, onRevoke }: DeviceRow) {
  const phrases = phrasesOf(host);
  const name = device.display_name;
  const actions = running ? [running] : lockActions(device);
  return html`
    ${actions.map((action) =>
      button({
        label: phrases[action].action,
        name: phrases[action].of(name),
        icon: action === 'lock' ? 'locked' : 'unlocked',
        look: 'quiet',
        whyNot: host.whyNot('devices.lock'),
        isBusy: running !== undefined,
        run: () => onLock(action),
      }),
    )}
    ${
      onRevoke
        ? button({
            label: phrases.revoke.action,
            name: phrases.revoke.of(name),
            icon: 'remove',
            look: 'quiet',
            whyNot: host.whyNot('devices.grant'),
            run: onRevoke,
          })
        : nothing
    }
  `;
}

function underWay(host: SeamElement, { change, isKept }: DeviceRow): TemplateResult | undefined {
  const phrases = phrasesOf(host);
  if (change === 'granting') return badge('neutral', 'waiting', phrases.grant.underWay);
  if (change === 'revoking') return badge('neutral', 'waiting', phrases.revoke.underWay);
  return isKept ? badge('attention', 'attention', phrases.revoke.stays, phrases.revoke.keptHelp) : undefined;
}

export const placeOf = ({ location, properties }: Device): string =>
  joined([location?.location_name, properties.model?.display_name]);

const placeLine = (device: Device) => {
  const text = placeOf(device);
  return html`<span class="muted truncate" title=${text || nothing}>${text}</span>`;
};

/** The first error, or else the first warning. An unknown code shows the message of the server. */
function problem(host: SeamElement, { errors, warnings }: Device): TemplateResult | undefined {
  const [error] = errors;
  const [warning] = warnings;
  const messages = [...errors, ...warnings].map(({ message }) => message);
  const title = messages.join('\n');
  const more = messages.length > 1 ? ` ${host.general.more(messages.length - 1)}` : '';
  if (error) {
    const text = known(phrasesOf(host).errors, error.error_code) ?? error.message;
    return badge('bad', 'bad', text + more, title);
  }
  return warning && badge('attention', 'attention', warning.message + more, title);
}

/** A missing property does not mean false: a lock then shows "unknown", any other device nothing. */
function lockState(host: SeamElement, { device: { properties, capabilities_supported }, action }: DeviceRow) {
  const phrases = phrasesOf(host);
  const lock = (tone: Tone, name: IconName, text: string) => badge(tone, name, text, text, 'lock');
  if (action) return lock('neutral', 'waiting', phrases[action].underWay);
  if (properties.locked === true) return lock('neutral', 'locked', phrases.locked);
  if (properties.locked === false) return lock('attention', 'unlocked', phrases.unlocked);
  if (capabilities_supported.includes('lock')) return lock('neutral', 'unknown', phrases.lockUnknown);
  return html`<span class="lock"></span>`;
}

function battery(host: SeamElement, { properties }: Device) {
  const level = properties.battery?.level ?? properties.battery_level;
  if (level === undefined) return html`<span class="battery"></span>`;
  const status = properties.battery?.status;
  const phrases = phrasesOf(host);
  const text = host.format.percent(level);
  return status === 'critical' || status === 'low'
    ? badge('attention', 'battery', text, phrases.batteryLow(text), 'battery figures')
    : badge('neutral', 'battery', text, phrases.battery(text), 'battery figures');
}

function connection(host: SeamElement, { properties }: Device) {
  const { online, offline } = phrasesOf(host);
  return properties.online
    ? badge('good', 'online', online, online, 'online')
    : badge('bad', 'offline', offline, offline, 'online');
}
