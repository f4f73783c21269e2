import { html, nothing, type TemplateResult } from 'lit';
import type { RemovalStep } from '../../operations/remove-user-identity.js';
import { icon } from '../../ui/icons.js';
import { duration, isOver, progressSteps, type ProgressStep } from '../../ui/progress.js';
import { failure } from '../failure.js';
import type { RemovalRun } from './removal-run.js';
import { personLine, shownSteps, stepLine, type Speech } from './step-lines.js';
import { nameIn, previewIn, type Subject } from './subject.js';

/** A removal as it is told, while it runs and after. */
export interface Account {
  readonly removal: RemovalRun;
  readonly subject: Subject | undefined;
  readonly speech: Speech;
}

function headline(account: Account): string {
  const {
    removal,
    speech: { phrases, format },
  } = account;
  const { people, isSingle, isRunning } = removal;
  if (!isSingle) {
    const total = format.number(people.length);
    if (isRunning) return phrases.removingMany(total, people.length);
    return phrases.removedMany(format.number(removal.idsOf('removed').length), total);
  }
  const { user_identity_id, outcome } = people[0]!;
  const name = nameOf(account, user_identity_id);
  if (isRunning) return phrases.removing(name);
  if (outcome === 'removed') return phrases.removed(name);
  return outcome === 'left' ? phrases.left(name) : phrases.stopped(name);
}

const nameOf = ({ subject, speech }: Account, id: string): string =>
  nameIn(speech.hidesNames ? undefined : subject, id);

/** What is worth saying aloud: what it is at, and what changes that; not each step of it. */
export function milestone(account: Account): string {
  const { removal, speech } = account;
  const { phrases } = speech;
  if (!removal.isRunning) return headline(account);
  if (removal.isPaused) return phrases.paused;
  if (!removal.isSingle) return `${headline(account)}: ${countOf(lines(account), speech)}`;
  const current = removal.stepsOf(removal.people[0]!).find(({ state }) => state === 'working');
  return current ? phrases.phases[current.kind] : headline(account);
}

/**
 * How far it is, and what came of it, thing by thing or person by person.
 * @param waysOut what can be done about a step that failed
 */
export function renderAccount(account: Account, waysOut: (step: RemovalStep) => unknown): TemplateResult {
  const { removal, speech } = account;
  const { phrases, format, now } = speech;
  const { startedAt, endedAt, isRunning, isPaused } = removal;
  const told = lines(account, isRunning ? undefined : waysOut);
  return html`
    <div class="heading">
      <h2 id="title" tabindex="-1">${headline(account)}</h2>
      <p class="small muted figures">
        ${countOf(told, speech)} · ${duration((endedAt ?? now) - startedAt, format)}
      </p>
    </div>
    ${
      isRunning && isPaused
        ? html`<p class="attention line">${icon('offline')} ${phrases.paused}</p>`
        : nothing
    }
    ${isRunning ? nothing : renderOutcome(account)} ${progressSteps('title', told, format)}
  `;
}

function lines(account: Account, waysOut: (step: RemovalStep) => unknown = () => nothing): ProgressStep[] {
  const { removal, subject, speech } = account;
  const { people, isSingle } = removal;
  if (!isSingle)
    return people.map((person) =>
      personLine(person, nameOf(account, person.user_identity_id), removal.stepsOf(person), speech),
    );
  const preview = previewIn(subject);
  return shownSteps(removal.stepsOf(people[0]!), preview).map((step) => ({
    ...stepLine(step, preview, speech),
    ...(step.state === 'failed' && { actions: waysOut(step) }),
  }));
}

const countOf = (told: readonly ProgressStep[], { phrases, format }: Speech): string =>
  phrases.progress(format.number(told.filter(isOver).length), format.number(told.length));

function renderOutcome({ removal, speech: { phrases, general } }: Account) {
  const { people, isSingle, error } = removal;
  if (people.every(({ outcome }) => outcome === 'removed')) return nothing;
  if (removal.hasEndedWithPage) return html`<p class="attention">${phrases.ownEnded}</p>`;
  if (error && error.kind !== 'cancelled') return failure(error, general);
  const isLeft = people.some(({ outcome }) => outcome === 'left');
  if (!isLeft) return html`<p>${phrases.stoppedHelp}</p>`;
  return html`<p>${isSingle ? phrases.leftHelp : phrases.leftManyHelp}</p>`;
}
