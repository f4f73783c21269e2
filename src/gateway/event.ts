import type { ParamsOf, SeamEvent } from '../api/contract.gen.js';
import type { Errand } from './errand.js';
import { reaches, type Reach } from './scope.js';

/** What Seam was asked: about one person, device, ACS user or credential. */
export type Question = ParamsOf<'/events/list'>;

/** Ids that stand for a person, or for something that only one person has. */
const personalIds = [
  'access_code_id',
  'access_grant_id',
  'access_method_id',
  'acs_credential_id',
  'acs_user_id',
  'client_session_id',
  'enrollment_automation_id',
] as const;

/**
 * Whether an event is about somebody in scope alone. Who else has used a shared door is not for the caller, so an
 * event with another personal id in it is dropped, unless it says that somebody in scope did it.
 */
export function isOwnEvent(event: SeamEvent, question: Question, { userIdentities }: Reach): boolean {
  const actor = event.user_identity_id;
  if (actor != null) {
    const isAsked = question.user_identity_id === undefined || question.user_identity_id === actor;
    return isAsked && reaches(userIdentities, actor);
  }
  return personalIds.every(
    (name) =>
      event[name] == null ||
      event[name] === question[name as keyof Question] ||
      isSubject(event, name, question),
  );
}

/** What an event of a person is about, such as the credential of `acs_credential.deleted`, is the person's. */
const isSubject = ({ event_type }: SeamEvent, idName: string, { user_identity_id }: Question): boolean =>
  user_identity_id !== undefined && `${event_type.split('.')[0]!}_id` === idName;

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
