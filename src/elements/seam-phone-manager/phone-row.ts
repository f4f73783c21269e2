import { html, nothing, type TemplateResult } from 'lit';
import type { AcsCredential, Phone } from '../../api/contract.gen.js';
import type { Words } from '../../locales/index.js';
import { credentialStatus } from '../../operations/credential-status.js';
import { canTakeKeys, isBeingDeleted } from '../../operations/resources.js';
import { button } from '../../ui/button.js';
import type { Format } from '../../ui/format.js';
import { icon } from '../../ui/icons.js';
import { badge } from '../../ui/status.js';
import { credentialBadge, problems } from '../credential-parts.js';
import { known } from '../known.js';
import type { PhoneKey } from './phone-keys.js';

interface RowContext {
  nameOf: (credential: AcsCredential) => string;
  systemNameOf: (credential: AcsCredential) => string | undefined;
  phrases: Words['keys']['phones'];
  keyPhrases: Words['keys']['keys'];
  format: Format;
}

export interface PhoneRowView extends RowContext {
  phone: Phone;
  /** Undefined while it is being found out, null where it cannot be. */
  keys: readonly PhoneKey[] | undefined | null;
  isWanted: boolean;
  /** Left out where it cannot be deactivated from here. */
  deactivate?: { whyNot: string | null; run: () => void };
}

export function phoneRow(view: PhoneRowView): TemplateResult {
  const { phone, phrases, keyPhrases, format, isWanted, deactivate } = view;
  const { display_name: name, created_at } = phone;
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
          >${platform(phone, phrases)} ·
          <span title=${format.dateTime(created_at)}>${phrases.since(format.date(created_at))}</span></span
        >
      </div>
      ${readiness(phone, phrases)}
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
        ${problems(phone, keyPhrases)} ${renderKeys(view)}
      </div>
    </li>
  `;
}

const platform = ({ device_type }: Phone, { platforms }: Words['keys']['phones']): string =>
  known(platforms, device_type) ?? device_type;

function readiness(phone: Phone, phrases: Words['keys']['phones']) {
  if (isBeingDeleted(phone))
    return badge('neutral', 'waiting', phrases.leaving, phrases.leaving, 'state working');
  const ready = canTakeKeys(phone);
  if (ready) return badge('good', 'check', phrases.ready, phrases.readyHelp, 'state');
  if (ready === false)
    return badge('neutral', 'waiting', phrases.settingUp, phrases.settingUpHelp, 'state working');
  return badge('neutral', 'unknown', phrases.readyUnknown, phrases.readyUnknownHelp, 'state');
}

function renderKeys(view: PhoneRowView) {
  const { phone, keys, phrases } = view;
  if (keys === null) return nothing;
  if (!keys) return html`<span class="skeleton" aria-hidden="true"></span>`;
  if (keys.length === 0) return html`<p class="small muted">${phrases.noKeys}</p>`;
  return html`<ul class="keys" role="list" aria-label=${phrases.keysOf(phone.display_name)}>
    ${keys.map((key) => renderKey(key, view))}
  </ul>`;
}

function renderKey({ origin, credential, status }: PhoneKey, view: PhoneRowView) {
  const isEarly = !credential && canTakeKeys(view.phone) === false;
  const text = isEarly ? view.phrases.waitsForPhone : undefined;
  return key(origin, credentialBadge(status, view.keyPhrases, text), credential, view);
}

/** A key of which nobody knows which phone it is on. */
export const keyRow = (credential: AcsCredential, context: RowContext): TemplateResult => {
  const status = credentialStatus(credential, { now: Date.now() });
  return key(credential, credentialBadge(status, context.keyPhrases), credential, context);
};

function key(
  named: AcsCredential,
  state: TemplateResult,
  credential: AcsCredential | undefined,
  { nameOf, systemNameOf, keyPhrases }: RowContext,
): TemplateResult {
  const name = nameOf(named);
  const system = systemNameOf(named);
  return html`<li class="key subrow" part="key">
    ${icon('key')}
    <span class="truncate" title=${name}
      >${name} ${system ? html`<span class="small muted">${system}</span>` : nothing}</span
    >
    ${state} ${credential ? problems(credential, keyPhrases) : nothing}
  </li>`;
}
