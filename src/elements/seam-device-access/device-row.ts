import { html, type TemplateResult } from 'lit';
import type { Device } from '../../api/contract.gen.js';
import type { Words } from '../../locales/index.js';
import type { Format } from '../../ui/format.js';
import { icon, type IconName } from '../../ui/icons.js';
import { badge, type Tone } from '../../ui/status.js';

/** One device: what it is, where, and how it does. `index` counts from 0, `total` is -1 while unknown. */
export function deviceRow(
  device: Device,
  index: number,
  total: number,
  words: Words,
  format: Format,
): TemplateResult {
  return html`
    <li class="device" part="device" aria-setsize=${total} aria-posinset=${index + 1}>
      ${icon('device')}
      <span class="name">
        <span class="title truncate" title=${device.display_name}>${device.display_name}</span>
        <span class="what small">${problem(device, words) ?? whereabouts(device)}</span>
      </span>
      ${lockState(device, words)} ${battery(device, words, format)} ${connection(device, words)}
    </li>
  `;
}

const whereabouts = ({ location, properties }: Device) => {
  const parts = [location?.location_name, properties.model?.display_name].filter(Boolean);
  return html`<span class="muted truncate">${parts.join(' · ')}</span>`;
};

/** The first error, else the first warning; codes that are not known speak in the server's own words. */
function problem({ errors, warnings }: Device, words: Words): TemplateResult | undefined {
  const [error] = errors;
  const [warning] = warnings;
  const messages = [...errors, ...warnings].map(({ message }) => message);
  const title = messages.join('\n');
  const more = messages.length > 1 ? ` ${words.people.more(messages.length - 1)}` : '';
  if (error) {
    const known: Readonly<Record<string, string>> = words.devices.errors;
    const text = Object.hasOwn(known, error.error_code) ? known[error.error_code]! : error.message;
    return badge('bad', 'bad', text + more, title);
  }
  return warning && badge('attention', 'attention', warning.message + more, title);
}

/** Absent is not false: a device that does not tell says nothing, a lock that does not says "unknown". */
function lockState({ properties, capabilities_supported }: Device, { devices }: Words) {
  const lock = (tone: Tone, name: IconName, text: string) => badge(tone, name, text, text, 'lock');
  if (properties.locked === true) return lock('neutral', 'locked', devices.locked);
  if (properties.locked === false) return lock('attention', 'unlocked', devices.unlocked);
  if (capabilities_supported.includes('lock')) return lock('neutral', 'unknown', devices.lockUnknown);
  return html`<span class="lock"></span>`;
}

function battery({ properties }: Device, { devices }: Words, format: Format) {
  const level = properties.battery?.level ?? properties.battery_level;
  if (level === undefined) return html`<span class="battery"></span>`;
  const status = properties.battery?.status;
  const text = format.percent(level);
  return status === 'critical' || status === 'low'
    ? badge('attention', 'battery', text, devices.batteryLow(text), 'battery figures')
    : badge('neutral', 'battery', text, devices.battery(text), 'battery figures');
}

const connection = ({ properties }: Device, { devices }: Words) =>
  properties.online
    ? badge('good', 'online', devices.online, devices.online, 'online')
    : badge('bad', 'offline', devices.offline, devices.offline, 'online');
