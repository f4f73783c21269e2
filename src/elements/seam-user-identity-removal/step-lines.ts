import type { PersonRemoval } from '../../operations/remove-user-identities.js';
import { isolated, joined } from '../../locales/isolate.js';
import type { RemovalStep } from '../../operations/remove-user-identity.js';
import type { PreviewedCredential, RemovalPreview } from '../../operations/preview-removal.js';
import { isEnded, type StepError } from '../../operations/steps.js';
import type { General, Words } from '../../locales/index.js';
import type { Format } from '../../ui/format.js';
import type { ProgressStep } from '../../ui/progress.js';

/** What the lines are said with. */
export interface Speech {
  readonly phrases: Words['removing']['removal'];
  readonly general: General;
  readonly format: Format;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** What waits waits no longer, once it is over. */
  readonly isRunning: boolean;
  /** Once the session has ended, nothing is shown of what it was answered. */
  readonly hidesNames: boolean;
}

/** Keys on single phones go with the key they were made of: one line says it, unless something is wrong. */
export function shownSteps(
  steps: readonly RemovalStep[],
  preview: RemovalPreview | undefined,
): readonly RemovalStep[] {
  const credentials = preview?.acs_users?.flatMap((acsUser) => acsUser.credentials ?? []) ?? [];
  const children = new Set(
    credentials.flatMap((group) => group.children.map(({ acs_credential_id }) => acs_credential_id)),
  );
  return steps.filter(({ id, state }) => !children.has(id) || state === 'failed');
}

export function stepLine(
  step: RemovalStep,
  preview: RemovalPreview | undefined,
  speech: Speech,
): ProgressStep {
  const { state, startedAt, endedAt } = step;
  const took = startedAt === undefined ? undefined : (endedAt ?? speech.now) - startedAt;
  return { name: stepName(step, preview, speech), state, note: noteOn(step, preview, speech), took };
}

export function stepName(
  { kind, id, name }: RemovalStep,
  preview: RemovalPreview | undefined,
  speech: Speech,
): string {
  const { phrases, format } = speech;
  if (speech.hidesNames) return phrases.phases[kind];
  const system = systemOf(id, preview);
  const acsUser = system ? phrases.inSystem(name, system) : name;
  if (kind === 'acs_user_link') return phrases.steps.acs_user_link(acsUser);
  if (kind === 'acs_user') return acsUser;
  if (kind === 'user_identity') return preview?.user_identity.display_name ?? name;
  const key = acsUserOf(id, preview)?.credentials?.find((group) => group.credential.acs_credential_id === id);
  if (key) return keyName(key, speech);
  if (kind === 'own_client_session') return phrases.steps.own_client_session;
  if (kind === 'client_session' || kind === 'enrollment_automation')
    return phrases.steps[kind](moment(name, format));
  return name;
}

/** A key by the doors it opens, or by its name where those are not known. */
export function keyName(
  { credential, children, entrances }: PreviewedCredential,
  { phrases, format }: Pick<Speech, 'phrases' | 'format'>,
): string {
  const what = entrances?.length ? namesOf(entrances, format) : credential.display_name;
  const count = children.length;
  return count > 0 ? `${isolated(what)} (${phrases.onPhones(format.number(count), count)})` : what;
}

const mostNames = 6;

export const namesOf = (things: readonly { display_name: string }[], format: Format): string => {
  const names = things.slice(0, mostNames).map(({ display_name }) => display_name);
  const more = things.length - mostNames;
  return joined([...names, more > 0 && `+${format.number(more)}`]);
};

/** Day and time: what several such things are told apart by. */
export const moment = (iso: string, format: Format): string =>
  `${format.date(iso)} · ${format.time(Date.parse(iso))}`;

/** The ACS user that something in an access system is, or belongs to. */
export const acsUserOf = (id: string, preview: RemovalPreview | undefined) =>
  preview?.acs_users?.find(
    ({ acs_user, credentials }) =>
      acs_user.acs_user_id === id ||
      credentials?.some(({ credential, children }) =>
        [credential, ...children].some(({ acs_credential_id }) => acs_credential_id === id),
      ),
  );

const systemOf = (id: string, preview: RemovalPreview | undefined): string | undefined =>
  acsUserOf(id, preview)?.acs_system?.name;

function noteOn(step: RemovalStep, preview: RemovalPreview | undefined, speech: Speech): string {
  const { phrases, general } = speech;
  const { kind, id, state, error } = step;
  if (state === 'done') return phrases.done[kind];
  if (state === 'failed') return error && !speech.hidesNames ? failureIn(error, phrases, general) : '';
  if (state === 'waiting') return waitingNote(speech);
  if (state !== 'working') return phrases[state];
  const system = systemOf(id, preview);
  return system && !speech.hidesNames ? phrases.waitingFor(system) : phrases.working;
}

const waitingNote = ({ phrases, isRunning }: Speech): string =>
  isRunning ? phrases.waiting : phrases.untouched;

/** The server's own message where it says something of the thing itself. */
function failureIn({ kind, message }: StepError, phrases: Words['removing']['removal'], general: General) {
  if (kind === 'timeout') return phrases.timeout;
  if (kind === 'access_system') return message;
  return `${general.errors[kind].title}: ${isolated(message)}`;
}

/** One of several people. `steps` are all that were found of the person. */
export function personLine(
  person: PersonRemoval,
  name: string,
  steps: readonly RemovalStep[],
  speech: Speech,
): ProgressStep {
  const { outcome, error } = person;
  const { phrases, general, format } = speech;
  const failed = steps.find(({ state }) => state === 'failed');
  const started = steps.flatMap(({ startedAt }) => startedAt ?? []);
  const ended = steps.flatMap(({ endedAt }) => endedAt ?? []);
  const took =
    started.length > 0
      ? (outcome === 'working' ? speech.now : Math.max(...ended, ...started)) - Math.min(...started)
      : undefined;
  const line = (state: ProgressStep['state'], note: string): ProgressStep => ({ name, state, note, took });
  if (outcome === 'waiting') return line('waiting', waitingNote(speech));
  if (outcome === 'removed') return line('done', phrases.done.user_identity);
  if (outcome === 'working') {
    const count = phrases.progress(format.number(steps.filter(isEnded).length), format.number(steps.length));
    const current = steps.find((step) => step.state === 'working');
    return line('working', current ? `${phrases.phases[current.kind]} · ${count}` : count);
  }
  if (error?.kind === 'cancelled') return line('skipped', phrases.begun);
  if (error) return line('failed', speech.hidesNames ? '' : failureIn(error, phrases, general));
  if (!failed) return line('failed', phrases.begun);
  return line(
    'failed',
    `${isolated(stepName(failed, undefined, speech))}: ${isolated(noteOn(failed, undefined, speech))}`,
  );
}
