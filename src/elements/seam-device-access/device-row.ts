import { html, nothing, type TemplateResult } from 'lit';
import { joined } from '../../locales/isolate.js';
import type { Device } from '../../api/contract.gen.js';
import type { General, Words } from '../../locales/index.js';
import { button } from '../../ui/button.js';
import type { Format } from '../../ui/format.js';
import { icon, type IconName } from '../../ui/icons.js';
import { badge, type Tone } from '../../ui/status.js';
import { known } from '../known.js';
import type { AccessAct } from './change-access.js';
import type { LockAction } from './move-lock.js';

type Phrases = Words['doors']['devices'];

export interface DeviceRow {
  device: Device;
  /** From 0. */
  index: number;
  /** -1 while unknown. */
  total: number;
  change: AccessAct | undefined;
  action: LockAction | undefined;
  /** Whether it can still be opened after a revoke. */
  isKept: boolean;
  onLock: (action: LockAction) => void;
  /** Why it cannot be locked or unlocked, null if it can. */
  lockWhyNot: string | null;
  /** Absent where nobody's access is shown. */
  onRevoke?: (() => void) | undefined;
  revokeWhyNot: string | null;
  isSelected: boolean;
  /** Absent where it cannot be selected. */
  onSelect?: (() => void) | undefined;
  phrases: Phrases;
  general: General;
  format: Format;
}

/** One device: what it is, where, how it does, and what can be done with it. */
export function deviceRow(row: DeviceRow): TemplateResult {
  const { device, index, total, change, phrases, format } = row;
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
              aria-label=${phrases.select(name)}
              .checked=${row.isSelected}
              ?disabled=${change !== undefined}
              @change=${row.onSelect}
            />`
          : html`<span class="lead">${icon('device')}</span>`
      }
      <span class="name">
        <span class="title truncate" title=${name}>${name}</span>
        <span class="what small">${underWay(row) ?? problem(row) ?? whereabouts(device)}</span>
      </span>
      ${lockState(row)} ${battery(device, phrases, format)} ${connection(device, phrases)}
      <span class="actions">${change ? nothing : renderActions(row)}</span>
    </li>
  `;
}

export const canBe = (action: LockAction, { can_remotely_lock, can_remotely_unlock }: Device): boolean =>
  (action === 'lock' ? can_remotely_lock : can_remotely_unlock) === true;

/** What would change something; both where the lock does not tell how it is. */
const lockActions = (device: Device): LockAction[] =>
  (['unlock', 'lock'] as const).filter(
    (action) => canBe(action, device) && device.properties.locked !== (action === 'lock'),
  );

function renderActions({ device, action: running, phrases, ...row }: DeviceRow) {
  const name = device.display_name;
  const actions = running ? [running] : lockActions(device);
  return html`
    ${actions.map((action) =>
      button({
        label: phrases[action].action,
        name: phrases[action].of(name),
        icon: action === 'lock' ? 'locked' : 'unlocked',
        look: 'quiet',
        whyNot: row.lockWhyNot,
        isBusy: running !== undefined,
        run: () => row.onLock(action),
      }),
    )}
    ${
      row.onRevoke
        ? button({
            label: phrases.revoke.action,
            name: phrases.revoke.of(name),
            icon: 'remove',
            look: 'quiet',
            whyNot: row.revokeWhyNot,
            run: row.onRevoke,
          })
        : nothing
    }
  `;
}

function underWay({ change, isKept, phrases }: DeviceRow): TemplateResult | undefined {
  if (change === 'granting') return badge('neutral', 'waiting', phrases.grant.underWay);
  if (change === 'revoking') return badge('neutral', 'waiting', phrases.revoke.underWay);
  return isKept ? badge('attention', 'attention', phrases.revoke.stays, phrases.revoke.keptHelp) : undefined;
}

export const whereaboutsOf = ({ location, properties }: Device): string =>
  joined([location?.location_name, properties.model?.display_name]);

const whereabouts = (device: Device) => {
  const text = whereaboutsOf(device);
  return html`<span class="muted truncate" title=${text || nothing}>${text}</span>`;
};

/** The first error, else the first warning; codes that are not known speak in the server's own words. */
function problem({
  device: { errors, warnings },
  phrases,
  general,
}: Pick<DeviceRow, 'device' | 'phrases' | 'general'>): TemplateResult | undefined {
  const [error] = errors;
  const [warning] = warnings;
  const messages = [...errors, ...warnings].map(({ message }) => message);
  const title = messages.join('\n');
  const more = messages.length > 1 ? ` ${general.more(messages.length - 1)}` : '';
  if (error) {
    const text = known(phrases.errors, error.error_code) ?? error.message;
    return badge('bad', 'bad', text + more, title);
  }
  return warning && badge('attention', 'attention', warning.message + more, title);
}

/** Absent is not false: a device that does not tell says nothing, a lock that does not says "unknown". */
function lockState({ device: { properties, capabilities_supported }, action, phrases }: DeviceRow) {
  const lock = (tone: Tone, name: IconName, text: string) => badge(tone, name, text, text, 'lock');
  if (action) return lock('neutral', 'waiting', phrases[action].underWay);
  if (properties.locked === true) return lock('neutral', 'locked', phrases.locked);
  if (properties.locked === false) return lock('attention', 'unlocked', phrases.unlocked);
  if (capabilities_supported.includes('lock')) return lock('neutral', 'unknown', phrases.lockUnknown);
  return html`<span class="lock"></span>`;
}

function battery({ properties }: Device, phrases: Phrases, format: Format) {
  const level = properties.battery?.level ?? properties.battery_level;
  if (level === undefined) return html`<span class="battery"></span>`;
  const status = properties.battery?.status;
  const text = format.percent(level);
  return status === 'critical' || status === 'low'
    ? badge('attention', 'battery', text, phrases.batteryLow(text), 'battery figures')
    : badge('neutral', 'battery', text, phrases.battery(text), 'battery figures');
}

const connection = ({ properties }: Device, phrases: Phrases) =>
  properties.online
    ? badge('good', 'online', phrases.online, phrases.online, 'online')
    : badge('bad', 'offline', phrases.offline, phrases.offline, 'online');
