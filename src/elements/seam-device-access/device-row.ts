import { html, type TemplateResult } from 'lit';
import type { Device } from '../../api/contract.gen.js';
import type { General, Words } from '../../locales/index.js';
import type { Format } from '../../ui/format.js';
import { icon, type IconName } from '../../ui/icons.js';
import { badge, type Tone } from '../../ui/status.js';

/** One device: what it is, where, and how it does. `index` counts from 0, `total` is -1 while unknown. */
export function deviceRow(
  device: Device,
  index: number,
  total: number,
  phrases: Words['doors']['devices'],
  general: General,
  format: Format,
): TemplateResult {
  return html`
    <li class="device" part="device" aria-setsize=${total} aria-posinset=${index + 1}>
      ${icon('device')}
      <span class="name">
        <span class="title truncate" title=${device.display_name}>${device.display_name}</span>
        <span class="what small">${problem(device, phrases, general) ?? whereabouts(device)}</span>
      </span>
      ${lockState(device, phrases)} ${battery(device, phrases, format)} ${connection(device, phrases)}
    </li>
  `;
}

const whereabouts = ({ location, properties }: Device) => {
  const parts = [location?.location_name, properties.model?.display_name].filter(Boolean);
  return html`<span class="muted truncate">${parts.join(' · ')}</span>`;
};

/** The first error, else the first warning; codes that are not known speak in the server's own words. */
function problem(
  { errors, warnings }: Device,
  phrases: Words['doors']['devices'],
  general: General,
): TemplateResult | undefined {
  const [error] = errors;
  const [warning] = warnings;
  const messages = [...errors, ...warnings].map(({ message }) => message);
  const title = messages.join('\n');
  const more = messages.length > 1 ? ` ${general.more(messages.length - 1)}` : '';
  if (error) {
    const known: Readonly<Record<string, string>> = phrases.errors;
    const text = Object.hasOwn(known, error.error_code) ? known[error.error_code]! : error.message;
    return badge('bad', 'bad', text + more, title);
  }
  return warning && badge('attention', 'attention', warning.message + more, title);
}

/** Absent is not false: a device that does not tell says nothing, a lock that does not says "unknown". */
function lockState({ properties, capabilities_supported }: Device, phrases: Words['doors']['devices']) {
  const lock = (tone: Tone, name: IconName, text: string) => badge(tone, name, text, text, 'lock');
  if (properties.locked === true) return lock('neutral', 'locked', phrases.locked);
  if (properties.locked === false) return lock('attention', 'unlocked', phrases.unlocked);
  if (capabilities_supported.includes('lock')) return lock('neutral', 'unknown', phrases.lockUnknown);
  return html`<span class="lock"></span>`;
}

function battery({ properties }: Device, phrases: Words['doors']['devices'], format: Format) {
  const level = properties.battery?.level ?? properties.battery_level;
  if (level === undefined) return html`<span class="battery"></span>`;
  const status = properties.battery?.status;
  const text = format.percent(level);
  return status === 'critical' || status === 'low'
    ? badge('attention', 'battery', text, phrases.batteryLow(text), 'battery figures')
    : badge('neutral', 'battery', text, phrases.battery(text), 'battery figures');
}

const connection = ({ properties }: Device, phrases: Words['doors']['devices']) =>
  properties.online
    ? badge('good', 'online', phrases.online, phrases.online, 'online')
    : badge('bad', 'offline', phrases.offline, phrases.offline, 'online');
