import type { PersonRemoval } from '../../operations/remove-user-identities.js';
import { isolated, joined } from '../../locales/isolate.js';
import type { RemovalStep } from '../../operations/remove-user-identity.js';
import type { PreviewedCredential, RemovalPreview } from '../../operations/preview-removal.js';
import { isEnded, type StepError } from '../../operations/progress.js';
import { removal as english } from '../../locales/en/removing.js';
import type { ProgressStep } from '../../ui/progress.js';
import type { SeamElement } from '../base/seam-element.js';
import type { RemovalRun } from './removal-run.js';
import { nameIn, previewIn, type Subject } from './removal-target.js';

/** What is shown of a removal, during and after it. */
export interface Account {
  readonly removal: RemovalRun;
  readonly subject: Subject | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
}

const phrasesOf = (host: SeamElement) => host.words('removing', 'removal', english);

/** After the session has ended, its data must not be shown. */
const hidesNames = (host: SeamElement): boolean => host.session.ended !== undefined;

export const nameOf = (host: SeamElement, { subject }: Account, id: string): string =>
  nameIn(hidesNames(host) ? undefined : subject, id);

/** Omits a copy on one phone, which goes with its multi-phone credential, unless the copy has a problem. */
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

export function stepLine(host: SeamElement, account: Account, step: RemovalStep): ProgressStep {
  const { state, startedAt, endedAt } = step;
  const took = startedAt === undefined ? undefined : (endedAt ?? account.now) - startedAt;
  const name = stepName(host, step, previewIn(account.subject));
  return { name, state, note: noteOn(host, account, step), took };
}

export function stepName(
  host: SeamElement,
  { kind, id, name }: RemovalStep,
  preview: RemovalPreview | undefined,
): string {
  const phrases = phrasesOf(host);
  if (hidesNames(host)) return phrases.phases[kind];
  const system = systemOf(id, preview);
  const acsUser = system ? phrases.inSystem(name, system) : name;
  if (kind === 'acs_user_link') return phrases.steps.acs_user_link(acsUser);
  if (kind === 'acs_user') return acsUser;
  if (kind === 'user_identity') return preview?.user_identity.display_name ?? name;
  const key = acsUserOf(id, preview)?.credentials?.find((group) => group.credential.acs_credential_id === id);
  if (key) return keyName(host, key);
  if (kind === 'own_client_session') return phrases.steps.own_client_session;
  if (kind === 'client_session' || kind === 'enrollment_automation')
    return phrases.steps[kind](moment(host, name));
  return name;
}

/** Names a credential by the entrances that it opens, or by its own name if they are not known. */
export function keyName(host: SeamElement, { credential, children, entrances }: PreviewedCredential): string {
  const what = entrances?.length ? namesOf(host, entrances) : credential.display_name;
  const count = children.length;
  if (count === 0) return what;
  return `${isolated(what)} (${phrasesOf(host).onPhones(host.format.number(count), count)})`;
}

const mostNames = 6;

export const namesOf = ({ format }: SeamElement, things: readonly { display_name: string }[]): string => {
  const names = things.slice(0, mostNames).map(({ display_name }) => display_name);
  const more = things.length - mostNames;
  return joined([...names, more > 0 && `+${format.number(more)}`]);
};

/** Date and time, to tell similar resources apart. */
export const moment = ({ format }: SeamElement, iso: string): string =>
  `${format.date(iso)} · ${format.time(Date.parse(iso))}`;

/** The ACS user with this id, or the one that has the credential with this id. */
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

function noteOn(host: SeamElement, account: Account, { kind, id, state, error }: RemovalStep): string {
  const phrases = phrasesOf(host);
  if (state === 'done') return phrases.done[kind];
  if (state === 'failed') return error && !hidesNames(host) ? failureIn(host, error) : '';
  if (state === 'waiting') return waitingNote(host, account);
  if (state !== 'working') return phrases[state];
  const system = systemOf(id, previewIn(account.subject));
  return system && !hidesNames(host) ? phrases.waitingFor(system) : phrases.working;
}

/** After the end of the run, a waiting step is no longer waiting: it was not touched. */
const waitingNote = (host: SeamElement, { removal }: Account): string =>
  phrasesOf(host)[removal.isRunning ? 'waiting' : 'untouched'];

/** The access system's own message, or else our title with the server's message. */
function failureIn(host: SeamElement, { kind, message }: StepError) {
  if (kind === 'timeout') return phrasesOf(host).timeout;
  if (kind === 'access_system') return message;
  return `${host.general.errors[kind].title}: ${isolated(message)}`;
}

/** The progress line of one of several user identities. */
export function personLine(host: SeamElement, account: Account, person: PersonRemoval): ProgressStep {
  const { outcome, error } = person;
  const { format } = host;
  const phrases = phrasesOf(host);
  const name = nameOf(host, account, person.user_identity_id);
  const steps = account.removal.stepsOf(person);
  const failed = steps.find(({ state }) => state === 'failed');
  const started = steps.flatMap(({ startedAt }) => startedAt ?? []);
  const ended = steps.flatMap(({ endedAt }) => endedAt ?? []);
  const took =
    started.length > 0
      ? (outcome === 'working' ? account.now : Math.max(...ended, ...started)) - Math.min(...started)
      : undefined;
  const line = (state: ProgressStep['state'], note: string): ProgressStep => ({ name, state, note, took });
  if (outcome === 'waiting') return line('waiting', waitingNote(host, account));
  if (outcome === 'removed') return line('done', phrases.done.user_identity);
  if (outcome === 'working') {
    const count = phrases.progress(format.number(steps.filter(isEnded).length), format.number(steps.length));
    const current = steps.find((step) => step.state === 'working');
    return line('working', current ? `${phrases.phases[current.kind]} · ${count}` : count);
  }
  if (error?.kind === 'cancelled') return line('skipped', phrases.begun);
  if (error) return line('failed', hidesNames(host) ? '' : failureIn(host, error));
  if (!failed) return line('failed', phrases.begun);
  return line(
    'failed',
    `${isolated(stepName(host, failed, undefined))}: ${isolated(noteOn(host, account, failed))}`,
  );
}
