import type { AcsSystem, AcsUser } from '../../api/contract.gen.js';
import { links as english } from '../../locales/en/linking.js';
import type { Words } from '../../locales/index.js';
import { isBeingDeleted } from '../../operations/resource-state.js';
import type { IconName } from '../../ui/icons.js';
import type { Tone } from '../../ui/badge-and-notice.js';
import { knownZone } from '../../ui/zoned-time.js';
import type { SeamElement } from '../base/seam-element.js';
import { known } from '../shared/code-label.js';
import { zonedTime } from '../shared/schedule.js';

type Phrases = Words['linking']['links'];
type Mutation = NonNullable<AcsUser['pending_mutations']>[number];
type Values = NonNullable<Mutation['from']>;

/** One fact about the state of an ACS user, as text. */
export interface Fact {
  tone: Tone;
  icon: IconName;
  text: string;
  /** The message of the server. */
  title?: string;
}

/** Whether the state will soon change without an action of the user. */
export const isChanging = (acsUser: AcsUser): boolean =>
  isBeingDeleted(acsUser) ||
  (acsUser.pending_mutations ?? []).some(({ mutation_code }) => !mutation_code.startsWith('deferring_'));

/** The text for a code. If the code is unknown: the message of the server. */
const wordsFor = (texts: Readonly<Record<string, string>>, code: string, message: string): string =>
  known(texts, code) ?? message;

/** The problems of an access system. */
export function problemsOf(host: SeamElement, { errors, warnings }: AcsSystem): Fact[] {
  const { systemErrors, systemWarnings } = host.words('linking', 'links', english);
  return [
    ...errors.map(({ error_code, message }): Fact => {
      const text = wordsFor(systemErrors, error_code, message);
      return { tone: 'bad', icon: 'offline', text, title: message };
    }),
    ...warnings.map(({ warning_code, message }): Fact => {
      const text = wordsFor(systemWarnings, warning_code, message);
      return { tone: 'attention', icon: 'attention', text, title: message };
    }),
  ];
}

/** All facts about an ACS user, the worst first. */
export function factsOf(host: SeamElement, acsUser: AcsUser, system: AcsSystem | undefined): Fact[] {
  const phrases = host.words('linking', 'links', english);
  const moment = (iso: string) => zonedTime(host, iso, knownZone(system?.location.time_zone));
  const facts: Fact[] = [
    ...(system ? problemsOf(host, system) : []),
    ...acsUser.errors.map(({ error_code, message }): Fact => {
      const text = wordsFor(phrases.errors, error_code, message);
      return { tone: 'bad', icon: 'bad', text, title: message };
    }),
    ...acsUser.warnings.map(({ warning_code, message }): Fact => {
      const text = wordsFor(phrases.warnings, warning_code, message);
      const icon = warning_code === 'being_deleted' ? 'waiting' : 'attention';
      return { tone: 'attention', icon, text, title: message };
    }),
    // `is_suspended` may be absent, which does not mean false: some systems do not report it.
    ...(acsUser.is_suspended === true
      ? [{ tone: 'attention', icon: 'paused', text: phrases.suspended } as const]
      : []),
    ...(acsUser.pending_mutations ?? []).map((mutation): Fact => {
      const text = mutationText(mutation, phrases, moment);
      return { tone: 'neutral', icon: 'waiting', text, title: mutation.message };
    }),
    ...(acsUser.access_schedule
      ? [
          {
            tone: 'neutral',
            icon: 'waiting',
            text: period(acsUser.access_schedule, phrases, moment),
          } as const,
        ]
      : []),
  ];
  // A deletion is listed both as a warning and as a pending mutation: show it once.
  return [...new Map(facts.map((fact) => [fact.text, fact])).values()];
}

type Moment = (iso: string) => string;

const period = (
  { starts_at, ends_at }: { starts_at: string; ends_at: string | null },
  phrases: Phrases,
  moment: Moment,
): string =>
  ends_at ? phrases.scheduled(moment(starts_at), moment(ends_at)) : phrases.scheduledFrom(moment(starts_at));

function mutationText(mutation: Mutation, phrases: Phrases, moment: Moment): string {
  const { mutation_code, message, scheduled_at, variant, from = {}, to = {} } = mutation;
  const text = wordsFor(phrases.mutations, mutation_code, message);
  switch (mutation_code) {
    case 'deferring_creation':
      return scheduled_at ? phrases.addedAt(moment(scheduled_at)) : text;
    case 'deferring_group_membership_update':
      return variant === 'adding' ? phrases.joining : variant === 'removing' ? phrases.leaving : text;
    case 'updating_suspension_state':
      if (to.is_suspended === undefined) return text;
      return to.is_suspended ? phrases.suspending : phrases.unsuspending;
    case 'updating_access_schedule': {
      const { starts_at, ends_at = null } = to;
      return starts_at ? phrases.changesTo(text, period({ starts_at, ends_at }, phrases, moment)) : text;
    }
    case 'updating_user_information':
      return detailChange(from, to, text, phrases);
    default:
      return text;
  }
}

const details = ['full_name', 'email_address', 'phone_number'] as const;

/** Describes the first detail that changes, with its old and its new value. */
function detailChange(from: Values, to: Values, text: string, phrases: Phrases): string {
  const changed = details.find((name) => to[name] && to[name] !== from[name]);
  if (!changed) return text;
  const [before, after] = [from[changed], to[changed]!];
  return before ? phrases.changes(text, before, after) : phrases.changesTo(text, after);
}
