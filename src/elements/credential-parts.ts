import { html, nothing, type TemplateResult } from 'lit';
import { joined } from '../locales/isolate.js';
import type { AcsCredential, AcsEntrance, AcsSystem } from '../api/contract.gen.js';
import type { Words } from '../locales/index.js';
import type { CredentialStatus } from '../operations/credential-status.js';
import type { Format } from '../ui/format.js';
import type { IconName } from '../ui/icons.js';
import { badge, type Tone } from '../ui/status.js';
import { known } from './known.js';

type Phrases = Words['keys']['keys'];

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

/** Whether it will change by itself, in a while. */
export const isUnderWay = (status: CredentialStatus): boolean =>
  status === 'deleting' || status === 'issuing';

export function credentialBadge(
  status: CredentialStatus,
  phrases: Phrases,
  text = phrases.statuses[status],
): TemplateResult {
  const [tone, icon] = looks[status];
  return badge(tone, icon, text, text, isUnderWay(status) ? 'state working' : 'state');
}

/** What the status says already. */
const toldByStatus = new Set(['being_deleted', 'waiting_to_be_issued']);

/** What is wrong, and what to do about it where that is known; else in the server's own words. */
export function problems(
  {
    errors,
    warnings,
  }: {
    errors: readonly { message: string }[];
    warnings: readonly { warning_code: string; message: string }[];
  },
  phrases: Phrases,
): TemplateResult | typeof nothing {
  const untold = warnings.filter(({ warning_code }) => !toldByStatus.has(warning_code));
  if (errors.length + untold.length === 0) return nothing;
  return html`
    ${errors.map(({ message }) => html`<p class="problem small bad">${message}</p>`)}
    ${untold.map(
      ({ warning_code: code, message }) =>
        html`<p class="problem small attention" title=${message}>
          ${known(phrases.warnings, code) ?? message}
        </p>`,
    )}
  `;
}

/** Why keys do not reach access systems. */
export function systemProblems(
  systems: readonly AcsSystem[],
  credentials: readonly AcsCredential[],
  phrases: Phrases,
): TemplateResult[] {
  const used = new Set(credentials.map(({ acs_system_id }) => acs_system_id));
  return systems
    .filter(({ acs_system_id }) => used.has(acs_system_id))
    .flatMap(({ name, errors }) =>
      errors.map(
        ({ error_code: code, message }) =>
          html`<p class="problem small bad" role="alert" title=${message}>
            <strong>${name}</strong> ${known(phrases.systemErrors, code) ?? message}
          </p>`,
      ),
    );
}

/** How many doors name a credential. */
export const mostDoors = 3;

/** The doors of a credential, the first few by name. */
export function doorNames(doors: readonly AcsEntrance[], phrases: Phrases, format: Format): string {
  const names = doors.map(({ display_name }) => display_name);
  const shown = joined(names.slice(0, mostDoors));
  const rest = names.length - mostDoors;
  return rest > 0 ? `${shown} ${phrases.moreDoors(format.number(rest))}` : shown;
}
