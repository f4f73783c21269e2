import { html, nothing, type TemplateResult } from 'lit';
import type { AcsCredential, Phone } from '../../api/contract.gen.js';
import { phones as english } from '../../locales/en/keys.js';
import { credentialStatus } from '../../operations/credential-status.js';
import { canTakeKeys, isBeingDeleted } from '../../operations/resource-state.js';
import { button } from '../../ui/button.js';
import { icon } from '../../ui/icons.js';
import { badge } from '../../ui/badge-and-notice.js';
import type { SeamElement } from '../base/seam-element.js';
import { credentialBadge, credentialName, problems } from '../shared/credential-badges.js';
import { known } from '../shared/code-label.js';
import { phoneName } from '../shared/phone-name.js';
import type { PersonKeys } from '../data/credentials-query.js';
import type { PhoneKey } from './phone-keys.js';

export interface PhoneRowView {
  phone: Phone;
  /** `undefined` while it loads; null if it cannot be known. */
  keys: readonly PhoneKey[] | undefined | null;
  isWanted: boolean;
  /** Absent if the phone cannot be deactivated here. */
  deactivate?: { whyNot: string | null; run: () => void };
}

const phrasesOf = (host: SeamElement) => host.words('keys', 'phones', english);

export function phoneRow(host: SeamElement, read: PersonKeys, view: PhoneRowView): TemplateResult {
  const { phone, isWanted, deactivate } = view;
  const { format } = host;
  const phrases = phrasesOf(host);
  const { created_at } = phone;
  const name = phoneName(host, phone, read.phones.state.data ?? []);
  return html`
    <li
      class="row phone ${isWanted ? 'wanted' : ''}"
      part="phone"
      data-id=${phone.device_id}
      tabindex="-1"
      aria-current=${isWanted ? 'true' : nothing}
    >
      ${icon('phone')}
      <div class="who">
        <strong class="truncate" title=${name}>${name}</strong>
        <span class="small muted"
          >${known(phrases.platforms, phone.device_type) ?? phone.device_type} ·
          <span title=${format.dateTime(created_at)}>${phrases.since(format.date(created_at))}</span></span
        >
      </div>
      ${readiness(host, phone)}
      ${
        deactivate && !isBeingDeleted(phone)
          ? button({
              label: phrases.deactivate,
              name: phrases.deactivateNamed(name),
              look: 'quiet',
              ...deactivate,
            })
          : html`<span></span>`
      }
      <div class="more">
        ${
          canTakeKeys(phone) === false && !isBeingDeleted(phone)
            ? html`<p class="small muted">${phrases.settingUpHelp}</p>`
            : nothing
        }
        ${problems(host, phone)} ${renderKeys(host, read, view)}
      </div>
    </li>
  `;
}

function readiness(host: SeamElement, phone: Phone) {
  const phrases = phrasesOf(host);
  if (isBeingDeleted(phone))
    return badge('neutral', 'waiting', phrases.leaving, phrases.leaving, 'state working');
  const ready = canTakeKeys(phone);
  if (ready) return badge('good', 'check', phrases.ready, phrases.readyHelp, 'state');
  if (ready === false)
    return badge('neutral', 'waiting', phrases.settingUp, phrases.settingUpHelp, 'state working');
  return badge('neutral', 'unknown', phrases.readyUnknown, phrases.readyUnknownHelp, 'state');
}

function renderKeys(host: SeamElement, read: PersonKeys, { phone, keys }: PhoneRowView) {
  const phrases = phrasesOf(host);
  if (keys === null) return nothing;
  if (!keys) return html`<span class="skeleton" aria-hidden="true"></span>`;
  if (keys.length === 0) return html`<p class="small muted">${phrases.noKeys}</p>`;
  return html`<ul
    class="keys"
    role="list"
    aria-label=${phrases.keysOf(phoneName(host, phone, read.phones.state.data ?? []))}
  >
    ${keys.map((key) => {
      const isEarly = !key.credential && canTakeKeys(phone) === false;
      return renderKey(host, read, key, isEarly ? phrases.waitsForPhone : undefined);
    })}
  </ul>`;
}

/** Renders a credential for which no phone is known. */
export function keyRow(host: SeamElement, read: PersonKeys, credential: AcsCredential): TemplateResult {
  const status = credentialStatus(credential, { now: Date.now() });
  return renderKey(host, read, { origin: credential, credential, status });
}

function renderKey(
  host: SeamElement,
  read: PersonKeys,
  { origin, credential, status }: PhoneKey,
  statusText?: string,
): TemplateResult {
  const name = credentialName(host, read, origin);
  const system = read.systemOf(origin)?.name;
  return html`<li class="key subrow" part="key">
    ${icon('key')}
    <span class="truncate" title=${name}
      >${name} ${system ? html`<span class="small muted">${system}</span>` : nothing}</span
    >
    ${credentialBadge(host, status, statusText)} ${credential ? problems(host, credential) : nothing}
  </li>`;
}
