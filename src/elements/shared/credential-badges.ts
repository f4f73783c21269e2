import { html, nothing, type TemplateResult } from 'lit';
import { joined } from '../../locales/isolate.js';
import type { AcsCredential, AcsSystem } from '../../api/contract.gen.js';
import { keys as english } from '../../locales/en/keys.js';
import type { CredentialStatus } from '../../operations/credential-status.js';
import type { IconName } from '../../ui/icons.js';
import { badge, type Tone } from '../../ui/badge-and-notice.js';
import type { SeamElement } from '../base/seam-element.js';
import { known } from './code-label.js';
import type { PersonKeys } from '../data/credentials-query.js';

const phrasesOf = (host: SeamElement) => host.words('keys', 'keys', english);

const looks: Readonly<Record<CredentialStatus, readonly [Tone, IconName]>> = {
  deleting: ['neutral', 'waiting'],
  failed: ['bad', 'bad'],
  expired: ['neutral', 'close'],
  invalid: ['bad', 'bad'],
  attention: ['attention', 'attention'],
  scheduled: ['neutral', 'waiting'],
  waiting_for_phone: ['neutral', 'phone'],
  issuing: ['neutral', 'waiting'],
  active: ['good', 'check'],
};

/** Whether the status will soon change without a user's action. */
export const isUnderWay = (status: CredentialStatus): boolean =>
  status === 'deleting' || status === 'issuing';

export function credentialBadge(
  host: SeamElement,
  status: CredentialStatus,
  text = phrasesOf(host).statuses[status],
): TemplateResult {
  const [tone, icon] = looks[status];
  return badge(tone, icon, text, text, isUnderWay(status) ? 'state working' : 'state');
}

/** Warnings that the status already shows. */
const toldByStatus = new Set(['being_deleted', 'waiting_to_be_issued']);

/** Renders errors and warnings: known warnings with what to do, all others with the server's own message. */
export function problems(
  host: SeamElement,
  {
    errors,
    warnings,
  }: {
    errors: readonly { message: string }[];
    warnings: readonly { warning_code: string; message: string }[];
  },
): TemplateResult | typeof nothing {
  const untold = warnings.filter(({ warning_code }) => !toldByStatus.has(warning_code));
  if (errors.length + untold.length === 0) return nothing;
  return html`
    ${errors.map(({ message }) => html`<p class="problem small bad">${message}</p>`)}
    ${untold.map(
      ({ warning_code: code, message }) =>
        html`<p class="problem small attention" title=${message}>
          ${known(phrasesOf(host).warnings, code) ?? message}
        </p>`,
    )}
  `;
}

/** Renders the errors of the access systems that the credentials belong to. */
export function systemProblems(
  host: SeamElement,
  systems: readonly AcsSystem[],
  credentials: readonly AcsCredential[],
): TemplateResult[] {
  const used = new Set(credentials.map(({ acs_system_id }) => acs_system_id));
  return systems
    .filter(({ acs_system_id }) => used.has(acs_system_id))
    .flatMap(({ name, errors }) =>
      errors.map(
        ({ error_code: code, message }) =>
          html`<p class="problem small bad" role="alert" title=${message}>
            <strong>${name}</strong> ${known(phrasesOf(host).systemErrors, code) ?? message}
          </p>`,
      ),
    );
}

/** How many doors the name of a credential lists. */
export const mostDoors = 3;

/** Names a credential by the first doors that it opens, or by its own name if no door is known. */
export function credentialName(host: SeamElement, read: PersonKeys, credential: AcsCredential): string {
  const names = (read.doorsOf(credential) ?? []).map(({ display_name }) => display_name);
  if (names.length === 0) return credential.display_name;
  const shown = joined(names.slice(0, mostDoors));
  const rest = names.length - mostDoors;
  return rest > 0 ? `${shown} ${phrasesOf(host).moreDoors(host.format.number(rest))}` : shown;
}
