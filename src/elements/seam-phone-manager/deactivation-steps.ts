import { html, nothing, type TemplateResult } from 'lit';
import type { Words } from '../../locales/index.js';
import type { DeactivationKind } from '../../operations/deactivate-phone.js';
import type { Step } from '../../operations/steps.js';
import type { IconName } from '../../ui/icons.js';
import { badge, type Tone } from '../../ui/status.js';

type Phrases = Words['keys']['deactivation'];
type DeactivationStep = Step<DeactivationKind>;

/** The phone, each key that was on it, and each app session, with how far each has come. */
export function progressRows(
  steps: readonly DeactivationStep[],
  keyNames: ReadonlyMap<string, string> | undefined,
  phrases: Phrases,
): TemplateResult[] {
  const removals = new Map(
    steps.flatMap((step) => (step.kind === 'acs_credential' ? [[step.id, step] as const] : [])),
  );
  return steps.flatMap((step) => {
    switch (step.kind) {
      case 'phone':
        return row(
          phrases.phone,
          step,
          wordOf(step, phrases.steps.deactivating, phrases.steps.deactivated, phrases),
          phrases,
        );
      case 'client_session':
        return row(
          phrases.session,
          step,
          wordOf(step, phrases.steps.ending, phrases.steps.ended, phrases),
          phrases,
        );
      case 'acs_credential_revocation': {
        const removal = removals.get(step.id)!;
        const name = keyNames?.get(step.id) ?? step.name;
        return row(name, removal, keyWord(step, removal, phrases), phrases);
      }
      default:
        return [];
    }
  });
}

function wordOf({ state }: DeactivationStep, working: string, over: string, { steps }: Phrases): string {
  if (state === 'working') return working;
  if (state === 'done' || state === 'gone') return over;
  return state === 'failed' ? steps.failed : steps.waiting;
}

/** A key is revoked first, and then taken out of the access system. */
function keyWord(revocation: DeactivationStep, removal: DeactivationStep, phrases: Phrases): string {
  const { steps } = phrases;
  if (removal.state === 'failed') return steps.failed;
  if (removal.state === 'done' || removal.state === 'gone') return steps.removed;
  return wordOf(revocation, steps.deactivating, steps.revoked, phrases);
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
  name: string,
  { state, error }: DeactivationStep,
  word: string,
  phrases: Phrases,
): TemplateResult {
  const [tone, icon] = looks[state];
  return html`<li class="step">
    <span class="truncate" title=${name}>${name}</span>
    ${badge(tone, icon, word, word, state === 'working' ? 'state working' : 'state')}
    ${
      error
        ? html`<p class="small bad">${error.kind === 'timeout' ? phrases.timeout : error.message}</p>`
        : nothing
    }
  </li>`;
}
