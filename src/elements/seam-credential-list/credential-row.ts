import { html, nothing, type TemplateResult } from 'lit';
import { joined } from '../../locales/isolate.js';
import type { AcsCredential, AcsSystem } from '../../api/contract.gen.js';
import type { General, Words } from '../../locales/index.js';
import {
  credentialStatus,
  type CredentialGroup,
  type CredentialStatus,
} from '../../operations/credential-status.js';
import { button } from '../../ui/button.js';
import type { Format } from '../../ui/format.js';
import { icon } from '../../ui/icons.js';
import { knownZone, localOf } from '../../ui/zoned-time.js';
import { credentialBadge, mostDoors, problems } from '../credential-parts.js';
import { known } from '../known.js';

export interface CredentialRowView {
  group: CredentialGroup;
  status: CredentialStatus;
  name: string;
  doors: readonly string[] | undefined;
  system: AcsSystem | undefined;
  /** Undefined where it is not known which it is on. */
  phoneOf: (child: AcsCredential) => string | undefined;
  whyNotUpdate: string | null;
  whyNotDelete: string | null;
  onChangeEnd: () => void;
  onDelete: () => void;
  phrases: Words['keys']['credentials'];
  keyPhrases: Words['keys']['keys'];
  general: General;
  format: Format;
}

export function credentialRow(view: CredentialRowView): TemplateResult {
  const { group, status, name, doors, system, phrases, keyPhrases } = view;
  const { credential, children } = group;
  return html`
    <li class="row credential" part="credential" data-id=${credential.acs_credential_id}>
      ${icon('key')}
      <div class="who">
        <strong class="truncate" title=${name}>${name}</strong>
        <span class="small muted">${joined([methodOf(credential, phrases), system?.name])}</span>
      </div>
      ${credentialBadge(status, keyPhrases)}
      <div class="more">
        <p class="small figures">${schedule(credential, system, view)}</p>
        ${
          doors && doors.length > mostDoors
            ? html`<p class="small muted">${phrases.doors} ${view.format.list(doors)}</p>`
            : nothing
        }
        ${problems(credential, keyPhrases)} ${reissueHint(credential, phrases)}
        ${
          children.length > 0
            ? html`<ul class="children" role="list" aria-label=${phrases.onPhones(name)}>
                ${children.map((child) => renderChild(child, view))}
              </ul>`
            : nothing
        }
        ${status === 'deleting' ? nothing : renderActions(view)}
      </div>
    </li>
  `;
}

function methodOf(credential: AcsCredential, { methods, forAllPhones }: Words['keys']['credentials']) {
  if (credential.is_multi_phone_sync_credential === true) return forAllPhones;
  return known(methods, credential.access_method) ?? credential.access_method;
}

/** On the clocks of the access system, with the reader's beside them where they differ. */
function schedule(
  { starts_at, ends_at }: AcsCredential,
  system: AcsSystem | undefined,
  { phrases, format }: CredentialRowView,
): string {
  const zone = knownZone(system?.location.time_zone);
  const moment = (iso: string) => {
    const there = format.moment(iso, zone);
    const isSame = localOf(iso, zone) === localOf(iso);
    return isSame ? there : `${there} (${phrases.yourTime(format.moment(iso))})`;
  };
  if (starts_at === undefined && ends_at === undefined) return phrases.always;
  if (ends_at === undefined) return phrases.from(moment(starts_at!));
  return starts_at === undefined
    ? phrases.until(moment(ends_at))
    : phrases.fromUntil(moment(starts_at), moment(ends_at));
}

/** Seam cannot issue the same credential twice: what to do depends on what it is. */
function reissueHint({ access_method, warnings }: AcsCredential, phrases: Words['keys']['credentials']) {
  if (!warnings.some(({ warning_code }) => warning_code === 'needs_to_be_reissued')) return nothing;
  return html`<p class="small">${access_method === 'card' ? phrases.reissueCard : phrases.reissueOther}</p>`;
}

function renderChild(child: AcsCredential, { phoneOf, phrases, keyPhrases }: CredentialRowView) {
  const phone = phoneOf(child) ?? phrases.somePhone;
  return html`<li class="child subrow" part="child">
    ${icon('phone')} <span class="truncate" title=${phone}>${phone}</span>
    ${credentialBadge(credentialStatus(child, { now: Date.now() }), keyPhrases)}
    ${problems(child, keyPhrases)}
  </li>`;
}

const renderActions = ({ name, phrases, ...view }: CredentialRowView) =>
  html`<div class="actions">
    ${button({
      label: phrases.changeEnd,
      name: phrases.changeEndOf(name),
      look: 'quiet',
      whyNot: view.whyNotUpdate,
      run: view.onChangeEnd,
    })}
    ${button({
      label: phrases.delete,
      name: phrases.deleteNamed(name),
      look: 'quiet',
      whyNot: view.whyNotDelete,
      run: view.onDelete,
    })}
  </div>`;
