import { html, nothing, type TemplateResult } from 'lit';
import { removal as english } from '../../locales/en/removing.js';
import type { RemovalStep } from '../../operations/remove-user-identity.js';
import { icon } from '../../ui/icons.js';
import { duration, isOver, progressSteps, type ProgressStep } from '../../ui/progress.js';
import type { SeamElement } from '../base/seam-element.js';
import { failure } from '../base/error-notice.js';
import type { RemovalRun } from './removal-run.js';
import { nameOf, personLine, shownSteps, stepLine, type Account } from './step-labels.js';
import { previewIn } from './removal-target.js';

const phrasesOf = (host: SeamElement) => host.words('removing', 'removal', english);

function headline(host: SeamElement, account: Account): string {
  const { removal } = account;
  const { format } = host;
  const phrases = phrasesOf(host);
  const { people, isSingle, isRunning } = removal;
  if (!isSingle) {
    const total = format.number(people.length);
    if (isRunning) return phrases.removingMany(total, people.length);
    return phrases.removedMany(format.number(removal.idsOf('removed').length), total);
  }
  const { user_identity_id, outcome } = people[0]!;
  const name = nameOf(host, account, user_identity_id);
  if (isRunning) return phrases.removing(name);
  if (outcome === 'removed') return phrases.removed(name);
  return outcome === 'left' ? phrases.left(name) : phrases.stopped(name);
}

/** The text for screen readers: the current phase, and pauses. It does not change with each step. */
export function milestone(host: SeamElement, account: Account): string {
  const { removal } = account;
  const phrases = phrasesOf(host);
  if (!removal.isRunning) return headline(host, account);
  if (removal.isPaused) return phrases.paused;
  if (!removal.isSingle) return `${headline(host, account)}: ${countOf(host, lines(host, account))}`;
  const current = removal.stepsOf(removal.people[0]!).find(({ state }) => state === 'working');
  return current ? phrases.phases[current.kind] : headline(host, account);
}

/**
 * Renders the progress and the results, by resource or by user identity.
 * @param waysOut renders the options for a step that failed
 */
export function renderAccount(
  host: SeamElement,
  account: Account,
  waysOut: (step: RemovalStep) => unknown,
): TemplateResult {
  const { removal, now } = account;
  const { format } = host;
  const { startedAt, endedAt, isRunning, isPaused } = removal;
  const told = lines(host, account, isRunning ? undefined : waysOut);
  return html`
    <div class="heading">
      <h2 id="title" tabindex="-1">${headline(host, account)}</h2>
      <p class="small muted figures">
        ${countOf(host, told)} · ${duration((endedAt ?? now) - startedAt, format)}
      </p>
    </div>
    ${
      isRunning && isPaused
        ? html`<p class="attention line">${icon('offline')} ${phrasesOf(host).paused}</p>`
        : nothing
    }
    ${isRunning ? nothing : renderOutcome(host, removal)} ${progressSteps('title', told, format)}
  `;
}

function lines(
  host: SeamElement,
  account: Account,
  waysOut: (step: RemovalStep) => unknown = () => nothing,
): ProgressStep[] {
  const { removal, subject } = account;
  const { people, isSingle } = removal;
  if (!isSingle) return people.map((person) => personLine(host, account, person));
  return shownSteps(removal.stepsOf(people[0]!), previewIn(subject)).map((step) => ({
    ...stepLine(host, account, step),
    ...(step.state === 'failed' && { actions: waysOut(step) }),
  }));
}

const countOf = (host: SeamElement, told: readonly ProgressStep[]): string =>
  phrasesOf(host).progress(host.format.number(told.filter(isOver).length), host.format.number(told.length));

function renderOutcome(host: SeamElement, { people, isSingle, error, hasEndedWithPage }: RemovalRun) {
  const phrases = phrasesOf(host);
  if (people.every(({ outcome }) => outcome === 'removed')) return nothing;
  if (hasEndedWithPage) return html`<p class="attention">${phrases.ownEnded}</p>`;
  if (error && error.kind !== 'cancelled') return failure(error, host.general);
  const isLeft = people.some(({ outcome }) => outcome === 'left');
  if (!isLeft) return html`<p>${phrases.stoppedHelp}</p>`;
  return html`<p>${isSingle ? phrases.leftHelp : phrases.leftManyHelp}</p>`;
}
