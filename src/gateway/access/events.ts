import { eventsList, type ParamsOf, type SeamEvent } from '../../api/contract.gen.js';
import type { Errand } from './request-context.js';
import { devices, inSight } from './building-resources.js';
import { acsUsers, credentials, enrollmentAutomations, phones, sessions } from './owned-resources.js';
import { ownedBy, type Kind } from './ownership.js';
import { Refusal } from '../http/http-error.js';
import { reaches } from './scope.js';
import { listIn } from '../http/seam-upstream.js';

/** What Seam was asked: about one person, device, ACS user or credential. */
export type Question = ParamsOf<'/events/list'>;

/** Ids that stand for something of one person, and where the caller's own are found. */
const findings = {
  acs_credential_id: idsOf(credentials),
  acs_user_id: idsOf(acsUsers),
  client_session_id: idsOf(sessions),
  // A phone is a device too.
  device_id: async (errand: Errand) => [
    ...(await idsOf(phones)(errand)),
    ...(await inSight(errand, devices)).map(({ device_id }) => device_id),
  ],
  enrollment_automation_id: idsOf(enrollmentAutomations),
} satisfies Partial<Record<keyof SeamEvent, (errand: Errand) => Promise<string[]>>>;

type PersonalId = keyof typeof findings;

const personalIds = Object.keys(findings) as PersonalId[];

/** Ids and keys that stand for nobody's. What is neither here nor above, such as a grant or a code, is somebody else's. */
const impersonalIds: readonly string[] = [
  'acs_access_group_id',
  'acs_encoder_id',
  'acs_entrance_id',
  'acs_entrance_ids',
  'acs_system_id',
  'action_attempt_id',
  'climate_preset_key',
  'connected_account_id',
  'event_id',
  'noise_threshold_id',
  'space_id',
  'space_ids',
  'space_key',
  'workspace_id',
];

const isPersonalId = (name: string): name is PersonalId => Object.hasOwn(findings, name);

const isIdName = (name: string): boolean => /_(?:id|key)s?$/.test(name);

function idsOf<Item extends object>(kind: Kind<Item>) {
  return async (errand: Errand): Promise<string[]> =>
    (await ownedBy(errand, kind)).map((item) => String(item[kind.id]));
}

/** Whether an event is about somebody in scope alone. */
export type IsOwn = (event: SeamEvent, question: Question) => Promise<boolean>;

/**
 * Who else has used a shared door is not for the caller, so an event with an id in it that is not the scope's own
 * is dropped, unless it says that somebody in scope did it.
 *
 * Where other people's events may be among the answers, all own ids are looked up before: looked up only when one of
 * those comes, they would tell that it came.
 */
export async function createIsOwn(errand: Errand, questions: readonly Question[]): Promise<IsOwn> {
  const { userIdentities } = errand.caller.reach;
  const found = new Map<PersonalId, Promise<Set<string>>>();
  const own = (name: PersonalId): Promise<Set<string>> => {
    if (!found.has(name)) found.set(name, (async () => new Set(await findings[name](errand)))());
    return found.get(name)!;
  };
  if (questions.some(({ user_identity_id }) => user_identity_id === undefined))
    for (const name of personalIds) await own(name);
  return async (event, question) => {
    const actor = event.user_identity_id;
    if (actor != null)
      return reaches(userIdentities, actor) && actor === (question.user_identity_id ?? actor);
    for (const [name, id] of Object.entries(event)) {
      if (id == null || !isIdName(name) || impersonalIds.includes(name)) continue;
      if (!isPersonalId(name)) return false;
      if (id === (question as Partial<Record<PersonalId, string>>)[name] || hasEnded(event, name, question))
        continue;
      if (!(await own(name)).has(String(id))) return false;
    }
    return true;
  };
}

/** What has ended can't be looked up any more: there Seam's word must do that it was the person's it was asked about. */
function hasEnded({ event_type }: SeamEvent, idName: PersonalId, { user_identity_id }: Question): boolean {
  const [subject, verb] = event_type.split('.');
  const subjectId = subject === 'phone' ? 'device_id' : `${subject}_id`;
  return user_identity_id !== undefined && subjectId === idName && endings.includes(verb);
}

const endings: readonly (string | undefined)[] = ['deleted', 'deactivated'];

/** Of the gateway's own choice, and Seam's own default. */
const eventsAtOnce = 500;

/** All that Seam has for a question, however many those are. */
export async function allEvents(errand: Errand, question: Question): Promise<SeamEvent[]> {
  const found = new Map<string, SeamEvent>();
  for (let read = 0; ;) {
    const asked = { ...question, limit: eventsAtOnce, ...(read > 0 && { unstable_offset: read }) };
    const events = listIn<SeamEvent>(await errand.ask(eventsList, asked, { charged: read === 0 }), 'events');
    const known = found.size;
    for (const event of events) found.set(event.event_id, event);
    if (events.length < eventsAtOnce) return [...found.values()];
    if (found.size === known)
      throw new Refusal(502, 'upstream_failed', 'Seam does not give all of its events.');
    read += events.length;
  }
}

/** Which attempt it was is only for the caller who started it. */
export function shownEvent({ caller, attempts }: Errand, event: SeamEvent): Partial<SeamEvent> {
  const { action_attempt_id, ...shown } = event;
  const isOwnAttempt = action_attempt_id !== undefined && attempts.isOf(caller.tag, action_attempt_id);
  return isOwnAttempt ? event : shown;
}
