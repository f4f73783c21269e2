import { html, nothing, type TemplateResult } from 'lit';
import { issuerForm as english } from '../../locales/en/issuer-form.js';
import type { IssueProgress } from '../../operations/issue-credential.js';
import type { StepState } from '../../operations/progress.js';
import { button } from '../../ui/button.js';
import { icon, type IconName } from '../../ui/icons.js';
import type { Tone } from '../../ui/badge-and-notice.js';
import type { SeamElement } from '../base/seam-element.js';
import { failure } from '../base/error-notice.js';
import type { Issuing } from './issue-run.js';

export interface ProgressView {
  issuing: Issuing;
  person: string;
  /** Names of access groups, by id. */
  groupNames: ReadonlyMap<string, string>;
  onStartOver: () => void;
  onAnother: () => void;
}

const looks: Readonly<Record<StepState, readonly [Tone, IconName]>> = {
  waiting: ['neutral', 'waiting'],
  working: ['neutral', 'waiting'],
  done: ['good', 'check'],
  gone: ['good', 'check'],
  failed: ['bad', 'bad'],
  skipped: ['neutral', 'close'],
};

const tones: Readonly<Record<string, Tone>> = { issued: 'good', waiting_for_phone: 'good', failed: 'bad' };

/** Renders the request and its progress: the credential itself, and a row for each phone. */
export function progressView(host: SeamElement, view: ProgressView): TemplateResult {
  const phrases = host.words('issuing', 'issuerForm', english);
  const { issuing } = view;
  const { progress, outcome, error, isRunning } = issuing;
  const isOver = outcome === 'issued' || outcome === 'waiting_for_phone';
  const help =
    outcome === 'unknown'
      ? `${phrases.unknownHelp} ${phrases.startOverHelp}`
      : outcome === 'failed'
        ? phrases.failedHelp
        : '';
  return html`
    <section class="progress" part="progress" aria-labelledby="progress-title">
      <h3 id="progress-title">${phrases.progress(view.person)}</h3>
      ${error ? failure(error, host.general) : nothing}
      <ol role="list">
        ${(progress?.steps ?? []).map((step) => renderStep(host, step, view))}
      </ol>
      <p role="status" class=${(outcome && tones[outcome]) ?? 'attention'}>
        ${outcome ? phrases.outcomes[outcome] : progress?.isPaused ? phrases.paused : nothing}
      </p>
      ${help ? html`<p class="small muted">${help}</p>` : nothing}
      ${
        isRunning
          ? nothing
          : html`<div class="actions">
              ${
                outcome === 'issued'
                  ? nothing
                  : button({
                      label: phrases.lookAgain,
                      look: isOver ? 'quiet' : 'primary',
                      run: () => void issuing.goOn(),
                    })
              }
              ${
                isOver || outcome === 'issuing'
                  ? button({ label: phrases.another, run: view.onAnother })
                  : button({ label: phrases.startOver, run: view.onStartOver })
              }
            </div>`
      }
    </section>
  `;
}

function renderStep(
  host: SeamElement,
  { kind, id, name, state, error }: IssueProgress['steps'][number],
  { groupNames }: ProgressView,
) {
  const phrases = host.words('issuing', 'issuerForm', english);
  const [tone, iconName] = looks[state];
  const what = phrases.steps[kind];
  const text = typeof what === 'string' ? what : what(groupNames.get(id) ?? name);
  const stateText = error?.message || stateOf(host, kind, state);
  return html`
    <li class="step" part="step">
      <span class="${tone} ${state}">${icon(iconName)}</span>
      <span>${text}</span>
      <span class="small ${error ? 'bad' : 'muted'}">${stateText}</span>
    </li>
  `;
}

function stateOf(host: SeamElement, kind: IssueProgress['steps'][number]['kind'], state: StepState): string {
  const phrases = host.words('issuing', 'issuerForm', english);
  if (kind === 'phone' && state === 'waiting') return phrases.phoneNotReady;
  if (kind === 'phone' && state === 'gone') return phrases.phoneGone;
  if (kind === 'acs_credential' && state === 'waiting') return phrases.waitsForPhone;
  return phrases.states[state];
}
