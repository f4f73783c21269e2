import type { Endpoint, SeamEvent } from './contract.gen.js';
import { thingOf } from './stale.js';

const accesses = ['acs_credential', 'acs_entrance', 'acs_user', 'device', 'instant_key'];

/** What an event may touch, by the first word of its type, as the response keys of one thing. */
const touched: ReadonlyMap<string, readonly string[]> = new Map([
  ['access_grant', accesses],
  ['access_method', accesses],
  ['acs_access_group', ['acs_access_group', 'acs_entrance']],
  ['acs_credential', ['acs_credential', 'acs_entrance', 'phone']],
  ['acs_entrance', ['acs_entrance']],
  ['acs_system', ['acs_system']],
  ['acs_user', ['acs_user', 'user_identity']],
  ['action_attempt', ['action_attempt', 'device']],
  ['client_session', ['client_session', 'instant_key']],
  ['connected_account', ['acs_system', 'device']],
  ['device', ['device', 'phone']],
  ['enrollment_automation', ['enrollment_automation']],
  ['lock', ['device']],
  ['phone', ['acs_credential', 'device', 'phone']],
]);

/** Whether what a read answered before may be wrong after an event. Of an unknown type only lists of events tell. */
export function isStaleAfterEvent(event: SeamEvent, read: Endpoint, params: object): boolean {
  const thing = thingOf(read);
  const [subject = ''] = event.event_type.split('.');
  return (thing === 'event' || Boolean(touched.get(subject)?.includes(thing))) && isAbout(event, params);
}

/** Whatever both name must be the same; not so the person, who in an event is who used a door. */
const isAbout = (event: SeamEvent, params: object): boolean =>
  Object.entries(params).every(([name, value]) => {
    const named = (event as unknown as Record<string, unknown>)[name];
    return !name.endsWith('_id') || name === 'user_identity_id' || named == null || named === value;
  });

/** What events tell of whole, or what stays the same. Of all else something changes that has no event. */
const announced = new Set(['action_attempt', 'event', 'workspace']);

export const isAnnounced = (read: Endpoint): boolean => announced.has(thingOf(read));
