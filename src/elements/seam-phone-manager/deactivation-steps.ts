import { html, nothing, type TemplateResult } from 'lit';
import { deactivation as english } from '../../locales/en/deactivation.js';
import type { DeactivationKind } from '../../operations/deactivate-phone.js';
import type { Step } from '../../operations/progress.js';
import type { IconName } from '../../ui/icons.js';
import { badge, type Tone } from '../../ui/badge-and-notice.js';
import type { SeamElement } from '../base/seam-element.js';

type DeactivationStep = Step<DeactivationKind>;

const phrasesOf = (host: SeamElement) => host.words('keys', 'deactivation', english);

/** The rows for the phone, each of its credentials and each app session, with their progress. */
export function progressRows(
  host: SeamElement,
  steps: readonly DeactivationStep[],
  keyNames: ReadonlyMap<string, string> | undefined,
): TemplateResult[] {
  const phrases = phrasesOf(host);
  const removals = new Map(
    steps.flatMap((step) => (step.kind === 'acs_credential' ? [[step.id, step] as const] : [])),
  );
  return steps.flatMap((step) => {
    switch (step.kind) {
      case 'phone':
        return row(host, phrases.phone, step, wordOf(host, step, 'deactivating', 'deactivated'));
      case 'client_session':
        return row(host, phrases.session, step, wordOf(host, step, 'ending', 'ended'));
      case 'acs_credential_revocation': {
        const removal = removals.get(step.id)!;
        const name = keyNames?.get(step.id) ?? step.name;
        return row(host, name, removal, keyWord(host, step, removal));
      }
      default:
        return [];
    }
  });
}

type Word = keyof typeof english.steps;

function wordOf(host: SeamElement, { state }: DeactivationStep, working: Word, over: Word): string {
  const { steps } = phrasesOf(host);
  if (state === 'working') return steps[working];
  if (state === 'done' || state === 'gone') return steps[over];
  return state === 'failed' ? steps.failed : steps.waiting;
}

/** A credential is first revoked, and then removed from the access system. */
function keyWord(host: SeamElement, revocation: DeactivationStep, removal: DeactivationStep): string {
  const { steps } = phrasesOf(host);
  if (removal.state === 'failed') return steps.failed;
  if (removal.state === 'done' || removal.state === 'gone') return steps.removed;
  return wordOf(host, revocation, 'deactivating', 'revoked');
}

const looks: Readonly<Record<DeactivationStep['state'], readonly [Tone, IconName]>> = {
  waiting: ['neutral', 'waiting'],
  working: ['neutral', 'waiting'],
  done: ['good', 'check'],
  gone: ['good', 'check'],
  failed: ['bad', 'bad'],
  skipped: ['neutral', 'close'],
};

function row(
  host: SeamElement,
  name: string,
  { state, error }: DeactivationStep,
  word: string,
): TemplateResult {
  const [tone, icon] = looks[state];
  return html`<li class="step">
    <span class="truncate" title=${name}>${name}</span>
    ${badge(tone, icon, word, word, state === 'working' ? 'state working' : 'state')}
    ${
      error
        ? html`<p class="small bad">${error.kind === 'timeout' ? phrasesOf(host).timeout : error.message}</p>`
        : nothing
    }
  </li>`;
}
