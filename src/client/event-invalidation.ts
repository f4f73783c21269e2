import type { Endpoint, SeamEvent } from '../api/contract.gen.js';
import { thingOf } from './invalidation.js';

/** What an event may touch besides the thing that its type begins with, as the response keys of one thing. */
const alsoTouched: ReadonlyMap<string, readonly string[]> = new Map([
  ['access_grant', ['acs_entrance', 'device']],
  ['acs_access_group', ['acs_entrance']],
  ['acs_credential', ['acs_entrance', 'phone']],
  ['acs_user', ['user_identity']],
  ['action_attempt', ['device']],
  ['client_session', ['instant_key']],
  ['connected_account', ['acs_system', 'device']],
  ['device', ['phone']],
  ['lock', ['device']],
  ['phone', ['acs_credential', 'device']],
]);

/** Whether what a read answered before may be wrong after an event. Lists of events are, after any. */
export function isStaleAfterEvent(event: SeamEvent, read: Endpoint, params: object): boolean {
  const subject = event.event_type.split('.')[0]!;
  const things = ['event', subject, ...(alsoTouched.get(subject) ?? [])];
  return things.includes(thingOf(read)) && isAbout(event, params);
}

/** Whatever both name must be the same; not so the person, who in an event is who used a door. */
const isAbout = (event: SeamEvent, params: object): boolean =>
  Object.entries(params).every(([name, value]) => {
    const named = (event as unknown as Record<string, unknown>)[name];
    return !name.endsWith('_id') || name === 'user_identity_id' || named == null || named === value;
  });

/** What events tell of whole, or what stays the same. Of all else something changes that has no event. */
const announced = ['action_attempt', 'event', 'workspace'];

export const isAnnounced = (read: Endpoint): boolean => announced.includes(thingOf(read));
