import { html, type TemplateResult } from 'lit';
import type { SeamEvent } from '../../api/contract.gen.js';
import type { Subjects } from '../../locales/en/doors.js';
import type { Words } from '../../locales/index.js';
import type { Format } from '../../ui/format.js';

export type Phrases = Words['doors']['activity'];

/** Finds a name by id, where it is known. */
export type NameOf = (id: string) => string | undefined;

// Unicode's marks for text that keeps its own direction also tell the names in a sentence from its words.
const isolate = '\u2068';
const endIsolate = '\u2069';
const directionMarks = /[\u202a-\u202e\u2066-\u2069]/g;

/** What happened, in words, with its names set off. */
export function sentence(event: SeamEvent, phrases: Phrases, nameOf: NameOf): TemplateResult {
  const ids = new Map<string, string>();
  const mention = (id: string | undefined, name = id && nameOf(id)) => {
    if (name) return isolate + name.replace(directionMarks, '') + endIsolate;
    if (!id) return '';
    ids.set(shortened(id), id);
    return isolate + shortened(id) + endIsolate;
  };
  const { device_id, device_name, acs_entrance_id, acs_user_id } = event;
  const subjects: Subjects = {
    who: mention(event.user_identity_id ?? acs_user_id),
    user: mention(acs_user_id),
    door: device_id
      ? mention(device_id, nameOf(device_id) ?? device_name ?? undefined)
      : mention(acs_entrance_id),
    newName: mention(device_id, device_name ?? undefined),
    credential: mention(event.acs_credential_id),
    system: mention(event.acs_system_id),
  };
  const parts = textOf(event, phrases, subjects).split(isolate);
  return html`${parts.map((part, index) => {
    if (index === 0) return part;
    const [name = '', rest] = part.split(endIsolate);
    const id = ids.get(name);
    return html`${id ? html`<bdi dir="ltr" class="figures" title=${id}>${name}</bdi>` : html`<bdi>${name}</bdi>`}${rest}`;
  })}`;
}

function textOf(event: SeamEvent, { sentences }: Phrases, subjects: Subjects): string {
  const { event_type } = event;
  if (!isTold(event_type, sentences)) return plain(event_type);
  const phrase = sentences[event_type];
  return typeof phrase === 'string' ? phrase : phrase(subjects);
}

const isTold = (type: string, sentences: Phrases['sentences']): type is keyof Phrases['sentences'] =>
  Object.hasOwn(sentences, type);

/** How and why it happened, as far as the event says. */
export function detailsOf(event: SeamEvent, phrases: Phrases, format: Format): string {
  const { methods, reasons, viaBluetooth, viaNfc, sentences } = phrases;
  const { method, error_code, reason, battery_level } = event;
  const problems = [event.device_errors, event.acs_system_errors, event.connected_account_errors].flatMap(
    (errors) => errors ?? [],
  );
  const details = [
    method && method !== 'unknown' && wordOf(method, methods),
    event.is_via_bluetooth === true && viaBluetooth,
    event.is_via_nfc === true && viaNfc,
    reason && (known(reason.reason_code, reasons) ?? reason.message),
    error_code && wordOf(error_code, reasons),
    typeof battery_level === 'number' && format.percent(battery_level),
    ...problems.filter((one) => one.error_code !== error_code).map(({ message }) => message),
    event.error_message,
    !isTold(event.event_type, sentences) && event.event_description,
  ];
  return [...new Set(details.filter((detail) => typeof detail === 'string' && detail !== ''))].join(' · ');
}

const known = (code: string, words: Readonly<Record<string, string>>): string | undefined =>
  Object.hasOwn(words, code) ? words[code] : undefined;

const wordOf = (code: string, words: Readonly<Record<string, string>>) => known(code, words) ?? plain(code);

/** Of `noise_sensor.threshold_triggered`: `Noise sensor: threshold triggered`. */
function plain(code: string): string {
  const text = code.replaceAll('_', ' ').replaceAll('.', ': ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const shortened = (id: string) => (id.length > 12 ? `${id.slice(0, 4)}…${id.slice(-4)}` : id);
