import type { ParamsOf, SeamEvent } from '../api/contract.gen.js';
import type { Errand } from './errand.js';
import { devices, inSight } from './fixtures.js';
import { acsUsers, credentials, enrollmentAutomations, phones, sessions } from './kinds.js';
import { ownedBy, type Kind } from './ownership.js';
import { reaches } from './scope.js';

/** What Seam was asked: about one person, device, ACS user or credential. */
export type Question = ParamsOf<'/events/list'>;

/** Ids that stand for something of one person, and where the caller's own are found; grants and codes are nobody's. */
const findings = {
  access_code_id: undefined,
  access_grant_id: undefined,
  access_method_id: undefined,
  acs_credential_id: idsOf(credentials),
  acs_user_id: idsOf(acsUsers),
  client_session_id: idsOf(sessions),
  // A phone is a device too.
  device_id: async (errand: Errand) => [
    ...(await idsOf(phones)(errand)),
    ...(await inSight(errand, devices)).map(({ device_id }) => device_id),
  ],
  enrollment_automation_id: idsOf(enrollmentAutomations),
} satisfies Partial<Record<keyof SeamEvent, ((errand: Errand) => Promise<string[]>) | undefined>>;

type PersonalId = keyof typeof findings;

const personalIds = Object.keys(findings) as PersonalId[];

function idsOf<Item extends object>(kind: Kind<Item>) {
  return async (errand: Errand): Promise<string[]> =>
    (await ownedBy(errand, kind)).map((item) => String(item[kind.id]));
}

/** Whether an event is about somebody in scope alone. */
export type IsOwn = (event: SeamEvent, question: Question) => Promise<boolean>;

/**
 * Who else has used a shared door is not for the caller, so an event with an id in it that is not the scope's own
 * is dropped, unless it says that somebody in scope did it. Ids are looked up when the first one needs it.
 */
export function createIsOwn(errand: Errand): IsOwn {
  const { userIdentities } = errand.caller.reach;
  const found = new Map<PersonalId, Promise<Set<string>>>();
  const own = (name: PersonalId): Promise<Set<string>> => {
    if (!found.has(name)) found.set(name, (async () => new Set(await findings[name]?.(errand)))());
    return found.get(name)!;
  };
  return async (event, question) => {
    const actor = event.user_identity_id;
    if (actor != null)
      return reaches(userIdentities, actor) && actor === (question.user_identity_id ?? actor);
    for (const name of personalIds) {
      const id = event[name];
      if (
        id == null ||
        id === (question as Partial<Record<PersonalId, string>>)[name] ||
        hasEnded(event, name, question)
      )
        continue;
      if (!(await own(name)).has(id)) return false;
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

/** What a limited scope is shown of its events. What is not here may concern somebody else. */
const shownFields: readonly (keyof SeamEvent)[] = [
  'acs_access_group_id',
  'acs_credential_id',
  'acs_entrance_id',
  'acs_system_id',
  'acs_user_id',
  'action_type',
  'battery_level',
  'battery_status',
  'client_session_id',
  'connected_account_id',
  'created_at',
  'device_id',
  'device_name',
  'enrollment_automation_id',
  'error_code',
  'event_id',
  'event_type',
  'is_via_bluetooth',
  'is_via_nfc',
  'method',
  'occurred_at',
  'reason',
  'status',
  'user_identity_id',
  'workspace_id',
];

export function shownEvent({ caller, attempts }: Errand, event: SeamEvent): Partial<SeamEvent> {
  const shown = Object.fromEntries(
    Object.entries(event).filter(([name]) => shownFields.includes(name as keyof SeamEvent)),
  );
  const { action_attempt_id } = event;
  const isOwnAttempt = action_attempt_id !== undefined && attempts.isOf(caller.tag, action_attempt_id);
  return isOwnAttempt ? { ...shown, action_attempt_id } : shown;
}
