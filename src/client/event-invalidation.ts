import type { Endpoint, SeamEvent } from '../api/contract.gen.js';
import { thingOf } from './invalidation.js';

/** By the first word of an event type: other resources that the event may change, as singular response keys. */
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

/** Whether an event may make an earlier response outdated. Every event makes lists of events outdated. */
export function isStaleAfterEvent(event: SeamEvent, read: Endpoint, params: object): boolean {
  const subject = event.event_type.split('.')[0]!;
  const things = ['event', subject, ...(alsoTouched.get(subject) ?? [])];
  return things.includes(thingOf(read)) && isAbout(event, params);
}

/**
 * Compares the ids that the event and the parameters share. `user_identity_id` does not count: in an event it can be
 * the person who used a door.
 */
const isAbout = (event: SeamEvent, params: object): boolean =>
  Object.entries(params).every(([name, value]) => {
    const named = (event as unknown as Record<string, unknown>)[name];
    return !name.endsWith('_id') || name === 'user_identity_id' || named == null || named === value;
  });

/** Resources that never change, or change only with an event. All others can also change without an event. */
const announced = ['action_attempt', 'event', 'workspace'];

export const isAnnounced = (read: Endpoint): boolean => announced.includes(thingOf(read));
