import { html, nothing, type TemplateResult } from 'lit';
import { joined } from '../../locales/isolate.js';
import type { AcsCredential, AcsSystem } from '../../api/contract.gen.js';
import { credentials as english } from '../../locales/en/credentials.js';
import {
  credentialStatus,
  type CredentialGroup,
  type CredentialStatus,
} from '../../operations/credential-status.js';
import { button } from '../../ui/button.js';
import { icon } from '../../ui/icons.js';
import { knownZone } from '../../ui/zoned-time.js';
import type { SeamElement } from '../base/seam-element.js';
import { credentialBadge, mostDoors, problems } from '../shared/credential-badges.js';
import { known } from '../shared/code-label.js';
import { zonedTime } from '../shared/schedule.js';

export interface CredentialRowView {
  group: CredentialGroup;
  status: CredentialStatus;
  name: string;
  doors: readonly string[] | undefined;
  system: AcsSystem | undefined;
  /** Name of the phone that holds the credential; `undefined` if it is not known. */
  phoneOf: (child: AcsCredential) => string | undefined;
  onChangeEnd: () => void;
  onDelete: () => void;
}

const phrasesOf = (host: SeamElement) => host.words('keys', 'credentials', english);

export function credentialRow(host: SeamElement, view: CredentialRowView): TemplateResult {
  const { group, status, name, doors, system, phoneOf } = view;
  const phrases = phrasesOf(host);
  const { credential, children } = group;
  return html`
    <li class="row credential" part="credential" data-id=${credential.acs_credential_id}>
      ${icon('key')}
      <div class="who">
        <strong class="truncate" title=${name}>${name}</strong>
        <span class="small muted">${joined([methodOf(host, credential), system?.name])}</span>
      </div>
      ${credentialBadge(host, status)}
      <div class="more">
        <p class="small figures">${schedule(host, credential, system)}</p>
        ${
          doors && doors.length > mostDoors
            ? html`<p class="small muted">${phrases.doors} ${host.format.list(doors)}</p>`
            : nothing
        }
        ${problems(host, credential)} ${reissueHint(host, credential)}
        ${
          children.length > 0
            ? html`<ul class="children" role="list" aria-label=${phrases.onPhones(name)}>
                ${children.map((child) => renderChild(host, child, phoneOf(child)))}
              </ul>`
            : nothing
        }
        ${status === 'deleting' ? nothing : renderActions(host, view)}
      </div>
    </li>
  `;
}

function methodOf(host: SeamElement, credential: AcsCredential) {
  const { methods, forAllPhones } = phrasesOf(host);
  if (credential.is_multi_phone_sync_credential === true) return forAllPhones;
  return known(methods, credential.access_method) ?? credential.access_method;
}

function schedule(
  host: SeamElement,
  { starts_at, ends_at }: AcsCredential,
  system: AcsSystem | undefined,
): string {
  const phrases = phrasesOf(host);
  const moment = (iso: string) => zonedTime(host, iso, knownZone(system?.location.time_zone));
  if (starts_at === undefined && ends_at === undefined) return phrases.always;
  if (ends_at === undefined) return phrases.from(moment(starts_at!));
  return starts_at === undefined
    ? phrases.until(moment(ends_at))
    : phrases.fromUntil(moment(starts_at), moment(ends_at));
}

/** Seam cannot issue the same credential again: the advice depends on its access method. */
function reissueHint(host: SeamElement, { access_method, warnings }: AcsCredential) {
  if (!warnings.some(({ warning_code }) => warning_code === 'needs_to_be_reissued')) return nothing;
  const { reissueCard, reissueOther } = phrasesOf(host);
  return html`<p class="small">${access_method === 'card' ? reissueCard : reissueOther}</p>`;
}

function renderChild(host: SeamElement, child: AcsCredential, phone = phrasesOf(host).somePhone) {
  return html`<li class="child subrow" part="child">
    ${icon('phone')} <span class="truncate" title=${phone}>${phone}</span>
    ${credentialBadge(host, credentialStatus(child, { now: Date.now() }))} ${problems(host, child)}
  </li>`;
}

function renderActions(host: SeamElement, { name, onChangeEnd, onDelete }: CredentialRowView) {
  const phrases = phrasesOf(host);
  return html`<div class="actions">
    ${button({
      label: phrases.changeEnd,
      name: phrases.changeEndOf(name),
      look: 'quiet',
      whyNot: host.whyNot('credentials.update'),
      run: onChangeEnd,
    })}
    ${button({
      label: phrases.delete,
      name: phrases.deleteNamed(name),
      look: 'quiet',
      whyNot: host.whyNot('credentials.delete'),
      run: onDelete,
    })}
  </div>`;
}
