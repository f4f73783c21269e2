import { html, type TemplateResult } from 'lit';
import { isolated } from '../../locales/isolate.js';
import type { SeamEvent } from '../../api/contract.gen.js';
import { activity as english } from '../../locales/en/activity.js';
import type { SeamElement } from '../base/seam-element.js';
import { known } from '../shared/code-label.js';

const phrasesOf = (host: SeamElement) => host.words('doors', 'activity', english);

/** Returns the name for an id, if it is known. */
export type NameOf = (id: string) => string | undefined;

const directionMarks = /[\u202a-\u202e\u2066-\u2069]/g;

/** Renders what happened as a sentence. The text direction of each name is isolated. */
export function sentence(host: SeamElement, event: SeamEvent, nameOf: NameOf): TemplateResult {
  const { aDoor } = phrasesOf(host);
  const { device_id, device_name, acs_user_id } = event;
  const who = event.user_identity_id ?? acs_user_id;
  const door = device_id ?? event.acs_entrance_id;
  const ids: Readonly<Record<string, string | undefined>> = {
    who,
    door,
    user: acs_user_id,
    newName: device_id,
    credential: event.acs_credential_id,
    system: event.acs_system_id,
  };
  // Every second part is a placeholder name.
  const parts = textOf(host, event.event_type, Boolean(who)).split(/\{(\w+)\}/);
  return html`${parts.map((part, index) => {
    if (index % 2 === 0) return part;
    const id = ids[part];
    const name = (part !== 'newName' && id && nameOf(id)) || (id && id === device_id && device_name);
    if (name) return html`<bdi>${name.replace(directionMarks, '')}</bdi>`;
    if (id) return html`<bdi dir="ltr" class="figures" title=${id}>${shortened(id)}</bdi>`;
    return part === 'door' ? (index === 1 && !parts[0] ? capital(aDoor) : aDoor) : '';
  })}`;
}

function textOf(host: SeamElement, type: string, isKnownWho: boolean): string {
  const { sentences } = phrasesOf(host);
  const byWho = isKnownWho ? known(sentences, `${type} by`) : undefined;
  return byWho ?? known(sentences, type) ?? plain(type);
}

/** How and why it happened, if the event says so. */
export function detailsOf(host: SeamElement, event: SeamEvent): string {
  const { methods, reasons, viaBluetooth, viaNfc, sentences } = phrasesOf(host);
  const { method, error_code, reason, battery_level } = event;
  const isTold = known(sentences, event.event_type) !== undefined;
  const problems = [event.device_errors, event.acs_system_errors, event.connected_account_errors].flatMap(
    (errors) => errors ?? [],
  );
  const details = [
    method && method !== 'unknown' && wordOf(method, methods),
    event.is_via_bluetooth === true && viaBluetooth,
    event.is_via_nfc === true && viaNfc,
    reason && (known(reasons, reason.reason_code) ?? isolated(reason.message)),
    error_code && wordOf(error_code, reasons),
    typeof battery_level === 'number' && host.format.percent(battery_level),
    ...problems.filter((one) => one.error_code !== error_code).map(({ message }) => isolated(message)),
    event.error_message && isolated(event.error_message),
    !isTold && event.event_description && isolated(event.event_description),
  ];
  return [...new Set(details.filter((detail) => typeof detail === 'string' && detail !== ''))].join(' · ');
}

const wordOf = (code: string, words: Readonly<Record<string, string>>) => known(words, code) ?? plain(code);

/** For example `noise_sensor.threshold_triggered` becomes `Noise sensor: threshold triggered`. */
function plain(code: string): string {
  return capital(code.replaceAll('_', ' ').replaceAll('.', ': '));
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

const shortened = (id: string) => (id.length > 12 ? `${id.slice(0, 4)}…${id.slice(-4)}` : id);
